import { describe, expect, it } from 'vitest';
import { spfTree } from '../../../../lib/mechanisms/spf/tree.ts';
import { spfWorld, type Zone } from '../../../support/spf-world.ts';

async function sendersOf(terms: string, zone: Zone = {}) {
  const { lookUp } = spfWorld({ 'example.com': `v=spf1 ${terms}`, ...zone });
  return (await spfTree('example.com', lookUp)).senders;
}

const GOOGLE = '_spf.google.com';

/** `IPv4/IPv6` of one's own, then of each provider; `or more` behind them. */
function amounts({ own, providers, isAtLeast }: Awaited<ReturnType<typeof sendersOf>>): string {
  const all = [{ name: 'own', ...own }, ...providers];
  const words = all.map(({ name, ipv4, ipv6 }) => `${name} ${ipv4}/${ipv6}`);
  return [...words, ...(isAtLeast ? ['or more'] : [])].join(', ');
}

describe('whom a record lets send', () => {
  it.each<[why: string, terms: string, zone: Zone, amounts: string]>([
    ['nobody', '-all', {}, 'own 0/0'],
    ['ranges', 'ip4:192.0.2.0/24 ip6:2001:db8::/48 -all', {}, 'own 256/65536'],
    [
      'only what passes: others are marked, or refused',
      '-ip4:192.0.2.1 ~ip4:192.0.2.2 ?ip4:192.0.2.3 +ip4:192.0.2.4 -all',
      {},
      'own 1/0',
    ],
    [
      'the addresses of a name, by the prefix of each family',
      'a:h.test/31//60 -all',
      { 'h.test': { A: ['192.0.2.2', '192.0.2.9'], AAAA: '2001:db8::1' } },
      'own 4/16',
    ],
    ['IPv6 where a name has no IPv4', 'a:h.test//63 -all', { 'h.test': { AAAA: '2001:db8::1' } }, 'own 0/2'],
    [
      'the mail servers',
      'mx -all',
      {
        'example.com': { TXT: 'v=spf1 mx -all', MX: '10 m.test' },
        'm.test': { A: ['192.0.2.1', '192.0.2.2'] },
      },
      'own 2/0',
    ],
    ['a name without addresses', 'a:h.test -all', { 'h.test': 'a text' }, 'own 0/0'],
    ['a name that does not exist', 'a:h.test -all', {}, 'own 0/0'],
    ['a name without an answer', 'a:h.test -all', { 'h.test': { fails: 'all' } }, 'own 0/0, or more'],
    [
      'one mail server without an answer beside others',
      'mx:m.test -all',
      {
        'm.test': { MX: ['10 a.test', '20 b.test'] },
        'a.test': { A: '192.0.2.1' },
        'b.test': { fails: 'all' },
      },
      'own 1/0, or more',
    ],
    ['what depends on the sender', 'a:%{l}.test -all', {}, 'own 0/0, or more'],
    ['what depends on the client', 'exists:%{i}.list.test -all', {}, 'own 0/0, or more'],
    [
      'a name that exists, and so the whole world',
      'exists:h.test -all',
      { 'h.test': { A: '127.0.0.2' } },
      'own 0/0, or more',
    ],
    ['whoever has a reverse name', 'ptr -all', {}, 'own 0/0, or more'],
    [
      'refused is what depends',
      '-exists:%{i}.list.test -ptr -a:h.test -all',
      { 'h.test': { fails: 'all' } },
      'own 0/0',
    ],
    [
      'a record that is included',
      'include:i.test -all',
      { 'i.test': 'v=spf1 ip4:192.0.2.0/30 -all' },
      'own 4/0',
    ],
    [
      'what passes in a record that is included so that it does not pass',
      '~include:i.test ?include:j.test -all',
      { 'i.test': 'v=spf1 ip4:192.0.2.0/30 -all', 'j.test': 'v=spf1 ip4:192.0.2.0/30 -all' },
      'own 0/0',
    ],
    [
      'below one that does not pass nobody is let in, however deep',
      '?include:i.test -all',
      { 'i.test': 'v=spf1 include:j.test -all', 'j.test': 'v=spf1 ip4:192.0.2.0/30 -all' },
      'own 0/0',
    ],
    [
      'a record that stands in the place of this one',
      'redirect=r.test',
      { 'r.test': 'v=spf1 ip4:192.0.2.0/30 -all' },
      'own 4/0',
    ],
    [
      'a record that gave no answer',
      'include:i.test -all',
      { 'i.test': { fails: 'all' } },
      'own 0/0, or more',
    ],
    ['the record of whoever sends', 'include:%{d}.i.test include:%{l}.i.test -all', {}, 'own 0/0, or more'],
    [
      'a provider',
      `ip4:192.0.2.1 include:${GOOGLE} -all`,
      { [GOOGLE]: 'v=spf1 ip4:198.51.100.0/24 ip6:2001:db8::/64 ~all' },
      'own 1/0, Google 256/1',
    ],
    [
      'all that a provider includes is the provider\u2019s, each address once',
      `include:${GOOGLE} -all`,
      {
        [GOOGLE]: 'v=spf1 include:blocks.test ip4:198.51.100.1 ~all',
        'blocks.test': 'v=spf1 ip4:198.51.100.0/24 ip4:203.0.113.7 ~all',
      },
      'own 0/0, Google 257/0',
    ],
    [
      'a provider without ranges is named all the same',
      `include:${GOOGLE} -all`,
      { [GOOGLE]: 'v=spf1 -all' },
      'own 0/0, Google 0/0',
    ],
    [
      'providers in the order in which they are met, and one\u2019s own apart',
      `include:spf.protection.outlook.com include:${GOOGLE} ip4:203.0.113.0/31 -all`,
      {
        'spf.protection.outlook.com': 'v=spf1 ip4:192.0.2.0/31 -all',
        [GOOGLE]: 'v=spf1 ip4:198.51.100.0/30 ~all',
      },
      'own 2/0, Microsoft 365 2/0, Google 4/0',
    ],
    [
      'a provider that is only refused sends for nobody',
      `-include:${GOOGLE} -all`,
      { [GOOGLE]: 'v=spf1 ip4:198.51.100.0/24 ~all' },
      'own 0/0',
    ],
  ])('%s', async (_, terms, zone, wanted) => {
    expect(amounts(await sendersOf(terms, zone))).toBe(wanted);
  });
});

describe('a term of the first record that an included one lets in as well', () => {
  const inI = (terms: string): Zone => ({ 'i.test': `v=spf1 ${terms} -all` });

  it.each<[why: string, terms: string, zone: Zone, overlaps: readonly string[]]>([
    [
      'the same range',
      'ip4:192.0.2.0/24 include:i.test -all',
      inI('ip4:192.0.2.0/24'),
      ['ip4:192.0.2.0/24 by 192.0.2.0/24 of i.test'],
    ],
    [
      'an address in it',
      'ip4:192.0.2.9 include:i.test -all',
      inI('ip4:192.0.2.0/24'),
      ['ip4:192.0.2.9 by 192.0.2.0/24 of i.test'],
    ],
    [
      'IPv6',
      'ip6:2001:db8::1 include:i.test -all',
      inI('ip6:2001:db8::/32'),
      ['ip6:2001:db8::1 by 2001:db8::/32 of i.test'],
    ],
    ['a larger one is not', 'ip4:192.0.2.0/24 include:i.test -all', inI('ip4:192.0.2.0/25'), []],
    ['one beside it is not', 'ip4:192.0.3.0/24 include:i.test -all', inI('ip4:192.0.2.0/24'), []],
    ['the other family is not', 'ip4:0.0.0.1 include:i.test -all', inI('ip6::/0'), []],
    [
      'by the addresses of a name',
      'ip4:192.0.2.9 include:i.test -all',
      { ...inI('a:h.test/24'), 'h.test': { A: '192.0.2.1' } },
      ['ip4:192.0.2.9 by 192.0.2.1/24 of i.test'],
    ],
    [
      'a name is not: its addresses may change',
      'a:h.test include:i.test -all',
      { ...inI('ip4:192.0.2.1'), 'h.test': { A: '192.0.2.1' } },
      [],
    ],
    ['by a record that only marks is not', 'ip4:192.0.2.9 ~include:i.test -all', inI('ip4:192.0.2.0/24'), []],
    ['one that only marks is not', '~ip4:192.0.2.9 include:i.test -all', inI('ip4:192.0.2.0/24'), []],
    ['by another term of the same record is not', 'ip4:192.0.2.0/24 ip4:192.0.2.9 -all', {}, []],
    [
      'each term once, by the first that lets it in',
      'ip4:192.0.2.9 ip4:192.0.2.10 include:i.test include:j.test -all',
      { ...inI('ip4:192.0.2.0/24'), 'j.test': 'v=spf1 ip4:192.0.2.9 -all' },
      ['ip4:192.0.2.9 by 192.0.2.0/24 of i.test', 'ip4:192.0.2.10 by 192.0.2.0/24 of i.test'],
    ],
  ])('%s', async (_, terms, zone, overlaps) => {
    const found = (await sendersOf(terms, zone)).overlaps;
    expect(found.map(({ term, by, domain }) => `${term} by ${by} of ${domain}`)).toEqual(overlaps);
  });
});
