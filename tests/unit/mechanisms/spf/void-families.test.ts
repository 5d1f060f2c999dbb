import { describe, expect, it } from 'vitest';
import { checkHost } from '../../../../lib/mechanisms/spf/check-host.ts';
import { spfTree } from '../../../../lib/mechanisms/spf/tree.ts';
import { voidForFamilies } from '../../../../lib/mechanisms/spf/void-families.ts';
import { spfWorld, type Zone } from '../../../support/spf-world.ts';

const A = { A: '198.41.0.4' };
const AAAA = { AAAA: '2a00:1450::1' };
const FOUR: Zone = { 'a.test': A, 'b.test': A, 'c.test': A };
const SIX: Zone = { 'a.test': AAAA, 'b.test': AAAA, 'c.test': AAAA };
const THREE = 'a:a.test a:b.test a:c.test';
const V6 = '2a00:1450:4000::1';
const V4 = '192.0.2.9';

interface Row {
  readonly why: string;
  readonly terms: string;
  readonly zone: Zone;
  /** Family, names and who stands behind them. */
  readonly says: readonly string[];
  /** A client whom the last of the terms names. */
  readonly client: string;
  readonly result: string;
}

describe('names without an address of one family', () => {
  it.each<Row>([
    {
      why: 'three, before a range of IPv6',
      terms: `${THREE} ip6:2a00:1450:4000::/48`,
      zone: FOUR,
      says: ['IPv6: a.test, b.test, c.test > ip6:2a00:1450:4000::/48'],
      client: V6,
      result: 'permerror',
    },
    {
      why: 'three, before a range of IPv4',
      terms: `${THREE} ip4:192.0.2.0/24`,
      zone: SIX,
      says: ['IPv4: a.test, b.test, c.test > ip4:192.0.2.0/24'],
      client: V4,
      result: 'permerror',
    },
    {
      why: 'two are allowed',
      terms: 'a:a.test a:b.test ip6:2a00:1450:4000::/48',
      zone: FOUR,
      says: [],
      client: V6,
      result: 'pass',
    },
    {
      why: 'behind whom they would keep out, they do no harm',
      terms: `ip6:2a00:1450:4000::/48 ${THREE}`,
      zone: FOUR,
      says: [],
      client: V6,
      result: 'pass',
    },
    {
      why: 'with nobody of that family behind them, nobody loses anything',
      terms: `${THREE} ip4:192.0.2.0/24`,
      zone: FOUR,
      says: [],
      client: V4,
      result: 'pass',
    },
    {
      why: 'somebody behind an include, by its name where that is known',
      terms: `${THREE} include:_spf.google.com`,
      zone: { ...FOUR, '_spf.google.com': 'v=spf1 ip6:2a00:1450:4000::/48 -all' },
      says: ['IPv6: a.test, b.test, c.test > Google'],
      client: V6,
      result: 'permerror',
    },
    {
      why: 'mail servers, of which one has none',
      terms: 'mx:a.test mx:b.test mx:c.test ip6:2a00:1450:4000::/48',
      zone: {
        'a.test': { MX: ['1 h.test', '2 g.test'] },
        'b.test': { MX: ['1 h.test', '2 g.test'] },
        'c.test': { MX: '1 g.test' },
        'h.test': { ...A, ...AAAA },
        'g.test': A,
      },
      says: ['IPv6: a.test, b.test, c.test > ip6:2a00:1450:4000::/48'],
      client: V6,
      result: 'permerror',
    },
    {
      why: 'whoever passes before the third loses nothing behind it',
      terms: `ip6:2a00:1450:4000::/40 ${THREE} ip6:2a00:1450:4000::/48`,
      zone: FOUR,
      says: [],
      client: V6,
      result: 'pass',
    },
    {
      why: 'a name twice',
      terms: 'a:a.test ?a:a.test a:b.test ip6:2a00:1450:4000::/48',
      zone: FOUR,
      says: ['IPv6: a.test, b.test > ip6:2a00:1450:4000::/48'],
      client: V6,
      result: 'permerror',
    },
    {
      why: 'a name that is not known has not none',
      terms: `${THREE} ip6:2a00:1450:4000::/48`,
      zone: { ...FOUR, 'b.test': { ...A, fails: 'AAAA' } },
      says: [],
      client: V6,
      result: 'temperror',
    },
  ])('$why', async ({ terms, zone, says, client, result }) => {
    const { lookUp } = spfWorld({ 'example.com': `v=spf1 ${terms} -all`, ...zone });
    const { root, hosts } = await spfTree('example.com', lookUp);
    const found = voidForFamilies(root, hosts);
    expect(found.map(({ family, names, behind }) => `${family}: ${names.join(', ')} > ${behind}`)).toEqual(
      says,
    );
    // What a receiver makes of it, by the evaluation itself.
    expect((await checkHost({ ip: client, domain: 'example.com' }, lookUp)).result).toBe(result);
  });
});
