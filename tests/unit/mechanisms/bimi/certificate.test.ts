import { Buffer } from 'node:buffer';
import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { readCertificateFile } from '../../../../lib/mechanisms/bimi/certificate.ts';
import type { CertificateFaultCode } from '../../../../lib/mechanisms/bimi/certificate-faults.ts';
import { der } from '../../../lab/der.ts';
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
          url: `data:image/svg+xml;base64,${gzipSync(Buffer.alloc(3_000_000)).toString('base64')}`,
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
    // The image is elsewhere, though its address has such a word in it.
    expect(await imageOf(logotypeOf(LOGO, { url: 'https://example.com/data:image' }))).toMatchObject({
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

  it.each<[why: string, label: string, isRead: boolean]>([
    ['as older programs write it', 'X509 CERTIFICATE', true],
    ['with what OpenSSL trusts it for', 'TRUSTED CERTIFICATE', true],
    ['of something else', 'ATTRIBUTE CERTIFICATE', false],
    ['of a list', 'CERTIFICATE LIST', false],
  ])('may have a label %s', async (_, label, isRead) => {
    const text = (leaf + issuer).replaceAll('CERTIFICATE', label);
    expect(await codesOf(text)).toEqual(isRead ? [] : ['no-certificate']);
  });

  it('has the certificate of the logo somewhere, and one of nobody’s authority counts before theirs', async () => {
    const [other] = await markChain({ ...MARK, purposes: ['1.3.6.1.5.5.7.3.1'], names: ['other.example'] });
    const namesIn = async (text: string) => (await read(text)).certificate?.names;
    expect(await namesIn(other + leaf + issuer)).toEqual(['example.com']);
    expect(await namesIn(issuer + other)).toEqual(['other.example']);
  });

  it('may have twenty blocks, and twenty names are told', async () => {
    expect(await codesOf(leaf + issuer.repeat(19))).not.toContain('many');
    expect(await codesOf(leaf + issuer.repeat(20))).toContain('many');
    expect((await read(leaf + issuer.repeat(20))).count).toBe(20);
    const names = Array.from({ length: 21 }, (_, index) => `n${index}.example`);
    const { certificate, faults } = await read(await fileOf({ names }));
    expect(certificate?.names).toEqual(names.slice(0, 20));
    // Of those that do not fit three are shown.
    expect(faults).toMatchObject([{ code: 'not-for-domain', text: 'n0.example, n1.example, n2.example' }]);
  });

  it('is of use to the second, at both ends', async () => {
    const { certificate } = await read(leaf + issuer);
    const { notBefore, notAfter } = certificate!;
    const at = async (now: number) => (await read(leaf + issuer, ['example.com'], now)).faults;
    expect(await at(notBefore!)).toEqual([]);
    expect(await at(notAfter!)).toEqual([]);
    expect(await at(notBefore! - 1)).toMatchObject([{ code: 'not-yet', at: notBefore }]);
    expect(await at(notAfter! + 1)).toMatchObject([{ code: 'expired', at: notAfter }]);
  });

  it('may be binary, which receivers do not read', async () => {
    const octets = Buffer.from(leaf.replaceAll(/-----[^-]+-----|\s/g, ''), 'base64');
    expect(await codesOf(octets)).toEqual(['der']);
  });

  it('gives nothing away of a private key', async () => {
    expect(JSON.stringify(await read(leaf + key))).not.toContain('MHcCAQEEIA');
  });
});
