import { describe, expect, it } from 'vitest';
import { HOST, checkDane, key } from '../support/dane-world.ts';
import { tlsaRecord } from '../support/dns-wire.ts';
import { reply, signed } from '../support/network.ts';

/**
 * RFC 7672 §3 and §4: with which records a server is authenticated. Waxseal connects to no mail server, so of what is compared with a certificate it says that it
 * cannot see it. One test for each MUST, in order.
 */

const NAME = `_25._tcp.${HOST}`;
const TLSA = `${NAME} TLSA`;
const DIGEST = 'ab'.repeat(32);
const NEXT = 'cd'.repeat(32);
const of = (...records: (readonly [numbers: readonly [number, number, number], data: string])[]) =>
  checkDane({ [TLSA]: signed(...records.map(([numbers, data]) => tlsaRecord(NAME, numbers, data))) });

describe('RFC 7672 §3.1: usages', () => {
  it('SHA-256 SHOULD be among the digests, since it alone is mandatory', async () => {
    expect((await of([[3, 1, 2], 'ab'.repeat(64)])).codes).toContain('dane-no-sha256');
    expect((await of([[3, 1, 1], DIGEST])).codes).not.toContain('dane-no-sha256');
  });

  it('§3.1.1: DANE-EE MUST do without names and dates: nothing is said of either', async () => {
    const { codes, hosts } = await of([[3, 1, 1], DIGEST], [[3, 1, 1], NEXT]);
    expect(hosts[HOST]).toBe('authenticated');
    expect(codes.filter((code) => code.startsWith('dane-'))).toEqual([
      'dane-without-tlsrpt',
      'dane-without-sts',
      'dane-reports',
      'dane-certificate-not-seen',
    ]);
  });

  it('§3.1.2: with DANE-TA the server MUST send the certificate of the issuer, which Waxseal says it does not see', async () => {
    const { codes, hosts } = await of([[2, 0, 1], DIGEST]);
    expect(hosts[HOST]).toBe('authenticated');
    expect(codes).toContain('dane-certificate-not-seen');
  });

  it.each([0, 1])('§3.1.3: PKIX usages are undefined for mail, and count as unusable: %d', async (usage) => {
    const { codes, hosts } = await of([[usage as 0, 1, 1], DIGEST]);
    expect(hosts[HOST]).toBe('encrypted');
    expect(codes).toContain('dane-usage-pkix');
  });
});

describe('RFC 7672 §3.2: matching', () => {
  it('MUST authenticate where one record is usable, whatever stands beside it', async () => {
    const { hosts } = await of([[0, 0, 1], DIGEST], [[9, 9, 9], 'ab'], [[3, 1, 1], DIGEST]);
    expect(hosts[HOST]).toBe('authenticated');
  });

  it('MUST NOT authenticate by records that are not secure', async () => {
    const { hosts } = await checkDane({ [TLSA]: reply({ answers: [key(HOST)] }) });
    expect(hosts[HOST]).toBe('opportunistic');
  });

  it('§3.2.2: the base domain is a name that the certificate may have; it does not follow aliases of the record', async () => {
    const { asked } = await of([[2, 1, 1], DIGEST]);
    expect(asked).toEqual([HOST]);
  });
});

describe('RFC 7672 §4: publishers', () => {
  it('MUST publish two records before a new key or issuer is used', async () => {
    expect((await of([[3, 1, 1], DIGEST])).codes).toContain('dane-no-rollover');
    for (const other of [
      [3, 1, 1],
      [2, 1, 1],
    ] as const)
      expect((await of([[3, 1, 1], DIGEST], [other, NEXT])).codes).not.toContain('dane-no-rollover');
  });
});
