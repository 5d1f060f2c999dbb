/** The URIs that reports are sent to (RFC 8460 §3): `mailto:` and `https:` are defined, everything else is of no use. */

/** What is wrong with one. Only `syntax` and `reserved-character` break the record that it stands in. */
export type ReportUriFault = 'reserved-character' | 'syntax' | 'scheme' | 'slashes' | 'no-target';

/** A URI of RFC 3986 §3, without the "!", "," and ";" that RFC 8460 wants encoded. */
const NAME = String.raw`[A-Za-z0-9._~$&'()*+=-]|%[0-9A-Fa-f]{2}`;
const AUTHORITY = String.raw`(?:(?:${NAME}|:)*@)?(?:\[[0-9A-Fa-fv:.]+\]|(?:${NAME})*)(?::\d*)?`;
const HIER_PART = String.raw`(?://${AUTHORITY}(?=[/?#]|$)|(?!//))(?:${NAME}|[:@/])*`;
const QUERY = String.raw`(?:${NAME}|[:@/?])*`;
const URI = new RegExp(String.raw`^[A-Za-z][A-Za-z0-9+.-]*:${HIER_PART}(?:\?${QUERY})?(?:#${QUERY})?$`);

/** What is wrong with the URI, or null. */
export function faultOfReportUri(uri: string): ReportUriFault | null {
  if (uri.includes('!')) return 'reserved-character';
  if (!URI.test(uri)) return 'syntax';
  if (!/^(?:mailto|https):/i.test(uri)) return 'scheme';
  if (hasTarget(uri)) return null;
  return /^mailto:\/\//i.test(uri) ? 'slashes' : 'no-target';
}

/** True for a URI that a sender can report to. */
export function isReportUri(uri: string): boolean {
  return faultOfReportUri(uri) === null;
}

/** The domain that the report is sent to, as written, or null. */
export function domainOfReportUri(uri: string): string | null {
  if (/^mailto:/i.test(uri)) return /^mailto:[^?#]*@([^?#]+)/i.exec(uri)?.[1] ?? null;
  const authority = /^https:\/\/([^/?#]*)/i.exec(uri)?.[1] ?? '';
  const host = authority.slice(authority.lastIndexOf('@') + 1).replace(/:\d*$/, '');
  return host === '' ? null : host;
}

/**
 * RFC 6068 §2: atoms with dots between them, at a host name. Where an encoded quote begins the local part, or an encoded bracket the domain, dots and
 * colons are as its owner wants them; "/" is encoded. What begins with "//" or with a second scheme is no mailbox.
 */
const LOCAL_PART = String.raw`(?:%22[^?#@/]*%22|[^?#@/:.]+(?:\.[^?#@/:.]+)*)`;
const MAILBOX = new RegExp(String.raw`^mailto:${LOCAL_PART}@(%5B[^?#@/]+%5D|[^?#@/:]+)(?:[?#]|$)`, 'i');
const HOST_NAME =
  /^(?:[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?)(?:\.[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?)*\.?$/i;

function hasTarget(uri: string): boolean {
  const isMail = /^mailto:/i.test(uri);
  const host = (isMail ? MAILBOX.exec(uri)?.[1] : domainOfReportUri(uri)) ?? '';
  // The address of a machine stands in brackets behind the @ (RFC 5321 §4.1.3).
  if (isMail && /(?:^|\.)\d+\.?$/.test(host)) return false;
  // Most mail servers forgive a final dot. An address literal, or what is encoded, is left to those who send there.
  return host !== '' && (/[%[]/.test(host) || HOST_NAME.test(host));
}
