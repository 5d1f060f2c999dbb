import { readMessage } from './message.ts';
import { parseDkimSignature } from './signature.ts';
import { MOST_SIGNATURES } from './limits.ts';
import { parseDomainName, type DomainName } from '../../names/domain-name.ts';
import { octetsOf } from '../../octets/base64.ts';

/** What a message says of itself, before anybody is asked. */
export type MessageOutline =
  | { readonly state: 'too-large' }
  /** Nothing in it is a header field. */
  | { readonly state: 'no-message' }
  | {
      readonly state: 'read';
      /** The domain of its author, or of all its authors; null where From names none, or not one alone. */
      readonly from: DomainName | null;
      /** How many From fields there are; a message has one (RFC 5322 §3.6). */
      readonly fromFields: number;
      /** The domain of the envelope, by the topmost Return-Path, which the last server adds (RFC 5321 §4.4); null where none says it. */
      readonly envelope: DomainName | null;
      /** How many DKIM-Signature fields there are. */
      readonly signatures: number;
      /** Whose keys would be asked for, each once, of as many signatures as are looked at. */
      readonly keys: readonly KeyPlace[];
      /** Some line ended without CR, as lines do in files and pasted texts, and was taken as one with CRLF: in the body too, whose hash depends on it. */
      readonly isMended: boolean;
    };

/** Where a signature says that its key is. */
export interface KeyPlace {
  readonly selector: string;
  readonly domain: string;
  readonly name: string;
}

/** The most octets of a message that a person gives. */
export const MOST_GIVEN_OCTETS = 25 * 1024 * 1024;
/** An address field with more in it than this is nobody's. */
const MOST_ADDRESS_CHARACTERS = 10_000;

/** Reads what a message says of itself, and looks into no part of its body. Total; linear in its size. Pure. */
export function outlineOf(octets: Uint8Array): MessageOutline {
  const message = octets.length > MOST_GIVEN_OCTETS ? null : readMessage(octets);
  if (!message) return { state: 'too-large' };
  const { fields, isMended } = message;
  if (fields.length === 0) return { state: 'no-message' };
  const named = (name: string) => fields.filter((field) => field.name === name);
  const from = named('from');
  const [path] = named('return-path');
  const signatures = named('dkim-signature');
  return {
    state: 'read',
    from: from.length === 1 ? addressDomain(from[0]?.text ?? '') : null,
    fromFields: from.length,
    envelope: path ? addressDomain(path.text) : null,
    signatures: signatures.length,
    keys: placesOf(signatures.slice(0, MOST_SIGNATURES).map(({ text }) => text)),
    isMended,
  };
}

function placesOf(texts: readonly string[]): KeyPlace[] {
  const places = new Map<string, KeyPlace>();
  for (const text of texts) {
    const parsed = parseDkimSignature(new TextDecoder().decode(octetsOf(text)));
    if (parsed.state === 'invalid') continue;
    const { selector, domain, keyName } = parsed.value;
    places.set(keyName, { selector, domain, name: keyName });
  }
  return [...places.values()];
}

/**
 * The one domain of the addresses in an address field (RFC 5322 §3.4), given as the whole field; null where there is none, or more than one. Quoted strings and comments are
 * no part of it. Total; linear. Pure.
 */
export function addressDomain(field: string): DomainName | null {
  if (field.length > MOST_ADDRESS_CHARACTERS) return null;
  const bare = withoutComments(field.slice(field.indexOf(':') + 1));
  const angles = [...bare.matchAll(/<([^<>]*)>/g)].map(([, inner = '']) => inner);
  // A name before the brackets may hold an @, and is no address.
  const addresses = (angles.length > 0 ? angles : bare.split(',')).filter((each) => each.includes('@'));
  const rest = bare.replace(/<[^<>]*>/g, '');
  if (angles.length > 0 && rest.includes('@')) return null;
  // Several authors of one domain are one author domain (RFC 9989 §5.3.1).
  const domains = new Set(
    addresses.map((address) => {
      const domain = new TextDecoder().decode(octetsOf(address.slice(address.lastIndexOf('@') + 1)));
      return parseDomainName(domain.replace(/[\s;]/g, ''));
    }),
  );
  const [domain = null, second] = domains;
  return second === undefined ? domain : null;
}

/**
 * Without what stands in round brackets, which may stand in each other, and with a letter for each quoted string, or with what it quotes (RFC 5322 §3.2.2, §3.2.4); there commas
 * stand for signs that would part one thing from another. Total; linear.
 */
export function withoutComments(text: string, isQuotedKept = false): string {
  let [bare, depth, isQuoted] = ['', 0, false];
  for (let at = 0; at < text.length; at += 1) {
    let character = text[at] ?? '';
    const isPair = character === '\\' && (isQuoted || depth > 0);
    if (isPair) character = text[(at += 1)] ?? '';
    if (isQuoted && (isPair || character !== '"')) {
      if (isQuotedKept) bare += /[\s;=]/.test(character) ? ',' : character;
    } else if (isPair) continue;
    else if (character === '"' && depth === 0) {
      if (!isQuoted && !isQuotedKept) bare += 'q';
      isQuoted = !isQuoted;
    } else if (character === '(') {
      // It parts words as a space does.
      if (depth === 0 && isQuotedKept) bare += ' ';
      depth += 1;
    } else if (character === ')' && depth > 0) depth -= 1;
    else if (depth === 0) bare += character;
  }
  return bare;
}
