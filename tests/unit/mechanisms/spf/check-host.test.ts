import { describe, expect, it } from 'vitest';
import { checkHost } from '../../../../lib/mechanisms/spf/check-host.ts';
import { checked, spfWorld, type Entry, type Zone } from '../../../support/spf-world.ts';

const V4 = '192.0.2.10';
const V6 = '2001:db8::10';
const LONG = 'a'.repeat(64);

/** A row: why, the record of example.com, what comes out for 192.0.2.10 and for 2001:db8::10 (the same where one is given). */
type Row = readonly [why: string, record: string, v4: string, v6?: string];

const REST: Zone = {
  'www.example.com': { A: '192.0.2.10', AAAA: '2001:db8::10' },
  'v6.example.com': { AAAA: '2001:db8::10' },
  'near.example.com': { A: '192.0.2.77', AAAA: '2001:db8::77' },
  'foo:8080.example.com': { A: '192.0.2.10' },
  'foo:8080/baz.example.com': { A: '192.0.2.10' },
  'empty.example.com': { MX: '10 mail.example.com' },
  'mx.example.com': { MX: ['10 near.example.com', '20 www.example.com'] },
  'nullmx.example.com': { MX: '0 .' },
  'order.example.com': { MX: ['20 broken.example.com', '10 www.example.com'] },
  'dotted.example.com': { MX: '10 WWW.example.com.' },
  'odd.example.com': { MX: ['5 a..broken', '10 www.example.com'] },
  'a..broken': { fails: 'all' },
  'broken.example.com': { fails: 'all' },
  'pass.example.com': 'v=spf1 +all',
  'fail.example.com': 'v=spf1 -all',
  'softfail.example.com': 'v=spf1 ~all',
  'neutral.example.com': 'v=spf1 ?all',
  'default.example.com': 'v=spf1',
  'faulty.example.com': 'v=spf1 bogus -all',
  'two.example.com': { TXT: ['v=spf1 +all', 'v=spf1 -all'] },
  'none.example.com': 'no SPF at all',
  '10.2.0.192.in-addr.arpa': { PTR: ['www.example.com', 'liar.example.org'] },
};

async function both(record: Entry = '', v4 = '', v6 = v4): Promise<void> {
  const zone = { ...REST, 'example.com': record };
  const [four, six] = await Promise.all([
    checked(zone, V4, 'user@example.com'),
    checked(zone, V6, 'user@example.com'),
  ]);
  expect([four.result, six.result]).toEqual([v4, v6]);
}

describe('the version and the terms (RFC 7208 §4.5, §4.6)', () => {
  it.each<Row>([
    ['the version alone says nothing of anybody', 'v=spf1', 'neutral'],
    ['the version in any case', 'V=sPf1 -all', 'fail'],
    ['spaces at the end and between', 'v=spf1   -all   ', 'fail'],
    ['a longer version is another', 'v=spf10 -all', 'none'],
    ['no space behind the version', 'v=spf1-all', 'none'],
    ['a space before it', ' v=spf1 -all', 'none'],
    ['a tab behind it', 'v=spf1\t-all', 'none'],
    ['a tab between terms is no separator', 'v=spf1 a\t-all', 'permerror'],
    ['a fault behind the term that matches', 'v=spf1 +all bogus', 'permerror'],
    [
      'a fault behind one that would match',
      'v=spf1 ip4:192.0.2.10 ip6:2001:db8::10 ip4:300.1.1.1',
      'permerror',
    ],
    ['names in any case', 'v=spf1 IP4:192.0.2.10 iP6:2001:DB8::10 -ALL', 'pass'],
    ['an unknown mechanism', 'v=spf1 ip:192.0.2.10 -all', 'permerror'],
    ['a modifier that nobody knows', 'v=spf1 moo=cow m.o-o_=%{d} -all', 'fail'],
    ['an unknown modifier without a value', 'v=spf1 moo= -all', 'fail'],
    ['one with a broken macro', 'v=spf1 moo=%abc -all', 'permerror'],
    ['a modifier without a name', 'v=spf1 =all', 'permerror'],
    ['a name that begins with a digit', 'v=spf1 1moo=x -all', 'permerror'],
    ['a slash in the name of a modifier', 'v=spf1 m/oo=x -all', 'permerror'],
    [
      'a mechanism with the sign of a modifier is one that nobody knows',
      'v=spf1 include=pass.example.com -all',
      'fail',
    ],
    ['the modifier of Sender ID', 'v=spf1 default=pass', 'neutral'],
    ['a sign before a modifier', 'v=spf1 ?redirect=pass.example.com', 'permerror'],
    ['a redirect with a colon', 'v=spf1 redirect:pass.example.com', 'permerror'],
    ['two signs', 'v=spf1 --all', 'permerror'],
    ['a byte outside ASCII', 'v=spf1 a:m\u00fcller.example.com -all', 'permerror'],
    ['a dash that looks like one', 'v=spf1 \u2013all', 'permerror'],
    ['a control character', 'v=spf1 a:foo\u0000.example.com -all', 'permerror'],
  ])('%s: %j', async (_, record, v4, v6) => both(record, v4, v6));
});

describe('all (§5.1)', () => {
  it.each<Row>([
    ['each sign', 'v=spf1 all', 'pass'],
    ['plus', 'v=spf1 +all', 'pass'],
    ['minus', 'v=spf1 -all', 'fail'],
    ['tilde', 'v=spf1 ~all', 'softfail'],
    ['question mark', 'v=spf1 ?all', 'neutral'],
    ['the first counts', 'v=spf1 ?all -all', 'neutral'],
    ['a dot behind it', 'v=spf1 -all.', 'permerror'],
    ['a value', 'v=spf1 -all:foobar', 'permerror'],
    ['a length', 'v=spf1 -all/8', 'permerror'],
    ['what stands behind it is not tested', 'v=spf1 -all include:broken.example.com', 'fail'],
    ['a redirect before it does not count', 'v=spf1 redirect=broken.example.com -all', 'fail'],
    ['nor behind it', 'v=spf1 ~all redirect=pass.example.com', 'softfail'],
  ])('%s: %j', async (_, record, v4, v6) => both(record, v4, v6));
});

describe('ip4 and ip6 (§5.6)', () => {
  it.each<Row>([
    ['the address', 'v=spf1 ip4:192.0.2.10 -all', 'pass', 'fail'],
    ['its network', 'v=spf1 ip4:192.0.2.0/24 -all', 'pass', 'fail'],
    ['with the last bits set', 'v=spf1 ip4:192.0.2.99/24 -all', 'pass', 'fail'],
    ['a boundary within an octet', 'v=spf1 ip4:192.0.2.8/30 -all', 'pass', 'fail'],
    ['beyond it', 'v=spf1 ip4:192.0.2.12/30 -all', 'fail'],
    ['all of IPv4', 'v=spf1 ip4:1.1.1.1/0 -all', 'pass', 'fail'],
    ['all of IPv6', 'v=spf1 ip6:::/0 -all', 'fail', 'pass'],
    ['32 bits', 'v=spf1 ip4:192.0.2.10/32 -all', 'pass', 'fail'],
    ['33 bits', 'v=spf1 ip4:192.0.2.10/33 -all', 'permerror'],
    ['a leading zero in the length', 'v=spf1 ip4:192.0.2.0/024 -all', 'permerror'],
    ['two zeros', 'v=spf1 ip4:192.0.2.0/00 -all', 'permerror'],
    ['no length behind the slash', 'v=spf1 ip4:192.0.2.0/ -all', 'permerror'],
    ['a double slash', 'v=spf1 ip4:192.0.2.0//24 -all', 'permerror'],
    ['no value', 'v=spf1 ip4 -all', 'permerror'],
    ['an empty value', 'v=spf1 ip4: -all', 'permerror'],
    ['a length alone', 'v=spf1 ip4/24 -all', 'permerror'],
    ['three octets', 'v=spf1 ip4:192.0.2 -all', 'permerror'],
    ['a leading zero in an octet', 'v=spf1 ip4:192.0.02.10 -all', 'permerror'],
    ['an octet too large', 'v=spf1 ip4:192.0.2.256 -all', 'permerror'],
    ['a port', 'v=spf1 ip4:192.0.2.10:8080 -all', 'permerror'],
    ['IPv6 in ip4', 'v=spf1 ip4:2001:db8::10 -all', 'permerror'],
    ['a macro', 'v=spf1 ip4:%{i} -all', 'permerror'],
    ['IPv6', 'v=spf1 ip6:2001:db8::/32 -all', 'fail', 'pass'],
    ['in capitals and at length', 'v=spf1 ip6:2001:0DB8:0:0:0:0:0:10 -all', 'fail', 'pass'],
    ['"::" for one group', 'v=spf1 ip6:2001:db8:0:0:0:0::10 -all', 'fail', 'pass'],
    ['"::" for none', 'v=spf1 ip6:2001:db8:0:0::0:0:0:10 -all', 'permerror'],
    ['"::" twice', 'v=spf1 ip6::2001::db8 -all', 'permerror'],
    ['129 bits', 'v=spf1 ip6:2001:db8::/129 -all', 'permerror'],
    ['128 bits', 'v=spf1 ip6:2001:db8::10/128 -all', 'fail', 'pass'],
    ['with a double slash', 'v=spf1 ip6:2001:db8:://33 -all', 'permerror'],
    ['a zone', 'v=spf1 ip6:fe80::1%8 -all', 'permerror'],
    ['five digits', 'v=spf1 ip6:2001:00db8::10 -all', 'permerror'],
    ['IPv4 in ip6', 'v=spf1 ip6:192.0.2.10 -all', 'permerror'],
    ['IPv4 at its end', 'v=spf1 ip6:2001:db8::0.0.0.16 -all', 'fail', 'pass'],
    ['mapped IPv4 is no IPv4', 'v=spf1 ip6:::ffff:192.0.2.10 -all', 'fail'],
    ['nor is its network', 'v=spf1 ip6:::ffff:192.0.2.8/126 -all', 'fail'],
  ])('%s: %j', async (_, record, v4, v6) => both(record, v4, v6));

  it.each(['::ffff:192.0.2.10', '::FFFF:c000:20a'])('takes the client %s for IPv4 (§5)', async (ip) => {
    const zone = { 'example.com': 'v=spf1 ip6:::ffff:0:0/96 -ip4:192.0.2.10 ?all' };
    expect((await checked(zone, ip, 'user@example.com')).result).toBe('fail');
  });

  it('takes an address that only ends in IPv4 for IPv6', async () => {
    const zone = { 'example.com': 'v=spf1 ip4:0.0.0.0/0 -all' };
    expect((await checked(zone, '::192.0.2.10', 'user@example.com')).result).toBe('fail');
  });
});

describe('a (§5.3)', () => {
  it.each<Row>([
    ['a name', 'v=spf1 a:www.example.com -all', 'pass'],
    ['a final dot', 'v=spf1 a:www.example.com. -all', 'pass'],
    ['in any case', 'v=spf1 A:WWW.EXAMPLE.COM -all', 'pass'],
    ['lengths for both', 'v=spf1 a:near.example.com/24//64 -all', 'pass'],
    ['for IPv4 alone', 'v=spf1 a:near.example.com/24 -all', 'pass', 'fail'],
    ['for IPv6 alone', 'v=spf1 a:near.example.com//64 -all', 'fail', 'pass'],
    ['nothing of the other family', 'v=spf1 a:v6.example.com/0 -all', 'fail', 'pass'],
    ['no bit, as soon as there is an address', 'v=spf1 a:near.example.com/0 -all', 'pass', 'fail'],
    ['no bit of IPv6', 'v=spf1 a:near.example.com//0 -all', 'fail', 'pass'],
    ['no bit of a name that does not exist', 'v=spf1 a:nix.example.org/0//0 -all', 'fail'],
    ['in the wrong order', 'v=spf1 a:near.example.com//64/24 -all', 'permerror'],
    ['two of IPv4', 'v=spf1 a:near.example.com/24/24 -all', 'permerror'],
    ['33 bits', 'v=spf1 a/33 -all', 'permerror'],
    ['129 bits', 'v=spf1 a//129 -all', 'permerror'],
    ['a leading zero', 'v=spf1 a/024 -all', 'permerror'],
    ['an empty name', 'v=spf1 a: -all', 'permerror'],
    ['an empty name with a length', 'v=spf1 a:/24 -all', 'permerror'],
    ['a colon in the name', 'v=spf1 a:foo:8080.example.com -all', 'pass', 'fail'],
    ['and a slash', 'v=spf1 a:foo:8080/baz.example.com -all', 'pass', 'fail'],
    ['an address', 'v=spf1 a:192.0.2.10 -all', 'permerror'],
    ['a last label of digits', 'v=spf1 a:abc.123 -all', 'permerror'],
    ['one label', 'v=spf1 a:museum -all', 'permerror'],
    ['one label with a dot', 'v=spf1 a:museum. -all', 'permerror'],
    ['a hyphen at the start of the last label', 'v=spf1 a:example.-com -all', 'permerror'],
    ['a hyphen at its end', 'v=spf1 a:example.com- -all', 'permerror'],
    ['a hyphen within it', 'v=spf1 a:example.xn--zckzah -all', 'fail'],
    ['an underscore in it', 'v=spf1 a:example.c_m -all', 'permerror'],
    ['an empty label, which nothing matches', 'v=spf1 a:www..example.com -all', 'fail'],
    ['a label that is too long', `v=spf1 a:${LONG}.example.com -all`, 'fail'],
    ['DNS does not tell', 'v=spf1 a:broken.example.com -all', 'temperror'],
    ['a name that runs on', 'v=spf1 a.example.com -all', 'permerror'],
  ])('%s: %j', async (_, record, v4, v6) => both(record, v4, v6));
});

describe('mx (§5.4)', () => {
  it.each<Row>([
    ['the second host', 'v=spf1 mx:mx.example.com -all', 'pass'],
    ['lengths', 'v=spf1 mx:empty.example.com/24 mx:mx.example.com/32//128 ~all', 'pass'],
    ['no MX record is not the name itself', 'v=spf1 mx:www.example.com -all', 'fail'],
    ['a host without an address', 'v=spf1 mx:empty.example.com -all', 'fail'],
    ['the null MX', 'v=spf1 mx:nullmx.example.com -all', 'fail'],
    [
      'the preferred host first, so that a later one need not answer',
      'v=spf1 mx:order.example.com -all',
      'pass',
    ],
    ['the dot at the end of a host', 'v=spf1 mx:dotted.example.com -all', 'pass'],
    ['a host that is no name is asked nowhere', 'v=spf1 mx:odd.example.com -all', 'pass'],
    ['no such name', 'v=spf1 mx:nix.example.org -all', 'fail'],
    ['DNS does not tell', 'v=spf1 mx:broken.example.com -all', 'temperror'],
    ['an empty name', 'v=spf1 mx: -all', 'permerror'],
    ['33 bits', 'v=spf1 mx/33 -all', 'permerror'],
    ['one label', 'v=spf1 mx:abc -all', 'permerror'],
    ['a dot behind it', 'v=spf1 mx. -all', 'permerror'],
  ])('%s: %j', async (_, record, v4, v6) => both(record, v4, v6));

  it('asks for the hosts of the domain itself where none is named', async () => {
    const zone = { ...REST, 'example.com': { TXT: 'v=spf1 mx -all', MX: '10 www.example.com' } };
    expect((await checked(zone, V4, 'user@example.com')).result).toBe('pass');
  });
});

describe('ptr (§5.5)', () => {
  it.each<Row>([
    ['a name below the domain', 'v=spf1 ptr -all', 'pass', 'fail'],
    ['the very name', 'v=spf1 ptr:www.example.com -all', 'pass', 'fail'],
    ['a name above one that is no label of it', 'v=spf1 ptr:ww.example.com -all', 'fail'],
    ['a name that does not lead back', 'v=spf1 ptr:example.org -all', 'fail'],
    ['an empty name', 'v=spf1 ptr: -all', 'permerror'],
    ['a length', 'v=spf1 ptr/0 -all', 'permerror'],
    ['a length behind a name', 'v=spf1 ptr:example.com/24 -all', 'permerror'],
  ])('%s: %j', async (_, record, v4, v6) => both(record, v4, v6));

  it.each([
    ['no names', {}],
    ['no answer for the names', { '10.2.0.192.in-addr.arpa': { fails: 'PTR' as const } }],
    [
      'no answer for the address of one',
      { '10.2.0.192.in-addr.arpa': { PTR: 'b.example.com' }, 'b.example.com': { fails: 'A' as const } },
    ],
  ])('matches nothing with %s', async (_, zone) => {
    const all = { 'example.com': 'v=spf1 ptr -all', ...zone };
    expect((await checked(all, V4, 'user@example.com')).result).toBe('fail');
  });

  it.each([
    ['the names', 'PTR', 'fail'],
    ['the address of a name, which is passed over', 'A broken.example.com', 'pass'],
    ['what a term other than ptr wants', 'TXT', 'temperror'],
  ])('a look-up that throws for %s', async (_, lost, result) => {
    const { lookUp } = spfWorld({
      ...REST,
      'example.com': 'v=spf1 ptr -all',
      '10.2.0.192.in-addr.arpa': { PTR: ['broken.example.com', 'www.example.com'] },
    });
    const broken: typeof lookUp = async (name, type) => {
      if (`${type} ${name}`.startsWith(lost)) throw new Error('down');
      return lookUp(name, type);
    };
    expect((await checkHost({ ip: V4, domain: 'example.com' }, broken)).result).toBe(result);
  });

  it('asks for the names of IPv6 digit by digit', async () => {
    const name = `0.1.0.0.${'0.'.repeat(20)}8.b.d.0.1.0.0.2.ip6.arpa`;
    const zone = { ...REST, [name]: { PTR: 'v6.example.com' }, 'example.com': 'v=spf1 ptr -all' };
    expect((await checked(zone, V6, 'user@example.com')).result).toBe('pass');
  });

  it.each<[why: string, zone: Zone, result: string]>([
    ['one of several addresses leads back', { 'b.example.com': { A: ['203.0.113.1', V4] } }, 'pass'],
    ['another address does not', { 'b.example.com': { A: '203.0.113.1' } }, 'fail'],
    ['nor one of the other family', { 'b.example.com': { AAAA: '::ffff:192.0.2.10' } }, 'fail'],
  ])('a name counts that leads back: %s', async (_, zone, result) => {
    const all = {
      'example.com': 'v=spf1 ptr -all',
      '10.2.0.192.in-addr.arpa': { PTR: 'b.example.com' },
      ...zone,
    };
    expect((await checked(all, V4, 'user@example.com')).result).toBe(result);
  });

  it('asks for no address of what is no name', async () => {
    const { lookUp, asked } = spfWorld({
      'example.com': 'v=spf1 ptr -all',
      '10.2.0.192.in-addr.arpa': { PTR: ['', 'a..example.com', `${LONG}.example.com`] },
    });
    expect((await checkHost({ ip: V4, domain: 'example.com' }, lookUp)).result).toBe('fail');
    expect(asked).toEqual(['TXT example.com', 'PTR 10.2.0.192.in-addr.arpa']);
  });

  it('looks at ten names and no more (§4.6.4)', async () => {
    const others = Array.from({ length: 10 }, (_, index) => `n${index}.example.org`);
    const names = (list: string[]) => ({
      '10.2.0.192.in-addr.arpa': { PTR: list },
      'example.com': 'v=spf1 ptr -all',
    });
    const ten = { ...REST, ...names([...others.slice(1), 'www.example.com']) };
    const eleven = { ...REST, ...names([...others, 'www.example.com']) };
    expect((await checked(ten, V4, 'user@example.com')).result).toBe('pass');
    expect((await checked(eleven, V4, 'user@example.com')).result).toBe('fail');
  });
});

describe('exists (§5.7)', () => {
  it.each<Row>([
    ['any address, for IPv6 too', 'v=spf1 exists:near.example.com -all', 'pass'],
    ['AAAA is not asked', 'v=spf1 exists:v6.example.com -all', 'fail'],
    ['nothing there', 'v=spf1 exists:nix.example.org -all', 'fail'],
    ['a name from the client', 'v=spf1 exists:%{ir}.list.example.com -all', 'fail'],
    ['DNS does not tell', 'v=spf1 exists:broken.example.com -all', 'temperror'],
    ['no name', 'v=spf1 exists -all', 'permerror'],
    ['an empty name', 'v=spf1 exists: -all', 'permerror'],
    ['a length', 'v=spf1 exists:near.example.com/24 -all', 'permerror'],
  ])('%s: %j', async (_, record, v4, v6) => both(record, v4, v6));
});

describe('include (§5.2)', () => {
  it.each<Row>([
    ['pass matches', 'v=spf1 include:pass.example.com -all', 'pass'],
    ['with the sign of the term', 'v=spf1 -include:pass.example.com +all', 'fail'],
    ['fail does not', 'v=spf1 include:fail.example.com ~all', 'softfail'],
    ['softfail does not', 'v=spf1 include:softfail.example.com -all', 'fail'],
    ['neutral does not', 'v=spf1 include:neutral.example.com -all', 'fail'],
    ['the default does not', 'v=spf1 include:default.example.com -all', 'fail'],
    ['temperror stays', 'v=spf1 include:broken.example.com -all', 'temperror'],
    ['permerror stays', 'v=spf1 include:faulty.example.com -all', 'permerror'],
    ['several records', 'v=spf1 include:two.example.com -all', 'permerror'],
    ['no record is a permanent error', 'v=spf1 include:none.example.com -all', 'permerror'],
    ['no such name', 'v=spf1 include:nix.example.org -all', 'permerror'],
    ['no name', 'v=spf1 include -all', 'permerror'],
    ['an empty name', 'v=spf1 include: -all', 'permerror'],
    ['one label', 'v=spf1 include:localhost -all', 'permerror'],
    ['a length', 'v=spf1 include:pass.example.com/24 -all', 'permerror'],
    ['an empty label', 'v=spf1 include:pass..example.com -all', 'permerror'],
    ['a match before it', 'v=spf1 ip4:192.0.2.10 ip6:2001:db8::10 include:none.example.com', 'pass'],
  ])('%s: %j', async (_, record, v4, v6) => both(record, v4, v6));

  it('goes round in a circle for ten look-ups', async () => {
    const zone = {
      'example.com': 'v=spf1 include:a.example.com -all',
      'a.example.com': 'v=spf1 include:example.com',
    };
    expect(await checked(zone, V4, 'user@example.com')).toMatchObject({ result: 'permerror', lookUps: 11 });
  });
});

describe('redirect (§6.1)', () => {
  it.each<Row>([
    ['the result of the other', 'v=spf1 redirect=softfail.example.com', 'softfail'],
    ['behind what does not match', 'v=spf1 a:near.example.com redirect=pass.example.com', 'pass'],
    ['wherever it stands', 'v=spf1 redirect=fail.example.com ip4:192.0.2.10', 'pass', 'fail'],
    ['no record', 'v=spf1 redirect=none.example.com', 'permerror'],
    ['no such name', 'v=spf1 redirect=nix.example.org', 'permerror'],
    ['a name that is none', 'v=spf1 redirect=a..example.com', 'permerror'],
    ['a temporary error', 'v=spf1 redirect=broken.example.com', 'temperror'],
    ['a permanent error', 'v=spf1 redirect=faulty.example.com', 'permerror'],
    ['twice', 'v=spf1 redirect=fail.example.com redirect=fail.example.com', 'permerror'],
    [
      'twice, though all stands there',
      'v=spf1 -all redirect=fail.example.com redirect=fail.example.com',
      'permerror',
    ],
    ['no value', 'v=spf1 redirect=', 'permerror'],
    ['a length', 'v=spf1 redirect=pass.example.com/24', 'permerror'],
  ])('%s: %j', async (_, record, v4, v6) => both(record, v4, v6));
});

describe('the domain (§4.3, §4.4)', () => {
  it.each([
    ['one label', 'localhost', 'none'],
    ['an empty label', 'a..example.com', 'none'],
    ['a label that is too long', `${LONG}.example.com`, 'none'],
    ['an address literal', '[192.0.2.10]', 'none'],
    ['an address', '192.0.2.10', 'none'],
    ['nothing', '', 'none'],
    ['no such name', 'nix.example.org', 'none'],
    ['no record', 'none.example.com', 'none'],
    ['several records', 'two.example.com', 'permerror'],
    ['DNS does not tell', 'broken.example.com', 'temperror'],
    ['a final dot', 'fail.example.com.', 'fail'],
    ['in any case', 'FAIL.example.COM', 'fail'],
  ])('%s: %j', async (_, domain, result) => {
    expect((await checked(REST, V4, `user@${domain}`)).result).toBe(result);
  });

  it('is asked by its A-labels', async () => {
    const zone = { 'xn--mller-kva.example': 'v=spf1 -all' };
    expect((await checked(zone, V4, 'user@müller.example')).result).toBe('fail');
  });

  it.each(['', 'no address', '192.0.2', '192.0.2.010', 'fe80::1%eth0'])(
    'of the client %j says nothing',
    async (ip) => {
      expect((await checked(REST, ip, 'user@fail.example.com')).result).toBe('none');
    },
  );
});

describe('what the client called itself (§7.3, h)', () => {
  it.each([
    ['as it stands', 'mail.example.net', 'pass'],
    ['a final dot is none of the name', 'mail.example.net.', 'pass'],
    ['two are', 'mail.example.net..', 'fail'],
    ['an address literal', '[192.0.2.10]', 'pass'],
    ['nothing is unknown', ' ', 'pass'],
  ])('%s: %j', async (_, helo, result) => {
    const zone = {
      'example.com': 'v=spf1 exists:%{h}.on.example.com -all',
      'mail.example.net.on.example.com': { A: '127.0.0.2' },
      '[192.0.2.10].on.example.com': { A: '127.0.0.2' },
      'unknown.on.example.com': { A: '127.0.0.2' },
    };
    expect((await checked(zone, V4, 'user@example.com', { helo })).result).toBe(result);
  });
});

describe('the sender (§2.4, §4.3)', () => {
  it.each<[why: string, sender: string | undefined, helo: string, stands: string]>([
    ['an address', 'user@a.example.org', 'mail.example.net', 'user@a.example.org'],
    ['a domain alone', 'a.example.org', 'mail.example.net', 'postmaster@a.example.org'],
    ['the null sender', '', 'mail.example.net', 'postmaster@mail.example.net'],
    ['the null sender as SMTP has it', '<>', 'mail.example.net', 'postmaster@mail.example.net'],
    ['the same in U-labels, with a final dot', '<>', 'bücher.example.', 'postmaster@xn--bcher-kva.example'],
    [
      'what the client said has no local part, whatever it is',
      '',
      'x@mail.example.net',
      'postmaster@x@mail.example.net',
    ],
    ['the null sender of a client that said nothing', '', '', 'postmaster@example.com'],
    ['the same as SMTP has it', '<>', ' ', 'postmaster@example.com'],
    ['none told', undefined, 'mail.example.net', 'postmaster@example.com'],
  ])('%s: %j, HELO %j', async (_, sender, helo, stands) => {
    const zone = {
      'example.com': 'v=spf1 exists:%{s}.on.example.com -all',
      [`${stands}.on.example.com`]: { A: '127.0.0.2' },
    };
    const { lookUp, asked } = spfWorld(zone);
    const question = { ip: V4, domain: 'example.com', helo, ...(sender !== undefined && { sender }) };
    expect((await checkHost(question, lookUp)).result).toBe('pass');
    expect(asked).toContain(`A ${stands}.on.example.com`);
  });
});

describe('the limits (§4.6.4)', () => {
  const terms = (count: number, term = 'a:near.example.com') =>
    Array.from({ length: count }, () => term).join(' ');
  it.each<Row>([
    ['ten terms', `v=spf1 ${terms(10)} -all`, 'fail'],
    ['eleven', `v=spf1 ${terms(11)} -all`, 'permerror'],
    ['a match at the tenth', `v=spf1 ${terms(9)} a:www.example.com a:www.example.com a -all`, 'pass'],
    [
      'a match that needs no DNS before the eleventh',
      `v=spf1 ${terms(10)} ip4:192.0.2.10 a -all`,
      'pass',
      'permerror',
    ],
    [
      'ip4, ip6, all and exp do not count',
      `v=spf1 ${terms(20, 'ip4:10.0.0.1')} ${terms(10)} exp=x.example.com -all`,
      'fail',
    ],
    ['redirect counts', `v=spf1 ${terms(10)} redirect=fail.example.com`, 'permerror'],
    ['nine and a redirect', `v=spf1 ${terms(9)} redirect=fail.example.com`, 'fail'],
    ['includes count with what is in them', `v=spf1 ${terms(8, 'include:a3.example.com')} -all`, 'permerror'],
    ['each time', `v=spf1 ${terms(2, 'include:a3.example.com')} ${terms(2)} -all`, 'fail'],
    ['and once more', `v=spf1 ${terms(2, 'include:a3.example.com')} ${terms(3)} -all`, 'permerror'],
    ['%{p} counts by itself', `v=spf1 ${terms(5, 'exists:%{p}.nix.example.com')} -all`, 'permerror'],
    ['two void look-ups', 'v=spf1 a:n1.example.org mx:n2.example.org -all', 'fail'],
    ['three', 'v=spf1 a:n1.example.org mx:n2.example.org exists:n3.example.org -all', 'permerror'],
    [
      'three that void nothing for IPv6',
      'v=spf1 a:v6.example.com a:v6.example.com a:v6.example.com -all',
      'permerror',
      'pass',
    ],
  ])('%s: %j', async (_, record, v4, v6) => {
    const zone = {
      ...REST,
      'a3.example.com': 'v=spf1 a:near.example.com a:near.example.com a:near.example.com -all',
      'example.com': record ?? '',
    };
    const [four, six] = await Promise.all([V4, V6].map((ip) => checked(zone, ip, 'user@example.com')));
    expect([four?.result, six?.result]).toEqual([v4, v6 ?? v4]);
  });

  it.each([
    [10, 'pass'],
    [11, 'permerror'],
  ])('%d hosts of one mx come to %s', async (count, result) => {
    const hosts = Array.from({ length: count - 1 }, (_, index) => `h${index}.example.net`);
    const zone = {
      ...REST,
      ...Object.fromEntries(hosts.map((host) => [host, { A: '203.0.113.1' }])),
      'example.com': { TXT: 'v=spf1 mx -all', MX: [...hosts, 'www.example.com'].map((host) => `10 ${host}`) },
    };
    expect((await checked(zone, V4, 'user@example.com')).result).toBe(result);
  });

  it.each<[why: string, record: string, zone: Zone, result: string, voids: number]>([
    ['an mx of which no host has an address is one', 'mx -all', {}, 'fail', 1],
    ['a null MX has a record in it', 'mx:nullmx.example.com -all', {}, 'fail', 0],
    ['an address without names, for ptr', 'ptr -all', {}, 'fail', 1],
    ['the same for a macro, each time', 'a:%{p}.a.test a:%{p}.a.test -all', {}, 'fail', 2],
    ['and the third is one too many', 'a:%{p}.a.test a:%{p}.a.test a:%{p}.a.test -all', {}, 'permerror', 3],
    ['no answer about names is none', 'ptr -all', { '10.2.0.192.in-addr.arpa': { fails: 'PTR' } }, 'fail', 0],
  ])('void look-ups: %s', async (_, record, more, result, voids) => {
    const zone = {
      'example.com': { TXT: `v=spf1 ${record}`, MX: ['1 x.test', '2 y.test', '3 z.test'] },
      'nullmx.example.com': { MX: '0 .' },
      'unknown.a.test': { A: '203.0.113.1' },
      ...more,
    };
    expect(await checked(zone, V4, 'user@example.com')).toMatchObject({ result, voidLookUps: voids });
  });

  it('hosts of mx do not count to the ten', async () => {
    const hosts = Array.from({ length: 10 }, (_, index) => `h${index}.example.net`);
    const zone = {
      ...Object.fromEntries(hosts.map((host) => [host, { A: '203.0.113.1' }])),
      'example.com': { TXT: 'v=spf1 mx mx -all', MX: hosts.map((host) => `10 ${host}`) },
    };
    expect(await checked(zone, V4, 'user@example.com')).toMatchObject({ result: 'fail', lookUps: 2 });
  });

  it('gives up with temperror after 20 seconds', async () => {
    let now = 0;
    const { lookUp } = spfWorld({
      ...REST,
      'example.com': 'v=spf1 a:near.example.com a:near.example.com -all',
    });
    const slow: typeof lookUp = async (name, type) => {
      now += 11_000;
      return lookUp(name, type);
    };
    const answer = await checkHost({ ip: V4, domain: 'example.com' }, slow, () => now);
    expect(answer.result).toBe('temperror');
    // At least 20 seconds are allowed.
    const patient: typeof lookUp = async (name, type) => {
      now += 10_000;
      return lookUp(name, type);
    };
    expect((await checkHost({ ip: V4, domain: 'example.com' }, patient, () => now)).result).toBe('temperror');
    const { lookUp: short } = spfWorld({ ...REST, 'example.com': 'v=spf1 a:near.example.com -all' });
    const exact: typeof lookUp = async (name, type) => {
      now += 10_000;
      return short(name, type);
    };
    expect((await checkHost({ ip: V4, domain: 'example.com' }, exact, () => now)).result).toBe('fail');
  });
});

describe('what it tells beside the result', () => {
  it('the way to the term that decided', async () => {
    const zone = {
      'example.com': 'v=spf1 a:nix.example.org include:a.example.com -all',
      'a.example.com': 'v=spf1 redirect=b.example.com',
      'b.example.com': 'v=spf1 ip4:192.0.2.0/24',
    };
    expect(await checked(zone, V4, 'user@example.com')).toEqual({
      result: 'pass',
      term: 'ip4:192.0.2.0/24',
      path: [
        { domain: 'example.com', term: 'include:a.example.com', offset: 25 },
        { domain: 'a.example.com', term: 'redirect=b.example.com', offset: 7 },
        { domain: 'b.example.com', term: 'ip4:192.0.2.0/24', offset: 7 },
      ],
      lookUps: 3,
      voidLookUps: 1,
      explanation: null,
    });
  });

  it('nothing, where nothing can be asked', async () => {
    const { lookUp, asked } = spfWorld({});
    const nothing = { result: 'none', term: null, path: [], lookUps: 0, voidLookUps: 0, explanation: null };
    expect(await checkHost({ ip: 'x', domain: 'example.com' }, lookUp)).toEqual(nothing);
    expect(await checkHost({ ip: V4, domain: 'x' }, lookUp)).toEqual(nothing);
    expect(asked).toEqual([]);
  });

  it.each([
    ['there is no record', 'none', 'hello'],
    ['no term matches', 'neutral', 'v=spf1 a:near.example.com'],
  ])('the record, where %s', async (_, result, record) => {
    const path = [{ domain: 'example.com', term: null, offset: null }];
    const { lookUp } = spfWorld({ ...REST, 'example.com': record });
    expect(await checkHost({ ip: V4, domain: 'example.com' }, lookUp)).toMatchObject({
      result,
      term: null,
      path,
    });
  });

  it('a sender outside ASCII takes nothing from an include that does not name him', async () => {
    const zone = { ...REST, 'example.com': 'v=spf1 include:pass.example.com -all' };
    expect((await checked(zone, V4, 'j\u00f6rg@example.com')).result).toBe('pass');
  });

  it.each([
    ['exists:%{L}.a.example.com', 'j%C3%B6rg.a.example.com'],
    ['exists:%{l1-}.a.example.com', 'rg.a.example.com'],
    ['exists:%{S}.a.example.com', 'j%C3%B6-rg%40example.com.a.example.com'],
    ['include:%{L}.a.example.com', 'none.example.com'],
  ])(
    'nor from what is made of a local part outside ASCII, also where that is escaped (RFC 8616 §4): %s',
    async (term, name) => {
      const zone = { 'example.com': `v=spf1 ${term} ?all`, [name]: { A: '127.0.0.2' } };
      expect((await checked(zone, V4, 'j\u00f6-rg@example.com')).result).toBe('neutral');
    },
  );

  it('where an error stands', async () => {
    const zone = { 'example.com': 'v=spf1 include:a.example.com -all', 'a.example.com': 'v=spf1 bogus' };
    expect(await checked(zone, V4, 'user@example.com')).toMatchObject({
      result: 'permerror',
      term: null,
      path: [
        { domain: 'example.com', term: 'include:a.example.com' },
        { domain: 'a.example.com', term: null },
      ],
    });
  });

  it('a look-up that rejects is one that does not tell', async () => {
    const broken = async () => Promise.reject(new Error('no'));
    expect((await checkHost({ ip: V4, domain: 'example.com' }, broken)).result).toBe('temperror');
  });

  it('a name that is never asked is none of the public DNS', async () => {
    const { lookUp } = spfWorld({ 'example.com': 'v=spf1 a:printer.local -all' });
    const careful: typeof lookUp = async (name, type) =>
      name.endsWith('.local')
        ? { state: 'unavailable', reason: 'never-asked', detail: name }
        : lookUp(name, type);
    expect((await checkHost({ ip: V4, domain: 'example.com' }, careful)).result).toBe('fail');
  });
});
