import { createHash, generateKeyPairSync, generatePrimeSync } from 'node:crypto';
import { Buffer } from 'node:buffer';
import { describe, expect, it } from 'vitest';
import { parseDkimKey, type DkimKey } from '../../../../lib/mechanisms/dkim/key.ts';
import {
  codesOf,
  der,
  derInteger,
  ED25519,
  pkcs1Of,
  recordOf,
  recordOfKey,
  RSA,
  spkiOf,
} from '../../../support/dkim.ts';

const prime = (bits: number) => generatePrimeSync(bits, { bigint: true });
/** A modulus that is right in every way but its size. */
const [p, q] = [prime(1024), prime(1024)];
const GOOD = spkiOf(p * q);
const good = GOOD.toString('base64');
const ed = ED25519.publicKey.export({ format: 'der', type: 'spki' }).subarray(-32).toString('base64');
const LONG = `v=DKIM1; k=rsa; p=${good}`;

/** A prime that is known: of 1279 bits. */
const MERSENNE = (1n << 1279n) - 1n;

/** State and codes, without what is only told. */
function read(text: string): [DkimKey['state'], ...string[]] {
  const key = parseDkimKey(text);
  return [key.state, ...codesOf(key)];
}

describe('the bits of a key', () => {
  it.each([
    [1023, 'invalid', ['dkim-key-too-short']],
    [1024, 'usable', ['dkim-key-short']],
    [2047, 'usable', ['dkim-key-short']],
    [2048, 'usable', []],
    [4096, 'usable', []],
    [4097, 'usable', ['dkim-key-long']],
  ])('%d: %s %j', (bits, state, codes) => {
    // No product of two primes: of what these are nothing but the size is looked at.
    const modulus = bigPrime(bits);
    const key = parseDkimKey(recordOf(spkiOf(modulus)));
    expect([key.state, key.bits, codesOf(key)]).toEqual([state, bits, codes]);
  });

  it('are not those of its text: as many letters of anything are no key', () => {
    expect(read(`v=DKIM1; p=${'A'.repeat(392)}`)).toEqual(['invalid', 'dkim-key-der']);
  });
});

/** A number of exactly so many bits that no small prime divides. */
function bigPrime(bits: number): bigint {
  const digest = createHash('sha256').update(String(bits)).digest('hex');
  return withoutSmallFactors(((1n << BigInt(bits - 1)) + BigInt(`0x${digest}`)) | 1n);
}

/** The next odd number from that one on that no number below 2000 divides. */
function withoutSmallFactors(odd: bigint): bigint {
  const small = Array.from({ length: 1998 }, (_, each) => BigInt(each + 2));
  let number = odd;
  while (small.some((each) => number % each === 0n)) number += 2n;
  return number;
}

describe('what a record is', () => {
  it.each<[why: string, text: string, state: DkimKey['state'], codes: string[]]>([
    ['as everybody publishes it', LONG, 'usable', []],
    ['without version and type, as Amazon has it', `p=${good}`, 'usable', []],
    ['a semicolon may end it', `${LONG};`, 'usable', []],
    ['white space around everything', `v = DKIM1 ;\tk = rsa ; p = ${good}`, 'usable', []],
    ['an empty key is a revoked one', 'v=DKIM1; p=', 'revoked', ['dkim-key-revoked']],
    ['of any type', 'v=DKIM1; k=x; p=;', 'revoked', ['dkim-key-revoked']],
    ['and white space is nothing', 'v=DKIM1; p= ;', 'revoked', ['dkim-key-revoked']],
    ['a missing key is none that was revoked', 'v=DKIM1; k=rsa', 'invalid', ['dkim-key-missing']],
    ['names have their case', `v=DKIM1; P=${good}`, 'invalid', ['dkim-key-unknown-tag', 'dkim-key-missing']],
    ['SPF by a wildcard', 'v=spf1 -all', 'not-dkim', ['dkim-key-unrelated']],
    ['DMARC, which has a p too', 'v=DMARC1; p=none', 'not-dkim', ['dkim-key-unrelated']],
    ['nothing', '', 'not-dkim', ['dkim-key-unrelated']],
    ['the policy of DomainKeys', 'o=~; t=y', 'not-dkim', ['dkim-key-unrelated']],
    ['another version is discarded', `v=DKIM1.0; p=${good}`, 'not-dkim', ['dkim-version']],
    ['that of a signature', `v=1; k=rsa; p=${good}`, 'not-dkim', ['dkim-version']],
    ['a letter that is missing', `v=DKM1; p=${good}`, 'not-dkim', ['dkim-version']],
    ['letters in another order', `v=DIKM1; k=rsa; p=${good}`, 'not-dkim', ['dkim-version']],
    ['the tag twice', `v=v=DKIM1; k=rsa; p=${good}`, 'not-dkim', ['dkim-version']],
    ['none behind the sign', `v=; p=${good}`, 'not-dkim', ['dkim-version']],
    ['with a key that is cut off', `v=1; p=${good.slice(0, 200)}`, 'not-dkim', ['dkim-version']],
    ['with an Ed25519 key', `v=1; k=ed25519; p=${ed}`, 'not-dkim', ['dkim-version']],
    ['in quotes', `"v=1; k=rsa; p=${good}"`, 'not-dkim', ['dkim-version']],
    ['with nothing that could be a key', 'v=1; p=none', 'not-dkim', ['dkim-key-unrelated']],
    ['with a type alone', 'v=1; k=rsa', 'not-dkim', ['dkim-key-unrelated']],
    ['with a key that is empty', 'v=1; k=rsa; p=', 'not-dkim', ['dkim-key-unrelated']],
    [
      'colons for all signs',
      `v:DKIM1; k:rsa; p:${good}`,
      'invalid',
      ['dkim-key-tag-syntax', 'dkim-key-tag-syntax', 'dkim-key-tag-syntax'],
    ],
    ['a colon behind the version alone', `v:DKIM1; k=rsa; p=${good}`, 'invalid', ['dkim-key-tag-syntax']],
    ['in another case too', `v=dkim1; p=${good}`, 'not-dkim', ['dkim-version']],
    ['version behind', `p=${good}; v=DKIM1`, 'invalid', ['dkim-version-not-first']],
    ['another one behind', `p=${good}; v=DKIM2`, 'invalid', ['dkim-version', 'dkim-version-not-first']],
    ['a tag twice', `v=DKIM1; p=; p=${good}`, 'invalid', ['dkim-duplicate-tag', 'dkim-key-revoked']],
    ['no "="', `v=DKIM1; rsa; p=${good}`, 'invalid', ['dkim-key-tag-syntax']],
    ['nothing between semicolons', `v=DKIM1;; p=${good}`, 'usable', ['dkim-key-empty-tag']],
    ['space behind the last one', `${LONG}; `, 'usable', ['dkim-key-empty-tag']],
    ['an empty type is no default', `v=DKIM1; k=; p=${good}`, 'invalid', ['dkim-key-type-unknown']],
    ['a type that nobody knows', `v=DKIM1; k=dsa; p=${good}`, 'invalid', ['dkim-key-type-unknown']],
    ['a type in capitals', `v=DKIM1; k=RSA; p=${good}`, 'usable', ['dkim-key-type-case']],
    ['an old tag', `v=DKIM1; g=*; p=${good}`, 'usable', []],
    ['notes say what they like', `v=DKIM1; n="a\\b"; p=${good}`, 'usable', []],
  ])('%s', (_, text, state, codes) => {
    expect(read(text)).toEqual([state, ...codes]);
  });

  it('how it may be used', () => {
    for (const [tags, state, ...codes] of [
      ['t=y', 'usable', 'dkim-testing'],
      ['t=y:s', 'usable', 'dkim-testing', 'dkim-subdomain-strict'],
      ['t= s : y ', 'usable', 'dkim-testing', 'dkim-subdomain-strict'],
      ['t=Y', 'usable', 'dkim-testing'],
      ['t=', 'usable'],
      ['h=sha256', 'usable'],
      ['h=sha1:sha256', 'usable', 'dkim-sha1-allowed'],
      ['h=sha1', 'invalid', 'dkim-key-hashes'],
      ['h=sha 256', 'invalid', 'dkim-key-hashes'],
      ['h=', 'invalid', 'dkim-key-hashes'],
      ['s=*', 'usable'],
      ['s=email : other', 'usable'],
      ['s=tlsrpt', 'invalid', 'dkim-key-tls-reports'],
      ['s=tlsrpt:x', 'invalid', 'dkim-service-not-mail'],
      ['s=tlsrpt:email', 'usable'],
      ['s=', 'invalid', 'dkim-service-not-mail'],
    ])
      expect(read(`${LONG}; ${tags}`), tags).toEqual([state, ...codes]);
  });

  it('keeps all that it says', () => {
    expect(parseDkimKey(`v=DKIM1; h=SHA256 : x; s=email; t=y; p=${good}`)).toMatchObject({
      type: 'rsa',
      bits: 2048,
      exponent: 65_537n,
      hashes: ['sha256', 'x'],
      services: ['email'],
      flags: ['y'],
      data: { type: 'rsa', bits: 2048 },
    });
  });
});

describe('what was pasted', () => {
  const half = good.length / 2;
  it.each<[why: string, text: string, state: DkimKey['state'], codes: string[]]>([
    ['strings with their quotes', `"v=DKIM1; k=rsa; " "p=${good}"`, 'invalid', ['dkim-key-quotes']],
    [
      'quotes within the key',
      `v=DKIM1; p=${good.slice(0, half)}" "${good.slice(half)}`,
      'invalid',
      ['dkim-key-quotes'],
    ],
    [
      'backslashes of a zone file: the version is another, and verifiers discard it',
      `v=DKIM1\\; k=rsa\\; p=${good}`,
      'not-dkim',
      ['dkim-key-backslash'],
    ],
    ['quotes around the version alone', `v="DKIM1"; p=${good}`, 'not-dkim', ['dkim-key-quotes']],
    ['quotes around a record of DMARC', '"v=DMARC1; p=reject"', 'not-dkim', ['dkim-key-unrelated']],
    [
      'a space within the key',
      `v=DKIM1; p=${good.slice(0, half)} ${good.slice(half)}`,
      'usable',
      ['dkim-key-space'],
    ],
    ['a file', `-----BEGIN PUBLIC KEY-----\n${good}\n-----END PUBLIC KEY-----`, 'invalid', ['dkim-key-pem']],
    [
      'a file as the key',
      `p=-----BEGIN PUBLIC KEY-----${good}-----END PUBLIC KEY-----`,
      'invalid',
      ['dkim-key-pem'],
    ],
    ['the key alone', good, 'invalid', ['dkim-key-missing']],
    [
      'a key behind the semicolon that should follow it: nothing else says so beside a `p=`',
      `v=DKIM1; k=rsa; p=; ${good}`,
      'invalid',
      ['dkim-key-tag-syntax', 'dkim-key-revoked'],
    ],
    ['another key behind the key', `v=DKIM1; p=${good}; ${good}`, 'invalid', ['dkim-key-tag-syntax']],
    ['another key before the key', `${good}; p=${good}`, 'invalid', ['dkim-key-tag-syntax']],
    [
      'the last line of a file behind the key',
      `v=DKIM1; p=${good}; -----END PUBLIC KEY-----`,
      'invalid',
      ['dkim-key-tag-syntax'],
    ],
    [
      'a key file behind tags without a key has a name of its own',
      `v=DKIM1; k=rsa; -----BEGIN PUBLIC KEY-----${good}`,
      'invalid',
      ['dkim-key-pem'],
    ],
    ['so has a key behind tags without one', `v=DKIM1; k=rsa; ${good}`, 'invalid', ['dkim-key-missing']],
    ['letters that are none of base64', `p=${good.replace(/.{9}$/, '-$&')}`, 'invalid', ['dkim-key-base64']],
    ['a letter behind the padding', `p=${'A'.repeat(42)}==A`, 'invalid', ['dkim-key-base64']],
    ['a letter too much', `p=${'A'.repeat(41)}`, 'invalid', ['dkim-key-base64-length']],
    ['cut off by a field of 255', LONG.slice(0, 255), 'invalid', ['dkim-key-cut-off']],
    [
      'something behind it',
      recordOf(Buffer.concat([GOOD, Buffer.from('xx')])),
      'invalid',
      ['dkim-key-trailing'],
    ],
  ])('%s', (_, text, state, codes) => {
    expect(read(text)).toEqual([state, ...codes]);
  });

  it('is read for what it holds all the same, and places are those of the text', () => {
    const text = `"v=DKIM1; k=rsa; " "p=${good}"`;
    const key = parseDkimKey(text);
    expect([key.bits, key.problems[0]?.position]).toEqual([2048, { offset: 0, length: 1, line: 1 }]);
    const odd = `p=${good.slice(0, 40)}_${good.slice(41)}`;
    expect(parseDkimKey(odd).problems).toEqual([
      {
        code: 'dkim-key-base64',
        parameters: { name: '<selector>._domainkey', character: '_' },
        position: { offset: 42, length: 1, line: 1 },
      },
    ]);
  });
});

describe('what administrators get wrong', () => {
  const secret = RSA.privateKey.export({ format: 'der', type: 'pkcs8' }).toString('base64');
  const old = RSA.privateKey.export({ format: 'der', type: 'pkcs1' }).toString('base64');
  const file = RSA.privateKey.export({ format: 'pem', type: 'pkcs8' });
  const raw = ED25519.publicKey.export({ format: 'der', type: 'spki' }).subarray(-32).toString('base64');
  const k = 'v=DKIM1; k=rsa';
  it.each<[why: string, text: string, state: DkimKey['state'], codes: string[]]>([
    ['no semicolon before p', `${k} p=${good}`, 'invalid', ['dkim-key-semicolon']],
    ['a comma for it', `${k}, p=${good}`, 'invalid', ['dkim-key-semicolon']],
    ['none behind flags: the key is theirs', `v=DKIM1; t=s p=${good}`, 'invalid', ['dkim-key-semicolon']],
    ['none between flags and services: flags are ignored', `v=DKIM1; t=x s=email; p=${good}`, 'usable', []],
    ['none behind an old tag that nobody reads', `g=* k=rsa; p=${good}`, 'usable', []],
    ['none behind hashes', `h=sha256 k=rsa; p=${good}`, 'invalid', ['dkim-key-semicolon', 'dkim-key-hashes']],
    ['none in a note, which may say what it likes', `n=k=rsa p=x; p=${good}`, 'usable', []],
    [
      'none at all: the version is another, and verifiers discard it',
      `v=DKIM1 k=rsa p=${good}`,
      'not-dkim',
      ['dkim-version', 'dkim-key-semicolon'],
    ],
    [
      'the record twice in one text',
      `p=${good} v=DKIM1; k=rsa`,
      'invalid',
      ['dkim-key-semicolon', 'dkim-key-base64'],
    ],
    [
      'padding that looks like a tag is none',
      `p=${'A'.repeat(41)} p==`,
      'invalid',
      ['dkim-key-space', 'dkim-key-der'],
    ],
    ['a colon for "="', `${k}; p: ${good}`, 'invalid', ['dkim-key-tag-syntax']],
    ['an "=" twice', `${k}; p==${good}`, 'invalid', ['dkim-key-base64']],
    ['no "="', `${k}; p ${good}`, 'invalid', ['dkim-key-tag-syntax', 'dkim-key-missing']],
    [
      'names in capitals',
      `V=DKIM1; K=RSA; P=${good}`,
      'invalid',
      ['dkim-key-unknown-tag', 'dkim-key-unknown-tag', 'dkim-key-unknown-tag', 'dkim-key-missing'],
    ],
    ['the key alone in capitals', `P=${good}`, 'invalid', ['dkim-key-unknown-tag', 'dkim-key-missing']],
    [
      'a type in capitals is another tag, and rsa is what is left',
      `v=DKIM1; K=rsa; p=${good}`,
      'usable',
      ['dkim-key-unknown-tag'],
    ],
    ['flags in capitals are another tag', `${k}; T=y; p=${good}`, 'usable', ['dkim-key-unknown-tag']],
    [
      'a line of a zone file with its brackets and its note',
      `s1._domainkey IN TXT ( "v=DKIM1; k=rsa; " "p=${good}" ) ; ----- DKIM key s1`,
      'invalid',
      ['dkim-key-quotes', 'dkim-key-tag-syntax', 'dkim-key-tag-syntax', 'dkim-key-base64'],
    ],
    [
      'the note of a zone file',
      `${k}; p=${good} ; ----- DKIM key s1 for example.com`,
      'invalid',
      ['dkim-key-tag-syntax'],
    ],
    ['the type of the record', `TXT ${k}; p=${good}`, 'invalid', ['dkim-key-tag-syntax']],
    ['single quotes', `'${k}; p=${good}'`, 'invalid', ['dkim-key-tag-syntax', 'dkim-key-base64']],
    [
      'quotes with backslashes',
      `\\"${k}; p=${good}\\"`,
      'invalid',
      ['dkim-key-quotes', 'dkim-key-backslash'],
    ],
    [
      'nothing in quotes is an empty key, for whoever reads quotes',
      `${k}; p=""`,
      'invalid',
      ['dkim-key-quotes', 'dkim-key-revoked'],
    ],
    [
      'a line break written as \\n',
      `${k}; p=${good.slice(0, 99)}\\n${good.slice(99)}`,
      'invalid',
      ['dkim-key-backslash', 'dkim-key-base64-length'],
    ],
    [
      'a line break of a page',
      `${k}; p=${good.slice(0, 99)}<br>${good.slice(99)}`,
      'invalid',
      ['dkim-key-base64'],
    ],
    [
      'lines of a file: folded, or broken alone',
      `${k}; p=${good.replaceAll(/.{64}/g, '$&\r\n ')}`,
      'usable',
      ['dkim-key-space'],
    ],
    [
      'a space that nobody sees',
      `${k}; p=${good.slice(0, 99)}\u200b${good.slice(99)}`,
      'invalid',
      ['dkim-key-base64'],
    ],
    ['a mark of the byte order', `\ufeff${k}; p=${good}`, 'invalid', ['dkim-key-tag-syntax']],
    [
      'semicolons of another script: the version is another',
      `v=DKIM1\uff1bk=rsa\uff1bp=${good}`,
      'not-dkim',
      ['dkim-version'],
    ],
    [
      'colons for semicolons',
      `v=DKIM1: k=rsa: p=${good}`,
      'not-dkim',
      ['dkim-version', 'dkim-key-semicolon'],
    ],
    ['nothing between version and type', `v=DKIM1k=rsa; p=${good}`, 'not-dkim', ['dkim-version']],
    ['a space in the version', `v=DKIM 1; p=${good}`, 'not-dkim', ['dkim-version']],
    ['a dot behind the version', `v=DKIM1.; p=${good}`, 'not-dkim', ['dkim-version']],
    ['a semicolon in front', `; ${k}; p=${good}`, 'usable', ['dkim-key-empty-tag']],
    ['the version twice', `v=DKIM1; ${k}; p=${good}`, 'invalid', ['dkim-duplicate-tag']],
    ['two notes', `${k}; n=a; n=b; p=${good}`, 'invalid', ['dkim-duplicate-tag']],
    [
      'the algorithm of a signature as the type',
      `v=DKIM1; k=rsa-sha256; p=${good}`,
      'invalid',
      ['dkim-key-type-unknown'],
    ],
    ['bits as the type', `v=DKIM1; k=rsa2048; p=${good}`, 'invalid', ['dkim-key-type-unknown']],
    [
      'the algorithm of a signature as the hash',
      `${k}; h=rsa-sha256; p=${good}`,
      'invalid',
      ['dkim-key-hashes'],
    ],
    ['a hyphen in the hash', `${k}; h=sha-256; p=${good}`, 'invalid', ['dkim-key-hashes']],
    ['a comma between hashes', `${k}; h=sha256,sha1; p=${good}`, 'invalid', ['dkim-key-hashes']],
    [
      'a star for all hashes, which only services have',
      `${k}; h=*; p=${good}`,
      'invalid',
      ['dkim-key-hashes'],
    ],
    ['a service nobody knows', `${k}; s=mail; p=${good}`, 'invalid', ['dkim-service-not-mail']],
    ['a comma between services', `${k}; s=email,*; p=${good}`, 'invalid', ['dkim-service-not-mail']],
    ['a comma between flags: none of them is known', `${k}; t=y,s; p=${good}`, 'usable', []],
    ['flags without a colon', `${k}; t=sy; p=${good}`, 'usable', []],
    ['an old tag of no address', `${k}; g=; p=${good}`, 'usable', []],
    ['a note in quoted-printable', `${k}; n=a=20b=3B; p=${good}`, 'usable', []],
    ['SHA-1 alone, of an Ed25519 key', `k=ed25519; h=sha1; p=${raw}`, 'invalid', ['dkim-key-hashes']],
    ['an Ed25519 key without its padding', `k=ed25519; p=${raw.replace('=', '')}`, 'usable', []],
    [
      'the policy of DMARC without its version',
      'p=none; rua=mailto:a@example.com',
      'invalid',
      ['dkim-key-unknown-tag', 'dkim-key-der'],
    ],
    ['a word for a key that was taken back', `${k}; p=revoked`, 'invalid', ['dkim-key-der']],
    ['the end of a file', `${k}; p=${good}-----END PUBLIC KEY-----`, 'invalid', ['dkim-key-base64']],
    ['a certificate', `${k}; p=-----BEGIN CERTIFICATE-----MIID`, 'invalid', ['dkim-key-pem']],
    ['a key of SSH', `${k}; p=ssh-rsa AAAAB3NzaC1yc2EAAAADAQABAAABAQ==`, 'invalid', ['dkim-key-base64']],
    ['escapes of a URL', `${k}; p=${good.replace(/.$/, '%2B')}`, 'invalid', ['dkim-key-base64']],
    [
      'a record of something else below the name',
      'google-site-verification=abc',
      'not-dkim',
      ['dkim-key-unrelated'],
    ],
    ['a URL with a p', 'https://example.com/?p=1', 'not-dkim', ['dkim-key-unrelated']],
    ['an old policy of signers', 'dkim=all', 'not-dkim', ['dkim-key-unrelated']],
    ['a space that does not break lines', `${k};\u00a0p=${good}`, 'invalid', ['dkim-key-tag-syntax']],
    ['curly quotes', `\u201c${k}; p=${good}\u201d`, 'invalid', ['dkim-key-tag-syntax', 'dkim-key-base64']],
    ['a line of a zone file', `s1._domainkey IN TXT ${k}; p=${good}`, 'invalid', ['dkim-key-tag-syntax']],
    ['a key that was encoded twice', `${k}; p=${btoa(good)}`, 'invalid', ['dkim-key-rsa-twice']],
    [
      'a private key that was encoded twice',
      `${k}; p=${btoa(secret)}`,
      'invalid',
      ['dkim-private-key-published'],
    ],
    [
      'a private key twice, under another type',
      `k=x; p=${btoa(old)}`,
      'invalid',
      ['dkim-private-key-published'],
    ],
    ['hexadecimal digits', `${k}; p=${GOOD.toString('hex')}`, 'invalid', ['dkim-key-der']],
    ['the alphabet of URLs', `${k}; p=${good.replace(/.{9}$/, '_$&')}`, 'invalid', ['dkim-key-base64']],
    ['p twice', `${k}; p=p=${good}`, 'invalid', ['dkim-key-base64']],
    [
      'no padding, as the grammar allows',
      recordOf(pkcs1Of(p * q)).replace(/=+$/, ''),
      'usable',
      ['dkim-key-pkcs1'],
    ],
    ['a placeholder', `${k}; p=<public key>`, 'invalid', ['dkim-key-base64']],
    ['an Ed25519 key without its type', `${k}; p=${raw}`, 'invalid', ['dkim-key-ed25519-untyped']],
    ['a private key alone', secret, 'invalid', ['dkim-private-key-published']],
    ['a private key behind no tag', `${k}; ${old}`, 'invalid', ['dkim-private-key-published']],
    [
      'a private key that was cut off: its rest must not be published too',
      `${k}; p=${secret}`.slice(0, 254),
      'invalid',
      ['dkim-private-key-published'],
    ],
    [
      'a private key of the older form, cut off within four digits',
      `${k}; p=${old.slice(0, 233)}`,
      'invalid',
      ['dkim-private-key-published'],
    ],
    [
      'a private key file: what is between its lines is to be published by nobody',
      `${k}; p=${file.replaceAll('\n', '')}`,
      'invalid',
      ['dkim-private-key-published'],
    ],
    ['a private key under another type', `k=ed25519; p=${secret}`, 'invalid', ['dkim-private-key-published']],
    ['a private key under no known type', `k=x; p=${secret}`, 'invalid', ['dkim-private-key-published']],
    [
      'a private key with a wrong letter',
      `${k}; p=${secret.slice(0, 300)}!${secret.slice(300)}`,
      'invalid',
      ['dkim-private-key-published'],
    ],
    [
      'a private key file in base64 once more',
      `${k}; p=${Buffer.from(file).toString('base64')}`,
      'invalid',
      ['dkim-private-key-published'],
    ],
    [
      'a public one likewise',
      `${k}; p=${Buffer.from(`-----BEGIN PUBLIC KEY-----\n${good}`).toString('base64')}`,
      'invalid',
      ['dkim-key-pem'],
    ],
  ])('%s', (_, text, state, codes) => {
    expect(read(text)).toEqual([state, ...codes]);
  });

  it('keeps little of what stands for a type', () => {
    expect(parseDkimKey(`k=${'x'.repeat(9999)}; p=${good}`).type?.length).toBeLessThan(100);
  });
});

describe('the octets of a key', () => {
  const pem = (type: 'pkcs1' | 'pkcs8') => RSA.privateKey.export({ format: 'der', type });
  const ec = generateKeyPairSync('ec', { namedCurve: 'P-256' }).publicKey;
  const rsaAlgorithm = GOOD.subarray(4, 19);
  it.each<[why: string, octets: Uint8Array, state: DkimKey['state'], codes: string[]]>([
    ['PKCS #1, as the RFC has it', pkcs1Of(p * q), 'usable', ['dkim-key-pkcs1']],
    ['a private key', pem('pkcs1'), 'invalid', ['dkim-private-key-published']],
    ['a private key of PKCS #8', pem('pkcs8'), 'invalid', ['dkim-private-key-published']],
    ['another algorithm', ec.export({ format: 'der', type: 'spki' }), 'invalid', ['dkim-key-not-rsa']],
    ['nothing in it', der(0x30), 'invalid', ['dkim-key-der']],
    ['no sequence', der(0x31, derInteger(p)), 'invalid', ['dkim-key-der']],
    ['a negative modulus', der(0x30, der(2, [0x80, 1, 1]), derInteger(65_537n)), 'invalid', ['dkim-key-der']],
    ['a zero too much', der(0x30, der(2, [0, 1]), derInteger(65_537n)), 'invalid', ['dkim-key-der']],
    ['an empty integer', der(0x30, der(2), derInteger(65_537n)), 'invalid', ['dkim-key-der']],
    ['an algorithm alone', der(0x30, rsaAlgorithm, der(3)), 'invalid', ['dkim-key-der']],
    [
      'bits that do not count',
      der(0x30, rsaAlgorithm, der(3, [1], pkcs1Of(p * q))),
      'invalid',
      ['dkim-key-der'],
    ],
    [
      'something behind the key',
      der(0x30, rsaAlgorithm, der(3, [0], pkcs1Of(p * q), [5, 0])),
      'invalid',
      ['dkim-key-der'],
    ],
    [
      'a third integer',
      der(0x30, derInteger(p), derInteger(3n), derInteger(3n)),
      'invalid',
      ['dkim-key-der'],
    ],
    [
      'a length in the long form for nothing',
      Buffer.from([0x30, 0x81, 3, 2, 1, 1]),
      'invalid',
      ['dkim-key-der'],
    ],
  ])('%s', (_, octets, state, codes) => {
    expect(read(recordOf(octets))).toEqual([state, ...codes]);
  });

  it('an algorithm without its NULL is one', () => {
    const bare = der(0x30, der(0x30, GOOD.subarray(6, 17)), der(3, [0], pkcs1Of(p * q)));
    expect(read(recordOf(bare))).toEqual(['usable']);
  });

  const raw = ED25519.publicKey.export({ format: 'der', type: 'spki' });
  const k = 'v=DKIM1; k=ed25519';
  it.each<[why: string, octets: Uint8Array, state: DkimKey['state'], codes: string[]]>([
    ['Ed25519', raw.subarray(-32), 'usable', []],
    ['a letter short', raw.subarray(-31), 'invalid', ['dkim-key-ed25519-length']],
    ['wrapped', raw, 'invalid', ['dkim-key-ed25519-spki']],
    [
      'encoded twice',
      Buffer.from(raw.subarray(-32).toString('base64')),
      'invalid',
      ['dkim-key-ed25519-twice'],
    ],
    ['an RSA key', GOOD, 'invalid', ['dkim-key-ed25519-length']],
    [
      'a private key',
      ED25519.privateKey.export({ format: 'der', type: 'pkcs8' }),
      'invalid',
      ['dkim-private-key-published'],
    ],
  ])('%s', (_, octets, state, codes) => {
    expect(read(recordOf(octets, k))).toEqual([state, ...codes]);
  });

  it('a key of Ed25519 without its type is no RSA key', () => {
    expect(read(recordOf(raw.subarray(-32)))).toEqual(['invalid', 'dkim-key-ed25519-untyped']);
    expect(parseDkimKey(recordOfKey(ED25519.publicKey))).toMatchObject({
      type: 'ed25519',
      bits: 256,
      exponent: null,
    });
  });
});

describe('weak keys', () => {
  it.each<[why: string, exponent: bigint, state: DkimKey['state'], codes: string[]]>([
    ['zero', 0n, 'invalid', ['dkim-key-exponent-broken']],
    ['one', 1n, 'invalid', ['dkim-key-exponent-broken']],
    ['even', 65_536n, 'invalid', ['dkim-key-exponent-broken']],
    ['above the modulus', p * q + 2n, 'invalid', ['dkim-key-exponent-broken']],
    ['three', 3n, 'usable', ['dkim-key-exponent-small']],
    ['seventeen', 17n, 'usable', ['dkim-key-exponent-small']],
    ['as everybody has it', 65_537n, 'usable', []],
    ['another one', 65_539n, 'usable', ['dkim-key-exponent-unusual']],
    ['as large as browsers take', (1n << 33n) - 1n, 'usable', ['dkim-key-exponent-unusual']],
    ['larger: OpenSSL computes it', (1n << 33n) + 1n, 'usable', ['dkim-key-exponent-large']],
    ['of 64 bits', (1n << 63n) + 1n, 'usable', ['dkim-key-exponent-large']],
    ['half of the modulus, which is of 2048 bits', p, 'usable', ['dkim-key-exponent-large']],
  ])('exponent: %s', (_, exponent, state, codes) => {
    expect(read(recordOf(spkiOf(p * q, exponent)))).toEqual([state, ...codes]);
  });

  it.each<[why: string, exponent: bigint, state: DkimKey['state'], code: string]>([
    ['up to 64 bits OpenSSL computes it', (1n << 63n) + 1n, 'usable', 'dkim-key-exponent-large'],
    ['beyond it does not', (1n << 64n) + 1n, 'invalid', 'dkim-key-exponent-huge'],
  ])('exponent of a key above 3072 bits: %s', (_, exponent, state, code) => {
    const [found, ...codes] = read(recordOf(spkiOf((1n << 3072n) + 1n, exponent)));
    expect(found).toBe(state);
    expect(codes).toContain(code);
  });

  it.each<[why: string, modulus: bigint, state: DkimKey['state'], code: string]>([
    ['even, which no RSA key is', p * q + 1n, 'invalid', 'dkim-key-even'],
    ['with a factor that anybody finds', 1999n * MERSENNE, 'usable', 'dkim-key-factored'],
    [
      'of primes that are close together: twice the same',
      MERSENNE * MERSENNE,
      'usable',
      'dkim-key-close-primes',
    ],
  ])('a modulus %s', (_, modulus, state, code) => {
    const key = parseDkimKey(recordOf(spkiOf(modulus)));
    expect([key.state, codesOf(key)]).toEqual([state, expect.arrayContaining([code])]);
  });

  it.each([
    [
      'RFC 6376, appendix C',
      'MIGfMA0GCSqGSIb3DQEBAQUAA4GNADCBiQKBgQDwIRP/UC3SBsEmGqZ9ZJW3/DkMoGeLnQg1fWn7/zYtIxN2SnFCjxOCKG9v3b4jYfcTNh5ijSsq631uBItLa7od+v/RtdC2UzJ1lWT947qR+Rcac2gbto/NMqJ0fzfVjH4OuKhitdY9tf6mcwGjaNBcWToIMmPSPDdQPNUYckcQ2QIDAQAB',
    ],
    [
      'RFC 8463, appendix A.1',
      'MIGfMA0GCSqGSIb3DQEBAQUAA4GNADCBiQKBgQDkHlOQoBTzWRiGs5V6NpP3idY6Wk08a5qhdR6wy5bdOKb2jLQiY/J16JYi0Qvx/byYzCNb3W91y3FutACDfzwQ/BC/e/8uBsCR+yz1Lxj+PL6lHvqMKrM3rG4hstT5QjvHO9PzoxZyVYLzBfO2EeC3Ip3G+2kryOTIKT+l/K4w3QIDAQAB',
    ],
  ])('the private half is printed in %s', (where, key) => {
    expect(parseDkimKey(`v=DKIM1; p=${key}`).problems).toContainEqual(
      expect.objectContaining({
        code: 'dkim-key-known-private',
        parameters: { name: '<selector>._domainkey', where },
      }),
    );
  });

  it('also of Ed25519', () => {
    const key = parseDkimKey('v=DKIM1; k=ed25519; p=11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=');
    expect([key.state, ...codesOf(key)]).toEqual(['usable', 'dkim-key-known-private']);
  });
});
