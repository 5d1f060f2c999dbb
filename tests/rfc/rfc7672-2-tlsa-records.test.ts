import { describe, expect, it } from 'vitest';
import { HOST, addressOf, chain, checkDane, key, keys, mxOf } from '../support/dane-world.ts';
import { a, cname, mx, tlsaRecord } from '../support/dns-wire.ts';
import { bogus, hangs, nodata, nxdomain, reply, servfail, signed, signedNodata } from '../support/network.ts';

/** RFC 7672 §2: which TLSA records apply, and what every answer on the way there means. One test for each MUST, in order. */

const TLSA = `_25._tcp.${HOST} TLSA`;
const BACKUP = 'backup.example.com';
const two = { 'example.com MX': mxOf(HOST, BACKUP), [`${BACKUP} A`]: addressOf(BACKUP) };

describe('RFC 7672 §2.1.1: errors, bogus and indeterminate answers', () => {
  it('MUST treat an island of signatures as insecure: it arrives without AD', async () => {
    const island = { 'example.com MX': reply({ answers: [mx('example.com', 10, HOST)] }) };
    expect(await checkDane({ ...island, [`${HOST} A`]: reply({ answers: [a(HOST)] }) })).toMatchObject({
      dane: 'absent',
      headline: 'absent',
      asked: [],
    });
  });

  it('MUST tell four states apart: secure, insecure, bogus, and no answer at all', async () => {
    const states = await Promise.all(
      [keys(HOST), reply({ answers: [key(HOST)] }), bogus(reply({ answers: [key(HOST)] })), breaking].map(
        async (answer) => (await checkDane({ [TLSA]: answer })).hosts[HOST],
      ),
    );
    expect(states).toEqual(['authenticated', 'opportunistic', 'avoided', 'unknown']);
  });

  it('MUST treat an indeterminate answer as a bogus one: both are SERVFAIL', async () => {
    expect((await checkDane({ [TLSA]: servfail })).hosts).toEqual({ [HOST]: 'avoided' });
  });

  it('MUST NOT rely on a resolver that does not validate: it is noticed, and nothing is called unsigned', async () => {
    const bare = {
      'example.com MX': reply({ answers: [mx('example.com', 10, HOST)] }),
      [`${HOST} A`]: reply({ answers: [a(HOST)] }),
      'arpa SOA': nodata,
    };
    const { dane, dnssec, codes } = await checkDane(bare);
    expect([dane, dnssec]).toEqual(['not-validating', 'not-validating']);
    expect(codes).toContain('dnssec-resolver-not-validating');
    expect(codes).not.toContain('dnssec-insecure');
  });

  it.each([
    ['NXDOMAIN', nxdomain],
    ['NODATA', nodata],
    ['a signed NODATA', signedNodata],
  ])('a no is no error, secure or not: %s', async (_, answer) => {
    expect(await checkDane({ [TLSA]: answer })).toMatchObject({ hosts: { [HOST]: 'opportunistic' } });
  });
});

describe('RFC 7672 §2.1.2: error handling', () => {
  it('MUST delay delivery where the MX records are bogus', async () => {
    const answer = { 'example.com MX': bogus(reply({ answers: [mx('example.com', 10, HOST)] })) };
    const { headline, codes } = await checkDane(answer);
    expect(headline).toBe('held-all');
    expect(codes).toContain('dane-mx-bogus');
    // Said once: that the servers are not known is what it means.
    expect(codes).not.toContain('mx-unavailable');
  });

  it('a resolver that does not validate fails for another cause: no mail is said to be held', async () => {
    const bare = { 'arpa SOA': nodata, [`${HOST} A`]: bogus(reply({ answers: [a(HOST)] })) };
    const lost = await checkDane({
      ...bare,
      'example.com MX': bogus(reply({ answers: [mx('example.com', 10, HOST)] })),
    });
    expect([lost.dane, lost.dnssec]).toEqual(['unknown', 'not-validating']);
    expect(lost.headline).not.toMatch(/^held/);
    const found = await checkDane({
      ...bare,
      'example.com MX': reply({ answers: [mx('example.com', 10, HOST)] }),
    });
    expect([found.dane, found.dnssec, found.hosts]).toEqual([
      'not-validating',
      'not-validating',
      { [HOST]: 'unknown' },
    ]);
    for (const { codes } of [lost, found]) expect(codes.join(' ')).not.toMatch(/bogus|address-failed/);
  });

  it('a server without an answer for its address does not stop the others', async () => {
    const { hosts, headline } = await checkDane({
      ...two,
      [`${BACKUP} A`]: bogus(reply({ answers: [a(BACKUP)] })),
    });
    expect(hosts).toEqual({ [HOST]: 'authenticated', [BACKUP]: 'avoided' });
    expect(headline).toBe('held-some');
  });

  it.each([
    ['SERVFAIL', servfail],
    ['a bogus answer', bogus(reply({ answers: [key(HOST)] }))],
    ['a bogus denial', bogus(nodata)],
    ['a word of the resolver', reply({ rcode: 'SERVFAIL', extendedErrors: [[7, '']] })],
  ])('MUST NOT deliver to a server whose TLSA look-up fails: %s', async (_, answer) => {
    expect(await checkDane({ [TLSA]: answer })).toMatchObject({
      hosts: { [HOST]: 'avoided' },
      headline: 'held-all',
    });
  });

  it('MUST use the next server where one look-up fails, and says which fails', async () => {
    const { headline, codes } = await checkDane({
      ...two,
      [`_25._tcp.${BACKUP} TLSA`]: servfail,
      [TLSA]: keys(HOST),
    });
    expect(headline).toBe('held-some');
    expect(codes).toContain('dane-tlsa-lookup-failed');
    expect(codes).not.toContain('dane-all-hosts-avoided');
  });

  it('what our own network loses is no failure of the server', async () => {
    expect(await checkDane({ [TLSA]: breaking })).toMatchObject({
      hosts: { [HOST]: 'unknown' },
      dane: 'unknown',
      headline: 'dane-unknown',
    });
  });

  it('a denial that fails is told from records that fail: asked once more, with CD', async () => {
    const denial = await checkDane({ [TLSA]: bogus(nodata) });
    expect(denial.codes).toContain('dane-tlsa-denial-bogus');
    expect(denial.unchecked).toEqual([TLSA]);
    const records = await checkDane({ [TLSA]: bogus(reply({ answers: [key(HOST)] })) });
    expect(records.codes).toContain('dane-tlsa-lookup-failed');
    expect(records.codes).not.toContain('dane-tlsa-denial-bogus');
  });
});

describe('RFC 7672 §2.1.3: aliases', () => {
  const end = 'mx.provider.net';

  it('MUST count the look-up as failed where a link of the chain fails', async () => {
    const broken = {
      [`${HOST} A`]: signed(cname(HOST, end)),
      [`${end} A`]: bogus(reply({ answers: [a(end)] })),
    };
    expect(await checkDane(broken)).toMatchObject({ hosts: { [HOST]: 'avoided' }, asked: [] });
  });

  it('MUST count what follows an insecure link as insecure, though the rest is signed', async () => {
    const dns = {
      [`${HOST} A`]: reply({ answers: [cname(HOST, end)] }),
      [`${end} A`]: addressOf(end),
      [`${HOST} CNAME`]: reply({ answers: [cname(HOST, end)] }),
    };
    expect(await checkDane(dns)).toMatchObject({ hosts: { [HOST]: 'opportunistic' }, asked: [] });
  });

  it('asks for the first alias alone, since AD is cleared for the whole chain', async () => {
    const dns = { [`${HOST} A`]: chain([HOST, end], false), [`${HOST} CNAME`]: signed(cname(HOST, end)) };
    expect(await checkDane(dns)).toMatchObject({ hosts: { [HOST]: 'authenticated' }, asked: [HOST] });
  });
});

describe('RFC 7672 §2.2: the four outcomes', () => {
  it('secure with a usable record: MUST authenticate', async () => {
    const other = tlsaRecord(`_25._tcp.${HOST}`, [0, 0, 1], 'ab'.repeat(32));
    expect(await checkDane({ [TLSA]: signed(key(HOST), other) })).toMatchObject({
      hosts: { [HOST]: 'authenticated' },
      headline: 'dane',
    });
  });

  it('secure and all unusable: MUST use TLS, any key', async () => {
    const { hosts, headline, codes } = await checkDane({
      [TLSA]: signed(tlsaRecord(`_25._tcp.${HOST}`, [9, 9, 9], 'ab')),
    });
    expect([hosts[HOST], headline]).toEqual(['encrypted', 'absent']);
    expect(codes).toContain('dane-all-unusable');
  });

  it('insecure, or a proof that there is none: as without DANE', async () => {
    for (const answer of [reply({ answers: [key(HOST)] }), signedNodata])
      expect((await checkDane({ [TLSA]: answer })).hosts[HOST]).toBe('opportunistic');
  });

  it('an error: MUST use the next server or wait', async () => {
    expect((await checkDane({ [TLSA]: servfail })).hosts[HOST]).toBe('avoided');
  });

  it('no DANE for an address in the place of a name', async () => {
    const { hosts, questions } = await checkDane({ 'example.com MX': mxOf('192.0.2.1') });
    expect(hosts).toEqual({ '192.0.2.1': 'opportunistic' });
    expect(questions.filter((question) => question.includes('192.0.2.1'))).toEqual([]);
  });
});

describe('RFC 7672 §2.2.1: MX records', () => {
  const unsignedMx = { 'example.com MX': reply({ answers: [mx('example.com', 10, HOST)] }) };

  it('MUST NOT call mail secure whose servers were named by an insecure answer', async () => {
    expect(await checkDane(unsignedMx)).toMatchObject({
      hosts: { [HOST]: 'authenticated' },
      dane: 'mx-insecure',
      headline: 'absent',
    });
  });

  it('MUST obey preferences before security: one server without records is a hole', async () => {
    const { dane, headline, codes } = await checkDane({ ...two, [`_25._tcp.${BACKUP} TLSA`]: signedNodata });
    expect([dane, headline]).toEqual(['partial', 'absent']);
    expect(codes).toContain('dane-partial');
  });

  it('MUST treat each server as a destination of its own', async () => {
    const { hosts, asked } = await checkDane({ ...two, [`_25._tcp.${BACKUP} TLSA`]: keys(BACKUP) });
    expect(hosts).toEqual({ [HOST]: 'authenticated', [BACKUP]: 'authenticated' });
    expect(asked).toEqual([HOST, BACKUP]);
  });

  it('no TLSA or insecure TLSA of a server: delivery as without DANE', async () => {
    const { hosts } = await checkDane({ [TLSA]: reply({ answers: [key(HOST)] }) });
    expect(hosts).toEqual({ [HOST]: 'opportunistic' });
  });

  it('MUST treat a server as unreachable on any error, to prevent a downgrade', async () => {
    const { hosts } = await checkDane({ ...two, [`_25._tcp.${BACKUP} TLSA`]: servfail });
    expect(hosts).toEqual({ [HOST]: 'authenticated', [BACKUP]: 'avoided' });
  });
});

describe('RFC 7672 §2.2.2: from a server to its base domains', () => {
  const end = 'mx.provider.net';
  const middle = 'cdn.provider.net';

  it('MUST ask for the address before TLSA', async () => {
    const { questions } = await checkDane();
    expect(questions.indexOf(TLSA)).toBeGreaterThan(questions.indexOf(`${HOST} A`));
    const waiting = checkDane({ [`${HOST} A`]: hangs });
    expect(await Promise.race([waiting, Promise.resolve('waits')])).toBe('waits');
  });

  it('no address: unreachable, and no question for TLSA', async () => {
    const none = { [`${HOST} A`]: signedNodata, [`${HOST} AAAA`]: signedNodata };
    const { hosts, asked } = await checkDane(none);
    expect([hosts[HOST], asked]).toEqual(['unreachable', []]);
  });

  it('an insecure address: no question for TLSA, at which servers of such zones fail', async () => {
    const { hosts, questions } = await checkDane({
      [`${HOST} A`]: reply({ answers: [a(HOST)] }),
      [TLSA]: servfail,
    });
    expect(hosts[HOST]).toBe('opportunistic');
    expect(questions).not.toContain(TLSA);
  });

  it('no alias: the name itself', async () => {
    expect((await checkDane()).asked).toEqual([HOST]);
  });

  it('an insecure first alias: DANE does not apply', async () => {
    const dns = {
      [`${HOST} A`]: chain([HOST, end], false),
      [`${HOST} CNAME`]: reply({ answers: [cname(HOST, end)] }),
    };
    expect(await checkDane(dns)).toMatchObject({ hosts: { [HOST]: 'opportunistic' }, asked: [] });
  });

  it('a secure alias that leads out of what is signed: the original name alone', async () => {
    const dns = { [`${HOST} A`]: chain([HOST, end], false), [`${HOST} CNAME`]: signed(cname(HOST, end)) };
    expect((await checkDane(dns)).asked).toEqual([HOST]);
  });

  it('a secure alias: the end of it, and failing that the original; never a name in between', async () => {
    const dns = { [`${HOST} A`]: chain([HOST, middle, end], true), [`_25._tcp.${end} TLSA`]: keys(end) };
    expect(await checkDane(dns)).toMatchObject({ hosts: { [HOST]: 'authenticated' }, asked: [end] });
    const original = { ...dns, [`_25._tcp.${end} TLSA`]: signedNodata };
    expect(await checkDane(original)).toMatchObject({
      hosts: { [HOST]: 'authenticated' },
      asked: [end, HOST],
    });
  });

  it('an error at the first base domain is final', async () => {
    const dns = { [`${HOST} A`]: chain([HOST, end], true), [`_25._tcp.${end} TLSA`]: servfail };
    expect(await checkDane(dns)).toMatchObject({ hosts: { [HOST]: 'avoided' }, asked: [end] });
  });

  it('without MX records the domain is its own server', async () => {
    const dns = {
      'example.com MX': signedNodata,
      'example.com A': addressOf('example.com'),
      '_25._tcp.example.com TLSA': keys('example.com'),
    };
    expect(await checkDane(dns)).toMatchObject({ headline: 'dane', asked: ['example.com'] });
  });
});

describe('RFC 7672 §2.2.3: the TLSA look-up', () => {
  const shared = 'keys.example.com';

  it('MUST ask at the port of mail: _25._tcp', async () => {
    expect((await checkDane()).questions).toContain(TLSA);
  });

  it('records at the domain itself are found by nobody, and Waxseal says so', async () => {
    const misplaced = { [TLSA]: signedNodata, '_25._tcp.example.com TLSA': keys('example.com') };
    const { hosts, codes } = await checkDane(misplaced);
    expect(hosts).toEqual({ [HOST]: 'opportunistic' });
    expect(codes).toContain('dane-tlsa-misplaced');
    // Nobody who has DANE is asked, nor who has a domain that is not signed.
    expect((await checkDane()).questions).not.toContain('_25._tcp.example.com TLSA');
  });

  it('follows aliases of the record; the base domain stays', async () => {
    const alias = cname(`_25._tcp.${HOST}`, shared);
    const record = tlsaRecord(shared, [3, 1, 1], 'ab'.repeat(32));
    const { hosts, asked, codes } = await checkDane({ [TLSA]: signed(alias, record) });
    expect([hosts[HOST], asked]).toEqual(['authenticated', [HOST]]);
    expect(codes).toContain('dane-tlsa-alias');
  });

  it('an insecure link on the way: the next base domain', async () => {
    const alias = cname(`_25._tcp.${HOST}`, shared);
    const record = tlsaRecord(shared, [3, 1, 1], 'ab'.repeat(32));
    const { hosts, codes } = await checkDane({ [TLSA]: reply({ answers: [alias, record] }) });
    expect(hosts[HOST]).toBe('opportunistic');
    expect(codes).toContain('dane-tlsa-alias-insecure');
  });

  it('MUST try the original name where the end of the alias has no secure records', async () => {
    const end = 'mx.provider.net';
    const insecure = reply({ answers: [key(end)] });
    const dns = { [`${HOST} A`]: chain([HOST, end], true), [`_25._tcp.${end} TLSA`]: insecure };
    expect(await checkDane(dns)).toMatchObject({ asked: [end, HOST], hosts: { [HOST]: 'authenticated' } });
  });

  it('MUST NOT deliver without TLS where there is a secure record, usable or not', async () => {
    const { hosts } = await checkDane({ [TLSA]: signed(tlsaRecord(`_25._tcp.${HOST}`, [3, 1, 1], '')) });
    expect(hosts[HOST]).toBe('encrypted');
  });
});

function breaking(): never {
  throw new TypeError('Failed to fetch');
}
