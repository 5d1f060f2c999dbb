import { createHash, sign, type KeyObject } from 'node:crypto';
import { Buffer } from 'node:buffer';
import type { Lookup, LookUp } from '../../lib/dns/lookup.ts';
import type { DkimKey } from '../../lib/mechanisms/dkim/key.ts';
import { ed25519Pair, rsaPair } from './keys.ts';

/** Keys, records and signatures of DKIM for the tests, made by Node's crypto and by nothing of ours. */

/** One DER element. */
export function der(tag: number, ...contents: readonly (Uint8Array | readonly number[])[]): Buffer {
  const content = Buffer.concat(contents.map((each) => Buffer.from(each)));
  const { length } = content;
  const octets = length.toString(16).padStart(length > 0xffff ? 6 : length > 0xff ? 4 : 2, '0');
  const written = Buffer.from(octets, 'hex');
  const head = length < 0x80 ? [tag, length] : [tag, 0x80 + written.length, ...written];
  return Buffer.concat([Buffer.from(head), content]);
}

/** A DER integer that is not negative. */
export function derInteger(value: bigint): Buffer {
  const hex = value.toString(16);
  const octets = Buffer.from(hex.padStart(hex.length + (hex.length % 2), '0'), 'hex');
  return der(0x02, (octets[0] ?? 0) >= 0x80 ? [0, ...octets] : octets);
}

const RSA_ALGORITHM = Buffer.from('300d06092a864886f70d0101010500', 'hex');

/** RSAPublicKey (RFC 8017 §A.1.1). */
export function pkcs1Of(modulus: bigint, exponent = 65_537n): Buffer {
  return der(0x30, derInteger(modulus), derInteger(exponent));
}

/** SubjectPublicKeyInfo with an RSA key. */
export function spkiOf(modulus: bigint, exponent = 65_537n): Buffer {
  return der(0x30, RSA_ALGORITHM, der(0x03, [0], pkcs1Of(modulus, exponent)));
}

/** A record with these octets as its key. */
export function recordOf(octets: Uint8Array, before = 'v=DKIM1; k=rsa'): string {
  return `${before}; p=${Buffer.from(octets).toString('base64')}`;
}

/** The key record of a key of Node. */
export function recordOfKey(key: KeyObject): string {
  const spki = key.export({ format: 'der', type: 'spki' });
  return key.asymmetricKeyType === 'ed25519'
    ? recordOf(spki.subarray(-32), 'v=DKIM1; k=ed25519')
    : recordOf(spki);
}

export const RSA = rsaPair(1024, 'support');
export const ED25519 = ed25519Pair('support');

/** The codes of what was noted. */
export function codesOf({ problems }: Pick<DkimKey, 'problems'>): string[] {
  return problems.map(({ code }) => code);
}

/** DNS with nothing but these TXT: of each name its texts, `servfail`, or an alias that leads to another one. Other names do not exist. */
export function txtZone(
  texts: Readonly<Record<string, readonly string[] | 'servfail' | { readonly alias: string }>>,
): LookUp & { readonly asked: string[] } {
  const asked: string[] = [];
  const known = { authentic: false, ttlSeconds: 60 };
  const answer = (name: string, aliases: readonly string[]): Lookup<string> => {
    const found = Object.hasOwn(texts, name) ? texts[name] : undefined;
    if (found === 'servfail') return { state: 'unavailable', reason: 'servfail', detail: null };
    if (found === undefined) return { state: 'absent', reason: 'nxdomain', aliases, ...known };
    if ('alias' in found) return answer(found.alias, [...aliases, found.alias]);
    return found.length === 0
      ? { state: 'absent', reason: 'nodata', aliases, ...known }
      : { state: 'found', records: found, aliases, ...known };
  };
  const lookUp = async (name: string, type: string) => {
    asked.push(`${name} ${type}`);
    return answer(name, []);
  };
  return Object.assign(lookUp as LookUp, { asked });
}

/** What is signed, for `signed`. */
export interface Signed {
  readonly fields?: readonly string[];
  readonly body?: string;
  /** Tags before `bh=` and `b=`. */
  readonly tags?: string;
  /** Of the body, where it is not that of `body`. */
  readonly bodyHash?: string;
  readonly key?: KeyObject;
}

export const TAGS = 'v=1; a=rsa-sha256; d=example.com; s=s1; h=from:subject';

/**
 * A message with a signature that is right where the form is simple/simple, the fields end at the last of `h=`, each once, and the body ends with one CRLF: so little is
 * needed that it can be read at a glance, and agrees with no canonical form of ours.
 */
export function signed({
  fields = ['From: a@example.com', 'Subject: s'],
  body = 'Hello\r\n',
  tags = TAGS,
  bodyHash = createHash('sha256').update(body).digest('base64'),
  key = RSA.privateKey,
}: Signed = {}): string {
  const unsigned = `DKIM-Signature: ${tags}; bh=${bodyHash}; b=`;
  const data = Buffer.from([...fields, unsigned].join('\r\n'));
  const isRsa = key.asymmetricKeyType === 'rsa';
  const signature = isRsa
    ? sign('sha256', data, key)
    : sign(null, createHash('sha256').update(data).digest(), key);
  return [unsigned + signature.toString('base64'), ...fields, '', body].join('\r\n');
}
