import { Buffer } from 'node:buffer';
import { describe, expect, it } from 'vitest';
import type { DnsFailure, LookUp } from '../../lib/dns/lookup.ts';
import { caaFor } from '../../lib/mechanisms/caa/caa-for.ts';
import { discoverDkim } from '../../lib/mechanisms/dkim/discover.ts';
import { judgeDkim } from '../../lib/mechanisms/dkim/judge.ts';
import { parseDkimKey } from '../../lib/mechanisms/dkim/key.ts';
import { DKIM_PROBLEMS } from '../../lib/mechanisms/dkim/problems.ts';
import { DKIM_SIGNATURE_PROBLEMS } from '../../lib/mechanisms/dkim/signature-problems.ts';
import { parseDkimSignature } from '../../lib/mechanisms/dkim/signature.ts';
import { MOST_SIGNATURES } from '../../lib/mechanisms/dkim/limits.ts';
import { verifyMessage } from '../../lib/mechanisms/dkim/verify.ts';
import {
  codesOf,
  pkcs1Of,
  recordOf,
  recordOfKey,
  RSA,
  signed,
  spkiOf,
  TAGS,
  txtZone,
} from '../support/dkim.ts';
import type { MxParts } from '../../lib/mechanisms/mx/facts.ts';
import { EXAMPLE } from '../support/assessments.ts';
import { bytes } from '../support/reading.ts';
import { expectSoundProblemsBy } from '../support/sound.ts';

/** Keys, signatures and messages that are made to keep a verifier busy (RFC 6376 §8). That each of these ends at once is the point. */

const NAME = 's1._domainkey.example.com';
const RECORD = recordOfKey(RSA.publicKey);
const MEBIBYTE = 1024 * 1024;
/** No small number divides it, and it is no square: everything is tried. */
const odd = (bits: number) => {
  let number = (1n << BigInt(bits - 1)) + 1n;
  const small = Array.from({ length: 2000 }, (_, each) => BigInt(each + 2));
  while (small.some((each) => number % each === 0n)) number += 2n;
  return number;
};
const HUGE = odd(16_384);

describe('a key', () => {
  it.each<[why: string, text: string, state: string, codes: string[]]>([
    ['of 16,384 bits', recordOf(spkiOf(HUGE)), 'usable', ['dkim-key-long']],
    [
      'with an exponent as large',
      recordOf(spkiOf(HUGE, HUGE - 2n)),
      'invalid',
      ['dkim-key-long', 'dkim-key-exponent-huge'],
    ],
    [
      'of as many octets as a TXT holds',
      recordOf(pkcs1Of((1n << 370_000n) - 1n)),
      'usable',
      ['dkim-key-pkcs1', 'dkim-key-long'],
    ],
    [
      'that is nothing but an exponent',
      recordOf(pkcs1Of(3n, (1n << 370_000n) - 1n)),
      'invalid',
      ['dkim-key-pkcs1', 'dkim-key-too-short', 'dkim-key-exponent-broken'],
    ],
    [
      'that claims four gigabytes',
      `p=${Buffer.from('3084ffffffff', 'hex').toString('base64')}`,
      'invalid',
      ['dkim-key-cut-off'],
    ],
    ['of no length', `p=${Buffer.from('3080', 'hex').toString('base64')}`, 'invalid', ['dkim-key-der']],
    [
      'of nothing but sequences',
      `p=${Buffer.from('30'.repeat(48_000), 'hex').toString('base64')}`,
      'invalid',
      ['dkim-key-der'],
    ],
    [
      'of empty elements',
      recordOf(Buffer.from(`3082ea60${'0500'.repeat(30_000)}`, 'hex')),
      'invalid',
      ['dkim-key-der'],
    ],
  ])('%s', (_, text, state, codes) => {
    const key = parseDkimKey(text);
    expect([key.state, ...codesOf(key)]).toEqual([state, ...codes]);
  });

  it.each<[why: string, text: string]>([
    ['spaces', `v=DKIM1; p=${' '.repeat(MEBIBYTE)}`],
    ['spaces in the key', `v=DKIM1; p=A${' '.repeat(MEBIBYTE)}A`],
    ['tags', `v=DKIM1; ${'x=y;'.repeat(MEBIBYTE / 4)}`],
    ['semicolons', `v=DKIM1${';'.repeat(MEBIBYTE)}`],
    ['equals signs', `v=DKIM1; p=${'='.repeat(MEBIBYTE)}`],
    ['quotes', `v=DKIM1; p=${'"'.repeat(MEBIBYTE)}`],
    ['backslashes', `v=DKIM1${'\\;'.repeat(MEBIBYTE / 2)} p=A`],
    ['letters', `p=${'A'.repeat(MEBIBYTE)}`],
    ['flags', `p=; t=${'y:'.repeat(MEBIBYTE / 2)}`],
    ['hyphens', `${'-----'.repeat(MEBIBYTE / 5)}BEGIN`],
    ['what looks like a key', `MI${'A'.repeat(MEBIBYTE)}%`],
  ])('of a mebibyte of %s', (_, text) => {
    expectSoundProblemsBy(DKIM_PROBLEMS, parseDkimKey(text).problems, text);
  });
});

describe('a signature', () => {
  it.each<[why: string, text: string]>([
    ['spaces', `DKIM-Signature${' '.repeat(MEBIBYTE)}:`],
    ['spaces before a tag', `DKIM-Signature: ${' '.repeat(MEBIBYTE)}v=1`],
    ['names', `${TAGS.replace('h=', `h=${'from:'.repeat(MEBIBYTE / 5)}`)}; bh=AA==; b=AA==`],
    ['labels', TAGS.replace('d=', `d=${'a.'.repeat(MEBIBYTE / 2)}`)],
    ['a selector', TAGS.replace('s=', `s=${'a.'.repeat(MEBIBYTE / 2)}`)],
    ['digits', `${TAGS}; l=${'1'.repeat(MEBIBYTE)}`],
    ['an identity', `${TAGS}; i=${'@'.repeat(MEBIBYTE)}example.com`],
    ['base64', `${TAGS}; bh=${'A'.repeat(MEBIBYTE)}; b=AA==`],
    ['folds', `${TAGS}; b=${'\r\n A'.repeat(MEBIBYTE / 4)}`],
  ])('of a mebibyte of %s', (_, text) => {
    expectSoundProblemsBy(DKIM_SIGNATURE_PROBLEMS, parseDkimSignature(text).problems, text);
  });
});

describe('a message', () => {
  const verify = async (text: string, records: readonly string[] = [RECORD]) => {
    const zone = txtZone({ [NAME]: records });
    const result = await verifyMessage(bytes(text), zone, 0);
    return { result, asked: zone.asked.length };
  };

  it.each<[why: string, change: (message: string) => string, state: string]>([
    [
      'a header of nearly a mebibyte',
      (text) => text.replace('\r\nFrom', `\r\nX: ${'y '.repeat(MEBIBYTE / 2 - 1000)}\r\nFrom`),
      'intact',
    ],
    [
      'a hundred thousand fields',
      (text) => text.replace('\r\nFrom', `${'\r\nX: y'.repeat(100_000)}\r\nFrom`),
      'intact',
    ],
    ['a body of 16 mebibytes', (text) => text + 'x \t\r\n'.repeat((16 * MEBIBYTE) / 5), 'altered'],
    ['empty lines of 8 mebibytes', (text) => text + '\r\n'.repeat(4 * MEBIBYTE), 'intact'],
    ['empty lines before a last one', (text) => `${text}${'\r\n'.repeat(MEBIBYTE)}x`, 'altered'],
    ['bare LF without end', (text) => text + '\n'.repeat(MEBIBYTE), 'intact'],
    [
      'parts within parts: nothing of the body is taken apart',
      (text) => text + '--x\r\nContent-Type: multipart/mixed; boundary=x\r\n\r\n'.repeat(100_000),
      'altered',
    ],
    [
      'a file in base64 that holds another one',
      (text) => text + `Content-Transfer-Encoding: base64\r\n\r\n${'QUFB'.repeat(MEBIBYTE)}`,
      'altered',
    ],
    ['a line of eight mebibytes', (text) => text + 'x'.repeat(8 * MEBIBYTE), 'altered'],
    [
      'a field that is folded a hundred thousand times',
      (text) => text.replace('\r\nFrom', `\r\nX: y${'\r\n z'.repeat(100_000)}\r\nFrom`),
      'intact',
    ],
    [
      'nothing but white space in a field',
      (text) => text.replace('\r\nFrom', `\r\nX:${' \t'.repeat(MEBIBYTE / 2 - 1000)}\r\nFrom`),
      'intact',
    ],
  ])('with %s', async (_, change, state) => {
    const { result } = await verify(change(signed()));
    expect(result).toMatchObject({ signatures: [{ state }] });
  });

  it.each<[why: string, text: string]>([
    ['a header of more than a mebibyte', `X: ${'y'.repeat(MEBIBYTE)}\r\n\r\n`],
    ['no end of its header', 'X: y\r\n'.repeat(MEBIBYTE / 4)],
    ['more than 64 mebibytes', `X: y\r\n\r\n${'x'.repeat(64 * MEBIBYTE)}`],
  ])('with %s is not read, and asks nobody', async (_, text) => {
    expect(await verify(text)).toEqual({ result: { state: 'too-large' }, asked: 0 });
  });

  it('with three thousand signatures asks for a few keys', async () => {
    const [field = ''] = signed().split('\r\n');
    const { result, asked } = await verify(`${`${field}\r\n`.repeat(3000)}${signed()}`);
    expect(result).toMatchObject({ state: 'read', more: 3001 - MOST_SIGNATURES });
    expect(asked).toBe(MOST_SIGNATURES);
  });

  it('that signs a field a hundred thousand times', async () => {
    const tags = TAGS.replace('from:', `from:${'x:'.repeat(100_000)}`);
    const { result } = await verify(signed({ tags }));
    expect(result).toMatchObject({ signatures: [{ state: 'intact' }] });
  });

  it('with a thousand keys at one name: the right one is not looked for among all of them', async () => {
    const wrong = recordOf(spkiOf(odd(2048)));
    const { result } = await verify(signed(), [...Array.from({ length: 1000 }, () => wrong), RECORD]);
    expect(result).toMatchObject({ signatures: [{ state: 'wrong', keys: 4 }] });
  });

  it('with a key of 16,384 bits is computed, and one with a huge exponent is not', async () => {
    const first = await verify(signed(), [recordOf(spkiOf(HUGE))]);
    expect(first.result).toMatchObject({ signatures: [{ state: 'wrong' }] });
    const second = await verify(signed(), [recordOf(spkiOf(HUGE, HUGE - 2n))]);
    expect(second.result).toMatchObject({ signatures: [{ state: 'key-invalid', isHeaderIntact: null }] });
  });
});

describe('names that lead nowhere', () => {
  const stuck = (reason: DnsFailure) => {
    const asked: string[] = [];
    const lookUp = async (name: string) => {
      asked.push(name);
      return { state: 'unavailable', reason, detail: 'x.local' };
    };
    return Object.assign(lookUp as unknown as LookUp, { asked });
  };

  it.each<DnsFailure>(['alias-loop', 'never-asked', 'timeout'])(
    '%s: it is not known, with a few questions, and never "none"',
    async (reason) => {
      const dns = stuck(reason);
      const servers = Promise.resolve(Array.from({ length: 1000 }, (_, index) => `mx${index}.example.net`));
      const found = await discoverDkim('example.com', servers, dns, 'random');
      expect(found.base).toBe('unavailable');
      expect(found.selectors.every(({ state }) => state === 'unavailable')).toBe(true);
      expect(dns.asked.length).toBeLessThanOrEqual(10);
      const verified = await verifyMessage(bytes(signed()), stuck(reason), 0);
      expect(verified).toMatchObject({ signatures: [{ state: 'key-unavailable', reason }] });
      expect(await caaFor('mta-sts.example.com', stuck(reason))).toMatchObject({
        state: 'unavailable',
        reason,
      });
    },
  );

  it('a thousand texts at each name are told of in a few', async () => {
    const texts = Array.from({ length: 1000 }, (_, index) => `v=DKIM1; n=${index}; p=AAAA`);
    const found = await discoverDkim('example.com', Promise.resolve([]), everywhere(texts), 'random');
    const mail = { mx: { state: 'unavailable', reason: 'timeout', detail: null } } as MxParts;
    const context = { policyDomain: EXAMPLE, now: 0 };
    const { findings } = judgeDkim({ dkim: { state: 'found', ...found } }, mail, context);
    expect(findings.length).toBeLessThan(200);
  });

  it('a thousand CAA records are kept in a few', async () => {
    const records = Array.from({ length: 1000 }, (_, index) => ({
      flags: 255,
      tag: `x${index}`,
      value: '%',
    }));
    const answer = { state: 'found', records, aliases: [], authentic: false, ttlSeconds: 1 };
    const found = await caaFor('mta-sts.example.com', (async () => answer) as unknown as LookUp);
    expect(found).toMatchObject({ state: 'found', at: 'mta-sts.example.com', policy: { refusedBy: 'x0' } });
  });
});

/** DNS that has the same texts at every name. */
function everywhere(texts: readonly string[]): LookUp {
  const answer = { state: 'found', records: texts, aliases: [], authentic: false, ttlSeconds: 60 };
  return (async () => answer) as unknown as LookUp;
}
