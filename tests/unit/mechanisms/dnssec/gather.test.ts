import { describe, expect, it } from 'vitest';
import type { Lookup } from '../../../../lib/dns/lookup.ts';
import type { DnssecFacts, DnssecParts } from '../../../../lib/mechanisms/dnssec/facts.ts';
import { gatherDnssec } from '../../../../lib/mechanisms/dnssec/gather.ts';
import { dnssec as mechanism } from '../../../../lib/mechanisms/dnssec/mechanism.ts';
import type { StsParts } from '../../../../lib/mechanisms/mta-sts/facts.ts';
import { assessmentOf } from '../../../support/assessments.ts';
import { LOST, absentOf, askingOf, foundOf } from '../../../support/asking.ts';
import { BOGUS, INSECURE, SECURE, SERVFAIL, TIMEOUT } from '../../../support/dane.ts';

const EMPTY: DnssecParts = { dnssec: { state: 'pending' } };
const MX = 'example.com MX';
const POLICY_HOST = 'mta-sts.example.com A';
const SERVERS_FAIL: Lookup<unknown> = { state: 'unavailable', reason: 'dnssec-bogus', detail: null };
const address = foundOf(['198.41.0.4']);
const mx = (...hosts: readonly string[]) =>
  foundOf(hosts.map((exchange, index) => ({ preference: index, exchange })));

async function gather(
  answers: Readonly<Record<string, Lookup<unknown>>>,
  { validates = true, policyHost = 'not-asked' }: { validates?: boolean | null; policyHost?: string } = {},
  known: DnssecParts = EMPTY,
) {
  const { asking, asked, parts } = askingOf(known, answers, validates);
  const needed = { ...assessmentOf(), policyHost: { state: policyHost } } as unknown as StsParts;
  await gatherDnssec(asking, Promise.resolve(needed));
  const { dnssec } = parts();
  if (dnssec.state === 'pending') throw new Error('Nothing was published.');
  return { asked, dnssec };
}

describe('what DNSSEC says of the answers', () => {
  it('is read from the questions that are asked anyway', async () => {
    const { asked, dnssec } = await gather({
      [MX]: mx('a.test', 'b.test'),
      'a.test A': address,
      'b.test A': foundOf(['198.41.0.4'], { authentic: false }),
    });
    expect(asked).toEqual([MX, 'a.test A', 'b.test A']);
    expect(dnssec).toEqual({
      state: 'found',
      domain: SECURE,
      mx: SECURE,
      policyHost: null,
      hosts: [
        { name: 'a.test', security: SECURE },
        { name: 'b.test', security: INSECURE },
      ],
      validates: true,
      resolver: 'Quad9',
      ttlSeconds: 300,
    });
  });

  it.each<[why: string, hosts: readonly string[], asked: readonly string[]]>([
    ['an address is no name', ['192.0.2.1', 'a.test'], ['a.test']],
    ['a name that is never asked stays unasked', ['mail.local', 'a.test'], ['a.test']],
    ['what is no name cannot be asked', ['-_-!', 'a.test'], ['a.test']],
    [
      'no more than thirty',
      Array.from({ length: 31 }, (_, index) => `m${index}.test`),
      Array.from({ length: 30 }, (_, index) => `m${index}.test`),
    ],
  ])('servers: %s', async (_, hosts, expected) => {
    const addresses = Object.fromEntries(hosts.map((host) => [`${host} A`, address]));
    const { asked, dnssec } = await gather({ [MX]: mx(...hosts), ...addresses });
    expect(asked).toEqual([MX, ...expected.map((host) => `${host} A`)]);
    expect(dnssec.hosts.map(({ name }) => name)).toEqual(expected);
  });

  it.each<[why: string, answers: Readonly<Record<string, Lookup<unknown>>>, change: Partial<DnssecFacts>]>([
    [
      'without an alias the answer for MX says it of the domain too',
      { [MX]: absentOf({ authentic: false, reason: 'nxdomain' }) },
      { domain: INSECURE, mx: INSECURE },
    ],
    [
      'behind an alias that leads out of what is signed, the domain itself is asked about (RFC 7672 §2.1.3)',
      {
        [MX]: absentOf({ authentic: false, aliases: ['end.test'], reason: 'nxdomain' }),
        'example.com CNAME': foundOf(['end.test']),
      },
      { domain: SECURE, mx: INSECURE },
    ],
    [
      'behind an alias that is signed as a whole it need not be',
      { [MX]: absentOf({ aliases: ['end.test'], reason: 'nxdomain' }) },
      { domain: SECURE, mx: SECURE },
    ],
    ['nor where no answer came', { [MX]: LOST }, { domain: TIMEOUT, mx: TIMEOUT }],
  ])('%s', async (_, answers, change) => {
    const { asked, dnssec } = await gather(answers);
    expect(asked).toEqual(Object.keys(answers));
    expect(dnssec).toMatchObject({ ...change, hosts: [] });
  });

  it.each<[validates: boolean | null, expected: object]>([
    [true, BOGUS],
    [null, BOGUS],
    [false, SERVFAIL],
  ])('a resolver that does not validate cannot have failed at it: %s', async (validates, expected) => {
    const failing = { [MX]: mx('a.test'), 'a.test A': SERVERS_FAIL, [POLICY_HOST]: SERVERS_FAIL };
    const { dnssec } = await gather(failing, { validates, policyHost: 'found' });
    expect([dnssec.hosts[0]?.security, dnssec.policyHost]).toEqual([expected, expected]);
    const all = await gather({ [MX]: SERVERS_FAIL }, { validates });
    expect([all.dnssec.domain, all.dnssec.mx]).toEqual([expected, expected]);
  });

  it.each<[why: string, mxTtl: number, hostTtl: number, life: number]>([
    ['the first that ends', 60, 300, 60],
    ['whichever it is', 300, 60, 60],
    ['an hour, since nothing is known to change sooner', 90_000, 90_000, 3600],
  ])('holds as long as %s', async (_, mxTtl, hostTtl, life) => {
    const host = foundOf(['198.41.0.4'], { ttlSeconds: hostTtl });
    const servers = { ...mx('a.test'), ttlSeconds: mxTtl } as Lookup<unknown>;
    expect((await gather({ [MX]: servers, 'a.test A': host })).dnssec.ttlSeconds).toBe(life);
  });

  it('what was lost does not limit how long the rest holds', async () => {
    expect((await gather({ [MX]: mx('a.test'), 'a.test A': LOST })).dnssec.ttlSeconds).toBe(300);
  });
});

describe('the policy host', () => {
  const plain = { [MX]: absentOf({ reason: 'nxdomain' }) };

  it.each(['pending', 'not-asked'])('is not asked where the policy is not: %s', async (policyHost) => {
    const { asked, dnssec } = await gather(plain, { policyHost });
    expect([asked, dnssec.policyHost]).toEqual([[MX], null]);
  });

  it.each<[policyHost: string, answer: Lookup<unknown>, security: object, life: number]>([
    ['found', foundOf(['198.41.0.4'], { ttlSeconds: 60 }), SECURE, 60],
    ['found', foundOf(['198.41.0.4'], { authentic: false, ttlSeconds: 900 }), INSECURE, 300],
    ['absent', absentOf({ reason: 'nxdomain' }), SECURE, 300],
    ['unavailable', LOST, TIMEOUT, 300],
  ])('is asked where the policy is: %s', async (policyHost, answer, security, life) => {
    const { asked, dnssec } = await gather({ ...plain, [POLICY_HOST]: answer }, { policyHost });
    expect(asked).toEqual([MX, POLICY_HOST]);
    expect(dnssec).toMatchObject({ policyHost: security, domain: SECURE, ttlSeconds: life });
  });

  it('is asked alone where the rest is known, and not at all where it is', async () => {
    const { dnssec: known } = await gather(plain);
    const later = await gather({ [POLICY_HOST]: address }, { policyHost: 'found' }, { dnssec: known });
    expect(later.asked).toEqual([POLICY_HOST]);
    expect((await gather({}, { policyHost: 'found' }, { dnssec: later.dnssec })).asked).toEqual([]);
  });
});

describe('what is known of it', () => {
  const facts = async (change: Partial<DnssecFacts> = {}): Promise<DnssecParts> => ({
    dnssec: { ...(await gather({ [MX]: mx('a.test'), 'a.test A': address })).dnssec, ...change },
  });

  it('holds as long as the answers', async () => {
    expect(mechanism.knowledge(await facts())).toEqual({ ttlSeconds: 300, gap: null });
    expect(mechanism.knowledge(EMPTY)).toEqual({ ttlSeconds: null, gap: null });
  });

  it.each<[why: string, change: Partial<DnssecFacts>, gap: 'detail' | null]>([
    ['the domain', { domain: TIMEOUT }, 'detail'],
    ['the MX records', { mx: TIMEOUT }, 'detail'],
    ['the policy host', { policyHost: TIMEOUT }, 'detail'],
    [
      'one server of two',
      {
        hosts: [
          { name: 'a', security: SECURE },
          { name: 'b', security: SERVFAIL },
        ],
      },
      'detail',
    ],
    ['nothing, since a fault is known', { domain: BOGUS, mx: BOGUS }, null],
  ])('may be known better at another try where that did not come: %s', async (_, change, gap) => {
    const parts = await facts(change);
    expect(mechanism.knowledge(parts).gap).toBe(gap);
    expect(mechanism.kept(parts)).toEqual(gap === null ? parts : {});
  });
});
