import { describe, expect, it } from 'vitest';
import { parseDkimKey } from '../../../../lib/mechanisms/dkim/key.ts';
import { GOOD_DKIM } from '../../../lab/description/domain.ts';
import { ABOVE, guidedKeys, offersIn } from '../../../support/dkim-guided.ts';
import { recordOf, recordOfKey } from '../../../support/dkim.ts';
import { rsaPair } from '../../../support/keys.ts';
import { bare } from '../../../support/words.ts';

/** Several records at one name: what goes without a condition, and what only the sender knows. */

const A = GOOD_DKIM;
const OTHER_PAIR = rsaPair(2048, 'other');
const B = recordOfKey(OTHER_PAIR.publicKey);
const [P_A, P_B] = [A, B].map((text) => text.slice(text.indexOf('p=') + 2)) as [string, string];
const SHORT_A = `v=DKIM1; p=${P_A}`;
const CUT = B.slice(0, 255);
const PRIVATE = recordOf(rsaPair(1024).privateKey.export({ format: 'der', type: 'pkcs1' }));
const NAME = `default.${ABOVE}`;

async function told(texts: readonly string[]) {
  const { steps } = await guidedKeys({ zone: { default: texts } });
  const step = steps.find(({ name }) => name === 'dkim-record');
  const offers = step ? offersIn(step) : [];
  for (const { record } of offers) expect([record.ownerName, record.replaces]).toEqual([NAME, texts]);
  return {
    open: offers.flatMap(({ condition, record }) => (condition === null ? [record.value] : [])),
    cases: offers.flatMap(({ condition, record }) => (condition === null ? [] : [record.value])),
    conditions: (step?.body ?? []).flatMap((text) => (text.kind === 'case' ? [bare(text.condition)] : [])),
    said: bare(JSON.stringify(step)),
  };
}

describe('a record beside a sound one', () => {
  it.each<[why: string, other: string]>([
    ['cut off: nobody can read a key from it', CUT],
    ['without a key', 'v=DKIM1; k=rsa'],
  ])('goes without a condition where no receiver can use it: %s', async (_, other) => {
    const { open, conditions, said } = await told([A, other]);
    expect([open, conditions]).toEqual([[A], []]);
    expect(said).toContain('nothing is lost without them');
  });

  it.each<[why: string, other: string, meant: string | null]>([
    ['the version second: all verifiers that were tried use it', `k=rsa; v=DKIM1; p=${P_B}`, B],
    ['in quotes: some use it', `"${B}"`, B],
    ['SHA-1 alone', `v=DKIM1; h=sha1; p=${P_B}`, `v=DKIM1; p=${P_B}`],
    ['the type twice, the same', `v=DKIM1; k=rsa; k=rsa; p=${P_B}`, B],
    ['something behind the key', `v=DKIM1; p=${P_B}AAAA`, null],
    ['two notes', `v=DKIM1; n=a; n=b; p=${P_B}`, null],
    ['a part that is no tag', `v=DKIM1; x; p=${P_B}`, null],
    ['a sign that is none of base64, which some skip', `v=DKIM1; p=${P_B}.`, `v=DKIM1; p=${P_B}`],
    ['one within the key', `v=DKIM1; p=${P_B.slice(0, 90)}*${P_B.slice(90)}`, null],
    ['an empty type, which some take for the default', `v=DKIM1; k=; p=${P_B}`, null],
    ['without its tag', `v=DKIM1; k=rsa; ${P_B}`, B],
    ['of too few bits', recordOfKey(rsaPair(768).publicKey), null],
  ])('stays where its sender may sign with it: %s', async (_, other, meant) => {
    const { open, cases, conditions, said } = await told([A, other]);
    expect([open, cases]).toEqual([[], meant === null ? [A] : [A, meant]]);
    expect(new Set(conditions).size).toBe(cases.length);
    expect(said).toContain('There are 2 keys');
    expect(said).not.toContain('nothing is lost');
  });

  it('stays beside a private key too', async () => {
    for (const [others, cases] of [
      [
        [A, `"${B}"`, PRIVATE],
        [A, B],
      ],
      [[`"${B}"`, PRIVATE], [B]],
      [[`v=DKIM1; x; p=${P_B}`, PRIVATE], ['v=DKIM1; p=']],
    ] as const) {
      const { steps } = await guidedKeys({ zone: { default: others } });
      const step = steps.find(({ name }) => name === 'dkim-forged')!;
      const offers = offersIn(step).filter(({ record }) => record.ownerName === NAME);
      expect(offers.map(({ condition, record }) => [condition === null, record.value])).toEqual(
        cases.map((value) => [false, value]),
      );
    }
  });
});

describe('the same record twice', () => {
  it.each<[why: string, text: string, open: readonly string[], said: string]>([
    ['sound', A, [A], 'Keep one of them'],
    ['revoked', 'v=DKIM1; p=', ['v=DKIM1; p='], 'Keep one of them'],
    ['for reports', `v=DKIM1; s=tlsrpt; p=${P_A}`, [`v=DKIM1; s=tlsrpt; p=${P_A}`], 'Keep one of them'],
    ['in quotes: as it was meant', `"${A}"`, [A], 'as it was meant'],
    ['cut off: nothing sound is known', CUT, [], 'cut off'],
    ['with two keys: which one is meant is open', `${SHORT_A}; p=`, [], 'Copy it again'],
    ['for something else', `${SHORT_A}; s=other`, [], 'if something else is signed with it'],
  ])('%s', async (_, text, open, said) => {
    const found = await told([text, text]);
    expect([found.open, found.cases]).toEqual([open, []]);
    expect(found.said).toContain(said);
  });
});

describe('one key in two records', () => {
  it.each<[why: string, texts: readonly string[], kept: string]>([
    ['a default that is written out', [A, SHORT_A], SHORT_A],
    ['the other way round: DNS has no order', [SHORT_A, A], SHORT_A],
    ['the version is recommended', [`p=${P_A}`, A], A],
    ['all services and any', [`${SHORT_A}; s=*`, `${SHORT_A}; s=email:*`], `${SHORT_A}; s=*`],
    ['a flag that nobody knows', [`${SHORT_A}; t=x`, SHORT_A], SHORT_A],
    ['a space in one of them', [`v=DKIM1; p=${P_A.slice(0, 9)} ${P_A.slice(9)}`, A], A],
    ['a form that not everybody reads', pairIn(), B],
    ['one of them is in quotes', [`"${A}"`, A], A],
    ['both are broken, each in its way', [`"${A}"`, `k=rsa; v=DKIM1; p=${P_A}`], A],
    ['one of them is broken beyond mending', [A, `${A}; x`], A],
  ])('is one: %s', async (_, texts, kept) => {
    const { open, cases, said } = await told(texts);
    expect([open, cases]).toEqual([[kept], []]);
    expect(parseDkimKey(kept).state).toBe('usable');
    expect(said).toContain(`The same key stands at ${NAME} 2 times`);
  });

  it.each([
    ['a test', `${SHORT_A}; t=y`],
    ['no subdomains', `${SHORT_A}; t=s`],
    ['mail alone', `${SHORT_A}; s=email`],
    ['hashes', `${SHORT_A}; h=sha256`],
    ['a test in quotes', `"${SHORT_A}; t=y"`],
  ])('is not chosen among where they say different things: %s', async (_, other) => {
    const { open, cases, conditions, said } = await told([A, other]);
    expect([open, cases, conditions]).toEqual([[], [], []]);
    expect(said).toContain('differ in `h`, `s` or `t`');
  });

  it('has one condition beside another key', async () => {
    const { open, cases, conditions, said } = await told([A, SHORT_A, B]);
    expect([open, cases]).toEqual([[], [SHORT_A, B]]);
    expect(new Set(conditions).size).toBe(2);
    expect(said).toContain('There are 2 keys');
    const differing = await told([A, `${SHORT_A}; t=y`, B]);
    expect([differing.open, differing.cases, differing.conditions.length]).toEqual([[], [B], 2]);
    expect(differing.said).toContain('differ in `h`, `s` or `t`');
  });

  it('does not make what stands beside it go: it may be a key that was taken back, or in use', async () => {
    for (const other of ['v=DKIM1; p=', `v=DKIM1; s=tlsrpt; p=${P_A}`, CUT])
      expect((await told([A, SHORT_A, other])).open, other).toEqual([]);
  });

  it('of which nothing sound is known is copied again', async () => {
    const { open, cases, said } = await told([`${A}; x`, `${A}; y`]);
    expect([open, cases]).toEqual([[], []]);
    expect(said).toContain('Copy it again');
  });
});

/** The same key as the standard names it, and as everybody publishes it. */
function pairIn(): string[] {
  const pkcs1 = OTHER_PAIR.publicKey.export({ format: 'der', type: 'pkcs1' });
  return [recordOf(pkcs1), B];
}
