import { Buffer } from 'node:buffer';
import { type KeyObject } from 'node:crypto';
import * as fc from 'fast-check';
import { dkimSign } from 'mailauth/lib/dkim/sign.js';
import { dkimVerify } from 'mailauth/lib/dkim/verify.js';
import { expect, it } from 'vitest';
import {
  verifyMessage,
  type SignatureState,
  type VerifiedSignature,
} from '../../lib/mechanisms/dkim/verify.ts';
import { recordOf, recordOfKey, txtZone } from '../support/dkim.ts';
import { ed25519Pair, rsaPair } from '../support/keys.ts';

/**
 * verifyMessage and the strict mode of mailauth, which a receiver could run, come to the same result of messages that mailauth signed, and of what is left of them
 * when something is changed: the message, the signature, or the key record.
 */

const KEYS = [rsaPair(1024), rsaPair(1031), rsaPair(1536), rsaPair(768), ed25519Pair()];
const SERVFAIL = 'servfail';
/** Where the record stands; no other name exists. */
const KEY_NAME = 's1._domainkey.example.com';
const NOW = Date.UTC(2026, 10, 27);

interface Case {
  readonly message: Buffer;
  /** The TXT; null where there is none, and `servfail` where it cannot be known. */
  readonly record: string | null;
}

/** What ours says, and what mailauth may say of the same. */
const EXPLAINED: Readonly<Record<string, RegExp>> = {
  // It holds the body against a SHA-1 before it says that nobody may.
  sha1: /^(?:policy|fail)$/,
  // Node's base64 leaves out what is none; RFC 6376 §6.1.1 wants the value as the grammar has it.
  base64: /^/,
  // It takes any text between colons for the name of a field (RFC 6376 §3.5: hdr-name).
  fields: /^/,
};

/** A line of the header that neither begins a field nor goes on with one: mailauth takes it for the rest of the line before it, and ours leaves it out. */
function hasStrayLine(message: string): boolean {
  const lines = message.slice(0, message.search(/\r?\n\r?\n/)).split(/\r?\n/);
  return lines.some((each) => !/^(?:[ \t]|[!-9;-~]+[ \t]*:)/.test(each));
}

const THEIR_NAMES: Readonly<Partial<Record<SignatureState, string>>> = {
  intact: 'pass',
  altered: 'fail',
  wrong: 'fail',
  sha1: 'sha1',
  'key-weak': 'policy',
  'key-unavailable': 'temperror',
};

/** What mailauth calls it (RFC 8601 §2.7.1). */
function theirNameOf({ state, isBodyIntact, problems }: VerifiedSignature): string {
  const has = (code: string) => problems.some((problem) => problem.code === code);
  if (has('dkim-signature-base64')) return 'base64';
  if (has('dkim-signature-fields')) return 'fields';
  if (isBodyIntact === false) return 'fail';
  return THEIR_NAMES[state] ?? 'neutral';
}

async function ours({ message, record }: Case): Promise<string[]> {
  const zone = txtZone(record === null ? {} : { [KEY_NAME]: record === SERVFAIL ? SERVFAIL : [record] });
  const result = await verifyMessage(message, zone, NOW);
  return result.state === 'read' ? result.signatures.map(theirNameOf) : ['too-large'];
}

async function theirs({ message, record }: Case): Promise<string[]> {
  const resolver = async (name: string) => {
    const isThere = name.toLowerCase() === KEY_NAME && record !== null;
    if (!isThere || record === SERVFAIL)
      throw Object.assign(new Error('DNS'), { code: isThere ? 'ESERVFAIL' : 'ENOTFOUND' });
    return [[record]];
  };
  const { results } = await dkimVerify(message, { resolver, strict: true, curTime: new Date(NOW) } as never);
  return results.flatMap(({ status }) => (status.result === 'none' ? [] : [status.result]));
}

const gap = fc.constantFrom(' ', '  ', '\t', '\r\n ', '\r\n\t ', '');
const word = fc.constantFrom('a', 'Bc', 'subject', 'é', '=3D', ';', 'x:y', 'z'.repeat(90));
const value = fc.array(fc.tuple(word, gap), { maxLength: 6 }).map((parts) => parts.flat().join(''));
const name = fc.constantFrom('Subject', 'To', 'X-a', 'Received', 'date', 'Message-ID', 'subJECT');
const field = fc
  .tuple(name, fc.constantFrom(':', ': ', ':\t ', ':\r\n '), value)
  .map((parts) => parts.join(''));
const line = fc
  .array(fc.constantFrom('a', 'Hello', ' ', '\t', '.', 'é', '  ', '=', '\r'), { maxLength: 8 })
  .map((parts) => parts.join(''));
const body = fc
  .array(fc.tuple(line, fc.constantFrom('\r\n', '\r\n', '\r\n\r\n', '\n', '')), { maxLength: 8 })
  .map((lines) => lines.flat().join(''));
const message = fc
  .tuple(
    fc.array(field, { maxLength: 6 }),
    fc.constantFrom('From: A <a@example.com>', 'from:\tb@example.com'),
    body,
  )
  .map(([fields, from, text]) => [...fields.slice(0, 2), from, ...fields.slice(2), '', text].join('\r\n'));

const options = fc.record({
  key: fc.constantFrom(...KEYS.keys()),
  canonicalization: fc.constantFrom('relaxed/relaxed', 'simple/simple', 'relaxed/simple', 'simple/relaxed'),
  expires: fc.constantFrom(undefined, undefined, new Date(NOW + 1000), new Date(NOW - 1000)),
  maxBodyLength: fc.constantFrom(undefined, undefined, undefined, 0, 5, 1000),
});

type Change = (signed: string) => string;
/** Not in front of it all: mailauth takes white space off the start of a message, where ours reads no field. */
const insert = (text: string, at: number, what: string) => text.slice(0, at + 1) + what + text.slice(at + 1);
const place = fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true });
/** Changes by name, so that a failure says what was done. */
const change: fc.Arbitrary<readonly [name: string, change: Change]> = fc.oneof(
  { weight: 4, arbitrary: fc.constant(['none', (text: string) => text] as const) },
  fc
    .tuple(place, fc.constantFrom(' ', 'x', '\r\n', ';', '\t', '='))
    .map(
      ([at, what]) =>
        [
          `insert ${JSON.stringify(what)} at ${at}`,
          (text: string) => insert(text, Math.floor(at * text.length), what),
        ] as const,
    ),
  fc
    .tuple(place)
    .map(
      ([at]) =>
        [
          `delete at ${at}`,
          (text: string) =>
            text.slice(0, Math.floor(at * text.length)) + text.slice(Math.floor(at * text.length) + 1),
        ] as const,
    ),
  // Within the signature itself, which is short beside the rest.
  fc
    .tuple(place, fc.constantFrom(' ', 'x', ';', '=', ':', 'x=1;', 't=5;', '1', '@'))
    .map(
      ([at, what]) =>
        [
          `insert ${JSON.stringify(what)} in the signature at ${at}`,
          (text: string) => insert(text, Math.floor(at * text.search(/\r\n(?![ \t])/)), what),
        ] as const,
    ),
  fc.constantFrom<readonly [string, Change]>(
    ['LF', (text) => text.replaceAll('\r\n', '\n')],
    ['line added', (text) => `${text}\r\n-- \r\nA list\r\n`],
    ['empty lines added', (text) => `${text}\r\n\r\n\r\n`],
    ['space at line ends', (text) => text.replace(/(\r\n\r\n[^]*?)\r\n/, '$1  \r\n')],
    ['subject changed', (text) => text.replace(/^subject: */im, 'Subject: [list] ')],
    ['From on top', (text) => `From: x@example.org\r\n${text}`],
    ['field added', (text) => `Received: by x\r\n${text}`],
    ['names in capitals', (text) => text.replace(/^from/im, 'FROM')],
    ['no colon', (text) => `From a@example.com Mon\r\n${text}`],
    ['hash', (text) => text.replace(/ bh=./, ' bh=A')],
    ['signature', (text) => text.replace(/ b=./, ' b=A')],
    ['version', (text) => text.replace('v=1;', 'v=2;')],
    ['sha1', (text) => text.replace('-sha256', '-sha1')],
    ['algorithm', (text) => text.replace(/a=(?:rsa|ed25519)-/, 'a=dsa-')],
    ['other algorithm', (text) => text.replace(/a=rsa-/, 'a=ed25519-')],
    ['form', (text) => text.replace(/c=[a-z]+/, 'c=nofws')],
    ['body form', (text) => text.replace(/ c=[^;]*;/, ' c=relaxed;')],
    ['query', (text) => text.replace('v=1;', 'v=1; q=dns/txt:x;')],
    ['bad query', (text) => text.replace('v=1;', 'v=1; q=http;')],
    ['identity', (text) => text.replace('v=1;', 'v=1; i=a@sub.example.com;')],
    ['foreign identity', (text) => text.replace('v=1;', 'v=1; i=a@notexample.com;')],
    ['twice', (text) => text.replace('v=1;', 'v=1; v=1;')],
    ['empty tag', (text) => text.replace('v=1;', 'v=1;;')],
    ['length', (text) => text.replace('v=1;', 'v=1; l=3;')],
    ['bad length', (text) => text.replace('v=1;', 'v=1; l=3x;')],
    ['no domain', (text) => text.replace(/ d=[^;]*;/, '')],
    ['no from', (text) => text.replace(/(?<=[: ])from(?=[:;])/i, 'form')],
    ['two signatures', (text) => `${text.slice(0, text.search(/\r\n(?![ \t])/) + 2)}${text}`],
  ),
);

const keyRecord: fc.Arbitrary<readonly [string, (key: KeyObject) => Case['record']]> = fc.oneof(
  { weight: 6, arbitrary: fc.constant(['plain', recordOfKey] as const) },
  fc.constantFrom<readonly [string, (key: KeyObject) => Case['record']]>(
    ['absent', () => null],
    ['SERVFAIL', () => SERVFAIL],
    ['revoked', () => 'v=DKIM1; p='],
    ['testing', (key) => `${recordOfKey(key)}; t=y`],
    ['strict', (key) => `${recordOfKey(key)}; t=s`],
    ['sha1', (key) => `${recordOfKey(key)}; h=sha1`],
    ['both hashes', (key) => `${recordOfKey(key)}; h=sha1 : sha256;`],
    ['service', (key) => `${recordOfKey(key)}; s=tlsrpt`],
    ['version', (key) => recordOfKey(key).replace('DKIM1', 'DKIM1.0')],
    ['version last', (key) => recordOfKey(key).replace('v=DKIM1; ', '').concat('; v=DKIM1')],
    ['no version', (key) => recordOfKey(key).replace('v=DKIM1; ', '')],
    [
      'PKCS #1',
      (key) =>
        key.asymmetricKeyType === 'rsa'
          ? recordOf(key.export({ format: 'der', type: 'pkcs1' }))
          : recordOfKey(key),
    ],
    ['other type', (key) => recordOfKey(key).replace(/k=\w+/, 'k=x')],
    ['duplicate', (key) => `${recordOfKey(key)}; k=rsa`],
    ['cut off', (key) => recordOfKey(key).slice(0, 100)],
  ),
);

it('come to the same result, on 300 messages and what became of them', async () => {
  const met = new Map<string, number>();
  const runs = Number(process.env['RUNS'] ?? 300);
  let passedOver = 0;
  await fc.assert(
    fc.asyncProperty(message, options, change, keyRecord, async (text, chosen, [, changed], [, recordIn]) => {
      const { publicKey, privateKey } = KEYS[chosen.key]!;
      const { signatures, errors } = await dkimSign(Buffer.from(text), {
        ...(chosen.expires && { expires: chosen.expires }),
        signTime: new Date(NOW - 86_400_000),
        canonicalization: chosen.canonicalization,
        signatureData: [
          {
            signingDomain: 'example.com',
            selector: 's1',
            privateKey: privateKey.export({ format: 'pem', type: 'pkcs8' }),
            ...(chosen.maxBodyLength !== undefined && { maxBodyLength: chosen.maxBodyLength }),
          },
        ],
      } as never);
      fc.pre(!errors?.length && signatures !== '');
      const whole = changed(signatures + text);
      const one: Case = { message: Buffer.from(whole), record: recordIn(publicKey) };
      const [mine, other] = [await ours(one), await theirs(one)];
      const alike = other.map((result, index) => {
        const explained = EXPLAINED[mine[index] ?? ''];
        return explained?.test(result) ? mine[index] : result;
      });
      if (hasStrayLine(whole)) {
        passedOver += 1;
        return;
      }
      expect(mine, `${whole}\n${String(one.record)}`).toEqual(alike);
      for (const result of mine) met.set(result, (met.get(result) ?? 0) + 1);
    }),
    { numRuns: runs },
  );
  for (const result of ['fail', 'neutral', 'pass', 'policy', 'temperror'])
    expect(met.has(result), result).toBe(true);
  expect(met.get('pass')).toBeGreaterThan(30);
  // What is explained, or not compared at all, is little beside what is.
  const explained = Object.keys(EXPLAINED).reduce((sum, result) => sum + (met.get(result) ?? 0), 0);
  expect(passedOver + explained).toBeLessThan(runs / 10);
});
