import { Buffer } from 'node:buffer';
import { describe, expect, it } from 'vitest';
import { addedKey, keyEdits, meantKey } from '../../../../lib/mechanisms/dkim/text-key.ts';
import { changed } from '../../../../lib/text/txt-edits.ts';
import { GOOD_DKIM } from '../../../lab/description/domain.ts';
import { ED25519 } from '../../../support/dkim.ts';
import { rsaPair } from '../../../support/keys.ts';

const P = GOOD_DKIM.slice(GOOD_DKIM.indexOf('p=') + 2);
const base64 = (octets: Uint8Array | string) => Buffer.from(octets).toString('base64');
const SPKI = ED25519.publicKey.export({ format: 'der', type: 'spki' });
const RAW = base64(SPKI.subarray(-32));
/** A key whose base64 has signs that addresses write otherwise, and padding. */
const [SIGNS, PADDED] = (() => {
  for (let index = 0; ; index += 1) {
    const { publicKey } = rsaPair(1032, `${index}`);
    const text = base64(publicKey.export({ format: 'der', type: 'spki' }));
    if (text.includes('+') && text.includes('/')) return [text.replace(/=+$/, ''), text];
  }
})();
/** Keys whose padding could be the sign between a name and its value: before it are letters and digits alone. */
const PLAIN_ED25519 = `${'A1b2C3d4'.repeat(5)}A1M=`;
const PLAIN_SPKI = `MCowBQYDK2VwAyEA${PLAIN_ED25519}`;
const urlForm = (text: string) => text.replaceAll('+', '-').replaceAll('/', '_');

describe('the key that a value was meant to be', () => {
  it.each<[why: string, written: string, type: string, meant: string | null]>([
    ['it is right as it is', P, 'rsa', null],
    ['white space', ` ${P.slice(0, 9)} \t${P.slice(9)}\r\n`, 'rsa', P],
    ['what nobody sees', `\u200b${P.slice(0, 9)}\u00ad${P.slice(9)}`, 'rsa', P],
    ['quotes around it', `"${P}"`, 'rsa', P],
    ['brackets, a comma, a full stop', `<${P}>,.`, 'rsa', P],
    ['a file', `-----BEGIN PUBLIC KEY-----\n${P}\n-----END PUBLIC KEY-----`, 'rsa', P],
    [
      'a file with spaces in its lines',
      `----- BEGIN RSA PUBLIC KEY-----${P}----- END RSA PUBLIC KEY-----`,
      'rsa',
      P,
    ],
    ['the alphabet of addresses', urlForm(SIGNS), 'rsa', SIGNS],
    [
      'both alphabets at once: nobody knows',
      `${urlForm(SIGNS.slice(0, 90))}${SIGNS.slice(90)}+/-_`,
      'rsa',
      null,
    ],
    ['too much padding', `${P}===`, 'rsa', P],
    ['padding of addresses that is missing', urlForm(PADDED), 'rsa', PADDED],
    ['encoded twice', base64(P), 'rsa', P],
    ['encoded twice, in lines', base64(P.replace(/.{64}/g, '$&\n')), 'rsa', P],
    ['Ed25519 in its file form', base64(SPKI), 'ed25519', RAW],
    ['Ed25519 encoded twice', base64(RAW), 'ed25519', RAW],
    ['Ed25519 as it is', RAW, 'ed25519', null],
    ['44 octets of something else', base64('x'.repeat(44)), 'ed25519', null],
    ['Ed25519 by a record for RSA: its type is wrong, not its key', RAW, 'rsa', null],
    ['RSA by a record for Ed25519', P, 'ed25519', null],
    ['an unknown type', ` ${P}`, 'dsa', null],
    ['a letter that is missing', P.slice(1), 'rsa', null],
    ['a foreign letter', P.replace('9w0B', '9*0B'), 'rsa', null],
    ['nothing', '', 'rsa', null],
    ['a private key, even where the rest can be read', `-----BEGIN PRIVATE KEY-----${P}`, 'rsa', null],
  ])('%s', (_, written, type, meant) => {
    expect(meantKey(written, type)).toBe(meant);
  });
});

describe('in a record', () => {
  it.each<[why: string, before: string, after: string]>([
    ['the key alone is changed', `v=DKIM1; p="${P}"; t=s`, `v=DKIM1; p=${P}; t=s`],
    [
      'for its type, in whatever case',
      `v=DKIM1; k=Ed25519; p=${base64(SPKI)}`,
      `v=DKIM1; k=Ed25519; p=${RAW}`,
    ],
    ['a sound one stays', GOOD_DKIM, GOOD_DKIM],
    ['a semicolon that is missing comes first', `v=DKIM1; p=${P} t=s`, `v=DKIM1; p=${P}; t=s`],
    ['a key without its tag gets it', `v=DKIM1; k=rsa; ${P}`, GOOD_DKIM],
    ['no key, no tag', 'v=DKIM1; k=rsa', 'v=DKIM1; k=rsa'],
  ])('%s', (_, before, after) => {
    expect(changed(before, keyEdits(before))).toBe(after);
  });

  it.each<[why: string, before: string, after: string]>([
    ['a key alone is a record', P, `v=DKIM1; p=${P}`],
    ['written in another way', `${P}===`, `v=DKIM1; p=${P}`],
    ['beside a tag it gets no version', `t=s; ${P}`, `t=s; p=${P}`],
    [
      'a key of letters and digits, with padding, is no name',
      `k=ed25519; ${PLAIN_ED25519}`,
      `k=ed25519; p=${PLAIN_ED25519}`,
    ],
    ['nor is it in its file form', `k=ed25519; ${PLAIN_SPKI}`, `k=ed25519; p=${PLAIN_ED25519}`],
    ['a name without a value is none', 'k=ed25519; hello=', 'k=ed25519; hello='],
    ['a tag without a value is one', `t=; ${P}`, `t=; p=${P}`],
    ['Ed25519 where the type says so', `k=ED25519; ${base64(SPKI)}`, `k=ED25519; p=${RAW}`],
    ['Ed25519 alone is taken for nothing', RAW, RAW],
    ['an empty part is none', `t=s;; ${P}`, `t=s;; p=${P}`],
    ['another text is none', 'hello; t=s', 'hello; t=s'],
  ])('a tag that is missing: %s', (_, before, after) => {
    expect(changed(before, addedKey(before))).toBe(after);
  });
});
