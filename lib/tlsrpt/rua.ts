/** The report URIs of a TLSRPT record (RFC 8460 §3): `mailto:` and `https:` are defined, everything else is of no use. */

import { leadingSpace, trimEndSpace } from '../white-space.ts';

export type RuaFault =
  | { readonly code: 'tlsrpt-rua-syntax' | 'tlsrpt-rua-scheme' | 'tlsrpt-rua-no-target' }
  | { readonly code: 'tlsrpt-rua-reserved-character'; readonly character: string };

/** scheme ":" rest, with the characters that RFC 3986 knows and whole percent triples. */
const URI = /^[A-Za-z][A-Za-z0-9+.-]*:(?:[A-Za-z0-9\-._~:/?#[\]@!$&'()*+,;=]|%[0-9A-Fa-f]{2})*$/;

/** Cuts the value of a rua field at its commas; offsets count from the start of the value. Space around a comma is allowed. */
export function splitRua(value: string): { uris: { uri: string; offset: number }[]; hasSpace: boolean } {
  const uris: { uri: string; offset: number }[] = [];
  let hasSpace = false;
  let offset = 0;
  const parts = value.split(',');
  for (const [index, part] of parts.entries()) {
    // Space stands only around commas: before the first URI and behind the last it is a fault that the URI keeps.
    const left = index === 0 ? part : part.slice(leadingSpace(part));
    const uri = index === parts.length - 1 ? left : trimEndSpace(left);
    hasSpace ||= uri !== part;
    uris.push({ uri, offset: offset + part.length - left.length });
    offset += part.length + 1;
  }
  return { uris, hasSpace };
}

/** What is wrong with one URI, or null. Only `tlsrpt-rua-syntax` and `-reserved-character` break the record. */
export function faultOfRua(uri: string): RuaFault | null {
  if (uri.includes('!')) return { code: 'tlsrpt-rua-reserved-character', character: '!' };
  if (!URI.test(uri)) return { code: 'tlsrpt-rua-syntax' };
  if (!/^(?:mailto|https):/i.test(uri)) return { code: 'tlsrpt-rua-scheme' };
  return hasTarget(uri) ? null : { code: 'tlsrpt-rua-no-target' };
}

/** True for a URI that a sender can report to. */
export function isUsableRua(uri: string): boolean {
  return faultOfRua(uri) === null;
}

/** The domain that the report is sent to, as written, or null. */
export function domainOfRua(uri: string): string | null {
  if (/^mailto:/i.test(uri)) return /^mailto:[^?]*@([^?]+)/i.exec(uri)?.[1] ?? null;
  return /^https:\/\/(?:[^/?#]*@)?([^/?#:]+)/i.exec(uri)?.[1] ?? null;
}

function hasTarget(uri: string): boolean {
  return /^mailto:[^?@]+@[^?@]+(?:\?|$)/i.test(uri) || /^https:\/\/[^/?#]+/i.test(uri);
}
