/** The report URIs of a TLSRPT record (RFC 8460 §3): `mailto:` and `https:` are defined, everything else is of no use. */

import { leadingSpace, trimEndSpace } from '../white-space.ts';

export type RuaFault =
  | { readonly code: 'tlsrpt-rua-syntax' | 'tlsrpt-rua-scheme' | 'tlsrpt-rua-no-target' }
  | { readonly code: 'tlsrpt-rua-reserved-character'; readonly character: string };

/** A URI of RFC 3986 §3, without the "!", "," and ";" that RFC 8460 wants encoded. */
const NAME = String.raw`[A-Za-z0-9._~$&'()*+=-]|%[0-9A-Fa-f]{2}`;
const AUTHORITY = String.raw`(?:(?:${NAME}|:)*@)?(?:\[[0-9A-Fa-fv:.]+\]|(?:${NAME})*)(?::\d*)?`;
const HIER_PART = String.raw`(?://${AUTHORITY}(?=[/?#]|$)|(?!//))(?:${NAME}|[:@/])*`;
const QUERY = String.raw`(?:${NAME}|[:@/?])*`;
const URI = new RegExp(String.raw`^[A-Za-z][A-Za-z0-9+.-]*:${HIER_PART}(?:\?${QUERY})?(?:#${QUERY})?$`);

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
  if (/^mailto:/i.test(uri)) return /^mailto:[^?#]*@([^?#]+)/i.exec(uri)?.[1] ?? null;
  const authority = /^https:\/\/([^/?#]*)/i.exec(uri)?.[1] ?? '';
  const host = authority.slice(authority.lastIndexOf('@') + 1).replace(/:\d*$/, '');
  return host === '' ? null : host;
}

function hasTarget(uri: string): boolean {
  return (
    /^mailto:[^?#@]+@[^?#@]+(?:[?#]|$)/i.test(uri) || (/^https:/i.test(uri) && domainOfRua(uri) !== null)
  );
}
