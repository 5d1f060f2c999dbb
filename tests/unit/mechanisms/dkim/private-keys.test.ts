import { Buffer } from 'node:buffer';
import { generateKeyPairSync } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { isForgeable } from '../../../../lib/mechanisms/dkim/judge.ts';
import { isMeantAsKey, parseDkimKey, type DkimKey } from '../../../../lib/mechanisms/dkim/key.ts';
import { markOf, privateKeysIn } from '../../../../lib/mechanisms/dkim/private-keys.ts';
import { fixesOf, withEveryFix } from '../../../../lib/workshop/fix.ts';
import { codesOf, ED25519, recordOfKey } from '../../../support/dkim.ts';
import { rsaPair } from '../../../support/keys.ts';
import { DKIM } from '../../../support/txt-texts.ts';

const PAIR = rsaPair(2048, 'leaked');
const OWN = recordOfKey(PAIR.publicKey).replace(/^.*p=/, '');
const base64 = (text: string | Buffer) => Buffer.from(text).toString('base64');
const der = (type: 'pkcs1' | 'pkcs8') => base64(PAIR.privateKey.export({ format: 'der', type }));
const [OLD, SECRET] = [der('pkcs1'), der('pkcs8')];
const PEM = PAIR.privateKey.export({ format: 'pem', type: 'pkcs8' });
const ED = base64(ED25519.privateKey.export({ format: 'der', type: 'pkcs8' }));
const EC = base64(
  generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export({ format: 'der', type: 'sec1' }),
);
const key = parseDkimKey(`p=${OWN}`).data;
const MARK = key?.type === 'rsa' ? markOf(key.modulus) : '';

const WRITTEN: [why: string, text: string, state: DkimKey['state'], mark: string | null][] = [
  [
    'in a note beside its public half, which is in use',
    `v=DKIM1; k=rsa; p=${OWN}; n=${SECRET}`,
    'usable',
    MARK,
  ],
  ['the older form there', `v=DKIM1; p=${OWN}; n=${OLD}`, 'usable', MARK],
  ['a whole file there', `v=DKIM1; p=${OWN}; n=${PEM.replaceAll('\n', '')}`, 'usable', MARK],
  ['a file with written-out line ends', `p=${OWN}; n=${PEM.replaceAll('\n', '\\n')}`, 'usable', MARK],
  ['in a tag of its own', `v=DKIM1; p=${OWN}; key=${SECRET}`, 'usable', MARK],
  ['in a tag of its own alone', `v=DKIM1; key=${SECRET}`, 'invalid', MARK],
  ['behind a version in another case', `v=dkim1; k=rsa; p=${SECRET}`, 'not-dkim', MARK],
  ['behind the next version', `v=DKIM2; p=${SECRET}`, 'not-dkim', MARK],
  ['behind the version of a signature', `v=1; p=${SECRET}`, 'not-dkim', MARK],
  ['behind a comma', `v=DKIM1; k=rsa, p=${SECRET}`, 'invalid', MARK],
  ['behind a name in capitals', `v=DKIM1; P=${SECRET}`, 'invalid', MARK],
  ['behind a colon', `v=DKIM1; p:${SECRET}`, 'invalid', MARK],
  ['behind nothing', `v=DKIM1; p${SECRET}`, 'invalid', MARK],
  ['behind its public half', `v=DKIM1; p=${OWN}; p=${SECRET}`, 'invalid', MARK],
  ['behind a key that was taken back', `v=DKIM1; p=; p=${SECRET}`, 'invalid', MARK],
  ['behind dots', `v=DKIM1; p=...${SECRET}`, 'invalid', MARK],
  ['in quotes', `v=DKIM1; p="${SECRET.slice(0, 9)}" "${SECRET.slice(9)}"`, 'invalid', MARK],
  ['with a space that nobody sees', `p=${SECRET.slice(0, 9)}\u200b${SECRET.slice(9)}`, 'invalid', MARK],
  ['in the alphabet of URLs', `p=${SECRET.replaceAll('+', '-').replaceAll('/', '_')}`, 'invalid', MARK],
  ['cut off by a field of 255', `v=DKIM1; p=${SECRET}`.slice(0, 255), 'invalid', MARK],
  ['encoded twice', `p=${base64(SECRET)}`, 'invalid', MARK],
  ['a file encoded once more, in a note', `p=${OWN}; n=${base64(PEM)}`, 'usable', MARK],
  ['cut off before it tells its modulus', `v=DKIM1; p=${SECRET.slice(0, 40)}`, 'invalid', null],
  ['the first line of a file', 'v=DKIM1; p=-----BEGIN RSA PRIVATE KEY-----', 'invalid', null],
  ['Ed25519 alone', ED, 'not-dkim', null],
  ['Ed25519 twice', `v=DKIM1; k=ed25519; p=${base64(ED)}`, 'invalid', null],
  ['of an elliptic curve', `v=DKIM1; p=${EC}`, 'invalid', null],
  ['in a text that is none of a key', `v=spf1 -all ${SECRET}`, 'not-dkim', MARK],
];

describe('a private key', () => {
  it.each(WRITTEN)('%s: it is told, and nothing else', (_, text, state, mark) => {
    const read = parseDkimKey(text);
    expect([read.state, ...codesOf(read)]).toEqual([state, 'dkim-private-key-published']);
    expect([isMeantAsKey(read), isForgeable(read.problems)]).toEqual([true, true]);
    expect(privateKeysIn(text).map((each) => each.mark)).toContain(mark);
  });

  it.each(WRITTEN)('%s: no fix writes it in another way', (_, text) => {
    expect([...fixesOf(DKIM, text).keys()]).toEqual([]);
    expect(withEveryFix(DKIM, text)).toBe(text);
  });

  it('stands where it stands in the text, what is between its digits included', () => {
    const text = `v=DKIM1; p="${SECRET.slice(0, 9)}" "${SECRET.slice(9)}"; n=x`;
    const [found] = privateKeysIn(text);
    const { offset = 0, length = 0 } = found?.position ?? {};
    expect(text.slice(offset, offset + length)).toBe(
      `${SECRET.slice(0, 9)}" "${SECRET.slice(9)}`.replace(/=+$/, ''),
    );
  });

  it.each([
    ['a key', OWN],
    ['a key that was encoded twice', base64(OWN)],
    ['a public key file', `-----BEGIN PUBLIC KEY-----${OWN}-----END PUBLIC KEY-----`],
    ['an Ed25519 key', recordOfKey(ED25519.publicKey)],
    ['a note about one', 'n=keep the PRIVATE KEY secret'],
    ['digits that only begin alike', `MIIE${'A'.repeat(400)}`],
  ])('is none in %s', (_, text) => {
    expect(privateKeysIn(text)).toEqual([]);
  });

  it('is looked for in no time in long texts that begin like one again and again', () => {
    const start = performance.now();
    for (const part of ['MACACAQ', 'MIIEvgIBADA=', 'TUlJ', '-----BEGIN ', '\\', 'M'])
      privateKeysIn(part.repeat(100_000));
    expect(performance.now() - start).toBeLessThan(3000);
  });
});

it('many of them in one text, each at its place, among as many blanks', () => {
  const found = privateKeysIn(`${' '.repeat(16_000)}${'MFUCAQACMAAA;'.repeat(1250)}`);
  expect(found).toHaveLength(1250);
  expect(found.at(-1)?.position).toEqual({ offset: 16_000 + 13 * 1249, length: 12, line: 1 });
});
