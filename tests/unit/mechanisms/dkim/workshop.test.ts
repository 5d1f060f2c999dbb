import { Buffer } from 'node:buffer';
import { generateKeyPairSync } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { parseDkimKey } from '../../../../lib/mechanisms/dkim/key.ts';
import { meantDkimKey } from '../../../../lib/mechanisms/dkim/text-edits.ts';
import { keepsKeys } from '../../../../lib/mechanisms/dkim/text-keeps.ts';
import { DKIM_TEXT } from '../../../../lib/mechanisms/dkim/workshop.ts';
import { WRITTEN_DKIM } from '../../../../lib/mechanisms/dkim/written-text.ts';
import { txtEntriesOf } from '../../../../lib/text/txt-entries.ts';
import { withEveryFix } from '../../../../lib/workshop/fix.ts';
import { GOOD_DKIM } from '../../../lab/description/domain.ts';
import { ED25519, recordOfKey } from '../../../support/dkim.ts';
import { DKIM, saidOf } from '../../../support/txt-texts.ts';
import { bare, textsOf, WORDS } from '../../../support/words.ts';

const P = GOOD_DKIM.slice(GOOD_DKIM.indexOf('p=') + 2);
const P_LINES = P.match(/.{1,64}/g)!.join('\n');
const BARE_DKIM = `v=DKIM1; p=${P}`;
const SPKI = ED25519.publicKey.export({ format: 'der', type: 'spki' });
const RAW = SPKI.subarray(-32).toString('base64');
const base64 = (octets: Uint8Array | string) => Buffer.from(octets).toString('base64');
const URLS = base64(
  generateKeyPairSync('rsa', { modulusLength: 1032 }).publicKey.export({ format: 'der', type: 'spki' }),
);
/** A key that has signs which base64 for addresses writes otherwise; another one has them too, or the test says so. */
const urlForm = (text: string) => text.replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');

describe('a problem of a DKIM key stands at its place', () => {
  it.each<[reason: string, text: string, said: [string, string][]]>([
    ['none in a sound key', GOOD_DKIM, []],
    ['a test', `v=DKIM1; t=y; p=${P}`, [['dkim-testing', 't=y']]],
    ['the case of the version', `v=dkim1; p=${P}`, [['dkim-version', 'v=dkim1']]],
    ['a tag that is no tag', `v=DKIM1; k:rsa; p=${P}`, [['dkim-key-tag-syntax', 'k:rsa']]],
    [
      'a foreign character in the key',
      `v=DKIM1; p=${P.slice(0, 40)}*${P.slice(41)}`,
      [['dkim-key-base64', '*']],
    ],
    [
      'in a zone file',
      `s1._domainkey.a.example. IN TXT "v=DKIM1; k=RSA; " "p=${P}"`,
      [['dkim-key-type-case', 'k=RSA']],
    ],
    ['a key that is revoked', 'v=DKIM1; p=', [['dkim-key-revoked', 'p=']]],
    [
      'a key on several lines, and nothing of its pieces',
      `v=DKIM1; p=\n${P_LINES}`,
      [['dkim-key-lines', 'v=DKIM1; p=']],
    ],
    [
      'lines that make no key together are what each of them is',
      `v=DKIM1; p=\n${P.slice(0, 64)}`,
      [
        ['dkim-key-revoked', 'p='],
        ['dkim-key-missing', P.slice(0, 64)],
      ],
    ],
    [
      'a sound key is not joined with what stands below it',
      `v=DKIM1; p=${P}\nAAAA`,
      [['dkim-key-unrelated', 'AAAA']],
    ],
    ['what is no key', 'v=spf1 -all', [['dkim-key-unrelated', 'v=spf1 -all']]],
    ['and nothing of a text at another name', 'a.example. IN TXT "v=spf1 -all"', []],
    [
      'the second key of a name',
      `s._domainkey.a.example. TXT "v=DKIM1; p=${P}"\ns._domainkey.a.example. TXT "v=DKIM1; p="`,
      [
        ['dkim-key-revoked', 'p='],
        ['dkim-several-records', 'v=DKIM1; p='],
      ],
    ],
  ])('%s', (_, text, said) => {
    expect(saidOf(DKIM, text)).toEqual(said);
  });
});

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
      `v=DKIM1; p=${base64(generateKeyPairSync('rsa', { modulusLength: 512 }).privateKey.export({ format: 'der', type: 'pkcs1' }))}`,
    ],
    ['a private key in a key file', '-----BEGIN PRIVATE KEY-----AAAA-----END PRIVATE KEY-----'],
    ['another version', `v=DKIM2; p=${P}`],
    ['a tag that says two things', `v=DKIM1; k=rsa; k=ed25519; p=${P}`],
    ['an unknown type', `v=DKIM1; k=dsa; p=${P}`],
    ['an empty type', `v=DKIM1; k=; p=${P}`],
    ['another hash', `v=DKIM1; h=md5; p=${P}`],
    ['another service', `v=DKIM1; s=tlsrpt; p=${P}`],
    ['a test', `v=DKIM1; t=y; p=${P}`],
    ['a letter that is missing', `v=DKIM1; p=${P.slice(0, 50)}${P.slice(51)}`],
    ['no key at all', 'v=DKIM1; k=rsa'],
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
    const short = generateKeyPairSync('rsa', { modulusLength: 768 }).publicKey;
    expect(meantDkimKey(`"${recordOfKey(short)}"`)).toBeNull();
    expect(meantDkimKey('v=spf1 -all')).toBeNull();
    expect(meantDkimKey(`"${GOOD_DKIM}"${' '.repeat(9000)}`)).toBeNull();
    // Its private half is printed in an RFC.
    expect(meantDkimKey('"v=DKIM1; k=ed25519; p=11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo="')).toBeNull();
  });
});

describe('the last look at a fix', () => {
  it.each<[reason: string, before: string, after: string]>([
    ['another key', GOOD_DKIM, `v=DKIM1; k=rsa; p=${URLS}`],
    ['a key that is gone', GOOD_DKIM, 'v=DKIM1; k=rsa; p='],
    ['a record that is gone', GOOD_DKIM, ''],
    ['a flag that is gone', `v=DKIM1; t=s; p=${P}`, `v=DKIM1; p=${P}`],
    ['a service that is gone', `v=DKIM1; s=tlsrpt; p=${P}`, `v=DKIM1; p=${P}`],
    ['a flag that is new', GOOD_DKIM, `${GOOD_DKIM}; t=y`],
    ['another type', GOOD_DKIM, `v=DKIM1; k=ed25519; p=${P}`],
  ])('refuses %s', (_, before, after) => {
    expect(keepsKeys(before, after)).toBe(false);
  });
});

describe('what a text comes to', () => {
  it.each([
    [GOOD_DKIM, 'workshop.dkim.rsa', { bits: '2048' }],
    [`v=DKIM1; k=ed25519; p=${RAW}`, 'workshop.dkim.ed25519', undefined],
    ['v=DKIM1; p=', 'workshop.dkim.revoked', undefined],
    [`v=DKIM1; p=${P.slice(0, 99)}`, 'workshop.dkim.invalid', undefined],
    ['v=spf1 -all', 'workshop.dkim.none', undefined],
    [`${GOOD_DKIM}\nv=DKIM1; p=`, 'workshop.dkim.names', { count: 2, usable: 1 }],
  ])('%s', (text, key, parameters) => {
    expect(DKIM_TEXT.says(text)).toEqual(parameters ? { key, parameters } : { key });
  });

  it('is told tag by tag, the bits exact', () => {
    const told = (text: string) => DKIM_TEXT.tells(text, WORDS, null).flatMap(textsOf);
    expect(told(`v=DKIM1; k=rsa; h=sha256; s=email; t=y:s; n=hi; g=*; x=1; p=${URLS}`)).toEqual([
      'v=DKIM1 · the record is a DKIM key',
      'k=rsa · the key is for RSA',
      'h=sha256 · signatures use one of these hashes',
      's=email · the key may sign mail',
      't=y:s · a test: receivers treat signed mail as unsigned · signatures must name exactly this domain',
      'n=hi · a note for people',
      'g=* · only receivers of an older standard read this',
      'x=1 (receivers ignore this)',
      `p=${URLS.slice(0, 58)}… · RSA, 1032 bits, exponent 65537`,
      'It has 280 octets. In a zone file, split it into strings of at most 255. Most providers do that for you.',
    ]);
    expect(told('v=DKIM1; k=dsa; h=md5; s=tlsrpt; p=')).toEqual([
      'v=DKIM1 · the record is a DKIM key',
      'k=dsa (receivers cannot use this)',
      'h=md5 (receivers cannot use this)',
      's=tlsrpt · the key may not sign mail',
      'p= · the key is revoked',
    ]);
    expect(told(`v=DKIM1; k=ed25519; p=${RAW}`).at(-1)).toBe(`p=${RAW} · Ed25519, 256 bits`);
    expect(told(`${GOOD_DKIM}\nv=DKIM1; p=`)[0]).toBe('Line 1');
    expect(told(GOOD_DKIM).at(-1)).toContain('split it into strings of at most 255');
    expect(bare(told(`s1._domainkey TXT "${GOOD_DKIM}"\nx. MX 1 a.`).at(-1) ?? '')).toContain('other types');
  });

  it('has names and values of its tags as what they are', () => {
    expect(DKIM_TEXT.tokensOf?.('v=DKIM1; p=')).toEqual([
      { kind: 'key', from: 0, to: 1 },
      { kind: 'value', from: 2, to: 7 },
      { kind: 'key', from: 9, to: 10 },
    ]);
    expect(DKIM_TEXT.tokensOf?.('v=spf1 -all')).toEqual([]);
  });
});

describe('what a domain publishes is taken up', () => {
  const selector = {
    selector: 's1',
    name: 's1._domainkey.example.com',
    provider: null,
    reason: null,
  } as const;
  const dkim = {
    state: 'found',
    base: 'nodata',
    reason: null,
    beside: null,
    asked: ['s1'],
    ttlSeconds: 60,
  } as const;

  it('as lines of a zone, in strings that DNS can hold', () => {
    const texts = [GOOD_DKIM, 'a"\\\n'];
    const selectors = [{ ...selector, state: 'found', texts, aliases: [] }] as const;
    const lines = WRITTEN_DKIM.published({ dkim: { ...dkim, selectors } }, WORDS);
    const { entries } = txtEntriesOf(lines ?? '');
    expect(entries.map(({ value }) => value)).toEqual(texts);
    expect(entries.map(({ owner }) => owner)).toEqual([selector.name, selector.name]);
    expect(parseDkimKey(entries[0]?.value ?? '').bits).toBe(2048);
    expect(DKIM_TEXT.tells(lines?.split('\n')[0] ?? '', WORDS, null)).toHaveLength(1);
  });

  it('but not what stands at a provider, and nothing where nothing is known', () => {
    const found = { ...selector, state: 'found', texts: [GOOD_DKIM], aliases: ['a.example'] } as const;
    expect(WRITTEN_DKIM.published({ dkim: { ...dkim, selectors: [found] } }, WORDS)).toBeNull();
    expect(WRITTEN_DKIM.published({ dkim: { ...dkim, selectors: [] } }, WORDS)).toBeNull();
    expect(WRITTEN_DKIM.published({ dkim: { state: 'pending' } }, WORDS)).toBeNull();
    const none = { ...dkim, base: 'nxdomain', selectors: [] } as const;
    expect(WRITTEN_DKIM.published({ dkim: none }, WORDS)).toBe('');
    const many = { ...selector, state: 'found', texts: Array(20).fill('x'), aliases: [] } as const;
    expect(WRITTEN_DKIM.published({ dkim: { ...dkim, selectors: [many] } }, WORDS)).toBeNull();
  });
});
