import { decode } from 'punycode/punycode.es6.js';

/**
 * A domain name in the one form that all of Waxseal uses: A-labels, lower case, no final dot, at least one label,
 * every label 1-63 and the whole at most 253 characters. Parsed once, and never a bare string again.
 */
export type DomainName = string & { readonly __domainName: true };

/** Of a name as text, without the final dot (RFC 1035 §2.3.4). */
export const MAX_NAME_LENGTH = 253;
const MAX_LABEL = 63;
/** Letters, digits and inner hyphens (RFC 1123 §2.1): what a host that receives mail can be called (RFC 5321 §4.1.2). */
const HOST_LABEL = /^[a-z0-9](?:[a-z0-9-]*[a-z0-9])?$/;
const ASCII_NAME = /^[a-z0-9.-]+$/i;

/**
 * Reads a host name that a person wrote or a URL holds, in Unicode or A-labels, with or without the final dot.
 * Gives null for what is no host name: IP addresses, empty or long labels, underscores, anything else.
 */
export function parseDomainName(text: string): DomainName | null {
  // The final dot in every form that UTS #46 reads as one.
  const trimmed = text.trim().replace(/[.。．｡]$/, '');
  if (trimmed === '' || trimmed.length > 4 * MAX_NAME_LENGTH) return null;
  const ascii = ASCII_NAME.test(trimmed) ? trimmed.toLowerCase() : toAscii(trimmed);
  if (ascii === null || ascii.length > MAX_NAME_LENGTH || isIpAddress(ascii)) return null;
  return ascii.split('.').every((label) => label.length <= MAX_LABEL && HOST_LABEL.test(label))
    ? (ascii as DomainName)
    : null;
}

/** Every hyphen, dash and minus that is not the one of names (RFC 1123 §2.1): no letter of any name, though the URL parser encodes some. */
const DASHES = /(?!-)\p{Pd}|[\u02d7\u2043\u2212\u2500]/gu;

/** The text with the hyphen of names in the place of typographic ones. */
export function withHyphens(text: string): string {
  return text.replace(DASHES, '-');
}

/** By what stands in it: two colons or more, digits and dots, and perhaps a zone. */
const IPV6 = /^\[?[\da-f.]*:[\da-f.]*:[\da-f:.]*(?:%[^\]]*)?\]?$/i;

/** True for the text of an IPv4 address in any form a URL parser takes, or of an IPv6 address with or without brackets. */
export function isIpAddress(text: string): boolean {
  if (text.includes(':')) return IPV6.test(text);
  // A name whose last label is a number is an IPv4 address or nothing (WHATWG URL, "ends in a number").
  const last = text.replace(/\.$/, '').split('.').at(-1) ?? '';
  return /^(?:\d+|0x[0-9a-f]*)$/i.test(last);
}

/** Names under these never leave the machine or its link (RFC 6761, 6762, 7686). */
const LOCAL = new Set(['localhost', 'local', 'onion']);

/**
 * True for names that no resolver is ever asked for: those of the machine or its network, and single labels. Takes any name that DNS
 * leads to, in lower case and without the final dot: with an underscore it is no host name, and nobody else's business all the same.
 */
export function isNeverAsked(name: string): boolean {
  const labels = name.split('.');
  return labels.length < 2 || LOCAL.has(labels.at(-1) ?? '');
}

/** The labels from left to right. */
export function labelsOf(name: DomainName): string[] {
  return name.split('.');
}

/** The name one label up, or null for a name of one label. */
export function parentOf(name: DomainName): DomainName | null {
  const dot = name.indexOf('.');
  return dot === -1 ? null : (name.slice(dot + 1) as DomainName);
}

/**
 * The name as people read it, with U-labels (RFC 5890 §2.3.2.1). A label that does not come back to the same A-label
 * stays as it is, and so does the whole where its labels do not go together (one from right to left beside digits), so
 * that what is shown never stands for another name than the one that was asked.
 */
export function toUnicodeName(name: DomainName): string {
  const unicode = labelsOf(name)
    .map((label) => (label.startsWith('xn--') ? (unicodeLabel(label) ?? label) : label))
    .join('.');
  return parseDomainName(unicode) === name ? unicode : name;
}

/**
 * The name as people read it, and behind a name with U-labels its A-labels in brackets: letters of one script look like those of another, and no
 * list knows all of them, so the one form that cannot be mistaken always stands beside the other.
 */
export function readableName(name: DomainName): string {
  const unicode = toUnicodeName(name);
  return unicode === name ? name : `${unicode} (${name})`;
}

function unicodeLabel(label: string): string | null {
  try {
    const unicode = decode(label.slice(4));
    return toAscii(unicode) === label ? unicode : null;
  } catch {
    return null;
  }
}

/** UTS #46 as the browser does it for every URL; null where the URL parser takes the text for something else. */
function toAscii(text: string): string | null {
  if (/[\s/\\?#@:%[\]<>^|]/.test(text)) return null;
  try {
    return new URL(`https://${text}/`).hostname;
  } catch {
    return null;
  }
}

/** The same for a text that may be no name at all. */
export function isNeverAskedName(text: string): boolean {
  const name = parseDomainName(text);
  return name !== null && isNeverAsked(name);
}
