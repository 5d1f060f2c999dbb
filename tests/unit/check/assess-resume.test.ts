import { dkimQuestions } from '../../support/selectors.ts';
import { describe, expect, it } from 'vitest';
import { assess, type Deps } from '../../../lib/check/assess.ts';
import type { Assessment } from '../../../lib/check/assessment.ts';
import { RESOLVERS } from '../../../lib/dns/resolver.ts';
import {
  EXAMPLE,
  assessmentOf,
  host,
  mxOf,
  name,
  noMail,
  policyText,
  tlsrptRecord,
  unknown,
  unreadPolicy,
} from '../../support/assessments.ts';
import { fakeDeps } from '../../support/deps.ts';
import { address, file, nodata, servers, texts } from '../../support/network.ts';
import { NOW } from '../../support/time.ts';

const pending = { state: 'pending' } as const;
const URL_OF_POLICY = 'https://mta-sts.example.com/.well-known/mta-sts.txt';
const MX = ['example.com MX', 'mail.example.com A'];
const RECORD = ['_mta-sts.example.com TXT'];
const POLICY = ['mta-sts.example.com A', 'mta-sts.example.com AAAA'];
const TLSRPT = ['_smtp._tls.example.com TXT'];
const SPF = ['example.com TXT', 'mail.example.com AAAA'];
const DMARC = ['_dmarc.example.com TXT', '_dmarc.com TXT'];
const DKIM = [...dkimQuestions('example.com'), 'random._domainkey.example.com TXT'];
const BIMI = ['default._bimi.example.com TXT'];
const CAA = ['mta-sts.example.com CAA', 'example.com CAA'];
const ALL = [...MX, ...RECORD, ...POLICY, ...TLSRPT, ...SPF, ...DMARC, ...DKIM, ...BIMI, ...CAA];

function resume(known: Assessment | null, change: Partial<Deps> = {}) {
  const fakes = fakeDeps({
    resolverUrl: change.resolver?.url ?? 'https://cloudflare-dns.com/dns-query',
    dns: {
      'example.com MX': servers([10, 'mail.example.com']),
      'mail.example.com A': address,
      'mail.example.com AAAA': nodata,
      'example.com TXT': texts('v=spf1 mx -all'),
      '_mta-sts.example.com TXT': texts('v=STSv1; id=live'),
      '_smtp._tls.example.com TXT': texts('v=TLSRPTv1; rua=mailto:live@reports.example'),
      'mta-sts.example.com A': address,
      'mta-sts.example.com AAAA': nodata,
      '_dmarc.example.com TXT': texts('v=DMARC1; p=reject; rua=mailto:dmarc@example.com'),
      '_dmarc.com TXT': nodata,
      ...Object.fromEntries([...DKIM, ...BIMI, ...CAA].map((each) => [each, nodata])),
    },
    files: { [URL_OF_POLICY]: file(policyText('testing', 'mx: mail.example.com')) },
  });
  const published: Assessment[] = [];
  const result = assess(EXAMPLE, { ...fakes.deps, known, ...change }, (each) => published.push(each));
  return { ...fakes, published, result };
}

/** An assessment that was under way ten seconds ago. */
const started = (change: Partial<Assessment>) =>
  assessmentOf({ startedAt: NOW - 10_000, finishedAt: null, ...change });

describe('an unfinished assessment is taken up where it stopped', () => {
  const rows: readonly (readonly [
    why: string,
    change: Partial<Assessment>,
    asked: string[],
    fetched: boolean,
  ])[] = [
    ['everything but the end was known', {}, [], false],
    ['SPF was missing', { spf: pending }, [...SPF, ...MX], false],
    ['the mail servers were missing', { mx: pending }, MX, false],
    [
      'their addresses were missing',
      { mx: mxOf(host('mail.example.com', 10, { address: 'pending' })) },
      MX,
      false,
    ],
    [
      'one of their addresses was missing',
      { mx: mxOf(host('mail.example.com'), host('b.example.com', 20, { address: 'pending' })) },
      MX,
      false,
    ],
    ['the mail servers did not come', { mx: unknown('timeout') }, MX, false],
    [
      'one of their addresses did not come',
      { mx: mxOf(host('mail.example.com'), host('b.example.com', 20, { address: 'unavailable' })) },
      MX,
      false,
    ],
    ['that there is no mail was known', { mx: noMail('null-mx') }, [], false],
    ['the policy was missing', { policy: pending, policyHost: pending }, POLICY, true],
    [
      'the record was missing, and so the policy',
      { stsRecord: pending, policy: pending },
      [...RECORD, ...POLICY],
      true,
    ],
    ['TLSRPT was missing', { tlsrpt: pending }, TLSRPT, false],
    ['what was not known is asked again', { tlsrpt: unknown('timeout') }, TLSRPT, false],
    ['so is a policy that did not come', { policy: unreadPolicy('policy-timeout') }, POLICY, true],
    [
      'so is a record that did not come',
      { stsRecord: unknown('servfail'), policy: unreadPolicy('sts-record-unavailable') },
      [...RECORD, ...POLICY],
      true,
    ],
  ];
  it.each(rows)('%s', async (_, change, asked, isFetched) => {
    const { result, network } = resume(started(change));
    const assessment = await result;
    expect(network.questions().toSorted()).toEqual(asked.toSorted());
    expect(network.fetched()).toEqual(isFetched ? [URL_OF_POLICY] : []);
    expect(assessment).toMatchObject({ startedAt: NOW - 10_000, finishedAt: NOW });
    expect(JSON.stringify(assessment)).not.toContain('"pending"');
  });

  it('with what was known from the first snapshot on', async () => {
    const known = started({ mx: pending });
    const { result, published } = resume(known);
    await result;
    // News of the earlier worker may still be on its way.
    const revisions = published.map(({ revision }) => revision);
    expect(revisions[0]).toBeGreaterThan(known.revision);
    expect(revisions).toEqual(revisions.toSorted((a, b) => a - b));
    expect(published[0]).toMatchObject({
      policy: known.policy,
      stsRecord: known.stsRecord,
      tlsrpt: known.tlsrpt,
    });
  });

  it('in the very millisecond in which it began', async () => {
    const { result, network } = resume(started({ startedAt: NOW, tlsrpt: pending }));
    await result;
    expect(network.questions()).toEqual(TLSRPT);
  });

  it('without the address of a policy that did not come: it is looked up again', async () => {
    const { result, published } = resume(started({ policy: pending }));
    await result;
    expect(published[0]?.policyHost).toEqual(pending);
  });

  it('with the questions that were sent before', async () => {
    const query = {
      name: 'example.com',
      type: 'MX',
      outcome: 'NOERROR',
      authentic: false,
      startedAfterMs: 0,
      tookMs: 5,
    } as const;
    const { result } = resume(started({ tlsrpt: pending, queries: [query] }));
    const { queries } = await result;
    expect(queries.map((each) => `${each.name} ${each.type}`)).toEqual(['example.com MX', ...TLSRPT]);
  });
});

describe('after a grant', () => {
  it('only the policy is read', async () => {
    const known = assessmentOf({ policy: unreadPolicy('policy-not-permitted') });
    const { result, network } = resume(known);
    expect(await result).toMatchObject({ policy: { value: { mode: 'testing' } }, tlsrpt: known.tlsrpt });
    expect(network.questions()).toEqual(POLICY);
    expect(network.fetched()).toEqual([URL_OF_POLICY]);
  });
});

describe('an earlier assessment is not taken over', () => {
  const finished = (change: Partial<Assessment>) => assessmentOf({ tlsrpt: unknown('timeout'), ...change });
  const quad9 = RESOLVERS.find(({ id }) => id === 'quad9')!;
  const rows: readonly (readonly [why: string, known: Assessment | null, change: Partial<Deps>])[] = [
    ['where there is none', null, {}],
    ['when a fresh look is wanted', started({}), { fresh: true }],
    ['of another domain', started({ policyDomain: name('example.net') }), {}],
    ['of another resolver', started({}), { resolver: quad9 }],
    ['that was under way 30 seconds ago', started({ startedAt: NOW - 30_000 }), {}],
    ['whose time is over', finished({ finishedAt: NOW - 5000 }), {}],
    ['whose TTL is over', assessmentOf({ startedAt: NOW - 400_000, finishedAt: NOW - 300_000 }), {}],
    ['from the future: the clock was set back', started({ startedAt: NOW + 1 }), {}],
  ];
  it.each(rows)('%s', async (_, known, change) => {
    const { result, network } = resume(known, change);
    expect(await result).toMatchObject({ startedAt: NOW, stsRecord: { value: { id: 'live' } } });
    expect(network.questions().toSorted()).toEqual(ALL.toSorted());
    expect(network.fetched()).toEqual([URL_OF_POLICY]);
  });
});

describe('parts whose host is left in peace', () => {
  const policyFetch = { startedAfterMs: 100, tookMs: 900 };
  const policy = unreadPolicy('policy-timeout');
  const resting = { policy, policyHost: { state: 'found', aliases: [] }, policyFetch } as const;
  const old = assessmentOf({ startedAt: NOW - 200_000, finishedAt: NOW - 190_000, ...resting });
  const quad9 = RESOLVERS.find(({ id }) => id === 'quad9')!;

  it.each<[why: string, known: Assessment, change: Partial<Deps>]>([
    ['of a check whose time is over', old, {}],
    ['of another resolver', old, { resolver: quad9 }],
    ['of one that was under way 30 seconds ago', { ...old, finishedAt: null }, {}],
  ])('stand, and are as old as they were; the rest of the lane is asked: %s', async (_, known, change) => {
    const { result, network } = resume(known, { ...change, resting, lanes: ['transit'] });
    expect(await result).toMatchObject({
      startedAt: known.startedAt,
      ...resting,
      tlsrpt: { state: 'found' },
    });
    expect(network.questions().toSorted()).toEqual([...MX, ...RECORD, ...TLSRPT].toSorted());
    expect(network.fetched()).toEqual([]);
  });

  it('stand beside what is still good, which is not asked either', async () => {
    const known = started({ ...resting, tlsrpt: pending });
    const { result, network } = resume(known, { resting });
    expect(await result).toMatchObject({ ...resting, stsRecord: known.stsRecord });
    expect(network.questions()).toEqual(TLSRPT);
  });

  it('are asked all the same when a fresh look is wanted', async () => {
    const { result, network } = resume(old, { resting, fresh: true });
    expect(await result).toMatchObject({ startedAt: NOW, policy: { state: 'found' } });
    expect(network.fetched()).toEqual([URL_OF_POLICY]);
  });
});

it('takes over what is absent and invalid as well: it is known', async () => {
  const known = started({ tlsrpt: tlsrptRecord('v=TLSRPTv1; rua=!'), mx: pending });
  const { result, network } = resume(known);
  expect(await result).toMatchObject({ tlsrpt: { state: 'invalid' } });
  expect(network.questions().toSorted()).toEqual(MX.toSorted());
});
