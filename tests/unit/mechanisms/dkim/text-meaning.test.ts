import { Buffer } from 'node:buffer';
import { describe, expect, it } from 'vitest';
import { DKIM_TEXT } from '../../../../lib/mechanisms/dkim/workshop.ts';
import { GOOD_DKIM } from '../../../lab/description/domain.ts';
import { ED25519 } from '../../../support/dkim.ts';
import { bare, textsOf, WORDS } from '../../../support/words.ts';
import { rsaPair } from '../../../support/keys.ts';

const P = GOOD_DKIM.slice(GOOD_DKIM.indexOf('p=') + 2);
const SPKI = ED25519.publicKey.export({ format: 'der', type: 'spki' });
const RAW = SPKI.subarray(-32).toString('base64');
const base64 = (octets: Uint8Array | string) => Buffer.from(octets).toString('base64');
const URLS = base64(rsaPair(1032).publicKey.export({ format: 'der', type: 'spki' }));

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
