import { describe, expect, it } from 'vitest';
import type { Lookup, RecordData } from '../../../../lib/dns/lookup.ts';
import type { CaaParts, CaaSet } from '../../../../lib/mechanisms/caa/facts.ts';
import { caa as mechanism } from '../../../../lib/mechanisms/caa/mechanism.ts';
import type { StsParts } from '../../../../lib/mechanisms/mta-sts/facts.ts';
import { PENDING } from '../../../../lib/outcome.ts';
import { stsRecord } from '../../../support/assessments.ts';
import { LOST, absentOf, askingOf, foundOf } from '../../../support/asking.ts';

const HOST = 'mta-sts.example.com CAA';
const NO_EFFECTS = {} as Parameters<typeof mechanism.gather>[1];
const NONE = { [HOST]: absentOf(), 'example.com CAA': absentOf(), 'com CAA': absentOf() };
const ANNOUNCED = { stsRecord: stsRecord('v=STSv1; id=1'), policyHost: { state: 'not-asked' } };
/** A text of just the length that is kept, and one that is longer. */
const [FITS, LONG, CUT] = ['x'.repeat(300), 'x'.repeat(301), `${'x'.repeat(300)}…`];
/** One of the same length. */
const uri = (text: string) => text.replace('xx', 'x:');
const record = (tag: string, value: string, flags = 0): RecordData['CAA'] => ({ flags, tag, value });
const times = <T>(count: number, make: (index: number) => T) =>
  Array.from({ length: count }, (_, index) => make(index));

async function gather(answers: Readonly<Record<string, Lookup<unknown>>>) {
  const { asking, parts } = askingOf<CaaParts>(mechanism.empty, answers);
  await mechanism.gather(asking, NO_EFFECTS, Promise.resolve(ANNOUNCED as unknown as StsParts));
  return parts().caa;
}

async function setOf(...records: readonly RecordData['CAA'][]): Promise<CaaSet> {
  const caa = await gather({ [HOST]: foundOf(records) });
  if (caa.state !== 'found') throw new Error('There is a set.');
  return caa;
}

describe('what is kept of a set', () => {
  it('is what it says, in the terms of who may issue', async () => {
    const records = [
      record('issue', 'ca.test; validationmethods=dns-01; accounturi=https://ca.test/1'),
      record('issuewild', 'wild.test'),
      record('issuemail', 'mail.test'),
      record('tbs', 'x', 128),
    ];
    expect(await gather({ [HOST]: foundOf(records, { aliases: ['host.test'] }) })).toEqual({
      state: 'found',
      at: 'mta-sts.example.com',
      aliases: ['host.test'],
      records,
      issuers: ['ca.test'],
      wildcardIssuers: ['wild.test'],
      limits: [
        { issuer: 'ca.test', methods: ['dns-01'], account: 'https://ca.test/1', isUnsatisfiable: false },
      ],
      mailIssuers: ['mail.test'],
      refusedBy: 'tbs',
      problems: [{ code: 'caa-critical-unknown', parameters: { tag: 'tbs' } }],
      authentic: true,
      ttlSeconds: 300,
    });
  });

  it('is thirty of each: records, problems, issuers, limits and ways of validation', async () => {
    for (const count of [30, 31]) {
      const many = await setOf(
        ...times(count, (index) => record('issue', `ca${index}.test; accounturi=x:1`)),
      );
      expect(many.records).toHaveLength(30);
      expect(many.issuers).toEqual(times(30, (index) => `ca${index}.test`));
      expect(many.limits.map(({ issuer }) => issuer)).toEqual(times(30, (index) => `ca${index}.test`));
      const unknown = await setOf(...times(count, (index) => record(`x${index}`, '')));
      expect(unknown.problems.map(({ parameters }) => parameters)).toEqual(
        times(30, (index) => ({ tag: `x${index}` })),
      );
      const methods = times(count, (index) => `m-${index}`);
      const [limit] = (await setOf(record('issue', `ca.test; validationmethods=${methods.join(',')}`)))
        .limits;
      expect(limit?.methods).toEqual(times(30, (index) => `m-${index}`));
    }
  });

  it('is every way that has a name, though the list is none that a CA takes', async () => {
    const { limits } = await setOf(
      record('issue', 'a.test; validationmethods='),
      record('issue', 'b.test; validationmethods=dns-01,,http-01'),
    );
    expect(limits.map(({ methods }) => methods)).toEqual([[], ['dns-01', 'http-01']]);
  });

  it('names whoever may issue once, however often a record does', async () => {
    const twice = await setOf(record('issue', 'ca.test; x=1'), record('issue', 'CA.test; x=2'));
    expect(twice.issuers).toEqual(['ca.test']);
  });

  it.each([
    ['whole, up to 300 characters', FITS, FITS],
    ['cut behind them, which shows', LONG, CUT],
  ])('has each text %s', async (_, written, kept) => {
    const { records, problems, refusedBy } = await setOf(record(written, written, 129));
    expect(records).toEqual([{ flags: 129, tag: kept, value: kept }]);
    expect(refusedBy).toBe(kept);
    // A number stays one.
    expect(problems.map(({ parameters }) => parameters)).toEqual([{ flags: 129 }, { tag: kept }]);
    const issuing = await setOf(
      record('issue', `${written}; accounturi=${uri(written)}; validationmethods=${written}`),
    );
    expect(issuing.issuers).toEqual([kept]);
    expect(issuing.limits).toEqual([
      { issuer: kept, methods: [kept], account: uri(kept), isUnsatisfiable: false },
    ]);
  });

  it.each<[why: string, values: readonly string[], issuers: readonly string[]]>([
    ['one that asks for nothing stands for all', ['a.test; accounturi=x:1', 'b.test', 'c.test'], ['b.test']],
    [
      'it does so behind forty that ask for something',
      [...times(40, (index) => `ca${index}.test; accounturi=x:1`), 'free.test'],
      ['free.test'],
    ],
    [
      'a way alone is a limit',
      ['a.test; validationmethods=dns-01', 'b.test; accounturi=x:1'],
      ['a.test', 'b.test'],
    ],
    ['an account alone is one', ['a.test; accounturi=x:1'], ['a.test']],
    ['no way at all is one', ['a.test; validationmethods='], ['a.test']],
    ['nobody has no limits', [';'], []],
  ])('limits: %s', async (_, values, issuers) => {
    const { limits } = await setOf(...values.map((value) => record('issue', value)));
    expect(limits.map(({ issuer }) => issuer)).toEqual(issuers);
  });
});

describe('how long an answer holds', () => {
  it.each([
    ['as long as DNS says', 3599, 3599],
    ['an hour, since nothing is known to change sooner', 3601, 3600],
  ])('%s', async (_, ttlSeconds, life) => {
    const set = await gather({ [HOST]: foundOf([record('issue', 'ca.test')], { ttlSeconds }) });
    expect(mechanism.knowledge({ caa: set })).toEqual({ ttlSeconds: life, gap: null });
    const ttl = { ttlSeconds, authentic: false };
    const none = await gather({
      [HOST]: absentOf(ttl),
      'example.com CAA': absentOf(ttl),
      'com CAA': absentOf(ttl),
    });
    expect(none).toEqual({ state: 'absent', authentic: false, ttlSeconds: life });
    expect(mechanism.knowledge({ caa: none })).toEqual({ ttlSeconds: life, gap: null });
  });

  it('is nothing where none came, and that none is needed does not outlive a new record', async () => {
    const lost = await gather({ ...NONE, [HOST]: LOST });
    expect(lost).toEqual({ ...LOST, at: 'mta-sts.example.com' });
    for (const caa of [lost, PENDING, { state: 'not-asked' } as const]) {
      expect(mechanism.kept({ caa })).toEqual({});
      expect(mechanism.knowledge({ caa }).ttlSeconds).toBeNull();
    }
    expect(mechanism.knowledge({ caa: lost }).gap).toBe('detail');
    expect(mechanism.knowledge({ caa: PENDING }).gap).toBeNull();
  });

  it('a domain without a set need not be asked again while it holds', async () => {
    const caa = await gather(NONE);
    expect(mechanism.kept({ caa })).toEqual({ caa });
  });
});
