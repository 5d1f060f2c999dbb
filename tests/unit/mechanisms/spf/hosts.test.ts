import { describe, expect, it } from 'vitest';
import type { LookUp } from '../../../../lib/dns/lookup.ts';
import { spfTree } from '../../../../lib/mechanisms/spf/tree.ts';
import { spfWorld, type Zone } from '../../../support/spf-world.ts';

const H = { A: '198.41.0.4' };

async function hostsOf(terms: string, zone: Zone = {}) {
  const { lookUp, asked } = spfWorld({ 'example.com': `v=spf1 ${terms} -all`, ...zone });
  return { ...(await spfTree('example.com', lookUp)), asked };
}

/** As `found` and such, with what else is not as in a plain one. */
async function factsOf(key: string, terms: string, zone: Zone = {}) {
  return (await hostsOf(terms, zone)).hosts.get(key);
}

describe('an address behind a name', () => {
  it.each<[why: string, terms: string, zone: Zone, key: string, facts: object, asked: readonly string[]]>([
    [
      'IPv4',
      'a:h.test',
      { 'h.test': H },
      'a h.test',
      { state: 'found', addresses: ['198.41.0.4'], isPart: false, voidFor: [6] },
      ['A h.test', 'AAAA h.test'],
    ],
    [
      'both',
      'a:h.test',
      { 'h.test': { ...H, AAAA: '2a00:1450::1' } },
      'a h.test',
      { state: 'found', addresses: ['198.41.0.4', '2a00:1450::1'], voidFor: [] },
      ['A h.test', 'AAAA h.test'],
    ],
    [
      'IPv4, and no word about IPv6',
      'a:h.test',
      { 'h.test': { ...H, fails: 'AAAA' } },
      'a h.test',
      { state: 'found', addresses: ['198.41.0.4'], isPart: true, voidFor: [] },
      ['A h.test', 'AAAA h.test'],
    ],
    [
      'IPv6 where there is no IPv4',
      'a:h.test',
      { 'h.test': { AAAA: '2a00:1450::1' } },
      'a h.test',
      { state: 'found', addresses: ['2a00:1450::1'], voidFor: [4] },
      ['A h.test', 'AAAA h.test'],
    ],
    [
      'exists asks for IPv4 alone, whatever the client has (RFC 7208 §5.7)',
      'exists:h.test',
      { 'h.test': { AAAA: '2a00:1450::1' } },
      'exists h.test',
      { state: 'void', isNxdomain: false, addresses: [] },
      ['A h.test'],
    ],
    [
      'no such name: there is no IPv6 either (RFC 8020)',
      'a:h.test',
      {},
      'a h.test',
      { state: 'void', isNxdomain: true, voidFor: [4, 6] },
      ['A h.test'],
    ],
    [
      'the name is there, and has no address',
      'a:h.test',
      { 'h.test': 'a text' },
      'a h.test',
      { state: 'void', isNxdomain: false },
      ['A h.test', 'AAAA h.test'],
    ],
    [
      'DNS did not say',
      'a:h.test',
      { 'h.test': { fails: 'A' } },
      'a h.test',
      { state: 'unavailable', reason: 'timeout', isPart: true, isNxdomain: false },
      ['A h.test'],
    ],
    [
      'DNS did not say whether there is IPv6',
      'a:h.test',
      { 'h.test': { TXT: 'x', fails: 'AAAA' } },
      'a h.test',
      { state: 'unavailable', reason: 'timeout', isPart: true },
      ['A h.test', 'AAAA h.test'],
    ],
  ])('%s', async (_, terms, zone, key, facts, asked) => {
    const answer = await hostsOf(terms, zone);
    expect(answer.hosts.get(key)).toMatchObject(facts);
    expect(answer.asked.filter((question) => question.endsWith('h.test'))).toEqual(asked);
  });

  it('an answer without a record in it is void', async () => {
    const { lookUp } = spfWorld({ 'example.com': 'v=spf1 a:h.test -all' });
    const empty = (async (name: string, type: 'TXT') =>
      name === 'h.test'
        ? { state: 'found', records: [], aliases: [], authentic: false, ttlSeconds: 300 }
        : lookUp(name, type)) as LookUp;
    const { hosts, voids } = await spfTree('example.com', empty);
    expect(hosts.get('a h.test')).toMatchObject({ state: 'void', addresses: [] });
    expect(voids.map(({ term }) => term.text)).toEqual(['a:h.test']);
  });

  it('a local name is never asked for: nobody who receives mail finds it', async () => {
    const { lookUp } = spfWorld({ 'example.com': 'v=spf1 a:h.test include:i.test -all' });
    const refusing = (async (name: string, type: 'TXT') =>
      name.endsWith('.test')
        ? { state: 'unavailable', reason: 'never-asked', detail: null }
        : lookUp(name, type)) as LookUp;
    const { hosts, root, isAtLeast } = await spfTree('example.com', refusing);
    expect(hosts.get('a h.test')).toMatchObject({
      state: 'void',
      isNxdomain: true,
      reason: null,
      isPart: false,
    });
    expect(root.branches[1]?.node).toMatchObject({
      state: 'none',
      isNxdomain: true,
      reason: null,
      isAtLeast: false,
    });
    expect(isAtLeast).toBe(false);
  });
});

describe('mail servers behind a name', () => {
  const M = { 'one.test': H, 'two.test': { A: '198.41.0.5' } };
  it('are taken by preference, each once, without their dot and in lower case', async () => {
    const zone = { ...M, 'm.test': { MX: ['20 TWO.test.', '10 one.test', '30 two.test'] } };
    expect(await factsOf('mx m.test', 'mx:m.test', zone)).toMatchObject({
      state: 'found',
      reason: null,
      isPart: false,
      exchanges: ['one.test', 'two.test'],
      records: 3,
      missing: [],
      addresses: ['198.41.0.4', '198.41.0.5'],
    });
  });

  it.each<[why: string, mx: readonly string[], zone: Zone, facts: object]>([
    ['none, and no such name', [], {}, { state: 'void', isNxdomain: true }],
    ['none, at a name that is there', [], { 'm.test': 'x' }, { state: 'void', isNxdomain: false }],
    ['a null MX is an answer (RFC 7505)', ['0 .'], {}, { state: 'found', records: 0, addresses: [] }],
    [
      'one that there is not beside one that there is',
      ['10 one.test', '20 gone.test'],
      M,
      { state: 'found', isPart: false, missing: ['gone.test'], addresses: ['198.41.0.4'] },
    ],
    [
      'one of them without an address is not missing',
      ['10 one.test', '20 bare.test'],
      { ...M, 'bare.test': 'x' },
      { state: 'found', missing: [], addresses: ['198.41.0.4'] },
    ],
    [
      'none of them has an address',
      ['10 bare.test', '20 gone.test'],
      { 'bare.test': 'x' },
      { state: 'void', isPart: false, missing: ['gone.test'], reason: null },
    ],
    [
      'of one of them DNS did not say: the other counts',
      ['10 one.test', '20 slow.test'],
      { ...M, 'slow.test': { fails: 'A' } },
      { state: 'found', isPart: true, reason: null },
    ],
    [
      'of one of them DNS did not say, and the other has none: not known',
      ['10 gone.test', '20 slow.test'],
      { 'slow.test': { fails: 'A' } },
      { state: 'unavailable', isPart: true, reason: 'timeout' },
    ],
    [
      'ten are looked up',
      Array.from({ length: 10 }, () => '10 one.test'),
      M,
      { records: 10, addresses: ['198.41.0.4'] },
    ],
    [
      'eleven are an error (RFC 7208 §4.6.4)',
      Array.from({ length: 11 }, () => '10 one.test'),
      M,
      { records: 11, addresses: [], exchanges: ['one.test'] },
    ],
  ])('%s', async (_, mx, zone, facts) => {
    const records: Zone = mx.length > 0 ? { 'm.test': { MX: mx } } : {};
    expect(await factsOf('mx m.test', 'mx:m.test', { ...zone, ...records })).toMatchObject(facts);
  });

  it('of the domain itself', async () => {
    const { hosts } = await hostsOf('mx', {
      'example.com': { TXT: 'v=spf1 mx -all', MX: '10 one.test' },
      ...M,
    });
    expect([...hosts.keys()]).toEqual(['mx example.com']);
  });
});

describe('what is asked for', () => {
  it('is each name once, also behind includes', async () => {
    const { asked } = await hostsOf('a:h.test include:i.test exists:h.test', {
      'i.test': 'v=spf1 a:h.test -all',
      'h.test': H,
    });
    expect(asked).toEqual(['TXT example.com', 'TXT i.test', 'A h.test', 'AAAA h.test']);
  });

  it('goes up to the twentieth term that counts, and no name of which only a message can tell', async () => {
    const zone = Object.fromEntries(Array.from({ length: 22 }, (_, index) => [`h${index + 1}.test`, H]));
    const terms = Array.from({ length: 22 }, (_, index) => `a:h${index + 1}.test`).join(' ');
    const { hosts } = await hostsOf(`${terms} a:%{i}.test`, zone);
    expect([hosts.size, hosts.has('a h20.test'), hosts.has('a h21.test')]).toEqual([20, true, false]);
  });

  it('four questions are left for domains that may not exist', async () => {
    const names = Array.from({ length: 10 }, (_, index) => `${index} x.m${index}.test`);
    const terms = Array.from({ length: 8 }, (_, index) => `mx:n${index}.test`).join(' ');
    const zone = Object.fromEntries(
      Array.from({ length: 8 }, (_, at) => [
        `n${at}.test`,
        { MX: names.map((name) => name.replace('x.', `x${at}.`)) },
      ]),
    );
    const { asked, leftOut, questions, isAtLeast } = await hostsOf(terms, zone);
    const ofHosts = asked.filter((question) => !question.startsWith('NS '));
    expect([ofHosts.length, questions]).toEqual([56, 60]);
    expect(leftOut).toBeGreaterThan(0);
    expect(isAtLeast).toBe(false);
  });
});
