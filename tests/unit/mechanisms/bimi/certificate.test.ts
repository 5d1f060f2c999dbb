import { Buffer } from 'node:buffer';
import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { readCertificateFile } from '../../../../lib/mechanisms/bimi/certificate.ts';
import type { CertificateFaultCode } from '../../../../lib/mechanisms/bimi/certificate-faults.ts';
import { der, oid } from '../../../lab/der.ts';
import { logotypeOf, markChain, type Mark } from '../../../lab/mark-certificates.ts';

const DAY_MS = 86_400_000;
const LOGO = '<svg xmlns="http://www.w3.org/2000/svg"/>';
const MARK: Mark = { names: ['example.com'], logo: LOGO };
const SHA256 = createHash('sha256').update(LOGO).digest('hex');

const read = (text: string | Uint8Array, domains = ['example.com'], now = Date.now()) =>
  readCertificateFile(typeof text === 'string' ? Buffer.from(text, 'latin1') : text, { domains, now });
const codesOf = async (...asked: Parameters<typeof read>) =>
  (await read(...asked)).faults.map(({ code }) => code);
const fileOf = async (change: Partial<Mark> = {}) => (await markChain({ ...MARK, ...change })).join('');

describe('the certificate of a logo', () => {
  it('says whom it is for, by whom, until when, and for which logo', async () => {
    const { certificate, count, faults } = await read(await fileOf());
    expect(faults).toEqual([]);
    expect(count).toBe(3);
    expect(certificate).toMatchObject({
      organization: 'Example Brand Ltd',
      markType: 'Registered Mark',
      issuer: 'Waxseal lab mark CA',
      names: ['example.com'],
      image: { state: 'found', sha256: SHA256, isAsStated: true },
    });
    expect(certificate?.notAfter).toBeGreaterThan(Date.now() + 299 * DAY_MS);
    expect(certificate?.notBefore).toBeLessThan(Date.now());
  });

  it.each<[why: string, change: Partial<Mark>, wanted: readonly CertificateFaultCode[]]>([
    ['it has expired', { from: -400, until: -1 }, ['expired']],
    ['it is not valid yet', { from: 1 }, ['not-yet']],
    ['it is for servers', { purposes: ['1.3.6.1.5.5.7.3.1'] }, ['purpose']],
    [
      'it is for logos, and for something else',
      { purposes: ['1.3.6.1.5.5.7.3.1', '1.3.6.1.5.5.7.3.31'] },
      [],
    ],
    ['it names nobody', { names: [] }, ['no-names']],
    ['it is for somebody else', { names: ['example.org'] }, ['not-for-domain']],
    ['its name only ends alike', { names: ['notexample.com'] }, ['not-for-domain']],
    ['it holds no logo', { logotype: null }, ['no-logo']],
    ['its logo is no extension of that kind', { logotype: der(0x05) }, ['logo-unreadable']],
    [
      'the image in it is cut off',
      {
        logotype: logotypeOf(LOGO, {
          url: `data:image/svg+xml;base64,${gzipSync(LOGO).subarray(0, 20).toString('base64')}`,
        }),
      },
      ['logo-unreadable'],
    ],
    [
      'the image in it is a bomb',
      {
        logotype: logotypeOf(LOGO, {
          url: `data:image/svg+xml;base64,${gzipSync(Buffer.alloc(30_000_000)).toString('base64')}`,
        }),
      },
      ['logo-unreadable'],
    ],
    [
      'the image in it is no base64',
      { logotype: logotypeOf(LOGO, { url: 'data:image/svg+xml;base64,!' }) },
      ['logo-unreadable'],
    ],
    [
      'the image in it has another hash',
      { logotype: logotypeOf(LOGO, { hash: ['2.16.840.1.101.3.4.2.1', Buffer.alloc(32)] }) },
      ['logo-hash'],
    ],
    ['the certificate of its issuer has expired', { issuerUntil: -1 }, ['chain-expired']],
  ])('%s', async (_, change, wanted) => {
    expect(await codesOf(await fileOf(change))).toEqual(wanted);
  });

  it.each<
    [why: string, names: readonly string[], domains: string[], wanted: readonly CertificateFaultCode[]]
  >([
    ['the domain', ['EXAMPLE.com.'], ['example.com'], []],
    ['the name of its record', ['default._bimi.example.com'], ['example.com'], []],
    ['one of several', ['a.example', 'example.com'], ['example.com'], []],
    ['the domain above it', ['example.com'], ['news.example.com', 'example.com'], []],
    [
      'the record of the domain above it',
      ['default._bimi.example.com'],
      ['news.example.com', 'example.com'],
      [],
    ],
    ['another selector', ['brand._bimi.example.com'], ['example.com'], ['related']],
    ['a domain below it', ['news.example.com'], ['example.com'], ['related']],
    ['a domain beside it', ['shop.example.com'], ['news.example.com', 'example.com'], ['related']],
    // Which one DMARC goes by is not known then.
    ['a domain above it, of which nothing is known', ['example.com'], ['news.example.com'], ['related']],
    ['a wildcard', ['*.example.com'], ['example.com'], ['related']],
    ['a top-level domain', ['com'], ['example.com'], ['not-for-domain']],
  ])('may name %s', async (_, names, domains, wanted) => {
    expect(await codesOf(await fileOf({ names }), domains)).toEqual(wanted);
  });

  it('is one of a logo that may be elsewhere, or hashed otherwise', async () => {
    const imageOf = async (logotype: Uint8Array) =>
      (await read(await fileOf({ logotype }))).certificate?.image;
    expect(await imageOf(logotypeOf(LOGO, { url: 'https://example.com/logo.svg' }))).toEqual({
      state: 'found',
      sha256: SHA256,
      isAsStated: null,
    });
    const sha1: [string, Uint8Array] = ['1.3.14.3.2.26', createHash('sha1').update(LOGO).digest()];
    expect(await imageOf(logotypeOf(LOGO, { hash: sha1 }))).toEqual({
      state: 'found',
      sha256: SHA256,
      isAsStated: true,
    });
    expect(await imageOf(logotypeOf(LOGO, { hash: sha1, url: 'https://example.com/logo.svg' }))).toEqual({
      state: 'found',
      sha256: null,
      isAsStated: null,
    });
    const md5: [string, Uint8Array] = ['1.2.840.113549.2.5', createHash('md5').update(LOGO).digest()];
    expect(await imageOf(logotypeOf(LOGO, { hash: md5 }))).toEqual({
      state: 'found',
      sha256: SHA256,
      isAsStated: null,
    });
    const zipped = gzipSync(LOGO);
    const ofZipped: [string, Uint8Array] = [
      '2.16.840.1.101.3.4.2.1',
      createHash('sha256').update(zipped).digest(),
    ];
    expect(
      await imageOf(
        logotypeOf(LOGO, { hash: ofZipped, url: `data:image/svg+xml;base64,${zipped.toString('base64')}` }),
      ),
    ).toEqual({ state: 'found', sha256: SHA256, isAsStated: true });
    expect(
      await imageOf(logotypeOf(LOGO, { url: `data:image/svg+xml,${encodeURIComponent(LOGO)}` })),
    ).toMatchObject({ sha256: SHA256 });
  });
});

describe('the file with it', async () => {
  const [leaf, issuer, root] = await markChain(MARK);
  const key = '-----BEGIN EC PRIVATE KEY-----\nMHcCAQEEIA==\n-----END EC PRIVATE KEY-----\n';

  it.each<[why: string, text: string, wanted: readonly CertificateFaultCode[]]>([
    ['the root is left out, which receivers have', leaf + issuer, []],
    ['notes stand between', `Subject: x\n${leaf}\nbla -----\n${issuer}# ${root}`, []],
    ['lines end as on Windows', (leaf + issuer).replaceAll('\n', '\r\n'), []],
    ['a byte order mark stands before it', `\u00ef\u00bb\u00bf${leaf}${issuer}`, []],
    ['the issuer comes first', issuer + leaf, ['chain-order']],
    ['the root comes before the issuer', leaf + root + issuer, ['chain-order']],
    ['one is there twice', leaf + leaf + issuer, ['chain-order']],
    ['the issuer is missing', leaf, ['chain-missing']],
    ['the issuer is missing, and the root is there', leaf + root, ['chain-missing', 'chain-order']],
    ['only the root is there', root, ['purpose', 'no-names', 'no-logo', 'self-signed']],
    ['a private key was pasted in', leaf + key + issuer, ['private-key']],
    ['there is nothing but a private key', key, ['private-key', 'no-certificate']],
    ['a private key is cut off', `${leaf}${issuer}${key.slice(0, 40)}`, ['private-key']],
    ['it is empty', '', ['no-certificate']],
    ['it is a web page', '<!doctype html><p>Not found', ['no-certificate']],
    [
      'it is a request for a certificate',
      leaf.replaceAll('CERTIFICATE', 'CERTIFICATE REQUEST'),
      ['no-certificate'],
    ],
    ['the certificate is cut off', leaf.slice(0, 300), ['malformed']],
    ['a letter is wrong', leaf.replace('\nM', '\n!'), ['malformed']],
    ['the issuer is cut off', leaf + issuer.slice(0, 200), ['malformed', 'chain-missing']],
    ['there are too many', (leaf + issuer).repeat(11), ['many', 'chain-order']],
  ])('%s', async (_, text, wanted) => {
    expect(await codesOf(text)).toEqual(wanted);
  });

  it('may be binary, which receivers do not read', async () => {
    const octets = Buffer.from(leaf.replaceAll(/-----[^-]+-----|\s/g, ''), 'base64');
    expect(await codesOf(octets)).toEqual(['der']);
  });

  it('gives nothing away of a private key', async () => {
    expect(JSON.stringify(await read(leaf + key))).not.toContain('MHcCAQEEIA');
  });
});

/** A file with those octets as its certificate. */
const pem = (octets: Uint8Array) =>
  `-----BEGIN CERTIFICATE-----\n${Buffer.from(octets).toString('base64')}\n-----END CERTIFICATE-----\n`;

/** A certificate of which parts are what they please. */
function odd({
  name = der(0x30),
  times = [
    der(0x17, Buffer.from('250101000000Z')),
    der(0x17, Buffer.from('350101000000Z')),
  ] as readonly Uint8Array[],
  extensions = der(0x30) as Uint8Array,
} = {}): string {
  const algorithm = der(0x30, oid('1.2.840.10045.4.3.2'));
  const fields = [
    der(0x02, Buffer.from([1])),
    algorithm,
    name,
    der(0x30, ...times),
    name,
    der(0x30),
    der(0xa3, extensions),
  ];
  return pem(der(0x30, der(0x30, ...fields), algorithm, der(0x03, Buffer.from([0]))));
}

const extension = (type: string, value: Uint8Array) => der(0x30, oid(type), der(0x04, value));

describe('a hostile file', () => {
  const nested = (() => {
    const parts: number[] = [];
    while (parts.length < 380_000) {
      const { length } = parts;
      const head =
        length < 0x80
          ? [length]
          : length < 0x1_00
            ? [0x81, length]
            : length < 0x1_00_00
              ? [0x82, length >> 8, length & 0xff]
              : [0x83, length >> 16, (length >> 8) & 0xff, length & 0xff];
      parts.push(...head.toReversed(), 0x30);
    }
    return Uint8Array.from(parts.toReversed());
  })();
  const wide = der(0x30, Buffer.alloc(380_000, Buffer.from([0x05, 0x00])));
  const hugeOid = der(0x06, Buffer.alloc(380_000, 0x81));

  it.each<[why: string, text: string]>([
    ['nested as deep as it goes', pem(nested)],
    ['of nothing but NULLs', pem(wide)],
    ['with lengths beyond the end', pem(Buffer.from('3084ffffffff30', 'hex'))],
    ['with lengths of eight octets', pem(Buffer.from(`3088${'ff'.repeat(8)}`, 'hex'))],
    ['with indefinite lengths', pem(Buffer.from('30803080'.repeat(9000), 'hex'))],
    ['with a tag of many octets', pem(Buffer.from(`1f${'ff'.repeat(50)}`, 'hex'))],
    ['of lines that begin and never end', '-----BEGIN CERTIFICATE-----'.repeat(19_000)],
    ['of lines that end and never begin', '-----END CERTIFICATE-----\n'.repeat(19_000)],
    ['of hyphens', '-'.repeat(512 * 1024)],
    ['with an endless label', `-----BEGIN ${'A '.repeat(250_000)}-----`],
    ['of zeros', '\0'.repeat(512 * 1024)],
  ])('%s is no certificate, and costs little', async (_, text) => {
    const started = performance.now();
    const { certificate, faults } = await read(text);
    expect(certificate).toBeNull();
    expect(faults.length).toBeGreaterThan(0);
    expect(performance.now() - started).toBeLessThan(3000);
  });

  it.each<[why: string, text: string, wanted: readonly CertificateFaultCode[]]>([
    ['a certificate that says nothing', odd(), ['purpose', 'no-names', 'no-logo', 'self-signed']],
    [
      'names nested as deep as it goes',
      odd({ name: der(0x30, nested) }),
      ['purpose', 'no-names', 'no-logo', 'self-signed'],
    ],
    [
      'names of a huge identifier',
      odd({ name: der(0x30, der(0x31, der(0x30, hugeOid, der(0x0c)))) }).slice(0),
      ['purpose', 'no-names', 'no-logo', 'self-signed'],
    ],
    ['two times too many', odd({ times: [der(0x17), der(0x17), der(0x17)] }), ['malformed']],
    [
      'a text in place of the dates',
      odd({ times: [der(0x0c, Buffer.from('x')), der(0x0c)] }),
      ['purpose', 'no-names', 'no-dates', 'no-logo', 'self-signed'],
    ],
    [
      'a 30th of February',
      odd({ times: [der(0x17, Buffer.from('250230000000Z')), der(0x17, Buffer.from('350101000000Z'))] }),
      ['purpose', 'no-names', 'no-dates', 'no-logo', 'self-signed'],
    ],
    ['extensions that are none', odd({ extensions: der(0x30, der(0x05)) }), ['malformed']],
    [
      'a list of names that does not end',
      odd({ extensions: der(0x30, extension('2.5.29.17', Buffer.from('30820fff', 'hex'))) }),
      ['purpose', 'no-names', 'no-logo', 'self-signed'],
    ],
    [
      'names that are no names of hosts',
      odd({
        extensions: der(
          0x30,
          extension('2.5.29.17', der(0x30, der(0x87, Buffer.alloc(4)), der(0x86, Buffer.from('https://x')))),
        ),
      }),
      ['purpose', 'no-names', 'no-logo', 'self-signed'],
    ],
    [
      'purposes of a huge identifier',
      odd({ extensions: der(0x30, extension('2.5.29.37', der(0x30, hugeOid))) }),
      ['purpose', 'no-names', 'no-logo', 'self-signed'],
    ],
    [
      'a logo nested as deep as it goes',
      odd({ extensions: der(0x30, extension('1.3.6.1.5.5.7.1.12', nested)) }),
      ['purpose', 'no-names', 'logo-unreadable', 'self-signed'],
    ],
    [
      'an extension of no value',
      odd({ extensions: der(0x30, extension('1.3.6.1.5.5.7.1.12', Buffer.alloc(0))) }),
      ['purpose', 'no-names', 'logo-unreadable', 'self-signed'],
    ],
  ])('%s', async (_, text, wanted) => {
    expect(await codesOf(text)).toEqual(wanted);
  });

  it('shows no more than some length of a text', async () => {
    const name = der(0x30, der(0x31, der(0x30, oid('2.5.4.10'), der(0x0c, Buffer.from('x'.repeat(5000))))));
    const { certificate } = await read(odd({ name }));
    expect(certificate?.organization).toHaveLength(101);
  });

  it('does not go round in a circle of issuers', async () => {
    const [a, b] = [`a`, `b`].map((text) =>
      der(0x30, der(0x31, der(0x30, oid('2.5.4.3'), der(0x0c, Buffer.from(text))))),
    );
    const of = (subject: Uint8Array, issuer: Uint8Array) => {
      const algorithm = der(0x30, oid('1.2.840.10045.4.3.2'));
      const times = der(
        0x30,
        der(0x17, Buffer.from('250101000000Z')),
        der(0x18, Buffer.from('20600101000000Z')),
      );
      return pem(
        der(
          0x30,
          der(0x30, der(0x02, Buffer.from([1])), algorithm, issuer, times, subject, der(0x30)),
          algorithm,
          der(0x03),
        ),
      );
    };
    const text = of(a as Buffer, b as Buffer) + of(b as Buffer, a as Buffer);
    expect(await codesOf(text)).toEqual(['purpose', 'no-names', 'no-logo']);
  });
});
