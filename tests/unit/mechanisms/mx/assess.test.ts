import { describe, expect, it } from 'vitest';
import type { Lookup, LookUp } from '../../../../lib/dns/lookup.ts';
import { MAX_CHECKED, assessMx, type MxFacts } from '../../../../lib/mechanisms/mx/assess.ts';
import { EXAMPLE, host, mxOf, unknown } from '../../../support/assessments.ts';

const answered = { aliases: [] as string[], authentic: true, ttlSeconds: 300 };
const found = <T>(records: T[], change: Partial<typeof answered> = {}): Lookup<T> => ({
  state: 'found',
  records,
  ...answered,
  ...change,
});
const absent = (reason: 'nxdomain' | 'nodata', change: Partial<typeof answered> = {}): Lookup<never> => ({
  state: 'absent',
  reason,
  ...answered,
  ...change,
});
const mx = (...hosts: [number, string][]) =>
  found(hosts.map(([preference, exchange]) => ({ preference, exchange })));
const address = found(['192.0.2.1']);

/** Looks up what was prepared, and nothing else. */
async function assessing(zone: Record<string, Lookup<unknown>>) {
  const asked: string[] = [];
  const published: MxFacts[] = [];
  const lookUp = async (name: string, type: string) => {
    const key = `${name} ${type}`;
    asked.push(key);
    const prepared = zone[key];
    if (!prepared) throw new Error(`Not prepared: ${key}`);
    return prepared;
  };
  const facts = await assessMx(EXAMPLE, lookUp as LookUp, (each) => published.push(each));
  return { facts, asked, published };
}

describe('MX records', () => {
  it('stand in order of preference, then of name', async () => {
    const { facts } = await assessing({
      'example.com MX': mx(
        [20, 'c.example.com'],
        [10, 'b.example.com'],
        [10, 'a.example.com'],
        [5, 'z.example.com'],
      ),
      ...Object.fromEntries(['a', 'b', 'c', 'z'].map((label) => [`${label}.example.com A`, address])),
    });
    expect(facts).toEqual({
      ...mxOf(
        host('z.example.com', 5),
        host('a.example.com', 10),
        host('b.example.com', 10),
        host('c.example.com', 20),
      ),
      authentic: true,
    });
  });

  it('are published before their addresses are known', async () => {
    const { published, asked } = await assessing({
      'example.com MX': mx([10, 'a.example.com']),
      'a.example.com A': address,
    });
    expect(published).toEqual([
      { ...mxOf(host('a.example.com', 10, { address: 'pending' })), authentic: true },
    ]);
    expect(asked).toEqual(['example.com MX', 'a.example.com A']);
  });

  it('of two identical targets are two', async () => {
    const { facts } = await assessing({
      'example.com MX': mx([10, 'a.example.com'], [20, 'a.example.com']),
      'a.example.com A': address,
    });
    expect(facts).toMatchObject({ hosts: [{ preference: 10 }, { preference: 20 }] });
  });
});

describe('a null MX (RFC 7505)', () => {
  it('alone says that there is no mail', async () => {
    const { facts, asked } = await assessing({ 'example.com MX': mx([0, '']) });
    expect(facts).toEqual({
      state: 'absent',
      reason: 'null-mx',
      nullPreferences: [0],
      authentic: true,
      ttlSeconds: 300,
    });
    expect(asked).toEqual(['example.com MX']);
  });

  it('of another preference says the same', async () => {
    expect((await assessing({ 'example.com MX': mx([10, '']) })).facts).toMatchObject({
      reason: 'null-mx',
      nullPreferences: [10],
    });
  });

  it('beside others is left out and noted', async () => {
    const { facts } = await assessing({
      'example.com MX': mx([0, ''], [10, 'a.example.com']),
      'a.example.com A': address,
    });
    expect(facts).toMatchObject({
      state: 'found',
      nullPreferences: [0],
      hosts: [{ name: 'a.example.com' }],
    });
  });
});

describe('no MX', () => {
  it('of a name that is not there', async () => {
    const { facts, asked } = await assessing({ 'example.com MX': absent('nxdomain') });
    expect(facts).toEqual({
      state: 'absent',
      reason: 'nxdomain',
      nullPreferences: [],
      authentic: true,
      ttlSeconds: 300,
    });
    expect(asked).toEqual(['example.com MX']);
  });

  it('but an address: the domain itself is the server (RFC 5321 §5.1)', async () => {
    const { facts } = await assessing({
      'example.com MX': absent('nodata', { ttlSeconds: 600 }),
      'example.com A': found(['192.0.2.1'], { ttlSeconds: 60, authentic: false }),
    });
    expect(facts).toEqual({ ...mxOf(host('example.com', 0)), implicit: true, ttlSeconds: 60 });
  });

  it('but an IPv6 address alone', async () => {
    const { facts } = await assessing({
      'example.com MX': absent('nodata'),
      'example.com A': absent('nodata'),
      'example.com AAAA': address,
    });
    expect(facts).toMatchObject({ state: 'found', implicit: true, hosts: [{ name: 'example.com' }] });
  });

  it('and no address', async () => {
    const { facts } = await assessing({
      'example.com MX': absent('nodata', { ttlSeconds: 30 }),
      'example.com A': absent('nodata'),
      'example.com AAAA': absent('nodata'),
    });
    expect(facts).toEqual({
      state: 'absent',
      reason: 'no-address',
      nullPreferences: [],
      authentic: true,
      ttlSeconds: 30,
    });
  });

  it('and an address that could not be had: not known, not absent', async () => {
    const { facts } = await assessing({
      'example.com MX': absent('nodata'),
      'example.com A': unknown('timeout'),
    });
    expect(facts).toEqual(unknown('timeout'));
  });
});

it('hands on that the MX could not be had', async () => {
  expect((await assessing({ 'example.com MX': unknown('refused') })).facts).toEqual(unknown('refused'));
});

describe('what an MX names', () => {
  const rows: readonly (readonly [why: string, zone: Record<string, Lookup<unknown>>, expected: object])[] = [
    ['a host with an IPv4 address', { 'a.test A': address }, { address: 'found', aliasOf: null }],
    [
      'a host with an IPv6 address alone',
      { 'a.test A': absent('nodata'), 'a.test AAAA': address },
      { address: 'found' },
    ],
    [
      'a host that is not there: IPv6 need not be asked',
      { 'a.test A': absent('nxdomain') },
      { address: 'absent' },
    ],
    [
      'a host without address',
      { 'a.test A': absent('nodata'), 'a.test AAAA': absent('nodata') },
      { address: 'absent' },
    ],
    [
      'a host that could not be looked up',
      { 'a.test A': unknown('servfail') },
      { address: 'unavailable', aliasOf: null },
    ],
    [
      'a host whose IPv6 could not be looked up',
      { 'a.test A': absent('nodata'), 'a.test AAAA': unknown('timeout') },
      { address: 'unavailable' },
    ],
    [
      'an alias (RFC 2181 §10.3)',
      { 'a.test A': found(['192.0.2.1'], { aliases: ['b.test', 'c.test'] }) },
      { address: 'found', aliasOf: 'c.test' },
    ],
    [
      'an alias of nothing',
      { 'a.test A': absent('nxdomain', { aliases: ['gone.test'] }) },
      { address: 'absent', aliasOf: 'gone.test' },
    ],
  ];
  it.each(rows)('%s', async (_, zone, expected) => {
    const { facts } = await assessing({ 'example.com MX': mx([10, 'a.test']), ...zone });
    expect(facts).toMatchObject({ hosts: [{ name: 'a.test', isHostName: true, ...expected }] });
  });

  const odd = [
    ['mail_1.example.com', 'an underscore'],
    ['-mail.example.com', 'a hyphen at the edge'],
    ['mail server.example.com', 'a space'],
  ];
  it.each(odd)('%s is no host name and is not looked up: %s', async (target) => {
    const { facts, asked } = await assessing({ 'example.com MX': mx([10, target]) });
    expect(facts).toMatchObject({ hosts: [{ name: target, isHostName: false, address: 'unchecked' }] });
    expect(asked).toEqual(['example.com MX']);
  });

  it('is no host name and has no address where it is an IP address', async () => {
    const { facts, asked } = await assessing({ 'example.com MX': mx([10, '192.0.2.1']) });
    expect(facts).toMatchObject({ hosts: [{ isHostName: false, address: 'absent' }] });
    expect(asked).toEqual(['example.com MX']);
  });

  it.each(['localhost', 'mail', 'mail.corp.local', 'abc.onion'])('%s is never asked', async (target) => {
    const { facts, asked } = await assessing({ 'example.com MX': mx([10, target]) });
    expect(facts).toMatchObject({ hosts: [{ name: target, address: 'unchecked' }] });
    expect(asked).toEqual(['example.com MX']);
  });

  it('is looked up for the first thirty alone', async () => {
    const names = Array.from({ length: MAX_CHECKED + 2 }, (_, index) => `mx${index + 100}.example.com`);
    const { facts, asked } = await assessing({
      'example.com MX': mx(...names.map((each): [number, string] => [10, each])),
      ...Object.fromEntries(names.slice(0, MAX_CHECKED).map((each) => [`${each} A`, address])),
    });
    expect(asked).toHaveLength(1 + MAX_CHECKED);
    const addresses = facts.state === 'found' ? facts.hosts.map((each) => each.address) : [];
    expect(addresses.slice(MAX_CHECKED - 1)).toEqual(['found', 'unchecked', 'unchecked']);
  });
});
