import { describe, expect, it } from 'vitest';
import { recordFacts } from '../../lib/dns/record-facts.ts';
import { checkHost } from '../../lib/mechanisms/spf/check-host.ts';
import { selectSpfRecord } from '../../lib/mechanisms/spf/record.ts';
import { checked, spfWorld, type Entry, type Zone } from '../support/spf-world.ts';

const IP = '192.0.2.3';

/** The result for a record of example.com. */
async function resultOf(record: Entry, more: Zone = {}, ip = IP): Promise<string> {
  return (await checked({ ...more, 'example.com': record }, ip, 'user@example.com')).result;
}

const A = { A: '192.0.2.200' };

describe('RFC 7208 §2 and §3: which record', () => {
  it('§2.4 a null reverse-path stands for postmaster at the HELO identity', async () => {
    const zone = {
      'helo.example.com': 'v=spf1 exists:%{l}.list.example.com -all',
      'postmaster.list.example.com': A,
    };
    const { lookUp } = spfWorld(zone);
    const question = { ip: IP, domain: 'helo.example.com', sender: '', helo: 'helo.example.com' };
    expect((await checkHost(question, lookUp)).result).toBe('pass');
  });

  it('§3.1 records MUST be published as TXT: nothing else is asked for', async () => {
    const { lookUp, asked } = spfWorld({ 'example.com': 'v=spf1 -all' });
    await checkHost({ ip: IP, domain: 'example.com' }, lookUp);
    expect(asked).toEqual(['TXT example.com']);
  });

  it('§3.2 a name MUST NOT have several records that would be selected', async () => {
    expect(await resultOf({ TXT: ['v=spf1 -all', 'v=spf1 +all'] })).toBe('permerror');
    expect(selectSpfRecord(['v=spf1 -all', 'v=spf1 -all'])).toMatchObject({
      state: 'invalid',
      problems: [{ code: 'spf-records-several', parameters: { count: 2 } }],
    });
    expect(await resultOf({ TXT: ['v=spf1 -all', 'v=spf10 +all', 'spf2.0/pra +all', 'other'] })).toBe('fail');
  });

  it('§3.3 strings of one record MUST be concatenated without spaces', () => {
    const joined = ['v=spf1 ip4:192.0.2.0', '/24 -all'].join('');
    const answer = {
      state: 'found',
      records: [joined],
      aliases: [],
      authentic: false,
      ttlSeconds: 1,
    } as const;
    expect(recordFacts(answer, selectSpfRecord)).toMatchObject({
      state: 'found',
      text: 'v=spf1 ip4:192.0.2.0/24 -all',
    });
    expect(selectSpfRecord(['v=spf1 ip4:192.0.2.0/24-all'])).toMatchObject({ state: 'invalid' });
  });

  it('§4.3 internationalized names MUST be encoded as A-labels', async () => {
    const { lookUp, asked } = spfWorld({ 'xn--bcher-kva.example': 'v=spf1 -all' });
    expect((await checkHost({ ip: IP, domain: 'bücher.example' }, lookUp)).result).toBe('fail');
    expect(asked).toEqual(['TXT xn--bcher-kva.example']);
  });
});

describe('RFC 7208 §4.6.4: limits', () => {
  it('terms that cause queries MUST be limited to 10, over all records', async () => {
    const inner = {
      'i.example.com': 'v=spf1 a:h.example.com a:h.example.com a:h.example.com',
      'h.example.com': A,
    };
    expect(
      await resultOf(
        'v=spf1 include:i.example.com include:i.example.com a:h.example.com a:h.example.com -all',
        inner,
      ),
    ).toBe('fail');
    expect(
      await resultOf(
        'v=spf1 include:i.example.com include:i.example.com a:h.example.com a:h.example.com a:h.example.com -all',
        inner,
      ),
    ).toBe('permerror');
  });

  it('the eleventh MUST be a permerror, and nothing is asked for it', async () => {
    const { lookUp, asked } = spfWorld({
      'example.com': `v=spf1${' a:h.example.com'.repeat(11)} -all`,
      'h.example.com': A,
    });
    expect(await checkHost({ ip: IP, domain: 'example.com' }, lookUp)).toMatchObject({
      result: 'permerror',
      lookUps: 11,
    });
    expect(asked).toHaveLength(11);
  });

  const mx = (count: number): Entry => ({
    TXT: 'v=spf1 mx -all',
    MX: Array.from({ length: count }, (_, index) => `${index} h${index}.example.net`),
  });
  it('an mx MUST NOT lead to more than 10 address records, or MUST be a permerror', async () => {
    const hosts = Object.fromEntries(Array.from({ length: 11 }, (_, index) => [`h${index}.example.net`, A]));
    expect(await resultOf(mx(10), hosts)).toBe('fail');
    expect(await resultOf(mx(11), hosts)).toBe('permerror');
    const again = Array.from({ length: 11 }, (_, index) => `${index} h0.example.net`);
    expect(await resultOf({ TXT: 'v=spf1 mx -all', MX: again }, hosts)).toBe('permerror');
  });

  it('of the names of an address all other than the first 10 MUST be ignored', async () => {
    const names = Array.from({ length: 12 }, (_, index) => `n${index}.example.com`);
    const { lookUp, asked } = spfWorld({
      'example.com': 'v=spf1 ptr -all',
      '3.2.0.192.in-addr.arpa': { PTR: names },
      'n11.example.com': { A: IP },
    });
    expect((await checkHost({ ip: IP, domain: 'example.com' }, lookUp)).result).toBe('fail');
    expect(asked.filter((question) => question.startsWith('A '))).toHaveLength(10);
  });

  it('void look-ups SHOULD be limited to two', async () => {
    expect(await resultOf('v=spf1 a:x.example.org a:y.example.org -all')).toBe('fail');
    expect(await resultOf('v=spf1 a:x.example.org a:y.example.org a:z.example.org -all')).toBe('permerror');
  });
});

describe('RFC 7208 §5: mechanisms', () => {
  it('§5.1 mechanisms after all MUST be ignored', async () => {
    expect(await resultOf(`v=spf1 -all${' a:nix.example.org'.repeat(12)} ip4:${IP}`)).toBe('fail');
  });

  it('§5.1, §6.1 redirect MUST be ignored where there is an all, wherever they stand', async () => {
    const other = { 'o.example.com': 'v=spf1 +all' };
    expect(await resultOf('v=spf1 redirect=o.example.com -all', other)).toBe('fail');
    expect(await resultOf('v=spf1 -all redirect=o.example.com', other)).toBe('fail');
  });

  it('§5.4 the implicit MX rules MUST NOT be applied', async () => {
    const { lookUp, asked } = spfWorld({ 'example.com': { TXT: 'v=spf1 mx -all', A: IP } });
    expect((await checkHost({ ip: IP, domain: 'example.com' }, lookUp)).result).toBe('fail');
    expect(asked).toEqual(['TXT example.com', 'MX example.com']);
  });

  it('§5.5 ptr MUST be supported', async () => {
    const zone = { '3.2.0.192.in-addr.arpa': { PTR: 'a.example.com' }, 'a.example.com': { A: IP } };
    expect(await resultOf('v=spf1 ptr -all', zone)).toBe('pass');
  });

  it('§5.5 erratum 4751: the name of the client is below the target, and not the other way round', async () => {
    const zone = { '3.2.0.192.in-addr.arpa': { PTR: 'example.com' } };
    const own = { TXT: 'v=spf1 ptr:sub.example.com -all', A: IP };
    expect(await resultOf(own, zone)).toBe('fail');
  });
});

describe('RFC 7208 §6: modifiers', () => {
  it.each(['redirect=o.example.com', 'exp=o.example.com'])('%s MUST NOT appear twice', async (modifier) => {
    const other = { 'o.example.com': 'v=spf1 -all' };
    expect(await resultOf(`v=spf1 ${modifier}`, other)).not.toBe('permerror');
    expect(await resultOf(`v=spf1 ${modifier} ${modifier}`, other)).toBe('permerror');
    expect(await resultOf(`v=spf1 ${modifier.toUpperCase()} -all ${modifier}`, other)).toBe('permerror');
  });

  it('unrecognized modifiers MUST be ignored, wherever and however often', async () => {
    expect(await resultOf(`v=spf1 x=1 x=1 ra=postmaster rp=100 y= ip4:${IP} x=%{d}/ -all z=:`)).toBe('pass');
  });

  it('§6.2 no explanation where there is no exp', async () => {
    const answer = await checked({ 'example.com': 'v=spf1 -all' }, IP, 'user@example.com');
    expect(answer).toMatchObject({ result: 'fail', explanation: null });
  });

  it('§6.2 the explanation MUST be limited to ASCII', async () => {
    const zone = { 'example.com': 'v=spf1 -all exp=e.example.com', 'e.example.com': '%{h}' };
    const of = async (helo: string) => (await checked(zone, IP, 'user@example.com', { helo })).explanation;
    expect([await of('plain'), await of('gr\u00fcn')]).toEqual(['plain', null]);
  });

  const two: Zone = {
    'o.example.com': 'v=spf1 -all exp=theirs.example.com',
    'ours.example.com': 'ours',
    'theirs.example.com': 'theirs',
  };
  it('§6.2 exp of an included record MUST NOT be used', async () => {
    const zone = { ...two, 'example.com': 'v=spf1 include:o.example.com -all exp=ours.example.com' };
    expect((await checked(zone, IP, 'user@example.com')).explanation).toBe('ours');
  });

  it('§6.2 exp of the first record MUST NOT be used behind a redirect', async () => {
    const zone = { ...two, 'example.com': 'v=spf1 redirect=o.example.com exp=ours.example.com' };
    expect((await checked(zone, IP, 'user@example.com')).explanation).toBe('theirs');
  });
});

describe('RFC 7208 §7: macros', () => {
  it('§7.3 names with a trailing dot MUST be accepted', async () => {
    expect(await resultOf('v=spf1 a:h.example.com. -all', { 'h.example.com': { A: IP } })).toBe('pass');
  });

  it('§7.3 a number of parts MUST be nonzero', async () => {
    expect(await resultOf('v=spf1 exists:%{d0}.example.com -all')).toBe('permerror');
    expect(await resultOf('v=spf1 exists:%{d1}.example.com -all')).toBe('fail');
  });

  it('§7.3 numbers up to 127 MUST be supported', async () => {
    const zone = { [`${'a.'.repeat(100)}list.example.com`]: A };
    const sender = `${'a.'.repeat(99)}a@example.com`;
    const all = { ...zone, 'example.com': 'v=spf1 exists:%{l127}.list.example.com -all' };
    expect((await checked(all, IP, sender)).result).toBe('pass');
  });

  it('§7.3 an upper case letter MUST be escaped in all but the unreserved characters', async () => {
    const zone = { 'example.com': 'v=spf1 -all exp=e.example.com', 'e.example.com': '%{L} %{l}' };
    const { explanation } = await checked(zone, IP, 'a~b_c-d+e/f=g@example.com');
    expect(explanation).toBe('a~b_c-d%2Be%2Ff%3Dg a~b_c-d+e/f=g');
  });
});

/** The world of appendix A. */
const WORLD: Zone = {
  'example.com': { MX: ['10 mail-a.example.com', '20 mail-b.example.com'], A: ['192.0.2.10', '192.0.2.11'] },
  'amy.example.com': { A: '192.0.2.65' },
  'bob.example.com': { A: '192.0.2.66' },
  'mail-a.example.com': { A: '192.0.2.129' },
  'mail-b.example.com': { A: '192.0.2.130' },
  'example.org': { MX: '10 mail-c.example.org' },
  'mail-c.example.org': { A: '192.0.2.140' },
  '10.2.0.192.in-addr.arpa': { PTR: 'example.com' },
  '11.2.0.192.in-addr.arpa': { PTR: 'example.com' },
  '65.2.0.192.in-addr.arpa': { PTR: 'amy.example.com' },
  '66.2.0.192.in-addr.arpa': { PTR: 'bob.example.com' },
  '129.2.0.192.in-addr.arpa': { PTR: 'mail-a.example.com' },
  '130.2.0.192.in-addr.arpa': { PTR: 'mail-b.example.com' },
  '140.2.0.192.in-addr.arpa': { PTR: 'mail-c.example.org' },
  '4.0.0.10.in-addr.arpa': { PTR: 'bob.example.com' },
};
const CLIENTS = [10, 11, 65, 66, 129, 130, 140].map((octet) => `192.0.2.${octet}`);

/** The clients that pass, of all that appendix A has, by the last octet. */
async function passing(zone: Zone, sender: string): Promise<string> {
  const passes = await Promise.all(
    [...CLIENTS, '10.0.0.4'].map(async (ip) =>
      (await checked(zone, ip, sender)).result === 'pass' ? [ip] : [],
    ),
  );
  return passes
    .flat()
    .map((ip) => ip.replace('192.0.2.', ''))
    .join(' ');
}

describe('RFC 7208 appendix A', () => {
  const own = WORLD['example.com'] as Exclude<Entry, string>;
  it.each([
    ['v=spf1 +all', '10 11 65 66 129 130 140 10.0.0.4'],
    ['v=spf1 a -all', '10 11'],
    ['v=spf1 a:example.org -all', ''],
    ['v=spf1 mx -all', '129 130'],
    ['v=spf1 mx:example.org -all', '140'],
    ['v=spf1 mx mx:example.org -all', '129 130 140'],
    ['v=spf1 mx/30 mx:example.org/30 -all', '129 130 140'],
    ['v=spf1 ptr -all', '10 11 65 66 129 130'],
    ['v=spf1 ip4:192.0.2.128/28 -all', '129 130 140'],
  ])('A.1 %s lets %s send', async (record, expected) => {
    expect(await passing({ ...WORLD, 'example.com': { ...own, TXT: record } }, 'user@example.com')).toBe(
      expected,
    );
  });

  it('A.2 the union of several domains, and redirects to one record', async () => {
    const zone = {
      ...WORLD,
      'example.com': { ...own, TXT: 'v=spf1 mx -all' },
      'example.net': { TXT: 'v=spf1 ip4:192.0.2.140 -all' },
      'example.org': { TXT: 'v=spf1 include:example.com include:example.net -all' },
      'la.example.org': { TXT: 'v=spf1 redirect=example.org' },
    };
    expect(await passing(zone, 'user@example.org')).toBe('129 130 140');
    expect(await passing(zone, 'user@la.example.org')).toBe('129 130 140');
  });

  it('A.3 users by name, and by name and address', async () => {
    const zone = {
      ...WORLD,
      'example.com': {
        ...own,
        TXT: 'v=spf1 mx include:mobile-users._spf.%{d} include:remote-users._spf.%{d} -all',
      },
      'mobile-users._spf.example.com': 'v=spf1 exists:%{l1r+}.%{d}',
      'remote-users._spf.example.com': 'v=spf1 exists:%{ir}.%{l1r+}.%{d}',
      'mary.mobile-users._spf.example.com': { A: '127.0.0.2' },
      '15.15.168.192.joel.remote-users._spf.example.com': { A: '127.0.0.2' },
    };
    const of = async (ip: string, user: string) => (await checked(zone, ip, `${user}@example.com`)).result;
    expect(await of('203.0.113.1', 'mary')).toBe('pass');
    expect(await of('203.0.113.1', 'mary+lists')).toBe('pass');
    expect(await of('203.0.113.1', 'joel')).toBe('fail');
    expect(await of('192.168.15.15', 'joel+x')).toBe('pass');
    expect(await of('192.0.2.129', 'anybody')).toBe('pass');
  });

  it('A.4 both conditions, by refusing what does not meet one (errata 4001, 6216)', async () => {
    const zone = {
      ...WORLD,
      'example.com': { ...own, TXT: 'v=spf1 -include:ip4._spf.%{d} -include:ptr._spf.%{d} +all' },
      'ip4._spf.example.com': 'v=spf1 -ip4:192.0.2.0/24 +all',
      'ptr._spf.example.com': 'v=spf1 -ptr:example.com +all',
    };
    expect(await passing(zone, 'user@example.com')).toBe('10 11 65 66 129 130');
  });
});
