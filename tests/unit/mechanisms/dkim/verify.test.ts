import { describe, expect, it, vi } from 'vitest';
import { MOST_SIGNATURES } from '../../../../lib/mechanisms/dkim/limits.ts';
import { verifyMessage, type VerifiedSignature } from '../../../../lib/mechanisms/dkim/verify.ts';
import { bytes } from '../../../support/reading.ts';
import { ED25519, recordOf, recordOfKey, RSA, signed, TAGS, txtZone } from '../../../support/dkim.ts';
import { rsaPair } from '../../../support/keys.ts';

const NAME = 's1._domainkey.example.com';
const RECORD = recordOfKey(RSA.publicKey);
const NOW = 1000 * 1000;

async function verify(message: string, ...records: readonly string[]): Promise<VerifiedSignature> {
  const zone = txtZone({ [NAME]: records.length > 0 ? records : [RECORD] });
  const result = await verifyMessage(bytes(message), zone, NOW);
  if (result.state !== 'read' || !result.signatures[0]) throw new Error('No signature was read.');
  return result.signatures[0];
}

const stateOf = async (message: string, ...records: readonly string[]) =>
  (await verify(message, ...records)).state;

describe('what is said of a signature', () => {
  it.each<[why: string, change: (message: string) => string, state: string, header: boolean, body: boolean]>([
    ['nothing was changed', (message) => message, 'intact', true, true],
    ['a line was added', (message) => `${message}-- \r\nlist\r\n`, 'altered', true, false],
    [
      'the subject was changed',
      (message) => message.replace('Subject: s', 'Subject: [l] s'),
      'wrong',
      false,
      true,
    ],
    [
      'both were',
      (message) => message.replace('Subject: s', 'Subject: x').replace('Hello', 'x'),
      'wrong',
      false,
      false,
    ],
    [
      'another From on top is not signed',
      (message) => `From: x@example.org\r\n${message}`,
      'intact',
      true,
      true,
    ],
    ['a field that is not signed', (message) => `X: y\r\n${message}`, 'intact', true, true],
    ['line ends of a file', (message) => message.replaceAll('\r\n', '\n'), 'intact', true, true],
    ['a byte order mark of an editor', (message) => `\ufeff${message}`, 'intact', true, true],
    [
      'a line without a colon behind a field that is not signed',
      (message) => `X: y\r\nz\r\n${message}`,
      'intact',
      true,
      true,
    ],
    ['empty lines at the end', (message) => `${message}\r\n\r\n`, 'intact', true, true],
  ])('%s', async (_, change, state, header, body) => {
    expect(await verify(change(signed()))).toMatchObject({
      state,
      isHeaderIntact: header,
      isBodyIntact: body,
    });
  });

  // What mail programs take for white space, or for no field, they may show as more of the field above (mailauth, "header smuggling").
  it.each(['', '\v', '\f', '\r', '\u00a0', '\u3000', '\u2028'])(
    'a line behind From that begins with %j and is no field was not signed',
    async (space) => {
      const added = `From: a@example.com\r\n${space}, b@example.org`;
      expect(await stateOf(signed().replace('From: a@example.com', added))).toBe('wrong');
    },
  );

  const weak = rsaPair(768);
  it.each<[why: string, message: string, records: string[], state: string]>([
    [
      'an Ed25519 key',
      signed({ key: ED25519.privateKey, tags: TAGS.replace('rsa', 'ed25519') }),
      [recordOfKey(ED25519.publicKey)],
      'intact',
    ],
    ['another key', signed({ key: rsaPair(1024, 'another').privateKey }), [RECORD], 'wrong'],
    ['a short key', signed({ key: weak.privateKey }), [recordOfKey(weak.publicKey)], 'key-weak'],
    [
      'a short key with more wrong',
      signed({ key: weak.privateKey }),
      [`${recordOfKey(weak.publicKey)}; h=sha1`],
      'key-invalid',
    ],
    ['a revoked key', signed(), ['v=DKIM1; p='], 'key-revoked'],
    ['a key for another service', signed(), [`${RECORD}; s=x`], 'key-invalid'],
    ['a key for SHA-1', signed(), [`${RECORD}; h=sha1`], 'key-invalid'],
    ['a record that is discarded', signed(), [RECORD.replace('DKIM1', 'DKIM2')], 'key-invalid'],
    ['a text of something else', signed(), ['v=spf1 -all'], 'key-absent'],
    ['a key of the other type', signed(), [recordOfKey(ED25519.publicKey)], 'key-mismatch'],
    [
      'a strict key, and an identity below',
      signed({ tags: `${TAGS}; i=@a.example.com` }),
      [`${RECORD}; t=s`],
      'key-mismatch',
    ],
    [
      'a strict key, and the domain itself',
      signed({ tags: `${TAGS}; i=@example.com` }),
      [`${RECORD}; t=s`],
      'intact',
    ],
    [
      'a key in the form of the RFC',
      signed(),
      [recordOf(RSA.publicKey.export({ format: 'der', type: 'pkcs1' }))],
      'intact',
    ],
    ['the second of two keys', signed(), [recordOfKey(weak.publicKey), RECORD], 'intact'],
    ['a key beside another text', signed(), ['v=spf1 -all', RECORD], 'intact'],
    ['SHA-1', signed({ tags: TAGS.replace('sha256', 'sha1') }), [RECORD], 'sha1'],
    [
      'a short key for another service: more than its size is wrong',
      signed({ key: weak.privateKey }),
      [`${recordOfKey(weak.publicKey)}; s=tlsrpt`],
      'key-invalid',
    ],
    [
      'a record that is discarded for its backslashes',
      signed(),
      [RECORD.replaceAll(';', '\\;')],
      'key-invalid',
    ],
    ['a record in quotes', signed(), [`"${RECORD}"`], 'key-invalid'],
    [
      'a record with the last line of a key file, which is no tag',
      signed(),
      [`${RECORD}; -----END PUBLIC KEY-----`],
      'key-invalid',
    ],
    ['a discarded record beside a key', signed(), [RECORD.replace('DKIM1', 'DKIM2'), RECORD], 'intact'],
    ['a revoked one beside a key: a verifier may try both', signed(), ['v=DKIM1; p=', RECORD], 'intact'],
    ['a key cut in two records', signed(), [RECORD.slice(0, 99), RECORD.slice(99)], 'key-invalid'],
    ['a key with a space in it', signed(), [RECORD.replace(/.{40}$/, ' $&')], 'intact'],
    ['an unknown type', signed(), [RECORD.replace('k=rsa', 'k=x')], 'key-invalid'],
    ['no type', signed(), [RECORD.replace('k=rsa; ', '')], 'intact'],
    ['a query in capitals', signed({ tags: `${TAGS}; q=DNS/TXT` }), [RECORD], 'intact'],
    ['signed in the future', signed({ tags: `${TAGS}; t=99999999999` }), [RECORD], 'intact'],
    ['an identity beside the domain', signed({ tags: `${TAGS}; i=@example.org` }), [RECORD], 'malformed'],
    ['a hash of another length', signed({ bodyHash: 'AAAA' }), [RECORD], 'altered'],
    ['an empty body', signed({ body: '\r\n' }).replace(/\r\n\r\n$/, '\r\n\r\n'), [RECORD], 'intact'],
    [
      'From signed more often than it is there',
      signed({ tags: TAGS.replace('from:', 'from:from:') }),
      [RECORD],
      'intact',
    ],
    [
      'the same, and another From on top',
      `From: x@example.org\r\n${signed({ tags: TAGS.replace('subject', 'subject:from') })}`,
      [RECORD],
      'wrong',
    ],
    ['no From', signed({ tags: TAGS.replace('from:', '') }), [RECORD], 'malformed'],
    ['it expired', signed({ tags: `${TAGS}; x=999` }), [RECORD], 'expired'],
    ['it expires in time', signed({ tags: `${TAGS}; x=1000` }), [RECORD], 'intact'],
    ['it expired, and was altered', `${signed({ tags: `${TAGS}; x=999` })}x`, [RECORD], 'altered'],
  ])('%s', async (_, message, records, state) => {
    expect(await stateOf(message, ...records)).toBe(state);
  });

  it('a testing key is told beside it', async () => {
    expect(await verify(signed(), `${RECORD}; t=y`)).toMatchObject({ state: 'intact', isTesting: true });
    expect(await verify(signed())).toMatchObject({ isTesting: false, keys: 1 });
  });

  it.each([
    ['no time', '', false],
    ['long ago', '; t=1', false],
    ['as far ahead as clocks differ', '; t=1900', false],
    ['a second more', '; t=1901', true],
    ['the last time that it can say', '; t=999999999999', true],
  ])('whether it was signed later than now: %s', async (_, tag, isAhead) => {
    expect(await verify(signed({ tags: TAGS + tag }))).toMatchObject({ state: 'intact', isAhead });
  });

  it('how much of the body it covers', async () => {
    const message = signed({ tags: `${TAGS}; l=7` });
    expect(await verify(message)).toMatchObject({ state: 'intact', covers: { signed: 7, octets: 7 } });
    expect(await verify(`${message}added\r\n`)).toMatchObject({
      state: 'intact',
      covers: { signed: 7, octets: 14 },
    });
    expect(await stateOf(signed({ tags: `${TAGS}; l=8` }))).toBe('altered');
  });

  it('a key that there is not, and one that could not be known', async () => {
    const ask = async (zone: Parameters<typeof txtZone>[0]) => {
      const result = await verifyMessage(bytes(signed()), txtZone(zone), NOW);
      return result.state === 'read' && result.signatures[0];
    };
    expect(await ask({})).toMatchObject({ state: 'key-absent', isHeaderIntact: null, isBodyIntact: true });
    expect(await ask({ [NAME]: [] })).toMatchObject({ state: 'key-absent' });
    expect(await ask({ [NAME]: 'servfail' })).toMatchObject({ state: 'key-unavailable', reason: 'servfail' });
    expect(await ask({ [NAME]: { alias: 'key.example.net' }, 'key.example.net': [RECORD] })).toMatchObject({
      state: 'intact',
      aliases: ['key.example.net'],
    });
  });
});

describe('of a message with several', () => {
  it('each is told, from the top, and asks for its key', async () => {
    const inner = signed({
      key: ED25519.privateKey,
      tags: TAGS.replace('rsa', 'ed25519').replace('s1', 's2'),
    });
    const [field = ''] = signed().split('\r\n');
    const zone = txtZone({ [NAME]: [RECORD], 's2._domainkey.example.com': [recordOfKey(ED25519.publicKey)] });
    const result = await verifyMessage(bytes(`${field}\r\n${inner}`), zone, NOW);
    expect(result).toMatchObject({ signatures: [{ state: 'intact' }, { state: 'intact' }], more: 0 });
    expect(zone.asked).toEqual([`${NAME} TXT`, 's2._domainkey.example.com TXT']);
  });

  it('only so many are looked at', async () => {
    const [field = ''] = signed().split('\r\n');
    const zone = txtZone({ [NAME]: [RECORD] });
    const many = `${`${field}\r\n`.repeat(MOST_SIGNATURES + 4)}${signed()}`;
    const result = await verifyMessage(bytes(many), zone, NOW);
    expect(result).toMatchObject({ state: 'read', more: 5 });
    expect(zone.asked.length).toBe(MOST_SIGNATURES);
  });

  it('without any there is none', async () => {
    expect(await verifyMessage(bytes('From: a\r\n\r\nx'), txtZone({}), NOW)).toEqual({
      state: 'read',
      signatures: [],
      more: 0,
      fromFields: 1,
      isBodyGiven: true,
    });
  });
});

describe('a header without a body', () => {
  const header = (message: string) => message.slice(0, message.indexOf('\r\n\r\n'));
  const empty = signed({ body: '\r\n' });
  const expired = signed({ tags: `${TAGS}; x=900` });
  it.each<[why: string, message: string, state: string, header: boolean | null, body: boolean | null]>([
    ['as it was signed', header(signed()), 'header-only', true, null],
    ['with the line end of its last field', `${header(signed())}\r\n`, 'header-only', true, null],
    ['with empty lines behind it, as it is pasted', `${header(signed())}\n\n \n`, 'header-only', true, null],
    ['that was changed', header(signed()).replace('Subject: s', 'Subject: t'), 'wrong', false, null],
    ['whose body was empty', header(empty), 'intact', true, true],
    ['that is too old: no body makes it younger', header(expired), 'expired', true, null],
    ['with a body of one letter is a message', `${header(signed())}\r\n\r\nx`, 'altered', true, false],
  ])('%s', async (_, message, state, isHeaderIntact, isBodyIntact) => {
    expect(await verify(message)).toMatchObject({ state, isHeaderIntact, isBodyIntact });
  });

  it('says that no body was given, and nothing of how much of it is signed', async () => {
    const result = await verifyMessage(bytes(header(signed())), txtZone({ [NAME]: [RECORD] }), NOW);
    expect(result).toMatchObject({ isBodyGiven: false, signatures: [{ covers: null }] });
    const whole = await verifyMessage(bytes(signed()), txtZone({ [NAME]: [RECORD] }), NOW);
    expect(whole).toMatchObject({ isBodyGiven: true, signatures: [{ covers: { signed: 7, octets: 7 } }] });
  });

  it('a key that cannot be used says so, body or not', async () => {
    expect(await stateOf(header(signed()), 'v=DKIM1; p=')).toBe('key-revoked');
  });
});

describe('the author (RFC 5322 §3.6)', () => {
  it.each<[why: string, message: string, fromFields: number]>([
    ['one', signed(), 1],
    [
      'a second one on top, which an intact signature does not cover',
      `From: x@example.org\r\n${signed()}`,
      2,
    ],
    ['none', 'Subject: x\r\n\r\nx', 0],
  ])('%s', async (_, message, fromFields) => {
    const result = await verifyMessage(bytes(message), txtZone({ [NAME]: [RECORD] }), NOW);
    expect(result).toMatchObject({ fromFields });
  });
});

describe('where the browser does not compute it', () => {
  it('RSA is computed here, and Ed25519 is not known', async () => {
    const refuse = vi
      .spyOn(crypto.subtle, 'importKey')
      .mockRejectedValue(new DOMException('no', 'DataError'));
    try {
      expect(await stateOf(signed())).toBe('intact');
      expect(await stateOf(signed().replace('Subject: s', 'Subject: t'))).toBe('wrong');
      const ed25519 = signed({ key: ED25519.privateKey, tags: TAGS.replace('rsa', 'ed25519') });
      expect(await stateOf(ed25519, recordOfKey(ED25519.publicKey))).toBe('unsupported');
    } finally {
      refuse.mockRestore();
    }
  });
});
