import { describe, expect, it } from 'vitest';
import { parseIpv4, parseIpv6, reverseName, type Address } from '../../../../lib/mechanisms/spf/address.ts';
import { bestName, isBelow, validatedNames } from '../../../../lib/mechanisms/spf/reverse.ts';
import { spfWorld, type Zone } from '../../../support/spf-world.ts';

const V4 = parseIpv4('198.41.0.4') as Address;
const V6 = parseIpv6('2a00:1450::1') as Address;

async function namesOf(client: Address, names: readonly string[], zone: Zone = {}) {
  const { lookUp, asked } = spfWorld({
    ...zone,
    ...(names.length > 0 && { [reverseName(client)]: { PTR: names } }),
  });
  return { ...(await validatedNames(client, lookUp)), asked: asked.slice(1) };
}

describe('the names of an address (RFC 7208 §5.5)', () => {
  it.each<[why: string, client: Address, names: readonly string[], zone: Zone, expected: readonly string[]]>([
    ['one that leads back', V4, ['h.test'], { 'h.test': { A: '198.41.0.4' } }, ['h.test']],
    ['in capitals and with a dot', V4, ['H.Test.'], { 'h.test': { A: '198.41.0.4' } }, ['h.test']],
    [
      'one of its addresses is enough',
      V4,
      ['h.test'],
      { 'h.test': { A: ['198.41.0.9', '198.41.0.4'] } },
      ['h.test'],
    ],
    ['one that leads elsewhere', V4, ['h.test'], { 'h.test': { A: '198.41.0.9' } }, []],
    ['one that leads nowhere', V4, ['h.test'], {}, []],
    ['DNS did not say', V4, ['h.test'], { 'h.test': { fails: 'A' } }, []],
    ['of IPv6', V6, ['h.test'], { 'h.test': { AAAA: '2A00:1450:0::1' } }, ['h.test']],
    ['all 128 bits of it count', V6, ['h.test'], { 'h.test': { AAAA: '2a00:1450::2' } }, []],
    ['for IPv6 no IPv4 address counts', V6, ['h.test'], { 'h.test': { A: '198.41.0.4' } }, []],
    ['what is no address', V4, ['h.test'], { 'h.test': { A: 'nonsense' } }, []],
    ['a name that is never asked', V4, ['local', 'h.test'], { 'h.test': { A: '198.41.0.4' } }, ['h.test']],
    [
      'in the order of the answer',
      V4,
      ['b.test', 'x.test', 'a.test'],
      { 'a.test': { A: '198.41.0.4' }, 'b.test': { A: '198.41.0.4' } },
      ['b.test', 'a.test'],
    ],
  ])('%s', async (_, client, names, zone, expected) => {
    expect((await namesOf(client, names, zone)).names).toEqual(expected);
  });

  it('asks for addresses of the same family, of ten names', async () => {
    const many = Array.from({ length: 12 }, (_, index) => `h${index}.test`);
    const four = await namesOf(V4, many);
    expect(four.asked).toEqual(many.slice(0, 10).map((name) => `A ${name}`));
    expect((await namesOf(V6, ['h.test'])).asked).toEqual(['AAAA h.test']);
  });

  it('is void without a PTR record, and where none leads back it is not', async () => {
    expect((await namesOf(V4, [])).isVoid).toBe(true);
    expect((await namesOf(V4, ['h.test'])).isVoid).toBe(false);
    const lost = spfWorld({ [reverseName(V4)]: { fails: 'all' } });
    expect(await validatedNames(V4, lost.lookUp)).toEqual({ names: [], isVoid: false });
    const empty = async () => ({ state: 'found', records: [], aliases: [], authentic: false, ttlSeconds: 1 });
    expect(await validatedNames(V4, empty as never)).toEqual({ names: [], isVoid: true });
  });
});

describe('what %{p} stands for (RFC 7208 §7.3)', () => {
  it.each<[why: string, names: readonly string[], domain: string, expected: string]>([
    ['the domain itself first', ['a.test', 'b.example.com', 'example.com'], 'Example.COM', 'example.com'],
    ['then a name below it', ['a.test', 'b.example.com'], 'example.com', 'b.example.com'],
    ['then any', ['a.test', 'c.test'], 'example.com', 'a.test'],
    [
      'one that only ends with the same letters is any',
      ['a.test', 'notexample.com'],
      'example.com',
      'a.test',
    ],
    ['none', [], 'example.com', 'unknown'],
  ])('%s', (_, names, domain, expected) => {
    expect(bestName(names, domain)).toBe(expected);
  });

  it('a name is not below itself', () => {
    expect([isBelow('a.b.test', 'b.test'), isBelow('b.test', 'b.test')]).toEqual([true, false]);
  });
});
