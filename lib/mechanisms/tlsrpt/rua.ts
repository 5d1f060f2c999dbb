/** The report URIs of a TLSRPT record (RFC 8460 §3). */

import { faultOfReportUri, isReportUri } from '../../text/report-uri.ts';
import { leadingSpace, trimEndSpace } from '../../text/white-space.ts';

export type RuaFault =
  | {
      readonly code:
        'tlsrpt-rua-syntax' | 'tlsrpt-rua-scheme' | 'tlsrpt-rua-slashes' | 'tlsrpt-rua-no-target';
    }
  | { readonly code: 'tlsrpt-rua-reserved-character'; readonly character: string };

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
  const fault = faultOfReportUri(uri);
  if (fault === null) return null;
  return fault === 'reserved-character'
    ? { code: 'tlsrpt-rua-reserved-character', character: '!' }
    : { code: `tlsrpt-rua-${fault}` };
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
  if (isReportUri(uri)) return uri;
  const [, address] = WRITTEN_ADDRESS.exec(uri.replace(PREFIX, '')) ?? [];
  // A mailbox "mailto" is nobody's: what stands between it and the address is lost.
  if (address !== undefined) {
    const meant = `mailto:${address}`;
    return /^mail-?to/i.test(address) || !isReportUri(meant) ? null : meant;
  }
  const url = uri
    .replace(/^<(.*)>$/, '$1')
    .replace(/^https:(?:\/|\/{3,})?(?=[a-z0-9-]+\.[a-z0-9.-]+(?:[:/?#]|$))/i, 'https://');
  return isReportUri(url) ? url : null;
}
