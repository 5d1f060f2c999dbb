import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { discoverDmarc } from '../../lib/mechanisms/dmarc/discover.ts';
import { isWeaker, POLICIES, type Policy } from '../../lib/mechanisms/dmarc/policy.ts';
import { parseDmarcRecord, selectDmarcRecord } from '../../lib/mechanisms/dmarc/record.ts';
import { reportAuthorisation } from '../../lib/mechanisms/dmarc/report-hosts.ts';
import { expectSoundProblems } from '../support/sound.ts';
import { zone, type Prepared } from '../support/dmarc.ts';
import { isDmarcRecordByGrammar, isDmarcText } from './dmarc-grammar.ts';
import * as any from './generators.ts';

const policy = fc.constantFrom(...POLICIES);
const uri = any.domain.filter((name) => !/(?:^|\.)\d+$/.test(name)).map((name) => `mailto:a@${name}`);
const value = fc.record({
  p: policy,
  sp: fc.option(policy),
  np: fc.option(policy),
  psd: fc.constantFrom('y', 'n', 'u'),
  isTesting: fc.boolean(),
  adkim: fc.constantFrom('r', 's'),
  aspf: fc.constantFrom('r', 's'),
  fo: fc.constantFrom(['0'], ['1'], ['1', 'd'], ['d', 's'], ['0', 'd', 's']),
  rua: fc.uniqueArray(uri, { maxLength: 3 }),
  ruf: fc.uniqueArray(uri, { minLength: 1, maxLength: 2 }),
});

type Value = typeof value extends fc.Arbitrary<infer One> ? One : never;

/** A record with each of its tags, defaults included. */
function fieldsOf({ p, sp, np, psd, isTesting, adkim, aspf, fo, rua, ruf }: Value): string[] {
  return [
    `p=${p}`,
    ...(sp ? [`sp=${sp}`] : []),
    ...(np ? [`np=${np}`] : []),
    `psd=${psd}`,
    `t=${isTesting ? 'y' : 'n'}`,
    `adkim=${adkim}`,
    `aspf=${aspf}`,
    `fo=${fo.join(':')}`,
    ...(rua.length > 0 ? [`rua=${rua.join(',')}`] : []),
    `ruf=${ruf.join(' , ')}`,
  ];
}

const printed = value.chain((one) => any.recordOf('v=DMARC1', fieldsOf(one)).map((text) => ({ one, text })));
const PIECES = [
  'v=DMARC1',
  'p=',
  'reject',
  ';',
  ' ',
  '\t',
  '=',
  'rua=',
  'mailto:a@b.test',
  ',',
  '!1k',
  'é',
  '\0',
  'v',
  '\ud800',
];
const anything = any
  .anyText(PIECES)
  .chain((rest) => fc.constantFrom(rest, `v=DMARC1${rest}`, `v=DMARC1;${rest}`));

describe('parseDmarcRecord', () => {
  it('reads what was printed from a value as that value', () => {
    fc.assert(
      fc.property(printed, ({ one, text }) => {
        const parsed = parseDmarcRecord(text);
        expect(parsed).toMatchObject({ state: 'valid', value: one });
        expectSoundProblems(parsed.problems, text);
      }),
      any.RUNS,
    );
  });

  it('ignores whole exactly what does not begin with the version, and reads without a fault of form exactly the grammar', () => {
    const near = any.nearly(
      printed.map(({ text }) => text),
      'vp=;; \t,!:nrs1é"',
    );
    const form = new Set<string>([
      'dmarc-tag-malformed',
      'dmarc-tag-empty',
      'dmarc-value-empty',
      'dmarc-invisible-character',
    ]);
    fc.assert(
      fc.property(near, (text) => {
        const { problems } = parseDmarcRecord(text);
        expect(selectDmarcRecord([text]).state === 'absent').toBe(!isDmarcText(text));
        if (!isDmarcText(text)) return;
        // A policy that is there and no value is said as what it is.
        const isEmptyPolicy = /;[ \t]*[sn]?p[ \t]*=[ \t]*(?:;|$)/i.test(text);
        const isForeign = /[^\x20-\x7e\t]/.test(text);
        if (isEmptyPolicy || isForeign) return;
        expect(problems.some(({ code }) => form.has(code))).toBe(!isDmarcRecordByGrammar(text));
      }),
      { numRuns: 4000 },
    );
  });

  it('reads any text, never without a reason to refuse it, and never as more than is written', () => {
    fc.assert(
      fc.property(anything, (text) => {
        const parsed = parseDmarcRecord(text);
        expectSoundProblems(parsed.problems, text);
        if (parsed.state === 'invalid') expect(parsed.problems).not.toEqual([]);
        else
          for (const each of Object.values(parsed.value.effective))
            expect(each === 'none' || text.toLowerCase().includes(each)).toBe(true);
      }),
      any.RUNS,
    );
  });
});

const records = fc.array(
  fc.oneof(
    fc.constant<Prepared>('nodata'),
    printed.map(({ text }): Prepared => [text]),
    printed.map(({ text }): Prepared => [text, text]),
  ),
  { minLength: 5, maxLength: 5 },
);

const NAMES = ['a.b.c.example.com', 'b.c.example.com', 'c.example.com', 'example.com', 'com'];
const prepared = (all: readonly Prepared[]) =>
  Object.fromEntries(NAMES.map((name, index) => [`_dmarc.${name}`, all[index] ?? 'nodata']));

describe('discoverDmarc', () => {
  it('is never better where an answer is not there: the same, or not known', async () => {
    await fc.assert(
      fc.asyncProperty(records, fc.nat(4), async (all, lost) => {
        const whole = await discoverDmarc(NAMES[0] ?? '', zone(prepared(all)).lookUp);
        const part = await discoverDmarc(NAMES[0] ?? '', zone(prepared(all.with(lost, 'timeout'))).lookUp);
        for (const kind of ['domain', 'subdomain', 'nonexistent'] as const)
          if (part.states[kind] !== 'unavailable') expect(part.applied[kind]).toEqual(whole.applied[kind]);
        if (part.organizationalDomain !== null)
          expect(part.organizationalDomain).toBe(whole.organizationalDomain);
      }),
      any.RUNS,
    );
  });

  it('with t=y is never stronger than without', async () => {
    await fc.assert(
      fc.asyncProperty(value, async (one) => {
        const policies = async (isTesting: boolean) => {
          const text = ['v=DMARC1', ...fieldsOf({ ...one, isTesting })].join(';');
          const { applied } = await discoverDmarc(
            'example.com',
            zone({ '_dmarc.example.com': [text] }).lookUp,
          );
          return [applied.domain, applied.subdomain, applied.nonexistent].map(
            (each): Policy => each?.policy ?? 'none',
          );
        };
        const [testing, applied] = [await policies(true), await policies(false)];
        expect(testing.some((each, index) => isWeaker(applied[index] ?? 'none', each))).toBe(false);
      }),
      { numRuns: 200 },
    );
  });
});

describe('reportAuthorisation', () => {
  it('never authorises by an answer that is not there', async () => {
    await fc.assert(
      fc.asyncProperty(any.anyText(PIECES), fc.boolean(), async (text, isLost) => {
        const name = 'example.com._report._dmarc.other.test';
        const { state } = await reportAuthorisation(
          'example.com',
          'mailto:a@other.test',
          zone({ [name]: isLost ? 'timeout' : [text] }).lookUp,
        );
        if (isLost) expect(state).toBe('unavailable');
        else if (!isDmarcText(text)) expect(state).toBe('unauthorised');
        else expect(['authorised', 'unauthorised']).toContain(state);
      }),
      any.RUNS,
    );
  });
});
