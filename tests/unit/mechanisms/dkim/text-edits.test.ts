import { Buffer } from 'node:buffer';
import { describe, expect, it } from 'vitest';
import type { DkimProblemCode } from '../../../../lib/mechanisms/dkim/problems.ts';
import { DKIM_MENDED, dkimEdits, meantDkimKey } from '../../../../lib/mechanisms/dkim/text-edits.ts';
import { changed } from '../../../../lib/text/txt-edits.ts';
import { withEveryFix } from '../../../../lib/workshop/fix.ts';
import { GOOD_DKIM } from '../../../lab/description/domain.ts';
import { ED25519, recordOfKey } from '../../../support/dkim.ts';
import { DKIM } from '../../../support/txt-texts.ts';
import { rsaPair } from '../../../support/keys.ts';

const P = GOOD_DKIM.slice(GOOD_DKIM.indexOf('p=') + 2);
const P_LINES = P.match(/.{1,64}/g)!.join('\n');
const BARE_DKIM = `v=DKIM1; p=${P}`;
const SPKI = ED25519.publicKey.export({ format: 'der', type: 'spki' });
const RAW = SPKI.subarray(-32).toString('base64');
const base64 = (octets: Uint8Array | string) => Buffer.from(octets).toString('base64');
/** A key that has signs which base64 for addresses writes otherwise, as not every one has. */
const URLS = (() => {
  for (let index = 0; ; index += 1) {
    const { publicKey } = rsaPair(1032, `${index}`);
    const text = base64(publicKey.export({ format: 'der', type: 'spki' }));
    if (/[+/]/.test(text)) return text;
  }
})();
const urlForm = (text: string) => text.replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');

describe('a DKIM key is mended where one answer is right', () => {
  it.each<[reason: string, before: string, after: string]>([
    ['a key on several lines', `v=DKIM1; k=rsa; p=${P_LINES}`, GOOD_DKIM],
    ['the same with its first tag on a line of its own', `v=DKIM1; k=rsa; p=\n${P_LINES}`, GOOD_DKIM],
    ['with the line ends of Windows', `v=DKIM1; k=rsa; p=${P_LINES}`.replaceAll('\n', '\r\n'), GOOD_DKIM],
    ['in quotes, line by line', `"v=DKIM1; k=rsa; p=${P_LINES.replaceAll('\n', '"\n"')}"`, GOOD_DKIM],
    [
      'a key file where the key belongs',
      `v=DKIM1; k=rsa; p=-----BEGIN PUBLIC KEY-----\n${P_LINES}\n-----END PUBLIC KEY-----\n`,
      `${GOOD_DKIM}\n`,
    ],
    ['a key file alone', `-----BEGIN PUBLIC KEY-----\n${P_LINES}\n-----END PUBLIC KEY-----`, BARE_DKIM],
    ['the lines between alone', P_LINES, BARE_DKIM],
    ['tags on lines of their own', `v=DKIM1;\n k=rsa;\n p=${P_LINES}`, GOOD_DKIM],
    ['two of them', `v=DKIM1; k=rsa; p=${P_LINES}\nv=DKIM1; k=rsa; p=${P_LINES}`, GOOD_DKIM],
    ['quotes that were pasted', `"v=DKIM1; k=rsa; p=${P}"`, GOOD_DKIM],
    ['the seam of two strings', `v=DKIM1; k=rsa; p=${P.slice(0, 99)}" "${P.slice(99)}`, GOOD_DKIM],
    ['backslashes of a zone file', String.raw`v=DKIM1\; k=rsa\; p=${P}`, GOOD_DKIM],
    ['the case of the version', `v=dkim1; k=rsa; p=${P}`, GOOD_DKIM],
    ['a version with a hyphen', `v=DKIM-1; k=rsa; p=${P}`, GOOD_DKIM],
    ['a version behind other tags', `k=rsa; v=DKIM1; p=${P}`, GOOD_DKIM],
    ['a version at the end', `k=rsa; p=${P}; v=DKIM1`, GOOD_DKIM],
    ['spaces in the place of semicolons', `v=DKIM1 k=rsa p=${P}`, GOOD_DKIM],
    ['commas in their place', `v=DKIM1, k=rsa, p=${P}`, GOOD_DKIM],
    ['a space behind the key', `v=DKIM1; p=${P} t=s`, `v=DKIM1; p=${P}; t=s`],
    ['a colon behind a name', `v=DKIM1; k:rsa; p=${P}`, GOOD_DKIM],
    ['colons behind all names', `v:DKIM1; k:rsa; p:${P}`, GOOD_DKIM],
    ['names in upper case', `v=DKIM1; K=rsa; P=${P}`, GOOD_DKIM],
    ['the type in upper case', `v=DKIM1; k=RSA; p=${P}`, GOOD_DKIM],
    ['a tag that stands there twice', `v=DKIM1; k=rsa; k=rsa; p=${P}`, GOOD_DKIM],
    ['two semicolons', `v=DKIM1;; k=rsa; p=${P}`, GOOD_DKIM],
    ['a space at the end', `v=DKIM1; k=rsa; p=${P}; `, `${GOOD_DKIM};`],
    ['spaces in the key', `v=DKIM1; k=rsa; p=${P.slice(0, 64)} ${P.slice(64)}`, GOOD_DKIM],
    ['what nobody sees in the key', `v=DKIM1; k=rsa; p=${P.slice(0, 64)}\u200b${P.slice(64)}`, GOOD_DKIM],
    ['a full stop behind the key', `v=DKIM1; k=rsa; p=${P}.`, GOOD_DKIM],
    ['too much padding', `v=DKIM1; k=rsa; p=${P}===`, GOOD_DKIM],
    [
      'the lines of a key file',
      `v=DKIM1; k=rsa; p=-----BEGIN PUBLIC KEY-----${P}-----END PUBLIC KEY-----`,
      GOOD_DKIM,
    ],
    ['a key file alone', `-----BEGIN PUBLIC KEY-----${P}-----END PUBLIC KEY-----`, `v=DKIM1; p=${P}`],
    ['a key without its tag', `v=DKIM1; k=rsa; ${P}`, GOOD_DKIM],
    ['a key alone', P, `v=DKIM1; p=${P}`],
    [
      'Ed25519 as SubjectPublicKeyInfo',
      `v=DKIM1; k=ed25519; p=${base64(SPKI)}`,
      `v=DKIM1; k=ed25519; p=${RAW}`,
    ],
    ['RSA encoded twice', `v=DKIM1; k=rsa; p=${base64(P)}`, GOOD_DKIM],
    ['Ed25519 encoded twice', `v=DKIM1; k=ed25519; p=${base64(RAW)}`, `v=DKIM1; k=ed25519; p=${RAW}`],
    ['a hash that is written otherwise', `v=DKIM1; h=sha-256; p=${P}`, `v=DKIM1; h=sha256; p=${P}`],
    ['nothing but SHA-1', `v=DKIM1; h=sha1; p=${P}`, `v=DKIM1; p=${P}`],
    ['base64 of addresses', `v=DKIM1; p=${urlForm(URLS)}`, `v=DKIM1; p=${URLS.replace(/=+$/, '')}`],
    [
      'the same key twice at a name',
      `s._domainkey TXT "v=DKIM1; p=${P}"\ns._domainkey TXT "v=DKIM1; p=${P}"`,
      `s._domainkey TXT "v=DKIM1; p=${P}"`,
    ],
    [
      'a line of a zone without quotes',
      `s1._domainkey.a.example. IN TXT v=DKIM1; k=rsa; p=${P}`,
      `s1._domainkey.a.example. IN TXT "${GOOD_DKIM}"`,
    ],
    [
      'quotes within the quotes of a zone',
      String.raw`s1._domainkey IN TXT "\"v=DKIM1; k=rsa; p=${P}\""`,
      `s1._domainkey IN TXT "${GOOD_DKIM}"`,
    ],
  ])('%s', (_, before, after) => {
    if (before === after) throw new Error('There is nothing to mend.');
    const mended = withEveryFix(DKIM, before);
    expect(mended).toBe(after);
    expect(withEveryFix(DKIM, mended)).toBe(mended);
  });

  it.each<[reason: string, text: string]>([
    ['a key that is cut off', `v=DKIM1; p=${P.slice(0, 237)}`],
    [
      'a private key',
      `v=DKIM1; p=${base64(rsaPair(512).privateKey.export({ format: 'der', type: 'pkcs1' }))}`,
    ],
    ['a private key in a key file', '-----BEGIN PRIVATE KEY-----AAAA-----END PRIVATE KEY-----'],
    ['another version', `v=DKIM2; p=${P}`],
    ['the version of a signature', `v=1; k=rsa; p=${P}`],
    ['a version with a letter too few', `v=DKM1; k=rsa; p=${P}`],
    ['a tag that says two things', `v=DKIM1; k=rsa; k=ed25519; p=${P}`],
    ['an unknown type', `v=DKIM1; k=dsa; p=${P}`],
    ['an empty type', `v=DKIM1; k=; p=${P}`],
    ['another hash', `v=DKIM1; h=md5; p=${P}`],
    ['another service', `v=DKIM1; s=tlsrpt; p=${P}`],
    ['a test', `v=DKIM1; t=y; p=${P}`],
    ['a letter that is missing', `v=DKIM1; p=${P.slice(0, 50)}${P.slice(51)}`],
    ['no key at all', 'v=DKIM1; k=rsa'],
    ['a key behind an empty one, which may have been revoked', `v=DKIM1; k=rsa; p=; ${P}`],
    ['a key behind another one', `v=DKIM1; p=${P}; ${URLS}`],
    ['an octet by its number', String.raw`v=DKIM1\059 k=rsa; p=${P}`],
    [
      'different keys at a name',
      `s._domainkey TXT "v=DKIM1; p=${P}"\ns._domainkey TXT "v=DKIM1; k=ed25519; p=${RAW}"`,
    ],
    ['what is no key', 'v=spf1 -all'],
  ])('and left as it is where none is: %s', (_, text) => {
    expect(withEveryFix(DKIM, text)).toBe(text);
  });

  it('a note keeps its quotes', () => {
    const text = `"v=DKIM1; n=a "b" c; p=${P}"`;
    expect(withEveryFix(DKIM, text)).toBe(`v=DKIM1; n=a "b" c; p=${P}`);
  });
});

describe('what a text was meant to be', () => {
  it('is the text itself where it is sound, and null where receivers could not use it even then', () => {
    expect(meantDkimKey(GOOD_DKIM)).toBe(GOOD_DKIM);
    expect(meantDkimKey(`"${GOOD_DKIM}"`)).toBe(GOOD_DKIM);
    expect(meantDkimKey('"v=DKIM1; p="')).toBe('v=DKIM1; p=');
    // What was copied along with it goes; a sound one is left as it is.
    expect(meantDkimKey(`"${GOOD_DKIM}"\r\n`)).toBe(GOOD_DKIM);
    expect(meantDkimKey(`v=dkim1; k=rsa; p=${P}\n`)).toBe(GOOD_DKIM);
    expect(meantDkimKey(`${GOOD_DKIM}\n`)).toBe(`${GOOD_DKIM}\n`);
    const short = rsaPair(768).publicKey;
    expect(meantDkimKey(`"${recordOfKey(short)}"`)).toBeNull();
    expect(meantDkimKey('v=spf1 -all')).toBeNull();
    expect(meantDkimKey(`"${GOOD_DKIM}"${' '.repeat(9000)}`)).toBeNull();
    // Its private half is printed in an RFC.
    expect(meantDkimKey('"v=DKIM1; k=ed25519; p=11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo="')).toBeNull();
  });
});

describe('what takes the faults of one code away, and no more than that', () => {
  it.each<[code: DkimProblemCode, before: string, after: string, why: string]>([
    [
      'dkim-key-quotes',
      '"v=DKIM1;" \t "p=A"',
      'v=DKIM1;p=A',
      'the white space between two strings goes with them',
    ],
    ['dkim-key-quotes', 'v=DKIM1; p=""', 'v=DKIM1; p=""', 'a key that is missing is not a revocation'],
    [
      'dkim-key-quotes',
      String.raw`v=DKIM1; p=\" \"`,
      String.raw`v=DKIM1; p=\" \"`,
      'nor is it with backslashes',
    ],
    ['dkim-key-quotes', 'v=DKIM1; p="A"', 'v=DKIM1; p=A', 'a key in quotes is one'],
    ['dkim-key-quotes', '"k=rsa"', 'k=rsa', 'a record without a key'],
    ['dkim-key-quotes', 'n="a"; p="A"', 'n="a"; p=A', 'a note is free text'],
    [
      'dkim-key-quotes',
      '"n=a"; p=A',
      'n=a; p=A',
      'but a quote that closes what another one opened is not of it',
    ],
    ['dkim-key-quotes', 'n=""; p="A"', 'n=""; p=A', 'an empty one'],
    ['dkim-key-quotes', '"v=DKIM1; n=a "b" c; p=A"', 'v=DKIM1; n=a "b" c; p=A', 'in the middle of it'],
    [
      'dkim-key-backslash',
      String.raw`v=DKIM1\; p=A`,
      'v=DKIM1; p=A',
      'a backslash before what it was to escape',
    ],
    [
      'dkim-key-backslash',
      String.raw`v=DKIM1\059 p=A\;`,
      String.raw`v=DKIM1\059 p=A\;`,
      'an octet by its number is open',
    ],
    [
      'dkim-key-backslash',
      String.raw`v=DKIM1\; k=rsa\; n=a\b\; p=A`,
      String.raw`v=DKIM1; k=rsa; n=a\b; p=A`,
      'one in a note stands for nothing',
    ],
    ...[
      [String.raw`v=DKIM1;\nk=rsa;\np=${P}`, 'a line end that is written out'],
      [String.raw`v=DKIM1; p=${P.slice(0, 64)}\r\n${P.slice(64)}`, 'one of Windows'],
      [String.raw`v=DKIM1;\tp=${P}`, 'a tab'],
      [String.raw`v=DKIM1; p=${P.replaceAll('+', String.raw`\u002b`)}`, 'a character by its number'],
      [String.raw`v=DKIM1\; p=${P}\n`, 'one of them among others'],
    ].map(([value = '', why = '']): [DkimProblemCode, string, string, string] => [
      'dkim-key-backslash',
      value,
      value,
      `${why} is open`,
    ]),
    ['dkim-version', 'v = Dkim1; p=A', 'v = DKIM1; p=A', 'the case'],
    ['dkim-version', 'v=DKIM_1; p=A', 'v=DKIM1; p=A', 'one sign between'],
    [
      'dkim-version',
      'v=dkim1, k = rsa; p=A',
      'v=DKIM1; k = rsa; p=A',
      'another tag behind it, that no semicolon parts',
    ],
    ['dkim-version', 'v=DKIM1 |p=A', 'v=DKIM1; p=A', 'however it is parted'],
    ['dkim-version', 'v=DKIM1 x=1; p=A', 'v=DKIM1 x=1; p=A', 'but not a tag that keys do not have'],
    ['dkim-version', 'v=DKIM1 x; p=A', 'v=DKIM1 x; p=A', 'nor a word'],
    ['dkim-version', 'v=DKIM2; p=A', 'v=DKIM2; p=A', 'another version is another one'],
    ['dkim-version', 'v=xDKIM1; p=A', 'v=xDKIM1; p=A', 'with more in front'],
    ['dkim-version', 'v=; p=A', 'v=; p=A', 'none'],
    ['dkim-version', 'p=A', 'p=A', 'no tag of it'],
    ['dkim-version-not-first', 'k=rsa; v=DKIM1; p=A', 'v=DKIM1; k=rsa; p=A', 'in the middle'],
    ['dkim-version-not-first', 'k=rsa; p=A; v=DKIM1', 'v=DKIM1; k=rsa; p=A', 'at the end'],
    ['dkim-version-not-first', 'v=DKIM1; p=A', 'v=DKIM1; p=A', 'where it is first already'],
    ['dkim-version-not-first', 'k=rsa; p=A', 'k=rsa; p=A', 'where there is none'],
    ['dkim-version-not-first', '', '', 'where there is nothing'],
    ['dkim-key-tag-syntax', 'v=DKIM1; k : rsa; p:A', 'v=DKIM1; k=rsa; p=A', 'a colon for the sign'],
    ['dkim-key-tag-syntax', 'v=DKIM1; x:1; p=A', 'v=DKIM1; x:1; p=A', 'a name that keys do not have'],
    ['dkim-key-tag-syntax', 'v=DKIM1; key k:rsa; p=A', 'v=DKIM1; key k:rsa; p=A', 'a colon further behind'],
    ['dkim-key-tag-syntax', 'v=DKIM1; h=sha1:k:x; p=A', 'v=DKIM1; h=sha1:k:x; p=A', 'a colon in a tag'],
    ['dkim-key-empty-tag', 'v=DKIM1;; p=A; ;', 'v=DKIM1; p=A;', 'nothing between two semicolons'],
    ['dkim-key-empty-tag', 'v=DKIM1; p=A; \t', 'v=DKIM1; p=A;', 'white space behind the last'],
    ['dkim-key-empty-tag', 'v=DKIM1; x; p=A', 'v=DKIM1; x; p=A', 'a part that is something'],
    ['dkim-key-unknown-tag', 'V=DKIM1; K=rsa; P=Aa', 'v=DKIM1; k=rsa; p=Aa', 'names in upper case'],
    ['dkim-key-unknown-tag', 'V=DKIM1; P=AA', 'V=DKIM1; P=AA', 'where all is in upper case, the key is lost'],
    ['dkim-key-unknown-tag', 'V=DKIM1; P=', 'V=DKIM1; P=', 'a key that is missing is not a revocation'],
    ['dkim-key-missing', 'v=DKIM1; k=rsa; P=', 'v=DKIM1; k=rsa; P=', 'nor is it by its name in upper case'],
    ['dkim-key-missing', 'v=DKIM1; k=rsa; p:', 'v=DKIM1; k=rsa; p:', 'by a colon'],
    ['dkim-key-tag-syntax', 'v=DKIM1; p:', 'v=DKIM1; p:', 'whatever the code'],
    ['dkim-key-semicolon', 'v=DKIM1; k=rsa p=', 'v=DKIM1; k=rsa p=', 'without a semicolon'],
    ['dkim-version', 'v=DKIM1 p=', 'v=DKIM1 p=', 'behind the version'],
    ['dkim-key-quotes', 'v=DKIM1; k=rsa; p="', 'v=DKIM1; k=rsa; p="', 'behind a quote that closes nothing'],
    ['dkim-key-backslash', 'v=DKIM1; p=\\', 'v=DKIM1; p=\\', 'behind a backslash'],
    ['dkim-version', 'v=dkim1; p=', 'v=DKIM1; p=', 'one that was written is one'],
    ['dkim-key-quotes', '"v=DKIM1; p="', 'v=DKIM1; p=', 'in quotes as a whole'],
    ['dkim-key-quotes', '"v=DKIM1; " "p="', 'v=DKIM1; p=', 'in strings'],
    ['dkim-key-quotes', String.raw`\"v=DKIM1; p=\"`, 'v=DKIM1; p=', 'in quotes with backslashes'],
    ['dkim-key-unknown-tag', `${BARE_DKIM}; S=other`, `${BARE_DKIM}; S=other`, 'a key in use stays in use'],
    ['dkim-key-unknown-tag', `${BARE_DKIM}; S=tlsrpt`, `${BARE_DKIM}; S=tlsrpt`, 'for mail'],
    ['dkim-key-unknown-tag', `${BARE_DKIM}; S=email`, `${BARE_DKIM}; S=email`, 'and for what else it serves'],
    ['dkim-key-unknown-tag', `${BARE_DKIM}; S=`, `${BARE_DKIM}; S=`, 'where services are none'],
    ['dkim-key-unknown-tag', `${BARE_DKIM}; T=y`, `${BARE_DKIM}; T=y`, 'and mail stays signed'],
    ['dkim-key-unknown-tag', `${BARE_DKIM}; T=s`, `${BARE_DKIM}; T=s`, 'also that of subdomains'],
    ['dkim-key-unknown-tag', `${BARE_DKIM}; H=sha1`, `${BARE_DKIM}; H=sha1`, 'with its hashes'],
    ['dkim-key-unknown-tag', `${BARE_DKIM}; K=ed25519`, `${BARE_DKIM}; K=ed25519`, 'and its type'],
    [
      'dkim-key-unknown-tag',
      `${BARE_DKIM}; K=rsa`,
      `${BARE_DKIM}; k=rsa`,
      'what changes nothing may be mended',
    ],
    ['dkim-key-unknown-tag', `P=${P}; T=y`, `p=${P}; t=y`, 'as may what no receiver could use'],
    ['dkim-key-unknown-tag', 'V=DKIM1; N=AA; P=Aa', 'v=DKIM1; n=AA; p=Aa', 'in another tag it says nothing'],
    ['dkim-key-missing', 'v=DKIM1; P=Aa', 'v=DKIM1; p=Aa', 'by its name in upper case'],
    ['dkim-key-missing', 'v=DKIM1 p=Aa', 'v=DKIM1; p=Aa', 'by a semicolon'],
    ['dkim-key-missing', 'v=DKIM1; p:Aa', 'v=DKIM1; p=Aa', 'by a colon'],
    ['dkim-key-missing', `v=DKIM1; ${P}`, BARE_DKIM, 'by its tag'],
    ['dkim-key-missing', `v=DKIM1; k:rsa; ${P}`, `v=DKIM1; k=rsa; ${P}`, 'one thing at a time'],
    ['dkim-key-type-case', 'k = RSA; p=A', 'k = rsa; p=A', 'the type'],
    ['dkim-key-type-case', 'p=A', 'p=A', 'no type'],
    ['dkim-key-type-unknown', 'k=rsa t=s; p=A', 'k=rsa; t=s; p=A', 'two tags in one'],
    ['dkim-key-hashes', 'h=SHA-256; p=A', 'h=sha256; p=A', 'as people write it'],
    ['dkim-key-hashes', 'h=sha1 : SHA 256 : sha_256; p=A', 'h=sha1:sha256:sha256; p=A', 'in a list'],
    [
      'dkim-key-hashes',
      'h=xsha256:sha2567; p=A',
      'h=xsha256:sha2567; p=A',
      'but not what only looks like it',
    ],
    ['dkim-key-hashes', 'h=sha1; p=A', 'p=A', 'of SHA-1 alone nothing is of use'],
    ['dkim-key-hashes', 'h=sha-1:SHA1; p=A', 'p=A', 'in whatever form'],
    ['dkim-key-hashes', 'h=sha1:md5; p=A', 'h=sha1:md5; p=A', 'but beside another'],
    ['dkim-key-hashes', 'h=xsha1; p=A', 'h=xsha1; p=A', 'or in another'],
    ['dkim-key-hashes', 'h=sha11; p=A', 'h=sha11; p=A', 'that begins like it'],
    ['dkim-key-hashes', 'h=sha256 t=s; p=A', 'h=sha256; t=s; p=A', 'a tag behind them comes first'],
    ['dkim-key-hashes', 'p=A', 'p=A', 'no list'],
    ['dkim-duplicate-tag', 'k=rsa; p=A; k=rsa', 'k=rsa; p=A', 'the same twice'],
    [
      'dkim-key-cut-off',
      `"${BARE_DKIM.slice(0, 99)}"`,
      `"${BARE_DKIM.slice(0, 99)}"`,
      'what only the sender can mend stays',
    ],
  ])('%s: %j becomes %j (%s)', (code, before, after) => {
    expect(changed(before, dkimEdits(code, before))).toBe(after);
  });

  it('is known for these codes', () => {
    for (const code of DKIM_MENDED) expect(dkimEdits(code, ''), code).toBeInstanceOf(Array);
    expect(DKIM_MENDED).toContain('dkim-key-quotes');
    expect(DKIM_MENDED).not.toContain('dkim-testing');
  });

  it('does not read a text that is too long to mean anything', () => {
    const longest = `"v=DKIM1; n=${'a'.repeat(8000 - BARE_DKIM.length - 6)}; ${BARE_DKIM.slice(9)}"`;
    expect(longest).toHaveLength(8000);
    expect(meantDkimKey(longest)).toBe(longest.slice(1, -1));
    expect(meantDkimKey(longest.replace('n=', 'n=a'))).toBeNull();
  });
});
