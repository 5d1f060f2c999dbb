import { describe, expect, it } from 'vitest';
import { readDomainSpec, readMacroText } from '../../../../lib/mechanisms/spf/domain-spec.ts';
import { expand, expandName } from '../../../../lib/mechanisms/spf/macro.ts';
import { checked, type Entry, type Zone } from '../../../support/spf-world.ts';

const SENDER = 'strong-bad@email.example.com';

/** What a text becomes in the explanation of a fail; null where it is dropped. */
async function explained(
  text: Entry,
  ip = '192.0.2.3',
  sender = SENDER,
  more: Zone = {},
): Promise<string | null> {
  const domain = sender.slice(sender.lastIndexOf('@') + 1).toLowerCase();
  const zone = { ...more, [domain]: 'v=spf1 -all exp=why.example.net', 'why.example.net': text };
  return (await checked(zone, ip, sender, { helo: 'msgbas2x.cos.example.com' })).explanation;
}

describe('the examples of RFC 7208 §7.4', () => {
  it.each([
    ['%{s}', 'strong-bad@email.example.com'],
    ['%{o}', 'email.example.com'],
    ['%{d}', 'email.example.com'],
    ['%{d4}', 'email.example.com'],
    ['%{d3}', 'email.example.com'],
    ['%{d2}', 'example.com'],
    ['%{d1}', 'com'],
    ['%{dr}', 'com.example.email'],
    ['%{d2r}', 'example.email'],
    ['%{l}', 'strong-bad'],
    ['%{l-}', 'strong.bad'],
    ['%{lr}', 'strong-bad'],
    ['%{lr-}', 'bad.strong'],
    ['%{l1r-}', 'strong'],
    ['%{ir}.%{v}._spf.%{d2}', '3.2.0.192.in-addr._spf.example.com'],
    ['%{lr-}.lp._spf.%{d2}', 'bad.strong.lp._spf.example.com'],
    ['%{lr-}.lp.%{ir}.%{v}._spf.%{d2}', 'bad.strong.lp.3.2.0.192.in-addr._spf.example.com'],
    ['%{ir}.%{v}.%{l1r-}.lp._spf.%{d2}', '3.2.0.192.in-addr.strong.lp._spf.example.com'],
    ['%{d2}.trusted-domains.example.net', 'example.com.trusted-domains.example.net'],
  ])('%s is %s', async (text, expanded) => {
    expect(await explained(text)).toBe(expanded);
  });

  it('of IPv6', async () => {
    const expanded = `1.0.b.c.${'0.'.repeat(20)}8.b.d.0.1.0.0.2.ip6._spf.example.com`;
    expect(await explained('%{ir}.%{v}._spf.%{d2}', '2001:db8::cb01')).toBe(expanded);
  });
});

describe('letters, numbers and delimiters (RFC 7208 §7.1 to §7.3)', () => {
  it.each([
    ['%% %_ %-', '%   %20'],
    ['%{c}', '192.0.2.3'],
    ['%{i}', '192.0.2.3'],
    ['%{h}', 'msgbas2x.cos.example.com'],
    ['%{h1}', 'com'],
    ['%{r}', 'unknown'],
    ['%{t}', '1700000000'],
    ['%{p}', 'unknown'],
    ['%{v}', 'in-addr'],
    ['%{S}', 'strong-bad%40email.example.com'],
    ['%{L}', 'strong-bad'],
    ['%{D2R}', 'example.email'],
    ['%{dR}', 'com.example.email'],
    ['%{d127}', 'email.example.com'],
    ['%{d00002}', 'example.com'],
    ['%{s2@}', null],
    ['%{d0}', null],
    ['%{d', null],
    ['%{x}', null],
    ['%{}', null],
    ['%(ir)', null],
    ['100%', null],
    ['%{d2.-+,/_=}', 'example.com'],
    ['%{s1r-.}', 'strong'],
    ['Says %{o}: no.', 'Says email.example.com: no.'],
  ])('%s is %j', async (text, expanded) => {
    expect(await explained(text)).toBe(expanded);
  });

  it.each([
    ['two delimiters side by side leave an empty part', 'a--b@example.org', '%{l-}', 'a..b'],
    ['delimiters at the ends too', '-a-@example.org', '%{lr-}', '.a.'],
    ['no local part is postmaster', 'example.org', '%{s}', 'postmaster@example.org'],
    ['nor an empty one', '@example.org', '%{l}@%{o}', 'postmaster@example.org'],
    ['the last @ parts them', '"a@b"@example.org', '%{l} %{o}', '"a@b" example.org'],
    ['the case of the sender stays', 'Me@EXAMPLE.org', '%{s} %{d}', 'Me@EXAMPLE.org EXAMPLE.org'],
    [
      'all but letters, digits and -._~ is escaped',
      "j'o&h!n*(~_.-)@example.org",
      '%{L}',
      'j%27o%26h%21n%2A%28~_.-%29',
    ],
  ])('%s', async (_, sender, text, expanded) => {
    expect(await explained(text, '192.0.2.3', sender)).toBe(expanded);
  });

  it('%{c} of IPv6 is for people, %{i} for names', async () => {
    expect(await explained('%{c}', '2001:DB8:0:0::CB01')).toBe('2001:db8::cb01');
    expect(await explained('%{i}', '::1')).toBe(`${'0.'.repeat(31)}1`);
    expect(await explained('%{v}', '::1')).toBe('ip6');
  });

  it.each([
    [['other.example.org', 'a.email.example.com', 'email.example.com'], 'email.example.com'],
    [['other.example.org', 'a.email.example.com'], 'a.email.example.com'],
    [['other.example.org'], 'other.example.org'],
  ])('%{p} of %j is %s', async (names, expanded) => {
    const zone = {
      '3.2.0.192.in-addr.arpa': { PTR: names },
      ...Object.fromEntries(names.slice(0, 2).map((name) => [name, { A: '192.0.2.3' }])),
      'email.example.com': { A: '192.0.2.3', TXT: 'v=spf1 -all exp=why.example.net' },
      'why.example.net': '%{p}',
    };
    expect((await checked(zone, '192.0.2.3', SENDER)).explanation).toBe(expanded);
  });
});

describe('names from macros', () => {
  const zone = (record: string, more: Zone) => ({ 'example.com': record, ...more });

  it('%{d} is the domain of the record, %{o} that of the sender', async () => {
    const all = zone('v=spf1 include:inner.example.net -all', {
      'inner.example.net': 'v=spf1 exists:%{o}.list.example.net exists:%{d}.list.example.net',
      'inner.example.net.list.example.net': { A: '127.0.0.2' },
    });
    const { result, path } = await checked(all, '192.0.2.3', 'a@example.com');
    expect([result, path.at(-1)?.term]).toEqual(['pass', 'exists:%{d}.list.example.net']);
  });

  it('%{d} is what a redirect led to', async () => {
    const all = zone('v=spf1 redirect=r.example.net', {
      'r.example.net': 'v=spf1 a:host.%{d} -all',
      'host.r.example.net': { A: '192.0.2.3' },
    });
    expect((await checked(all, '192.0.2.3', 'a@example.com')).result).toBe('pass');
  });

  it('an upper case letter is escaped in a name as well', async () => {
    const all = zone('v=spf1 exists:%{L}.list.example.com -all', {
      'a%2Bb.list.example.com': { A: '127.0.0.2' },
    });
    expect((await checked(all, '192.0.2.3', 'a+b@example.com')).result).toBe('pass');
  });

  it('a name that is too long loses labels at its left', () => {
    const read = readDomainSpec('%{l}.%{d}');
    const label = 'x'.repeat(60);
    const long = `${`${label}.`.repeat(5)}end`;
    const expanded = 'value' in read && expandName(read.value, { l: long, d: 'example.com' });
    expect(expanded).toBe(`${`${label}.`.repeat(3)}end.example.com`);
  });

  it('a name as long as there may be stays whole, and one without a dot as it is', () => {
    const named = (length: number, o: string) => {
      const read = readDomainSpec('%{l}.%{o}');
      return 'value' in read ? expandName(read.value, { l: 'x'.repeat(length), o }) : null;
    };
    expect(named(241, 'example.com')?.length).toBe(253);
    expect(named(242, 'example.com')).toBe('example.com');
    const single = readDomainSpec('%{l}');
    expect('value' in single && expandName(single.value, { l: 'x'.repeat(300) })).toBe('x'.repeat(300));
  });

  it('an octet is escaped with two digits', () => {
    const read = readMacroText('%{S}', true);
    expect('value' in read && expand(read.value, { s: 'a\tb\u00e9' })).toBe('a%09b%C3%A9');
  });

  it('HELO that is no name matches nothing', async () => {
    const all = zone('v=spf1 -include:_spfh.example.com ip4:192.0.2.0/24 -all', {
      '_spfh.example.com': 'v=spf1 -a:%{h} +all',
    });
    const from = async (helo: string) => (await checked(all, '192.0.2.3', 'a@example.com', { helo })).result;
    expect([await from('OEMCOMPUTER'), await from('[192.0.2.3]'), await from('')]).toEqual([
      'fail',
      'fail',
      'fail',
    ]);
  });

  it('a local part outside ASCII matches nothing (RFC 8616 §4)', async () => {
    const record = 'v=spf1 exists:%{l}.example.com include:%{s}.example.com ~all';
    expect((await checked(zone(record, {}), '192.0.2.3', 'jö@example.com')).result).toBe('softfail');
  });

  it.each([
    ['a macro at the end', 'a:%{d}', true],
    ['an escaped percent sign at the end', 'a:foo%%', true],
    ['a space from a macro', 'a:%_.example.com', true],
    ['letters behind a macro', 'a:%{d}com', false],
    ['a label behind a macro', 'a:%{d}.com', true],
    ['a final dot behind a macro', 'a:%{d}.', false],
    ['two percent signs and letters', 'a:x.%%com', false],
    ['c in a name', 'a:%{c}.example.com', false],
    ['r in a name', 'exists:%{r}.example.com', false],
    ['t in a name', 'include:%{t}.example.com', false],
    ['c in the name of an explanation', 'exp=%{c}.example.com', false],
    ['delimiters of other kinds', 'a:%{d*}', false],
    ['r before the number', 'a:%{dr2}', false],
  ])('%s: %s', async (_, term, isValid) => {
    const { result } = await checked(zone(`v=spf1 ${term} -all`, {}), '192.0.2.3', 'a@example.com');
    expect(result).toBe(isValid ? 'fail' : 'permerror');
  });
});

describe('the explanation (RFC 7208 §6.2)', () => {
  it.each<[string, Entry | null]>([
    ['no record', null],
    ['several records', { TXT: ['one', 'two'] }],
    ['no answer', { fails: 'TXT' }],
    ['a character outside ASCII', 'sch\u00f6n'],
    ['a control character', 'a\tb'],
    ['a macro that is none', '%{z}'],
  ])('is left out with %s', async (_, entry) => {
    const zone = {
      'example.com': 'v=spf1 -all exp=why.example.net',
      ...(entry === null ? {} : { 'why.example.net': entry }),
    };
    expect(await checked(zone, '192.0.2.3', 'a@example.com')).toMatchObject({
      result: 'fail',
      explanation: null,
    });
  });

  it('is left out where the HELO in it is not ASCII', async () => {
    expect(await explained('%{h} says', '192.0.2.3', 'a@example.com', {})).toBe(
      'msgbas2x.cos.example.com says',
    );
    const zone = { 'example.com': 'v=spf1 -all exp=why.example.net', 'why.example.net': '%{h} says' };
    const { explanation } = await checked(zone, '192.0.2.3', 'a@example.com', { helo: 'h\u00e9' });
    expect(explanation).toBeNull();
  });

  it('is cut where it is longer than any answer of SMTP', async () => {
    expect((await explained('x'.repeat(5000)))?.length).toBe(4096);
  });

  it('is found by names of the address as well, which count to no limit any more', async () => {
    const zone = {
      'example.com': 'v=spf1 a:a.test a:b.test -all exp=%{p}.why.example.net',
      'unknown.why.example.net': 'because',
    };
    expect(await checked(zone, '192.0.2.3', 'a@example.com')).toMatchObject({
      result: 'fail',
      voidLookUps: 2,
      explanation: 'because',
    });
  });

  it('an empty text is one', async () => {
    expect(await explained({ TXT: [''] })).toBe('');
    expect(await explained({ TXT: [' '] })).toBe(' ');
  });

  it.each([
    ['pass', 'v=spf1 +all exp=why.example.net'],
    ['softfail', 'v=spf1 ~all exp=why.example.net'],
    ['neutral', 'v=spf1 ?all exp=why.example.net'],
    ['permerror', 'v=spf1 -all exp=why.example.net exp=why.example.net'],
    ['permerror', 'v=spf1 -all exp='],
    ['permerror', 'v=spf1 -all exp=why'],
  ])('is for a fail alone: %s of %s', async (result, record) => {
    const zone = { 'example.com': record, 'why.example.net': 'because' };
    expect(await checked(zone, '192.0.2.3', 'a@example.com')).toMatchObject({ result, explanation: null });
  });

  const zone: Zone = {
    'why.example.net': 'of the first, %{d}',
    'why.example.org': 'of the other, %{d}',
    'other.example.com': 'v=spf1 -all exp=why.example.org',
    'plain.example.com': 'v=spf1 -all',
    'yes.example.com': 'v=spf1 +all exp=why.example.org',
  };
  it.each([
    ['an include has none', 'v=spf1 include:other.example.com -all', null],
    [
      'nor does it take one away',
      'v=spf1 include:other.example.com -all exp=why.example.net',
      'of the first, example.com',
    ],
    [
      'a match of -include is explained by the first',
      'v=spf1 -include:yes.example.com exp=why.example.net ?all',
      'of the first, example.com',
    ],
    [
      'a redirect has its own',
      'v=spf1 redirect=other.example.com exp=why.example.net',
      'of the other, other.example.com',
    ],
    ['or none', 'v=spf1 redirect=plain.example.com exp=why.example.net', null],
    ['the name has macros', 'v=spf1 -all exp=why.%{d1r}.org', 'of the other, example.com'],
  ])('%s', async (_, record, explanation) => {
    const all = { ...zone, 'example.com': record };
    expect((await checked(all, '192.0.2.3', 'a@example.com')).explanation).toBe(explanation);
  });
});
