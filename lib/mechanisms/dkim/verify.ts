import { canonicalBody, signedHeader } from './canonical.ts';
import { checkSignature, sha256 } from './check-signature.ts';
import { isMeantAsKey, parseDkimKey, type DkimKey } from './key.ts';
import { MOST_SIGNATURES } from './limits.ts';
import { readMessage, type HeaderField, type Message } from './message.ts';
import { DKIM_PROBLEMS } from './problems.ts';
import type { DkimSignatureProblemCode } from './signature-problems.ts';
import { parseDkimSignature, type CanonicalForm, type DkimSignature } from './signature.ts';
import type { DnsFailure, LookUp } from '../../dns/lookup.ts';
import { octetsOf } from '../../octets/base64.ts';
import { isErrorBy, type Problem } from '../../problem.ts';

/** What became of each signature of a message. */
export type VerifiedMessage =
  | {
      readonly state: 'read';
      /** From the top of the header, which is the last that was added. */
      readonly signatures: readonly VerifiedSignature[];
      /** So many more were not looked at. */
      readonly more: number;
      /**
       * How many From fields there are. A message has one (RFC 5322 §3.6): with more of them, or none, receivers reject it or find no domain for DMARC, whatever its signatures are
       * worth, which may cover one of them alone (RFC 6376 §8.15).
       */
      readonly fromFields: number;
      /**
       * False where nothing stands behind the header. Of the body nothing can be said then, unless it was empty when it was signed: octets do not tell a header that was copied with the
       * empty line behind it from a message whose body was taken away.
       */
      readonly isBodyGiven: boolean;
    }
  /** Header or message are larger than what is read. */
  | { readonly state: 'too-large' };

/**
 * `intact`: header and body are as they were signed. `altered`: the header is, the body is not, as where it was copied or a list added to it. `wrong`: the signature
 * does not fit the header, or is of another key. `header-only`: the header is as it was signed, and no body was given to be compared. `expired`: intact, and too old. `malformed`: no verifier reads it. `sha1`: nobody may verify it (RFC 8301 §3.1).
 * `key-…`: why there is no key for it. `unsupported`: this browser cannot compute it.
 */
export type SignatureState =
  | 'intact'
  | 'altered'
  | 'header-only'
  | 'wrong'
  | 'expired'
  | 'malformed'
  | 'sha1'
  | 'key-revoked'
  | 'key-weak'
  | 'key-invalid'
  | 'key-mismatch'
  | 'key-absent'
  | 'key-unavailable'
  | 'unsupported';

export interface VerifiedSignature {
  readonly state: SignatureState;
  /** Null for one that is malformed. */
  readonly signature: DkimSignature | null;
  /** The key that it was tried with. */
  readonly key: DkimKey | null;
  /** Of the TXT at its name so many are keys, or were meant to be; no more than four are looked at. For more than one, what verifiers do is not defined (RFC 6376 §3.6.2.2). */
  readonly keys: number;
  /** Where the name of the key led. */
  readonly aliases: readonly string[];
  /** Why the key could not be known. */
  readonly reason: DnsFailure | null;
  /** Null where it was not computed. */
  readonly isHeaderIntact: boolean | null;
  /** Null where it was not computed, or where no body was given. */
  readonly isBodyIntact: boolean | null;
  /** Octets of the canonical body, and how many of them are signed. */
  readonly covers: { readonly signed: number; readonly octets: number } | null;
  /** The key says that the domain is testing: verifiers treat the message as unsigned (RFC 6376 §3.6.1). */
  readonly isTesting: boolean;
  /** It says that it was signed later than now: verifiers may ignore it (RFC 6376 §3.5). */
  readonly isAhead: boolean;
  readonly problems: readonly Problem<DkimSignatureProblemCode>[];
}

/** Of several keys at a name so many are tried. */
const MOST_KEYS = 4;
export const MOST_MESSAGE_OCTETS = 64 * 1024 * 1024;
/** Clocks that are set by hand differ by so much. */
const CLOCKS_MS = 15 * 60 * 1000;

const UNTRIED = {
  signature: null,
  key: null,
  keys: 0,
  aliases: [],
  reason: null,
  isHeaderIntact: null,
  isBodyIntact: null,
  covers: null,
  isTesting: false,
  isAhead: false,
} as const;

/**
 * Verifies the DKIM signatures of a message (RFC 6376 §6.1), as octets, with keys from DNS; `now` in milliseconds since 1970 UTC. Asks for the key of each signature, at
 * most ten. Never rejects as long as `lookUp` does not; linear in the size of the message.
 */
export async function verifyMessage(
  octets: Uint8Array,
  lookUp: LookUp,
  now: number,
): Promise<VerifiedMessage> {
  const message = octets.length > MOST_MESSAGE_OCTETS ? null : readMessage(octets);
  if (!message) return { state: 'too-large' };
  const all = message.fields.filter(({ name }) => name === 'dkim-signature');
  const bodies = new Map<CanonicalForm, Uint8Array<ArrayBuffer>>();
  const bodyOf = (form: CanonicalForm) => {
    const body = bodies.get(form) ?? canonicalBody(message.body, form, null);
    bodies.set(form, body);
    return body;
  };
  const signatures = await Promise.all(
    all.slice(0, MOST_SIGNATURES).map(async (field) => verifyField(field, message, bodyOf, lookUp, now)),
  );
  return {
    state: 'read',
    signatures,
    more: Math.max(0, all.length - MOST_SIGNATURES),
    fromFields: message.fields.filter(({ name }) => name === 'from').length,
    isBodyGiven: hasBody(message),
  };
}

async function verifyField(
  field: HeaderField,
  message: Message,
  bodyOf: (form: CanonicalForm) => Uint8Array<ArrayBuffer>,
  lookUp: LookUp,
  now: number,
): Promise<VerifiedSignature> {
  const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(octetsOf(field.text));
  const parsed = parseDkimSignature(text);
  const { problems } = parsed;
  if (parsed.state === 'invalid') {
    const isSha1 = problems.some(({ code }) => code === 'dkim-signature-sha1');
    return { ...UNTRIED, state: isSha1 ? 'sha1' : 'malformed', problems };
  }
  const signature = parsed.value;
  const body = bodyOf(signature.bodyForm);
  const signed = signature.bodyLength === null ? body.length : Math.min(body.length, signature.bodyLength);
  // A length beyond the body was never signed so (RFC 6376 §3.5).
  const isWithin = signature.bodyLength === null || signature.bodyLength <= body.length;
  const hash = await sha256(body.subarray(0, signed));
  const isSameBody = isWithin && isSame(hash, signature.bodyHash);
  // Where there is nothing but a header, only a body that was empty when it was signed can be told from one that was left out.
  const isCompared = isSameBody || hasBody(message);
  const isBodyIntact = isCompared ? isSameBody : null;
  const covers = isCompared ? { signed, octets: body.length } : null;
  const isAhead = (signature.signedAt ?? 0) * 1000 > now + CLOCKS_MS;
  const known = { ...UNTRIED, signature, isBodyIntact, covers, isAhead, problems };

  const found = await lookUp(signature.keyName, 'TXT');
  if (found.state === 'unavailable') return { ...known, state: 'key-unavailable', reason: found.reason };
  const { aliases } = found;
  const { keys, discarded } = keysAmong(found.state === 'found' ? found.records : []);
  const asked = { ...known, aliases, keys: keys.length };
  const [first = discarded, ...others] = keys;
  if (!first) return { ...asked, state: 'key-absent' };
  const header = octetsOf(signedHeader(message.fields, field, signature.fields, signature.headerForm));
  const tried: VerifiedSignature[] = [];
  for (const key of [first, ...others]) {
    const refused = refusalOf(key, signature);
    const result =
      refused === null && key.data ? await checkSignature(key.data, signature.signature, header) : null;
    const isHeaderIntact = result === 'good' ? true : result === 'bad' ? false : null;
    const isExpired = signature.expiresAt !== null && signature.expiresAt * 1000 < now;
    const state = refused ?? stateOf(isHeaderIntact, isBodyIntact, isExpired);
    tried.push({ ...asked, state, key, isHeaderIntact, isTesting: key.flags.includes('y') });
  }
  // Of several keys the one counts that fits: a verifier may try them all (RFC 6376 §6.1.2).
  return tried.find(({ isHeaderIntact }) => isHeaderIntact) ?? tried[0] ?? { ...asked, state: 'key-absent' };
}

/** The keys among texts, and one that verifiers discard by its version, which says why there is none; a text of something else says nothing. */
function keysAmong(texts: readonly string[]): { keys: DkimKey[]; discarded: DkimKey | undefined } {
  const keys: DkimKey[] = [];
  let discarded: DkimKey | undefined;
  for (const text of texts) {
    const key = parseDkimKey(text);
    if (key.state !== 'not-dkim') keys.push(key);
    else if (isMeantAsKey(key)) discarded ??= key;
    if (keys.length === MOST_KEYS) break;
  }
  return { keys, discarded };
}

/** Anything but empty lines, which both canonical forms take away at the end (RFC 6376 §3.4.3, §3.4.4). */
function hasBody({ body }: Message): boolean {
  return body.some((octet) => octet !== 0x0d && octet !== 0x0a && octet !== 0x20 && octet !== 0x09);
}

function stateOf(
  isHeaderIntact: boolean | null,
  isBodyIntact: boolean | null,
  isExpired: boolean,
): SignatureState {
  if (isHeaderIntact === null) return 'unsupported';
  if (!isHeaderIntact) return 'wrong';
  if (isBodyIntact === false) return 'altered';
  // Too old is too old, whatever the body.
  if (isBodyIntact === null && !isExpired) return 'header-only';
  return isExpired ? 'expired' : 'intact';
}

/** Why a key does not serve for a signature (RFC 6376 §6.1.2), or null. */
function refusalOf(key: DkimKey, { keyType, identity, domain }: DkimSignature): SignatureState | null {
  if (key.state === 'revoked') return 'key-revoked';
  if (key.state !== 'usable') {
    const errors = key.problems.filter((problem) => isErrorBy(DKIM_PROBLEMS[problem.code]));
    const isForMail = key.services.some((each) => each === '*' || each === 'email');
    const isWeak = errors.length > 0 && errors.every(({ code }) => code === 'dkim-key-too-short');
    return isWeak && isForMail ? 'key-weak' : 'key-invalid';
  }
  if (key.type !== keyType) return 'key-mismatch';
  // With `t=s` the identity must not be below the domain (RFC 6376 §3.6.1).
  return key.flags.includes('s') && identity.domain !== domain ? 'key-mismatch' : null;
}

function isSame(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((octet, index) => octet === b[index]);
}
