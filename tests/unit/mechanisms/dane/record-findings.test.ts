import { describe, expect, it } from 'vitest';
import { ISSUERS, isRetired, issuerOf, missingBeside } from '../../../../lib/mechanisms/dane/issuers.ts';
import { recordFindings } from '../../../../lib/mechanisms/dane/record-findings.ts';
import { DIGEST, tlsaLookup } from '../../../support/dane.ts';

const NOW = Date.parse('2026-11-27T12:00:00Z');
const HOST = 'mx.test';
const NEXT = 'cd'.repeat(32);
const digestOf = (name: string) => ISSUERS.find((issuer) => issuer.name === name)?.digest ?? '';
const findings = (records: readonly string[], now = NOW) =>
  recordFindings(HOST, tlsaLookup(HOST, records), now);
const codes = (records: readonly string[], now = NOW) => findings(records, now).map(({ code }) => code);
const active = (family: string) => ['1', '2', '3'].map((number) => `2 1 1 ${digestOf(`${family}${number}`)}`);
const der = '300b3003020101300003020000';

describe('what is said of a TLSA set', () => {
  it.each<[why: string, records: string[], codes: string[]]>([
    ['two keys: nothing', [`3 1 1 ${DIGEST}`, `3 1 1 ${NEXT}`], []],
    ['a key and an issuer that is not known here', [`3 1 1 ${DIGEST}`, `2 1 1 ${NEXT}`], []],
    ['one key: the next has no record (RFC 7672 §4)', [`3 1 1 ${DIGEST}`], ['dane-no-rollover']],
    ['an issuer alone: the next key has the same', [`2 1 1 ${DIGEST}`], []],
    [
      'the same key twice is still one',
      [`3 1 1 ${DIGEST}`, `3 1 1 ${DIGEST}`],
      ['dane-duplicate', 'dane-no-rollover'],
    ],
    [
      'one key by two digests is still one',
      [`3 1 1 ${DIGEST}`, `3 1 2 ${'ab'.repeat(64)}`],
      ['dane-mixed-digests', 'dane-no-rollover'],
    ],
    [
      'SHA-512 alone (RFC 7672 §3.1)',
      [`3 1 2 ${'ab'.repeat(64)}`, `3 1 2 ${'cd'.repeat(64)}`],
      ['dane-no-sha256'],
    ],
    ['SHA-512 for another usage is no mixture', [`3 1 1 ${DIGEST}`, `2 1 2 ${'ab'.repeat(64)}`], []],
    ['a whole certificate', [`2 0 0 ${der}`], ['dane-full-data', 'dane-ta-certificate']],
    ['the certificate of the server', [`3 0 1 ${DIGEST}`, `3 0 1 ${NEXT}`], ['dane-ee-certificate']],
    ['the certificate of an issuer', [`2 0 1 ${DIGEST}`], ['dane-ta-certificate']],
    ['what nobody can use', [`0 1 1 ${DIGEST}`], ['dane-usage-pkix', 'dane-all-unusable']],
    [
      'what nobody can use beside two keys is said, and that is all',
      [`1 1 1 ${DIGEST}`, `3 1 1 ${DIGEST}`, `3 1 1 ${NEXT}`],
      ['dane-usage-pkix'],
    ],
    [
      'the same fault of several records is said once',
      [`0 1 1 ${DIGEST}`, `0 0 1 ${NEXT}`, `3 1 1 ${DIGEST}`, `3 1 1 ${NEXT}`],
      ['dane-usage-pkix'],
    ],
    ['all issuers of a family', active('YR'), []],
    ['one of a family of three', active('YE').slice(0, 1), ['dane-issuer-incomplete']],
    ['one of three beside the key of the server', [`3 1 1 ${DIGEST}`, active('YE')[0] ?? ''], []],
    ['a retired issuer alone', [`2 1 1 ${digestOf('X3')}`], ['dane-issuer-retired']],
    [
      'two of them alone',
      [`2 1 1 ${digestOf('R3')}`, `2 1 1 ${digestOf('R4')}`],
      ['dane-issuer-retired', 'dane-issuer-retired'],
    ],
    [
      'a retired issuer beside those of today',
      [...active('YR'), `2 1 1 ${digestOf('R10')}`],
      ['dane-issuer-retired-beside'],
    ],
    [
      'a retired issuer beside the key',
      [`3 1 1 ${DIGEST}`, `2 1 1 ${digestOf('R3')}`],
      ['dane-issuer-retired-beside'],
    ],
    [
      'an issuer as if it were the server',
      [`3 1 1 ${digestOf('YR1')}`],
      ['dane-ee-issuer', 'dane-no-rollover'],
    ],
    [
      'the same beside that issuer, as one of three',
      [`3 1 1 ${digestOf('YR1')}`, `2 1 1 ${digestOf('YR1')}`],
      ['dane-ee-issuer', 'dane-issuer-incomplete'],
    ],
    [
      'one of three issuers beside one that is not known here, which is no key of the server',
      [`2 1 1 ${DIGEST}`, active('YE')[0] ?? ''],
      ['dane-issuer-incomplete'],
    ],
    [
      'the digest of the key of an issuer is none of its certificate',
      [`2 0 1 ${digestOf('R3')}`],
      ['dane-ta-certificate'],
    ],
    [
      'two keys, and a certificate beside them that has no successor',
      [`3 1 1 ${DIGEST}`, `3 1 1 ${NEXT}`, `3 0 1 ${DIGEST}`],
      ['dane-ee-certificate'],
    ],
    [
      'the digest of nothing, by SHA-512',
      [
        '3 1 2 cf83e1357eefb8bdf1542850d66d8007d620e4050b5715dc83f4a921d36ce9ce47d0d13c5d85f2b0ff8318d2877eec2f63b931bd47417a81a538327af927da3e',
      ],
      ['dane-digest-of-nothing', 'dane-no-sha256', 'dane-no-rollover'],
    ],
    [
      'thirteen records',
      Array.from({ length: 13 }, (_, index) => `3 1 1 ${index.toString(16).padStart(64, '0')}`),
      ['dane-many-records'],
    ],
    [
      'twelve records',
      Array.from({ length: 12 }, (_, index) => `3 1 1 ${index.toString(16).padStart(64, '0')}`),
      [],
    ],
  ])('%s', (_, records, expected) => {
    expect(codes(records)).toEqual(expected);
  });

  it('names the server in each', () => {
    for (const { parameters } of findings([`0 1 1 ${DIGEST}`, `3 9 1 ${DIGEST}`, '3 1 1 ab']))
      expect(parameters).toMatchObject({ host: HOST });
  });

  it('says how many records there are, and how long the longest is that has the whole', () => {
    const keys = Array.from({ length: 13 }, (_, index) => `3 1 1 ${index.toString(16).padStart(64, '0')}`);
    expect(findings(keys)[0]?.parameters).toEqual({ host: HOST, count: 13 });
    const long = `301b3003020101300003120000${'00'.repeat(16)}`;
    for (const records of [
      [`2 0 0 ${der}`, `2 0 0 ${long}`],
      [`2 0 0 ${long}`, `2 0 0 ${der}`],
    ])
      expect(findings(records)[0]).toMatchObject({ code: 'dane-full-data', parameters: { octets: 29 } });
  });

  it('says which issuer stands as if it were the server', () => {
    expect(findings([`3 1 1 ${digestOf('YR1')}`])[0]?.parameters).toEqual({ host: HOST, issuer: 'YR1' });
  });

  it('says which issuers are missing, and when one stopped', () => {
    expect(findings(active('YE').slice(1))[0]?.parameters).toEqual({ host: HOST, missing: 'YE1' });
    expect(findings(active('YE').slice(0, 1))[0]?.parameters).toEqual({ host: HOST, missing: 'YE2, YE3' });
    expect(findings([`2 1 1 ${digestOf('R3')}`])[0]?.parameters).toEqual({
      host: HOST,
      issuer: 'R3',
      date: '2024-06-06',
    });
  });
});

describe('the issuers', () => {
  it('have digests of 32 octets, each once', () => {
    for (const { name, until } of ISSUERS) {
      expect(name).toMatch(/^(?:[XRE]|Y[RE])\d+$/);
      expect(until === null || new Date(until).toISOString().startsWith(until), name).toBe(true);
    }
    expect(new Set(ISSUERS.map(({ name }) => name)).size).toBe(ISSUERS.length);
    for (const { digest } of ISSUERS) expect(digest).toMatch(/^[0-9a-f]{64}$/);
    expect(new Set(ISSUERS.map(({ digest }) => digest)).size).toBe(ISSUERS.length);
    for (const issuer of ISSUERS) expect(issuerOf(issuer.digest)).toBe(issuer);
    expect(issuerOf(DIGEST)).toBeNull();
  });

  it('are retired once their last certificates have ended, and not before', () => {
    const r10 = ISSUERS.find(({ name }) => name === 'R10')!;
    expect(isRetired(r10, Date.parse('2026-08-10'))).toBe(false);
    expect(isRetired(r10, Date.parse('2026-08-11'))).toBe(false);
    expect(isRetired(r10, Date.parse('2026-08-11') + 1)).toBe(true);
    expect(
      isRetired(
        ISSUERS.find(({ name }) => name === 'YR1')!,
        Date.parse('2100-01-01'),
      ),
    ).toBe(false);
  });

  it('of before their end are not missed', () => {
    expect(missingBeside(ISSUERS.filter(({ name }) => name === 'R10'))).toEqual([]);
  });
});
