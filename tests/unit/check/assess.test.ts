import { describe, expect, it } from 'vitest';
import { assess, type Deps } from '../../../lib/check/assess.ts';
import { QUESTION_DEADLINE_MS } from '../../../lib/check/look-up.ts';
import type { Assessment } from '../../../lib/check/assessment.ts';
import { validationHabits } from '../../../lib/dns/validation-habit.ts';
import { DEFAULT_RESOLVER, type Resolver } from '../../../lib/dns/resolver.ts';
import { POLICY_DEADLINE_MS } from '../../../lib/mechanisms/mta-sts/fetch-policy.ts';
import type { RememberedPolicy } from '../../../lib/mechanisms/mta-sts/remembered-policy.ts';
import { standingOf } from '../../../lib/verdict/standing.ts';
import { EXAMPLE, name as nameOf, policyText } from '../../support/assessments.ts';
import { HEALTHY, POLICY, POLICY_URL, fakeDeps, world } from '../../support/deps.ts';
import { a as v4Record, aaaa as v6Record, cname } from '../../support/dns-wire.ts';
import {
  address,
  breaks,
  file,
  hangs,
  nodata,
  nxdomain,
  opaqueRedirect,
  reply,
  servfail,
  texts,
  type Prepared,
} from '../../support/network.ts';
import { NOW, never, quiet } from '../../support/time.ts';

const QUESTIONS = [
  'example.com MX',
  '_smtp._tls.example.com TXT',
  '_mta-sts.example.com TXT',
  '_dmarc.example.com TXT',
  '_dmarc.com TXT',
  'example.com TXT',
  '_domainkey.example.com TXT',
  'default._bimi.example.com TXT',
];

function run(prepared: Prepared, change: Partial<Deps> = {}, remembered: RememberedPolicy | null = null) {
  const fakes = fakeDeps(prepared, remembered);
  const published: Assessment[] = [];
  const result = assess(EXAMPLE, { ...fakes.deps, ...change }, (each) => published.push(each));
  return { ...fakes, published, result };
}

/** The default one under another name: what counts is that the person gave it. */
const OWN: Resolver = { ...DEFAULT_RESOLVER, id: 'custom' };

const memory: RememberedPolicy = {
  policyDomain: EXAMPLE,
  policyId: '1',
  policyText: policyText('testing', 'mx: mail.example.com'),
  mode: 'testing',
  replaced: null,
  mediaType: 'text/plain',
  maxAgeSeconds: 1209600,
  fetchedAt: NOW - 3600_000,
};

describe('a domain where all is well', () => {
  it('gives every fact', async () => {
    const { result, network } = run(world());
    const assessment = await result;
    expect(assessment).toMatchObject({
      schema: 1,
      policyDomain: 'example.com',
      resolver: { id: 'cloudflare', name: 'Cloudflare', url: 'https://cloudflare-dns.com/dns-query' },
      startedAt: NOW,
      finishedAt: NOW,
      mx: { state: 'found', hosts: [{ name: 'mail.example.com', address: 'found' }], ttlSeconds: 300 },
      stsRecord: { state: 'found', value: { id: '1' }, texts: ['v=STSv1; id=1'], ttlSeconds: 300 },
      policyHost: { state: 'found', aliases: [] },
      policy: { state: 'found', value: { mode: 'enforce' }, text: POLICY },
      remembered: null,
      tlsrpt: { state: 'found', value: { rua: ['mailto:tls@reports.example'] } },
    });
    expect(standingOf(assessment).standing).toBe('enforced');
    expect(network.questions().toSorted()).toEqual(Object.keys(HEALTHY).toSorted());
    expect(network.fetched()).toEqual([POLICY_URL]);
  });

  it('names every question that was sent, with what came of it', async () => {
    const { queries } = await run(world({ 'mail.example.com A': nxdomain })).result;
    expect(queries).toHaveLength(22);
    expect(queries).toContainEqual({
      name: 'example.com',
      type: 'MX',
      outcome: 'NOERROR',
      authentic: false,
      startedAfterMs: 0,
      tookMs: 0,
    });
    expect(queries).toContainEqual(
      expect.objectContaining({ name: 'mail.example.com', outcome: 'NXDOMAIN' }),
    );
  });

  it('says when each question and the fetch of the policy began, and how long it took', async () => {
    const prepared = world({}, () => {
      clock.advance(70);
      return file(POLICY)();
    });
    const { clock, deps } = fakeDeps(prepared);
    const slow: typeof fetch = (input, init) => {
      clock.advance(10);
      return deps.fetch(input, init);
    };
    const { queries, policyFetch, startedAt } = await assess(
      EXAMPLE,
      { ...deps, fetch: slow },
      () => undefined,
    );
    expect(startedAt).toBe(NOW);
    // The longest way goes first.
    expect(queries.find(({ name }) => name === '_mta-sts.example.com')?.startedAfterMs).toBe(0);
    expect(queries.find(({ name }) => name === 'mta-sts.example.com')?.startedAfterMs).toBeGreaterThan(0);
    expect(policyFetch?.startedAfterMs).toBeGreaterThan(0);
    expect(policyFetch?.tookMs).toBeGreaterThanOrEqual(70);
  });

  it('says of each question whether its answer was validated', async () => {
    const validated = reply({ authentic: true, authorities: [] });
    const { queries } = await run(world({ 'mta-sts.example.com AAAA': validated })).result;
    expect(queries.filter(({ authentic }) => authentic).map(({ type }) => type)).toEqual(['AAAA']);
  });

  it('is JSON all through', async () => {
    const assessment = await run(world()).result;
    expect(JSON.parse(JSON.stringify(assessment))).toEqual(assessment);
  });

  it('publishes at the start with all pending, then grows, and ends with what it gives', async () => {
    const { result, published } = run(world());
    const assessment = await result;
    expect(published.map(({ revision }) => revision)).toEqual(published.map((_, index) => index));
    const parts = ['mx', 'stsRecord', 'policy', 'tlsrpt'] as const;
    expect(parts.map((part) => published[0]?.[part].state)).toEqual(Array.from(parts, () => 'pending'));
    expect(published.at(-1)).toEqual(assessment);
    expect(published.filter(({ finishedAt }) => finishedAt !== null)).toEqual([assessment]);
    for (const part of parts) {
      const states = published.map((each) => each[part].state);
      expect(states.lastIndexOf('pending'), part).toBe(states.findIndex((state) => state !== 'pending') - 1);
    }
  });
});

describe('the order of things', () => {
  it('asks eight questions at once, before any answer', async () => {
    const pending = Object.fromEntries(QUESTIONS.map((question) => [question, hangs]));
    const { network } = run(world(pending));
    await quiet();
    expect(network.questions().toSorted()).toEqual(QUESTIONS.toSorted());
  });

  const slow = { 'example.com MX': hangs, '_smtp._tls.example.com TXT': hangs };

  it('fetches the policy the moment that record and address are there, even where everything else hangs', async () => {
    const { network } = run(world(slow));
    await quiet();
    expect(network.fetched()).toEqual([POLICY_URL]);
  });

  it.each(['A', 'AAAA'])('does not fetch the policy before the answer for %s is there', async (type) => {
    const { network } = run(world({ [`mta-sts.example.com ${type}`]: hangs }));
    await quiet();
    expect(network.questions()).toContain('mta-sts.example.com AAAA');
    expect(network.fetched()).toEqual([]);
  });

  it('with a resolver of the person’s own waits for no address', async () => {
    const { network, published } = run(world({ ...slow, 'mta-sts.example.com A': hangs }), { resolver: OWN });
    await quiet();
    expect(network.fetched()).toEqual([POLICY_URL]);
    expect(published.at(-1)).toMatchObject({ stsRecord: { state: 'found' }, mx: { state: 'pending' } });
  });

  it('names the mail servers before their addresses are known', async () => {
    const { published } = run(world({ 'mail.example.com A': hangs }));
    await quiet();
    expect(published.at(-1)?.mx).toMatchObject({
      hosts: [{ name: 'mail.example.com', address: 'pending' }],
    });
  });

  it('asks whether the resolver validates beside the addresses, once the MX answer has not shown it', async () => {
    const habits = { validationHabits: validationHabits() };
    const { network } = run(world({ 'mail.example.com A': hangs }), habits);
    await quiet();
    expect(network.questions()).toContain('arpa SOA');
    const before = run(world({ 'example.com MX': hangs }), { validationHabits: validationHabits() });
    await quiet();
    expect(before.network.questions()).not.toContain('arpa SOA');
  });

  it('does not fetch the policy before the record is there', async () => {
    const { network } = run(world({ '_mta-sts.example.com TXT': hangs }));
    await quiet();
    expect(network.fetched()).toEqual([]);
  });

  it('gives each question 5 seconds, the policy 10, and the store one', async () => {
    const { result, deadlines } = run(world());
    await result;
    const lengths = deadlines.lengths().toSorted((a, b) => a - b);
    const questions = lengths.filter((length) => length === QUESTION_DEADLINE_MS);
    expect(lengths).toEqual([1000, 1000, ...questions, POLICY_DEADLINE_MS]);
    // Whoever shares an answer waits no longer for it than whoever asked.
    expect(questions.length).toBeGreaterThanOrEqual(6);
  });
});

describe('no policy is fetched', () => {
  const rows: readonly (readonly [why: string, dns: Prepared['dns'], policy: string])[] = [
    ['without a record', { '_mta-sts.example.com TXT': nodata }, 'absent'],
    ['without the name of a record', { '_mta-sts.example.com TXT': nxdomain }, 'absent'],
    ['with TXT of others alone', { '_mta-sts.example.com TXT': texts('v=spf1 -all') }, 'absent'],
    ['with two records', { '_mta-sts.example.com TXT': texts('v=STSv1; id=1', 'v=STSv1; id=2') }, 'absent'],
    ['with a broken record', { '_mta-sts.example.com TXT': texts('v=STSv1; id=a-b') }, 'absent'],
    ['where the record is not known', { '_mta-sts.example.com TXT': servfail }, 'unavailable'],
  ];
  it.each(rows)('%s', async (_, dns, state) => {
    const { result, network } = run(world(dns));
    expect(await result).toMatchObject({ policy: { state }, policyHost: { state: 'not-asked' } });
    expect(network.fetched()).toEqual([]);
    expect(network.questions()).not.toContain('mta-sts.example.com A');
  });

  it('without leave, and DNS is asked all the same', async () => {
    const asked: string[] = [];
    const mayRead = async (host: string) => {
      asked.push(host);
      return host !== 'mta-sts.example.com';
    };
    const { result, network } = run(world(), { mayRead });
    expect(await result).toMatchObject({
      mx: { state: 'found' },
      policyHost: { state: 'found' },
      policy: {
        state: 'unavailable',
        problems: [{ code: 'policy-not-permitted', parameters: { host: 'mta-sts.example.com' } }],
      },
    });
    expect(network.fetched()).toEqual([]);
    expect(asked.toSorted()).toEqual(['cloudflare-dns.com', 'mta-sts.example.com']);
  });

  it('without leave, where DNS alone tells that there is no policy host', async () => {
    const mayRead = async (host: string) => host !== 'mta-sts.example.com';
    const { result, network } = run(world({ 'mta-sts.example.com A': nxdomain }), { mayRead });
    expect(await result).toMatchObject({
      policy: {
        state: 'invalid',
        problems: [{ code: 'policy-host-no-address', parameters: { host: 'mta-sts.example.com' } }],
      },
    });
    expect(network.fetched()).toEqual([]);
  });
});

describe('leave to ask the resolver', () => {
  const notPermitted = { state: 'unavailable', reason: 'not-permitted' };

  it('that is missing: nothing is sent, and nothing is known', async () => {
    const { result, network } = run({}, { mayRead: async () => false });
    const assessment = await result;
    expect(assessment).toMatchObject({
      mx: notPermitted,
      stsRecord: notPermitted,
      tlsrpt: notPermitted,
      queries: [],
    });
    expect(network.sent).toEqual([]);
    expect(standingOf(assessment).headline).toBe('unknown-resolver');
  });

  it('that could not be found out counts as missing, and rejects nothing', async () => {
    const mayRead = async () => {
      throw new Error('Invalid match pattern');
    };
    const { result, network } = run({}, { mayRead });
    expect(await result).toMatchObject({ stsRecord: notPermitted });
    expect(network.sent).toEqual([]);
    await quiet();
  });
});

describe('what DNS could not tell', () => {
  const parts = [
    ['example.com MX', 'mx'],
    ['_mta-sts.example.com TXT', 'stsRecord'],
    ['_smtp._tls.example.com TXT', 'tlsrpt'],
  ] as const;
  const replies = [
    ['SERVFAIL', servfail, 'servfail'],
    ['REFUSED', reply({ rcode: 'REFUSED' }), 'refused'],
    ['a broken network', breaks, 'network'],
    ['blocking', reply({ rcode: 'NXDOMAIN', extendedErrors: [[15]] }), 'filtered'],
  ] as const;
  describe.each(parts)('of %s', (question, part) => {
    it.each(replies)('is unavailable and never absent: %s', async (_, answering, reason) => {
      const assessment = await run(world({ [question]: answering })).result;
      expect(assessment[part]).toMatchObject({ state: 'unavailable', reason });
      expect(assessment.finishedAt).toBe(NOW);
    });
  });
});

it('a policy whose record could not be had is not known either, and says why', async () => {
  const { policy } = await run(world({ '_mta-sts.example.com TXT': servfail })).result;
  expect(policy).toEqual({
    state: 'unavailable',
    problems: [{ code: 'sts-record-unavailable', parameters: { reason: 'servfail' } }],
  });
});

it('a record that is not there has no texts, and nothing is wrong with them', async () => {
  const { stsRecord } = await run(world({ '_mta-sts.example.com TXT': nodata })).result;
  expect(stsRecord).toMatchObject({ state: 'absent', texts: [], problems: [] });
});

it('no name is asked for that is longer than a name can be (RFC 1035 §2.3.4): nothing is there', async () => {
  // 244 characters: with “_mta-sts.” it is as long as can be, with “_smtp._tls.” too long.
  const label = 'a'.repeat(60);
  const domain = nameOf(`${label}.${label}.${label}.${'a'.repeat(53)}.example`);
  expect(domain).toHaveLength(244);
  const labels = domain.split('.');
  const walk = labels.map((_, index) => `_dmarc.${labels.slice(index).join('.')} TXT`);
  // So is “_domainkey.” and “default._bimi.”.
  const asked = [`${domain} MX`, `${domain} TXT`, `_mta-sts.${domain} TXT`, ...walk];
  const { deps, network } = fakeDeps({ dns: Object.fromEntries(asked.map((each) => [each, nxdomain])) });
  const { tlsrpt } = await assess(domain, deps, () => undefined);
  expect(tlsrpt).toMatchObject({ state: 'absent' });
  expect(network.questions().toSorted()).toEqual(asked.toSorted());
});

describe('the policy host', () => {
  const problem = (assessment: Assessment) =>
    assessment.policy.state === 'unavailable' || assessment.policy.state === 'invalid'
      ? [assessment.policy.state, assessment.policy.problems[0]?.code]
      : [assessment.policy.state];
  const says = (words: string): Partial<Deps> => ({
    observe: () => ({
      failure: Promise.resolve(words),
      redirect: new Promise<string>(() => undefined),
      stop: () => undefined,
    }),
  });
  const v6: Prepared['dns'] = { 'mta-sts.example.com A': nodata, 'mta-sts.example.com AAAA': address };

  const rows: readonly (readonly [
    why: string,
    dns: Prepared['dns'],
    words: string,
    expected: [string, string],
  ])[] = [
    [
      'no address, says DNS',
      { 'mta-sts.example.com A': nxdomain },
      'net::ERR_FAILED',
      ['invalid', 'policy-host-no-address'],
    ],
    [
      'no address of either kind',
      { 'mta-sts.example.com A': nodata, 'mta-sts.example.com AAAA': nodata },
      'net::ERR_NAME_NOT_RESOLVED',
      ['invalid', 'policy-host-no-address'],
    ],
    [
      'an address, though the browser finds none: our own network',
      {},
      'net::ERR_NAME_NOT_RESOLVED',
      ['unavailable', 'policy-unreachable'],
    ],
    [
      'an IPv6 address alone, which we may not reach',
      v6,
      'net::ERR_NAME_NOT_RESOLVED',
      ['unavailable', 'policy-unreachable'],
    ],
    [
      'an address that could not be looked up',
      { 'mta-sts.example.com A': servfail },
      'net::ERR_CONNECTION_REFUSED',
      ['unavailable', 'policy-host-address-unavailable'],
    ],
    [
      'an address of one kind, the other could not be looked up',
      { 'mta-sts.example.com AAAA': servfail },
      'net::ERR_CONNECTION_REFUSED',
      ['invalid', 'policy-refused'],
    ],
    ['a reason of its own', {}, 'net::ERR_CONNECTION_REFUSED', ['invalid', 'policy-refused']],
  ];
  it.each(rows)('%s', async (_, dns, words, expected) => {
    expect(problem(await run(world(dns, breaks), says(words)).result)).toEqual(expected);
  });

  it('that redirects is not followed', async () => {
    const { result, network } = run(world({}, opaqueRedirect));
    expect(problem(await result)).toEqual(['invalid', 'policy-redirect']);
    expect(network.fetched()).toEqual([POLICY_URL]);
  });

  it('whose address an own resolver could not look up still gives its policy', async () => {
    const { result } = run(world({ 'mta-sts.example.com A': servfail }), { resolver: OWN });
    expect(await result).toMatchObject({ policy: { state: 'found' }, policyHost: { state: 'unavailable' } });
  });
});

describe('a policy host in a private network', () => {
  const at = (v4: string | null, v6: string | null = null): Prepared['dns'] => ({
    'mta-sts.example.com A': v4 === null ? nodata : (q) => reply({ answers: [v4Record(q.name, v4)] })(q),
    'mta-sts.example.com AAAA': v6 === null ? nodata : (q) => reply({ answers: [v6Record(q.name, v6)] })(q),
  });
  const rows: readonly (readonly [why: string, v4: string | null, v6: string | null, state: string])[] = [
    ['by IPv4 alone: no sender reaches it', '10.1.2.3', null, 'invalid'],
    ['by IPv6 alone', null, 'fd00::1', 'invalid'],
    ['by both', '192.168.1.1', 'fe80::1', 'invalid'],
    [
      'by IPv6 beside a public IPv4 address: the browser could use either',
      '198.41.0.4',
      '::1',
      'unavailable',
    ],
    ['by IPv4 beside a public IPv6 address', '127.0.0.1', '2001:503:ba3e::2:30', 'unavailable'],
  ];

  it.each(rows)('%s', async (_, v4, v6, state) => {
    const { result, network } = run(world(at(v4, v6)));
    const { policy, policyFetch } = await result;
    const inside = [v4, v6].filter((each) => each !== null && !/^(?:198|2001)/.test(each)).join(', ');
    expect(policy).toMatchObject({
      state,
      problems: [
        {
          code: 'policy-host-private-address',
          parameters: { host: 'mta-sts.example.com', address: inside },
        },
      ],
    });
    expect(network.fetched()).toEqual([]);
    expect(policyFetch).toBeNull();
  });

  it('is told before leave to read it is asked for', async () => {
    const mayRead = async (host: string) => host !== 'mta-sts.example.com';
    const { result } = run(world(at('10.1.2.3')), { mayRead });
    expect(await result).toMatchObject({
      policy: { state: 'invalid', problems: [{ code: 'policy-host-private-address' }] },
    });
  });

  it('is what a company’s own resolver is there for', async () => {
    const { result, network } = run(world(at('10.1.2.3')), { resolver: OWN });
    expect(await result).toMatchObject({ policy: { state: 'found' } });
    expect(network.fetched()).toEqual([POLICY_URL]);
    expect(network.questions()).not.toContain('mta-sts.example.com AAAA');
  });

  it('reached through an alias to a name of the local network is not looked up, and not fetched', async () => {
    const { result, network } = run(
      world({
        'mta-sts.example.com A': (q) => reply({ answers: [cname(q.name, 'router.local')] })(q),
        'mta-sts.example.com AAAA': (q) => reply({ answers: [cname(q.name, 'router.local')] })(q),
      }),
    );
    expect(await result).toMatchObject({
      policyHost: { state: 'unavailable', reason: 'never-asked' },
      policy: {
        state: 'unavailable',
        problems: [{ code: 'policy-host-address-unavailable', parameters: { reason: 'never-asked' } }],
      },
    });
    expect(network.fetched()).toEqual([]);
  });
});

describe('an alias of a record', () => {
  // Names of records have underscores, so none of these is a host name.
  it.each(['_mta-sts.corp.local', '_mta-sts.corp.onion', '_mta-sts', '192.0.2.1'])(
    'that leads to %s is followed to nobody',
    async (target) => {
      const { result, network } = run(
        world({ '_mta-sts.example.com TXT': (q) => reply({ answers: [cname(q.name, target)] })(q) }),
      );
      expect(await result).toMatchObject({ stsRecord: { state: 'unavailable', reason: 'never-asked' } });
      expect(network.questions()).not.toContain(`${target} TXT`);
    },
  );
});

describe('the memory of policies', () => {
  const later = (milliseconds: number) => ({ ...memory, fetchedAt: NOW - milliseconds });

  it('stands for a fetch with the same id, within a day and max_age', async () => {
    const { result, network, remembered } = run(world(), {}, memory);
    expect(await result).toMatchObject({
      policy: { state: 'found', value: { mode: 'testing' }, tookMs: null, fetchedAt: memory.fetchedAt },
      policyHost: { state: 'not-asked' },
      policyFetch: null,
      remembered: memory,
    });
    expect(network.fetched()).toEqual([]);
    expect(remembered).toEqual([]);
  });

  const rows: readonly (readonly [why: string, known: RememberedPolicy, change: Partial<Deps>])[] = [
    ['with another id', { ...memory, policyId: '0' }, {}],
    ['that is a day old', later(24 * 3600_000), {}],
    ['whose max_age is over', { ...later(61_000), maxAgeSeconds: 60 }, {}],
    ['that no longer parses', { ...memory, policyText: 'mode: enforce' }, {}],
    ['when a fresh look is wanted', memory, { fresh: true }],
  ];
  it.each(rows)('does not stand for a fetch %s', async (_, known, change) => {
    const { result, network, remembered } = run(world(), change, known);
    expect(await result).toMatchObject({
      policy: { value: { mode: 'enforce' }, text: POLICY },
      remembered: known,
    });
    expect(network.fetched()).toEqual([POLICY_URL]);
    expect(remembered).toMatchObject([{ policyId: '1', policyText: POLICY, fetchedAt: NOW }]);
  });

  it('does not stand for a record that is gone', async () => {
    const { result } = run(world({ '_mta-sts.example.com TXT': nodata }), {}, memory);
    expect(await result).toMatchObject({ policy: { state: 'absent' }, remembered: memory });
  });

  it('keeps what was fetched, and keeps nothing that no sender can use', async () => {
    const good = run(world());
    await good.result;
    expect(good.remembered).toEqual([
      {
        policyDomain: 'example.com',
        policyId: '1',
        policyText: POLICY,
        mediaType: 'text/plain',
        mode: 'enforce',
        maxAgeSeconds: 1209600,
        fetchedAt: NOW,
        replaced: null,
      },
    ]);
    const broken = run(world({}, file('version: STSv1\n')));
    await broken.result;
    expect(broken.remembered).toEqual([]);
  });

  const failing: readonly (readonly [what: string, policies: Partial<Deps['policies']>])[] = [
    ['be read', { recall: () => Promise.reject(new Error('corrupt')) }],
    ['be written', { remember: () => Promise.reject(new Error('full')) }],
  ];
  it.each(failing)('that cannot %s loses nothing that was just fetched', async (_, broken) => {
    const policies = { recall: async () => null, remember: async () => undefined, ...broken };
    expect(await run(world(), { policies }).result).toMatchObject({
      policy: { state: 'found', text: POLICY },
      remembered: null,
    });
  });
});

describe('whatever hangs', () => {
  const all = Object.fromEntries(Object.keys(HEALTHY).map((question) => [question, hangs]));
  const rows: readonly (readonly [why: string, prepared: Prepared])[] = [
    ['all of it', world(all, hangs)],
    ['the mail servers', world({ 'example.com MX': hangs })],
    ['the address of a mail server', world({ 'mail.example.com A': hangs })],
    ['the record', world({ '_mta-sts.example.com TXT': hangs })],
    ['TLSRPT', world({ '_smtp._tls.example.com TXT': hangs })],
    ['the address of the policy host', world({ 'mta-sts.example.com A': hangs })],
    ['the policy', world({}, hangs)],
    ['the body of the policy', world({}, () => new Response(new ReadableStream()))],
    [
      'addresses after a slow MX',
      world({ 'example.com MX': nodata, 'example.com A': nodata, 'example.com AAAA': hangs }),
    ],
  ];
  it.each(rows)('ends once the deadlines pass: %s', async (_, prepared) => {
    const { result, deadlines } = run(prepared);
    let ended: Assessment | null = null;
    void result.then((assessment) => (ended = assessment));
    await quiet();
    expect(ended).toBeNull();
    // Those that answers lead to have their own.
    for (let step = 0; step < 2; step += 1) {
      deadlines.expire();
      await quiet();
    }
    expect(ended).toMatchObject({ finishedAt: NOW });
    expect(JSON.stringify(ended)).not.toContain('"pending"');
  });

  it('a body is no more than an explanation that never comes', async () => {
    const observe = () => ({
      failure: never<string>(),
      redirect: new Promise<string>(() => undefined),
      stop: () => undefined,
    });
    const { result, deadlines } = run(world({}, breaks), { observe });
    await quiet();
    deadlines.expire();
    expect(await result).toMatchObject({ policy: { state: 'unavailable' } });
  });
});
