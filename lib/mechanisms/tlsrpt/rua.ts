/** The report URIs of a TLSRPT record (RFC 8460 §3): `mailto:` and `https:` are defined, everything else is of no use. */

import { leadingSpace, trimEndSpace } from '../../text/white-space.ts';

export type RuaFault =
  | {
      readonly code:
        'tlsrpt-rua-syntax' | 'tlsrpt-rua-scheme' | 'tlsrpt-rua-slashes' | 'tlsrpt-rua-no-target';
    }
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
  if (hasTarget(uri)) return null;
  return { code: /^mailto:\/\//i.test(uri) ? 'tlsrpt-rua-slashes' : 'tlsrpt-rua-no-target' };
}

/** An address as people have them: everything that needs encoding in a URI or quotes in mail is left to its owner. */
const PLAIN_ADDRESS = String.raw`[A-Za-z0-9_+-][A-Za-z0-9._+-]*@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*\.?`;
const WRITTEN_ADDRESS = new RegExp(
  String.raw`^<?(?:mailto(?::|=|;|:/|://|\s)\s*)?<?(${PLAIN_ADDRESS})>?/?(?:!\d+[kmgt]?)?>?$`,
  'i',
);

/** The name of the field or the scheme once more, and the scheme as people misspell it. */
const PREFIX =
  /^(?:rua\s*=\s*|=\s*|(?:e-?mail|mail|mailt|mailo|maito|malito|mialto|mailtoo|mail[-_]to|mailto)::?\s*(?!\/))+(?=[^:]*@)/i;

/**
 * The URI that was meant by one that cannot be used: an address without `mailto:`, with slashes, brackets or spaces behind it, or with a size
 * limit of DMARC; a web address with one slash. Null where its owner has to say.
 */
export function meantRua(written: string): string | null {
  const uri = written.trim().replace(/^(["'])(.*)\1$/, '$2');
  if (isUsableRua(uri)) return uri;
  const [, address] = WRITTEN_ADDRESS.exec(uri.replace(PREFIX, '')) ?? [];
  // A mailbox "mailto" is nobody's: what stands between it and the address is lost.
  if (address !== undefined) return /^mail-?to/i.test(address) ? null : `mailto:${address}`;
  const url = uri
    .replace(/^<(.*)>$/, '$1')
    .replace(/^https:(?:\/|\/{3,})?(?=[a-z0-9-]+\.[a-z0-9.-]+(?:[:/?#]|$))/i, 'https://');
  return isUsableRua(url) ? url : null;
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

/** RFC 6068 §2: a "/" or ":" in an address is encoded, so that what begins with "//" or with a second scheme is no mailbox. */
function hasTarget(uri: string): boolean {
  return (
    /^mailto:[^?#@/:]+@[^?#@/:]+(?:[?#]|$)/i.test(uri) || (/^https:/i.test(uri) && domainOfRua(uri) !== null)
  );
}
