import { originOf } from '../../../lib/dns/beside.ts';
import type { Look } from '../../../lib/mechanism.ts';
import { describe, expect, it } from 'vitest';
import { assess, type Deps } from '../../../lib/check/assess.ts';
import type { Assessment } from '../../../lib/check/assessment.ts';
import { expiresAt, hasLooked } from '../../../lib/check/life.ts';
import { standingOf } from '../../../lib/verdict/standing.ts';
import { EXAMPLE } from '../../support/assessments.ts';
import { validationHabits } from '../../../lib/dns/validation-habit.ts';
import { fakeDeps, HEALTHY, POLICY, POLICY_URL, VALIDATING, world } from '../../support/deps.ts';
import { a as v4Record, cname, soa } from '../../support/dns-wire.ts';
import {
  file,
  hangs,
  nodata,
  nxdomain,
  reply,
  servfail,
  texts,
  type Prepared,
} from '../../support/network.ts';
import { NOW, quiet } from '../../support/time.ts';

const SPF = 'v=spf1 -all';
const BROKEN = 'v=STSv1; id=a-b';
const STS = '_mta-sts.example.com TXT';
const REPORTS = '_smtp._tls.example.com TXT';
const BESIDE_STS = 'nobody.example.com TXT';
const BESIDE_REPORTS = 'nobody._tls.example.com TXT';
const HOST = ['mta-sts.example.com A', 'mta-sts.example.com AAAA'];

function run(dns: Prepared['dns'], change: Partial<Deps> = {}, policy = file(POLICY)) {
  const { deps, network } = fakeDeps(world(dns, policy));
  const published: Assessment[] = [];
  const result = assess(
    EXAMPLE,
    { ...deps, randomLabel: () => 'nobody', validationHabits: validationHabits(), ...change },
    (each) => published.push(each),
  );
  return { result, network, published };
}

/** What was asked beyond the questions of every check. */
async function moreOf(dns: Prepared['dns'], look?: Look): Promise<string[]> {
  const { result, network } = run(dns, look ? { look } : {});
  await result;
  const usual = new Set([
    ...Object.keys(HEALTHY),
    ...Object.keys(VALIDATING),
    'web.example TXT',
    'nobody._domainkey.example.com TXT',
  ]);
  return network.questions().filter((each) => !usual.has(each));
}

describe('a name beside a record', () => {
  it.each<[why: string, dns: Prepared['dns'], look: Look | undefined, asked: string[]]>([
    ['is not asked in a check of a domain where all is well', {}, undefined, []],
    ['nor where nothing stands at the names', { [STS]: nxdomain, [REPORTS]: nodata }, 'guide', []],
    ['nor where DNS did not say', { [STS]: servfail, [REPORTS]: servfail }, 'guide', []],
    [
      'is where texts of others stand alone',
      { [STS]: texts(SPF), [BESIDE_STS]: nxdomain },
      undefined,
      [BESIDE_STS],
    ],
    [
      'and where a record is broken',
      { [STS]: texts(BROKEN), [BESIDE_STS]: nxdomain },
      undefined,
      [BESIDE_STS],
    ],
    [
      'for the reports beside _smtp, where the same wildcard would answer',
      { [REPORTS]: texts(SPF), [BESIDE_REPORTS]: nxdomain },
      undefined,
      [BESIDE_REPORTS],
    ],
    [
      'and where an alias leads to nothing of ours',
      {
        [STS]: reply({
          answers: [cname('_mta-sts.example.com', 'web.example')],
          authorities: [soa('example')],
        }),
        'web.example TXT': nodata,
        [BESIDE_STS]: nxdomain,
      },
      undefined,
      [BESIDE_STS],
    ],
    [
      'for the guide also beside records that senders use',
      { [BESIDE_STS]: nxdomain, [BESIDE_REPORTS]: nxdomain },
      'guide',
      [BESIDE_STS, BESIDE_REPORTS],
    ],
  ])('%s', async (_, dns, look, asked) => {
    expect((await moreOf(dns, look)).toSorted()).toEqual(asked.toSorted());
  });

  it('is what it answers, as a fact', async () => {
    const { stsRecord } = await run({ [STS]: texts(SPF), [BESIDE_STS]: texts(SPF) }).result;
    expect(stsRecord).toMatchObject({
      state: 'absent',
      texts: [SPF],
      beside: { state: 'answered', texts: [SPF], aliases: [] },
    });
  });

  it('is not known where it has no answer, and that ages nothing', async () => {
    const assessment = await run({ [STS]: texts(SPF), [BESIDE_STS]: servfail }).result;
    expect(assessment.stsRecord).toMatchObject({ beside: { state: 'unavailable', reason: 'servfail' } });
    expect(expiresAt(assessment)).toBe(NOW + 300_000);
  });

  it('is asked by a label that is cut where the name would be too long', async () => {
    const long = ['a', 'b', 'c'].map((letter) => letter.repeat(63)).join('.');
    const domain = `${long}.${'d'.repeat(40)}.example` as Assessment['policyDomain'];
    const { deps } = fakeDeps(world());
    const asked: string[] = [];
    await assess(
      domain,
      {
        ...deps,
        fetch: async () => {
          throw new Error('No network.');
        },
        randomLabel: () => 'r'.repeat(32),
        look: 'guide',
        known: {
          ...(await run({}).result),
          policyDomain: domain,
          stsRecord: {
            state: 'absent',
            problems: [],
            texts: [SPF],
            aliases: [],
            authentic: false,
            ttlSeconds: 300,
          },
        },
      },
      ({ queries }) => asked.push(...queries.map(({ name }) => name)),
    );
    const beside = asked.find((name) => name.startsWith('rr'));
    expect(beside?.length).toBe(253);
    expect(beside?.endsWith(`.${domain}`)).toBe(true);
  });

  it('delays no verdict', async () => {
    const { published } = run({ [BESIDE_STS]: hangs, [BESIDE_REPORTS]: hangs }, { look: 'guide' });
    await quiet();
    expect(standingOf(published.at(-1)!).standing).toBe('enforced');
  });
});

describe('originOf', () => {
  const answered = (texts_: readonly string[], aliases: readonly string[] = []) =>
    ({ state: 'answered', texts: texts_, aliases }) as const;
  it.each<[why: string, Parameters<typeof originOf>[0], Parameters<typeof originOf>[1], string | null]>([
    ['the same texts', { texts: ['a', 'b'], aliases: [] }, answered(['b', 'a']), 'wildcard'],
    ['other texts', { texts: ['a'], aliases: [] }, answered(['b']), 'name'],
    ['one text more', { texts: ['a', 'b'], aliases: [] }, answered(['a']), 'name'],
    ['nothing beside', { texts: ['a'], aliases: [] }, answered([]), 'name'],
    ['the same alias', { texts: [], aliases: ['x', 'y'] }, answered([], ['z', 'y']), 'wildcard'],
    ['another alias', { texts: ['a'], aliases: ['x'] }, answered(['a'], ['y']), 'name'],
    ['an alias that leads to the same texts', { texts: ['a'], aliases: ['x'] }, answered(['a']), 'name'],
    ['nobody asked', { texts: ['a'], aliases: [] }, undefined, null],
    [
      'an empty text, where nothing stands beside it',
      { texts: [''], aliases: [] },
      { state: 'answered', texts: [], aliases: [] },
      'name',
    ],
    [
      'no answer',
      { texts: ['a'], aliases: [] },
      { state: 'unavailable', reason: 'timeout', detail: null },
      null,
    ],
  ])('%s', (_, facts, beside, origin) => {
    expect(originOf(facts, beside)).toBe(origin);
  });
});

describe('the file that no record announces', () => {
  const NO_RECORD = { [STS]: nxdomain, [REPORTS]: nodata };

  it.each<[why: string, look: Look | undefined, asked: string[], fetched: string[]]>([
    ['is nobody’s business in a check', undefined, [], []],
    ['for the guide only has its host looked up', 'guide', HOST, []],
    ['is read by a click', 'file', HOST, [POLICY_URL]],
  ])('%s', async (_, look, asked, fetched) => {
    const { result, network } = run(NO_RECORD, look ? { look } : {});
    await result;
    expect(network.questions().filter((each) => HOST.includes(each))).toEqual(asked);
    expect(network.fetched()).toEqual(fetched);
  });

  it('changes no verdict, and is not remembered as one that senders hold', async () => {
    const kept: unknown[] = [];
    const policies = {
      recall: async () => null,
      remember: async (policy: unknown) => void kept.push(policy),
    };
    const plain = await run(NO_RECORD).result;
    const looked = await run(NO_RECORD, { look: 'file', policies }).result;
    expect(looked.policyFile).toMatchObject({ state: 'found', text: POLICY });
    expect(looked.policy).toEqual({ state: 'absent' });
    expect(standingOf(looked)).toEqual(standingOf(plain));
    expect(expiresAt(looked)).toBe(expiresAt(plain));
    expect(kept).toEqual([]);
  });

  it('is known not to be there where its host has no address, without a click', async () => {
    const { policyFile } = await run(
      { ...NO_RECORD, [HOST[0]!]: nxdomain, [HOST[1]!]: nxdomain },
      { look: 'guide' },
    ).result;
    expect(policyFile).toMatchObject({ state: 'invalid', problems: [{ code: 'policy-host-no-address' }] });
  });

  it.each<[why: string, dns: Prepared['dns'], change: Partial<Deps>, code: string]>([
    [
      'in a private network',
      { [HOST[0]!]: reply({ answers: [v4Record('mta-sts.example.com', '10.0.0.1')] }) },
      {},
      'policy-host-private-address',
    ],
    [
      'whose address is not known',
      { [HOST[0]!]: servfail, [HOST[1]!]: servfail },
      {},
      'policy-host-address-unavailable',
    ],
    [
      'that may not be read',
      {},
      { mayRead: async (host) => host !== 'mta-sts.example.com' },
      'policy-not-permitted',
    ],
  ])('is never fetched from a host %s', async (_, dns, change, code) => {
    const { result, network } = run({ ...NO_RECORD, ...dns }, { look: 'file', ...change });
    expect((await result).policyFile).toMatchObject({ problems: [{ code }] });
    expect(network.fetched()).toEqual([]);
  });

  it('is asked for in addition to what is known, and taken over', async () => {
    const first = await run(NO_RECORD, { look: 'guide' }).result;
    expect([hasLooked(first, 'guide'), hasLooked(first, 'file')]).toEqual([true, false]);
    const { result, network } = run(NO_RECORD, { look: 'file', known: first });
    const second = await result;
    expect(network.questions().toSorted()).toEqual(HOST.toSorted());
    expect(hasLooked(second, 'file')).toBe(true);
    const third = run(NO_RECORD, { look: 'file', known: second });
    expect((await third.result).policyFile).toEqual(second.policyFile);
    expect(third.network.fetched()).toEqual([]);
  });

  it('is read too where the record could not be looked up', async () => {
    const { policyFile, policy } = await run({ [STS]: servfail, [REPORTS]: nodata }, { look: 'file' }).result;
    expect(policyFile?.state).toBe('found');
    expect(policy.state).toBe('unavailable');
  });

  it('is no matter where a record announces it', async () => {
    const { result, network } = run({ [BESIDE_STS]: nxdomain, [BESIDE_REPORTS]: nxdomain }, { look: 'file' });
    expect((await result).policyFile).toBeUndefined();
    expect(network.fetched()).toEqual([POLICY_URL]);
  });
});
