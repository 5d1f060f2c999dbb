import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { DaneFacts, DaneHost, DaneParts } from '../../../../lib/mechanisms/dane/facts.ts';
import { isDaneAwaited, judgeDane } from '../../../../lib/mechanisms/dane/judge.ts';
import { dane as mechanism } from '../../../../lib/mechanisms/dane/mechanism.ts';
import { outcomeOf } from '../../../../lib/mechanisms/dane/outcome.ts';
import type { Assessment } from '../../../../lib/check/assessment.ts';
import {
  EXAMPLE,
  assessmentOf,
  host,
  mxOf,
  noMail,
  policyOf,
  policyText,
  stsRecord,
  tlsrptRecord,
  unknown,
} from '../../../support/assessments.ts';
import {
  BOGUS,
  DIGEST,
  INSECURE,
  SECURE,
  SERVFAIL,
  TIMEOUT,
  daneHost,
  daneOf,
  failingHost,
  tlsaLookup,
  unsignedHost,
} from '../../../support/dane.ts';
import { NOW } from '../../../support/time.ts';

const judge = (dane: DaneFacts, change: Partial<Assessment> = {}) => {
  const assessment = assessmentOf({ dane, ...change });
  return judgeDane(assessment, assessment, { policyDomain: EXAMPLE, now: NOW });
};
const codes = (dane: DaneFacts, change: Partial<Assessment> = {}) =>
  judge(dane, change).findings.map(({ code }) => code);
const alone = { stsRecord: stsRecord(), policy: { state: 'absent' } } as const;
const [A, B] = ['a.test', 'b.test'];
const bare = (name: string) => daneHost(name, []);
const coded = (name: string) => daneHost(name, [`0 1 1 ${DIGEST}`]);
const literal = (name: string): DaneHost =>
  daneHost(name, [], { address: 'literal', security: null, lookups: [] });
const unasked = (name: string): DaneHost =>
  daneHost(name, [], { address: 'unasked', security: null, lookups: [] });
const gone = (name: string): DaneHost => daneHost(name, [], { address: 'absent', lookups: [] });
const forgeable = (name: string): DaneHost => ({ ...gone(name), security: INSECURE });
const lostAlias = (name: string): DaneHost =>
  daneHost(name, [], { security: INSECURE, aliases: ['end.test'], firstAlias: TIMEOUT, lookups: [] });
const lostAddress = (name: string, security = TIMEOUT): DaneHost =>
  daneHost(name, [], { address: 'unavailable', security, lookups: [] });

describe('what DANE does for a domain', () => {
  it.each<[why: string, dane: DaneFacts, headline: string]>([
    ['every server', daneOf(daneHost(A), daneHost(B)), 'protected'],
    ['every server that can be reached', daneOf(daneHost(A), gone(B)), 'protected'],
    [
      'every server that can be reached, and an attacker can give the other an address',
      daneOf(daneHost(A), forgeable(B)),
      'partial',
    ],
    [
      'the same is a known hole, whatever is not known',
      daneOf(daneHost(A), forgeable(B), failingHost('c.test', TIMEOUT)),
      'partial',
    ],
    [
      'no server has records, and an attacker can give another one an address',
      daneOf(bare(A), forgeable(B)),
      'absent',
    ],
    ['one of two, and the alias of the other was lost', daneOf(daneHost(A), lostAlias(B)), 'unknown'],
    ['no server that can be reached, which is not signed', daneOf(forgeable(A)), 'absent'],
    [
      'all fail that can be reached, and one has no address',
      daneOf(failingHost(A, BOGUS), forgeable(B)),
      'held-all',
    ],
    [
      'every server, and one names a retired issuer',
      daneOf(daneHost(A), daneHost(B, ['3 1 1 ab', `3 1 1 ${DIGEST}`])),
      'faulty',
    ],
    ['one of two', daneOf(daneHost(A), bare(B)), 'partial'],
    ['one of two, and the other in an unsigned zone', daneOf(daneHost(A), unsignedHost(B)), 'partial'],
    ['one of two, and the other has nothing usable', daneOf(daneHost(A), coded(B)), 'partial'],
    ['one of two, and an IP address beside it', daneOf(daneHost(A), literal('192.0.2.1')), 'partial'],
    [
      'a known hole is one, whatever is not known',
      daneOf(daneHost(A), bare(B), failingHost('c.test', TIMEOUT)),
      'partial',
    ],
    ['one of two, and the other is not known', daneOf(daneHost(A), failingHost(B, TIMEOUT)), 'unknown'],
    ['one, and another is never asked', daneOf(daneHost(A), unasked('mail.local')), 'unknown'],
    ['one, and the address of the other did not come', daneOf(daneHost(A), lostAddress(B)), 'unknown'],
    ['nothing usable', daneOf(coded(A)), 'unusable'],
    ['nothing usable, and one without', daneOf(coded(A), bare(B)), 'unusable'],
    ['no records', daneOf(bare(A)), 'absent'],
    ['no records, and one not known', daneOf(bare(A), failingHost(B, TIMEOUT)), 'unknown'],
    ['no server that can be reached', daneOf(gone(A)), 'absent'],
    ['all fail', daneOf(failingHost(A, BOGUS), failingHost(B, SERVFAIL)), 'held-all'],
    ['all fail that can be reached', daneOf(failingHost(A, BOGUS), gone(B)), 'held-all'],
    ['one fails', daneOf(daneHost(A), failingHost(B, SERVFAIL)), 'held-some'],
    [
      'one fails, and the other is not known',
      daneOf(failingHost(A, BOGUS), failingHost(B, TIMEOUT)),
      'held-some',
    ],
    ['an address fails validation', daneOf(daneHost(A), lostAddress(B, BOGUS)), 'held-some'],
    [
      'an address with SERVFAIL stops every sender, not those with DANE',
      daneOf(daneHost(A), lostAddress(B, SERVFAIL)),
      'unknown',
    ],
    ['the MX answer fails', { ...daneOf(), mx: BOGUS }, 'held-all'],
    ['the MX answer did not come', { ...daneOf(), mx: TIMEOUT }, 'unknown'],
    ['the servers of the zone are broken, for everybody', { ...daneOf(), mx: SERVFAIL }, 'unknown'],
    [
      'an unsigned MX answer before servers with DANE',
      { ...daneOf(daneHost(A)), mx: INSECURE },
      'mx-insecure',
    ],
    [
      'an unsigned MX answer before servers that fail',
      { ...daneOf(failingHost(A, SERVFAIL)), mx: INSECURE },
      'absent',
    ],
    ['nothing signed', { ...daneOf(unsignedHost(A)), mx: INSECURE }, 'absent'],
    [
      'nothing signed, and it is not known whether the resolver would say',
      { ...daneOf(unsignedHost(A)), mx: INSECURE, validates: null },
      'unknown',
    ],
    [
      'a resolver that would not say',
      { ...daneOf(unsignedHost(A)), mx: INSECURE, validates: false },
      'not-validating',
    ],
  ])('%s', (_, facts, headline) => {
    expect(judge(facts).headline).toBe(headline);
  });

  it('is nothing where no mail is accepted', () => {
    expect(judge(daneOf(daneHost(A)), { mx: noMail('null-mx') })).toEqual({
      headline: 'absent',
      findings: [],
    });
  });

  it('is not known while it is asked', () => {
    const assessment = assessmentOf({ dane: { state: 'pending' } });
    expect(judgeDane(assessment, assessment, { policyDomain: EXAMPLE, now: NOW })).toEqual({
      headline: 'checking',
      findings: [],
    });
  });
});

describe('what is said beside it', () => {
  it('with DANE alone: where reports go, and that some senders check MTA-STS only', () => {
    expect(codes(daneOf(daneHost(A)), { ...alone, tlsrpt: tlsrptRecord() })).toEqual([
      'dane-without-tlsrpt',
      'dane-reports',
      'dane-certificate-not-seen',
      'dane-without-sts',
    ]);
    expect(judge(daneOf(daneHost(A)), alone).explained).toEqual([{ code: 'sts-absent', parameters: {} }]);
  });

  it('beside an enforced policy: that both protect the same mail', () => {
    expect(codes(daneOf(daneHost(A)))).toEqual([
      'dane-reports',
      'dane-certificate-not-seen',
      'dane-sts-overlap',
    ]);
  });

  it('beside a policy in testing, which protects nothing yet: nothing of it', () => {
    const testing = { policy: policyOf(policyText('testing', 'mx: a.test')) };
    expect(codes(daneOf(daneHost(A)), testing)).not.toContain('dane-sts-overlap');
  });

  it('beside a record for MTA-STS that is broken: its mechanism says that there are no reports', () => {
    const broken = { stsRecord: stsRecord('v=STSv1; id=-'), tlsrpt: tlsrptRecord() };
    expect(codes(daneOf(daneHost(A)), broken)).not.toContain('dane-without-tlsrpt');
  });

  it('of servers of which some have nothing usable: that certificates are not seen, and none is bare', () => {
    const { headline, findings } = judge(daneOf(daneHost(A), coded(B)));
    expect(headline).toBe('partial');
    expect(findings.map(({ code }) => code)).not.toContain('dane-partial');
    expect(findings.map(({ code }) => code)).toContain('dane-certificate-not-seen');
    expect(findings).toContainEqual({ code: 'dane-reports', parameters: { hosts: 'a.test, b.test' } });
  });

  it('which servers hold mail back, where all do that can be reached', () => {
    const { findings } = judge(daneOf(failingHost(A, BOGUS), failingHost(B, SERVFAIL), gone('c.test')));
    expect(findings.at(-1)).toEqual({
      code: 'dane-all-hosts-avoided',
      parameters: { hosts: 'a.test, b.test' },
    });
  });

  it('that an address cannot be had is said once, where validation of it fails', () => {
    expect(judge(daneOf(lostAddress(A, BOGUS))).explained).toEqual([
      { code: 'mx-address-unavailable', parameters: { host: A } },
    ]);
    expect(judge(daneOf(lostAddress(A, SERVFAIL))).explained).toEqual([]);
  });

  it('beside a policy nobody is told twice that there are no reports', () => {
    expect(codes(daneOf(daneHost(A)), { tlsrpt: tlsrptRecord() })).not.toContain('dane-without-tlsrpt');
  });

  it('the base domain is where reports of DANE are looked for (RFC 8460 §4.4)', () => {
    const aliased = daneHost(A, [], {
      aliases: ['end.test'],
      lookups: [tlsaLookup('end.test', [`3 1 1 ${DIGEST}`])],
    });
    const finding = judge(daneOf(aliased)).findings.find(({ code }) => code === 'dane-reports');
    expect(finding?.parameters).toEqual({ hosts: 'end.test' });
  });

  it('in a domain that is not signed there is no word on each server', () => {
    expect(codes({ ...daneOf(unsignedHost(A), unsignedHost(B)), mx: INSECURE })).toEqual([]);
    expect(codes(daneOf(unsignedHost(A), unsignedHost(B)))).toEqual([
      'dane-host-insecure',
      'dane-host-insecure',
      'dane-absent',
    ]);
  });

  it('never to publish records where nothing is signed', () => {
    for (const facts of [
      { ...daneOf(unsignedHost(A)), mx: INSECURE },
      { ...daneOf(bare(A)), mx: INSECURE },
    ])
      expect(codes(facts)).not.toContain('dane-absent');
  });

  it('behind MX records that are not signed: which servers only some senders check', () => {
    const { findings } = judge({ ...daneOf(daneHost(A), bare(B)), mx: INSECURE });
    expect(findings).toEqual([{ code: 'dane-mx-insecure', parameters: { hosts: A } }]);
  });

  it('a server without an address that is not signed is a hole, and named', () => {
    expect(judge(daneOf(daneHost(A), forgeable(B))).findings).toContainEqual({
      code: 'dane-partial',
      parameters: { hosts: B },
    });
  });

  it('records at the domain itself, where no sender looks', () => {
    const misplaced = judge({ ...daneOf(bare(A)), isMisplaced: true });
    expect(misplaced.headline).toBe('absent');
    expect(misplaced.findings).toContainEqual({
      code: 'dane-tlsa-misplaced',
      parameters: { name: '_25._tcp.example.com' },
    });
    for (const isMisplaced of [false, null])
      expect(codes({ ...daneOf(bare(A)), isMisplaced })).toEqual(['dane-absent']);
  });

  it('a failing look-up, by its name', () => {
    expect(codes(daneOf(failingHost(A, BOGUS, { unvalidated: 'absent' })))).toEqual([
      'dane-tlsa-denial-bogus',
      'dane-all-hosts-avoided',
    ]);
    expect(codes(daneOf(failingHost(A, BOGUS, { unvalidated: 'found' })))).toEqual([
      'dane-tlsa-lookup-failed',
      'dane-all-hosts-avoided',
    ]);
    expect(codes(daneOf(failingHost(A, BOGUS)))).toEqual([
      'dane-tlsa-lookup-failed',
      'dane-all-hosts-avoided',
    ]);
    expect(codes(daneOf(failingHost(A, TIMEOUT)))).toEqual(['dane-tlsa-unavailable']);
    expect(codes(daneOf(lostAddress(A, BOGUS)))).toEqual([
      'dane-host-address-failed',
      'dane-all-hosts-avoided',
    ]);
    expect(
      codes(daneOf(daneHost(A, [], { security: INSECURE, aliases: [B], firstAlias: BOGUS, lookups: [] }))),
    ).toEqual(['dane-host-address-failed', 'dane-all-hosts-avoided']);
  });

  it('of an alias that our network lost, not that its zone is not signed', () => {
    const lost = daneHost(A, [], { security: INSECURE, aliases: [B], firstAlias: TIMEOUT, lookups: [] });
    expect(judge(daneOf(lost))).toMatchObject({
      headline: 'unknown',
      findings: [{ code: 'dane-tlsa-unavailable', parameters: { host: A, reason: 'timeout' } }],
    });
    expect(codes(daneOf({ ...lost, firstAlias: INSECURE }))).toEqual(['dane-host-insecure', 'dane-absent']);
  });

  it('that the servers are not known is said once where the MX answer fails', () => {
    const { findings, explained } = judge({ ...daneOf(), mx: BOGUS }, { mx: unknown('servfail') });
    expect(findings).toEqual([{ code: 'dane-mx-bogus', parameters: { reason: 'dnssec-bogus' } }]);
    expect(explained).toEqual([{ code: 'mx-unavailable', parameters: { reason: 'servfail' } }]);
  });

  it('that the servers are not known is not explained where they are', () => {
    expect(judge({ ...daneOf(), mx: BOGUS }).explained).toEqual([]);
  });

  it('records that are passed over are of interest where nothing else is found', () => {
    const insecure = tlsaLookup('end.test', [`3 1 1 ${DIGEST}`], INSECURE);
    const both = daneHost(A, [], {
      aliases: ['end.test'],
      lookups: [insecure, tlsaLookup(A, [`3 1 1 ${DIGEST}`])],
    });
    expect(codes(daneOf(both))).not.toContain('dane-tlsa-insecure');
    const one = daneHost(A, [], { aliases: ['end.test'], lookups: [insecure, tlsaLookup(A, [])] });
    expect(codes(daneOf(one))).toContain('dane-tlsa-insecure');
  });
});

const anyHost = fc.constantFrom(
  daneHost,
  bare,
  coded,
  literal,
  unasked,
  gone,
  forgeable,
  unsignedHost,
  lostAddress,
  (name: string) => failingHost(name, BOGUS),
  (name: string) => failingHost(name, SERVFAIL),
  (name: string) => failingHost(name, TIMEOUT),
);
const hosts = fc
  .array(anyHost, { minLength: 1, maxLength: 5 })
  .map((makes) => makes.map((make, index) => make(`h${index}.test`)));
const security = fc.constantFrom(SECURE, INSECURE, BOGUS, SERVFAIL, TIMEOUT);

describe('whatever the servers', () => {
  it('protected means that every one that can be reached is authenticated, behind a signed answer', () => {
    fc.assert(
      fc.property(hosts, security, fc.constantFrom(true, false, null), (list, mx, validates) => {
        const { headline } = judge({ ...daneOf(...list), mx, validates });
        if (headline !== 'protected' && headline !== 'faulty') return;
        expect(mx).toBe(SECURE);
        for (const each of list) {
          expect(['authenticated', 'unreachable']).toContain(outcomeOf(each));
          expect(each.security).toBe(SECURE);
        }
      }),
      { numRuns: 2000 },
    );
  });

  it('a look-up that our network lost never makes it better, and never holds mail', () => {
    const rank = (headline: string) => (headline === 'protected' || headline === 'faulty' ? 1 : 0);
    fc.assert(
      fc.property(hosts, security, fc.nat(), (list, mx, at) => {
        const lost = list.map((each, index) =>
          index === at % list.length ? failingHost(each.name, TIMEOUT) : each,
        );
        const before = judge({ ...daneOf(...list), mx });
        const after = judge({ ...daneOf(...lost), mx });
        expect(rank(after.headline)).toBeLessThanOrEqual(rank(before.headline));
        if (!before.headline.startsWith('held')) expect(after.headline).not.toMatch(/^held/);
      }),
      { numRuns: 2000 },
    );
  });

  it('the order of the servers changes nothing', () => {
    fc.assert(
      fc.property(hosts, security, (list, mx) => {
        expect(judge({ ...daneOf(...list.toReversed()), mx }).headline).toBe(
          judge({ ...daneOf(...list), mx }).headline,
        );
      }),
    );
  });
});

describe('what is kept and awaited', () => {
  const kept = (facts: DaneFacts) => mechanism.kept({ dane: facts }) as Partial<DaneParts>;
  it('is kept as it is where all is known', () => {
    const facts = daneOf(daneHost(A), bare(B), literal('192.0.2.1'), unasked('mail.local'), gone('c.test'));
    expect(kept(facts)).toEqual({ dane: facts });
    expect(mechanism.knowledge({ dane: facts })).toEqual({ ttlSeconds: 300, gap: null });
  });

  it('is kept where the domain is not signed; before it is known there is nothing to keep', () => {
    const facts = { ...daneOf(unsignedHost(A)), mx: INSECURE };
    expect(kept(facts)).toEqual({ dane: facts });
    expect(mechanism.kept({ dane: { state: 'pending' } })).toEqual({});
    expect(mechanism.knowledge({ dane: { state: 'pending' } })).toEqual({ ttlSeconds: null, gap: null });
  });

  it('is asked again where something failed or did not come', () => {
    for (const facts of [
      daneOf(failingHost(A, BOGUS)),
      daneOf(failingHost(A, TIMEOUT)),
      daneOf(daneHost(A), failingHost(B, TIMEOUT)),
      daneOf(lostAddress(A)),
      { ...daneOf(), mx: BOGUS },
      { ...daneOf(), mx: TIMEOUT },
      // Whether the resolver validates at all is not known, so that its no says nothing.
      { ...daneOf(unsignedHost(A)), mx: INSECURE, validates: null },
    ]) {
      expect(kept(facts)).toEqual({});
      expect(mechanism.knowledge({ dane: facts }).gap).toBe('detail');
    }
  });

  it('is awaited until it is known that the MX answer is not signed', () => {
    const dane = { state: 'pending' } as const;
    const mx = mxOf(host(A));
    expect(isDaneAwaited({ dane, mx })).toBe(false);
    expect(isDaneAwaited({ dane, mx: { ...mx, authentic: true } })).toBe(true);
    expect(isDaneAwaited({ dane, mx: { state: 'pending' } })).toBe(true);
    expect(isDaneAwaited({ dane: daneOf(), mx: { ...mx, authentic: true } })).toBe(false);
  });
});
