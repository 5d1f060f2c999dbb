import { safeParse } from 'valibot';
import { describe, expect, it } from 'vitest';
import type { Lookup, LookUp, RecordData } from '../../../../lib/dns/lookup.ts';
import { caaEvidence } from '../../../../lib/mechanisms/caa/evidence.ts';
import { CAA_STORED, type CaaFacts, type CaaParts } from '../../../../lib/mechanisms/caa/facts.ts';
import { gatherCaa } from '../../../../lib/mechanisms/caa/gather.ts';
import { judgeCaa } from '../../../../lib/mechanisms/caa/judge.ts';
import { caa as mechanism } from '../../../../lib/mechanisms/caa/mechanism.ts';
import { CAA_PROBLEMS } from '../../../../lib/mechanisms/caa/problems.ts';
import type { StsParts } from '../../../../lib/mechanisms/mta-sts/facts.ts';
import type { Asking } from '../../../../lib/mechanism.ts';
import { PENDING } from '../../../../lib/outcome.ts';
import { EXAMPLE, stsRecord } from '../../../support/assessments.ts';
import { expectSoundProblemsBy } from '../../../support/sound.ts';
import { WORDS } from '../../../support/words.ts';

const HOST = 'mta-sts.example.com';
const ANNOUNCED = { stsRecord: stsRecord('v=STSv1; id=1'), policyHost: { state: 'found', aliases: [] } };
const SILENT = { stsRecord: stsRecord(), policyHost: { state: 'not-asked' } };

type Rows = readonly (readonly [tag: string, value: string, flags?: number])[];
interface Zone {
  readonly [name: string]: Rows | 'servfail' | { readonly alias: string; readonly rows: Rows };
}

const known = { authentic: false, ttlSeconds: 60 };
const recordsOf = (rows: Rows): RecordData['CAA'][] =>
  rows.map(([tag, value, flags = 0]) => ({ tag, value, flags }));

function answerIn(zone: Zone, at: string): Lookup<RecordData['CAA']> {
  const there = zone[at] ?? [];
  if (there === 'servfail') return { state: 'unavailable', reason: 'servfail', detail: null };
  const aliases = 'alias' in there ? [there.alias] : [];
  const records = recordsOf('alias' in there ? there.rows : there);
  return records.length > 0
    ? { state: 'found', records, aliases, ...known }
    : { state: 'absent', reason: 'nodata', aliases, ...known };
}

/** What is found in such a zone, and the names that were asked. */
async function find(zone: Zone, needed: object = ANNOUNCED) {
  const asked: string[] = [];
  const parts: { now: CaaParts } = { now: { caa: PENDING } };
  const lookUp = async (at: string, type: string) => {
    expect(type).toBe('CAA');
    asked.push(at);
    return answerIn(zone, at);
  };
  const asking = {
    policyDomain: EXAMPLE,
    lookUp: lookUp as unknown as LookUp,
    parts: () => parts.now,
    publish: (change: Partial<CaaParts>) => {
      parts.now = { ...parts.now, ...change };
    },
  } as unknown as Asking<CaaParts>;
  await gatherCaa(asking, Promise.resolve(needed as StsParts));
  const { caa } = parts.now;
  expect(safeParse(CAA_STORED.caa, structuredClone(caa)).output).toEqual(caa);
  return { caa: caa as CaaFacts, asked, asking };
}

/** Headline and codes. */
async function judge(zone: Zone, needed: object = ANNOUNCED): Promise<string[]> {
  const { caa } = await find(zone, needed);
  const { headline, findings } = judgeCaa({ caa }, {}, { policyDomain: EXAMPLE, now: 0 });
  expectSoundProblemsBy(CAA_PROBLEMS, findings, '');
  return [headline, ...findings.map(({ code }) => code)];
}

describe('who may issue for the policy host', () => {
  it.each<[why: string, zone: Zone, expected: string[]]>([
    ['anyone, where nothing is published (§3)', {}, ['open']],
    ['one, by the records of the domain', { 'example.com': [['issue', 'ca.test']] }, ['limited']],
    [
      'anyone, where nothing is said of issuing (§4.1)',
      { 'example.com': [['iodef', 'mailto:a@b.test']] },
      ['open'],
    ],
    [
      'nobody (§4.2): the fault that matters',
      { 'example.com': [['issue', ';']] },
      ['forbidden', 'caa-forbids-all'],
    ],
    [
      'nobody by a value that is malformed',
      { 'example.com': [['issue', 'https://ca.test']] },
      ['forbidden', 'caa-malformed-value', 'caa-forbids-all'],
    ],
    [
      'one, where others are nobody: they add up (§4.2)',
      {
        'example.com': [
          ['issue', ';'],
          ['issue', 'ca.test'],
        ],
      },
      ['limited'],
    ],
    [
      'one for wildcards alone (§4.3)',
      {
        'example.com': [
          ['issue', ';'],
          ['issuewild', 'ca.test'],
        ],
      },
      ['wildcard-only', 'caa-wildcard-only'],
    ],
    [
      'nobody, where the host itself allows wildcards: those are below it, and do not cover it (§3)',
      {
        [HOST]: [
          ['issue', ';'],
          ['issuewild', 'ca.test'],
        ],
        'example.com': [['issue', ';']],
      },
      ['forbidden', 'caa-forbids-all'],
    ],
    [
      'nobody, where the target of its alias allows wildcards',
      {
        [HOST]: {
          alias: 'host.test',
          rows: [
            ['issue', ';'],
            ['issuewild', 'ca.test'],
          ],
        },
      },
      ['forbidden', 'caa-forbids-all', 'caa-policy-host-differs'],
    ],
    [
      'nobody for wildcards is no matter where one may issue for the name',
      {
        'example.com': [
          ['issue', 'ca.test'],
          ['issuewild', ';'],
        ],
      },
      ['limited'],
    ],
    [
      'nobody, because of a critical tag that none knows (§4.1)',
      {
        'example.com': [
          ['issue', 'ca.test'],
          ['tbs', 'x', 128],
        ],
      },
      ['forbidden', 'caa-critical-unknown'],
    ],
    [
      'whoever the host itself names, before the domain (§3)',
      { [HOST]: [['issue', 'ca.test']], 'example.com': [['issue', ';']] },
      ['limited'],
    ],
    [
      'whoever the target of its alias names',
      { [HOST]: { alias: 'host.test', rows: [['issue', 'ca.test']] }, 'example.com': [['issue', ';']] },
      ['limited', 'caa-policy-host-differs'],
    ],
    ...(
      [
        ['any way and any account', ['ca.test; x=y'], []],
        ['HTTP is among the ways (RFC 8657 §4)', ['ca.test; validationmethods=dns-01,http-01'], []],
        ['HTTP is not', ['ca.test; validationmethods=dns-01'], ['caa-methods']],
        [
          'nor by another CA',
          ['ca.test; validationmethods=dns-01', 'b.test; validationmethods=ca-1'],
          ['caa-methods'],
        ],
        ['another CA may do it in any way', ['ca.test; validationmethods=dns-01', 'b.test'], []],
        ['one account (RFC 8657 §3)', ['ca.test; accounturi=https://ca.test/1'], ['caa-account-bound']],
        ['any account of another CA', ['ca.test; accounturi=https://ca.test/1', 'b.test'], []],
        [
          'an account of one CA, or any of another in a way that it can go',
          ['ca.test; accounturi=https://ca.test/1', 'b.test; validationmethods=http-01'],
          [],
        ],
        [
          'one account and one way',
          ['ca.test; accounturi=https://ca.test/1; validationmethods=dns-01'],
          ['caa-methods', 'caa-account-bound'],
        ],
        [
          'two accounts in one record: none (RFC 8657 §3)',
          ['ca.test; accounturi=https://ca.test/1; accounturi=https://ca.test/2'],
          ['caa-unsatisfiable'],
        ],
        ['no account', ['ca.test; accounturi='], ['caa-unsatisfiable']],
        ['an account that is no URI (RFC 8657 §3)', ['ca.test; accounturi=12345'], ['caa-unsatisfiable']],
        ['a list of no ways', ['ca.test; validationmethods='], ['caa-unsatisfiable']],
        ['a list that ends with a comma', ['ca.test; validationmethods=http-01,'], ['caa-unsatisfiable']],
        ['a way that none can have', ['ca.test; validationmethods=http_01'], ['caa-unsatisfiable']],
        ['and another record that can be fulfilled', ['ca.test; validationmethods=', 'ca.test'], []],
        [
          'two lists, of which nothing is said: none is promised',
          ['ca.test; validationmethods=http-01; validationmethods=http-01'],
          ['caa-unsatisfiable'],
        ],
      ] as const
    ).map(([why, values, codes]): [string, Zone, string[]] => [
      why,
      { 'example.com': values.map((value) => ['issue', value] as const) },
      ['limited', ...codes],
    ]),
    [
      'limits of a set that allows nobody are no matter',
      {
        'example.com': [
          ['issue', 'ca.test; validationmethods=dns-01'],
          ['tbs', 'x', 128],
        ],
      },
      ['forbidden', 'caa-critical-unknown'],
    ],
    [
      'email by itself: a policy host is none (RFC 9495 §4)',
      { 'example.com': [['issuemail', ';']] },
      ['open', 'caa-issuemail'],
    ],
    [
      'nobody knows without an answer, and CAs refuse (§3)',
      { [HOST]: 'servfail' },
      ['unknown', 'caa-unavailable'],
    ],
    ['nor where the domain does not answer', { 'example.com': 'servfail' }, ['unknown', 'caa-unavailable']],
  ])('%s', async (_, zone, expected) => {
    expect(await judge(zone)).toEqual(expected);
  });

  it.each<[why: string, needed: object, isAsked: boolean]>([
    ['nothing announces a policy', SILENT, false],
    ['a broken record announces one', { ...SILENT, stsRecord: stsRecord('v=STSv1; id=-') }, true],
    ['a host is there without a record', { ...SILENT, policyHost: { state: 'found', aliases: [] } }, true],
    [
      'the record could not be looked up',
      { ...SILENT, stsRecord: { state: 'unavailable', reason: 'servfail', detail: null } },
      false,
    ],
  ])('is asked where it matters: %s', async (_, needed, isAsked) => {
    const { asked } = await find({}, needed);
    expect(asked).toEqual(isAsked ? [HOST, 'example.com', 'com'] : []);
    if (!isAsked) expect(await judge({}, needed)).toEqual(['not-asked']);
  });

  it('names the set, and where it stands', async () => {
    const { caa } = await find({ 'example.com': [['issue', ';']] });
    const { findings } = judgeCaa({ caa }, {}, { policyDomain: EXAMPLE, now: 0 });
    expect(findings[0]?.parameters).toEqual({ name: HOST, at: 'example.com' });
  });

  it('names the ways of all that may issue', async () => {
    const { caa } = await find({
      'example.com': [
        ['issue', 'ca.test; validationmethods=dns-01,tls-alpn-01'],
        ['issue', 'b.test; validationmethods=dns-01'],
      ],
    });
    const { findings } = judgeCaa({ caa }, {}, { policyDomain: EXAMPLE, now: 0 });
    expect(findings[0]?.parameters).toEqual({ name: HOST, methods: 'dns-01, tls-alpn-01' });
  });

  it('names the target of an alias, where they can be changed: beside an alias no record can stand', async () => {
    for (const rows of [
      [['issue', ';']],
      [
        ['issue', ';'],
        ['issuewild', 'ca.test'],
      ],
      [['issue', 'ca.test; validationmethods=']],
    ] as const) {
      const { caa } = await find({ [HOST]: { alias: 'policy.example.net', rows } });
      const { findings } = judgeCaa({ caa }, {}, { policyDomain: EXAMPLE, now: 0 });
      expect(findings[0]?.parameters).toEqual({ name: HOST, at: 'policy.example.net' });
    }
  });

  it('keeps little of what a stranger publishes, and knows who may issue all the same', async () => {
    const many: Rows = Array.from({ length: 2000 }, () => ['x'.repeat(60), 'y'.repeat(2000)] as const);
    const { caa } = await find({ 'example.com': [...many, ['issue', ';']] });
    expect(JSON.stringify(caa).length).toBeLessThan(40_000);
    expect(judgeCaa({ caa }, {}, { policyDomain: EXAMPLE, now: 0 }).headline).toBe('forbidden');
  });
});

describe('the mechanism', () => {
  it('waits for what is pending', () => {
    const judged = judgeCaa({ caa: PENDING }, {}, { policyDomain: EXAMPLE, now: 0 });
    expect(judged).toEqual({ headline: 'checking', findings: [] });
  });

  it('asks nothing that is known', async () => {
    const { asked, asking } = await find({ [HOST]: [['issue', 'ca.test']] });
    await gatherCaa(asking, Promise.resolve(ANNOUNCED as unknown as StsParts));
    expect(asked).toEqual([HOST]);
  });

  it('keeps what was answered, and asks again for the rest', async () => {
    const { caa } = await find({ [HOST]: [['issue', 'ca.test']] });
    expect(mechanism.kept({ caa })).toEqual({ caa });
    expect(mechanism.knowledge({ caa })).toEqual({ ttlSeconds: 60, gap: null });
    const { caa: failed } = await find({ [HOST]: 'servfail' });
    expect(mechanism.kept({ caa: failed })).toEqual({});
    expect(mechanism.knowledge({ caa: failed })).toEqual({ ttlSeconds: null, gap: 'detail' });
  });

  it('shows what is published, and that nothing is', async () => {
    const told = { ...WORDS, policyDomain: EXAMPLE };
    const { caa } = await find({ [HOST]: { alias: 'host.test', rows: [['issue', 'ca.test']] } });
    const shown = JSON.stringify(caaEvidence({ caa }, told));
    expect(shown).toContain('host.test');
    expect(shown).toContain(JSON.stringify('0 issue "ca.test"').slice(1, -1));
    expect(caaEvidence(await find({}), told)).toHaveLength(1);
    expect(caaEvidence(await find({ [HOST]: 'servfail' }), told)).toHaveLength(1);
    expect(caaEvidence(await find({}, SILENT), told)).toEqual([]);
  });
});
