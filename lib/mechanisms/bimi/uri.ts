import type { BimiProblemCode } from './problems.ts';
import { isIpAddress, parseDomainName } from '../../names/domain-name.ts';
import type { Problems } from '../../problem.ts';
import type { Tag } from '../../text/tag-list.ts';

/** The characters of a URI (RFC 3986 §2), without the comma, which is to be encoded. */
const URI = /^(?:[A-Za-z0-9\-._~:/?#[\]@!$&'()*+=]|%[\dA-Fa-f]{2})+$/;
/** Image formats that are none of those that a logo may have (draft -12 §4.3.2). */
const OTHER_FORMAT = /\.(png|jpe?g|gif|webp|avif|ico|bmp|tiff?|pdf|eps|ai)$/i;

/** The URI of `l=` or `a=`, with what is wrong with it; null where it is empty, left out, or none of HTTPS. */
export function readUri(tag: Tag | undefined, notes: Problems<BimiProblemCode>): string | null {
  if (!tag || tag.value === '') return null;
  const { name, value: uri, at } = tag;
  if (uri.includes(',')) notes.add('bimi-comma', { tag: name }, at);
  else if (!URI.test(uri)) notes.add('bimi-uri', { tag: name, uri }, at);
  else if (!/^https:\/\//i.test(uri)) notes.add('bimi-not-https', { tag: name, uri }, at);
  else if (!hasHost(uri)) notes.add('bimi-uri', { tag: name, uri }, at);
  else {
    if (name === 'l') noteFormat(uri, tag, notes);
    return uri;
  }
  return null;
}

/** Its parts by RFC 3986 §3, with nothing in it that the URL parser of a browser would have to repair. */
const PARTS =
  /^https:\/\/(?:[^/?#@[\]]*@)?([^/?#@:[\]]+|\[[\dA-Fa-f:.]+\])(?::\d*)?(?:\/[^?#[\]]*)?(?:\?[^#[\]]*)?(?:#[^#[\]]*)?$/i;

/** The host is a name or an address as it is written (RFC 3986 §3.2.2). An underscore is for DNS to judge, and an IPv6 address may be written in several ways. */
function hasHost(uri: string): boolean {
  const host = PARTS.exec(uri)?.[1]?.toLowerCase();
  if (host === undefined || !URL.canParse(uri)) return false;
  if (host.startsWith('[')) return true;
  if (new URL(uri).hostname !== host) return false;
  return isIpAddress(host) || (parseDomainName(host.replaceAll('_', 'x'))?.includes('.') ?? false);
}

function noteFormat(uri: string, { at }: Tag, notes: Problems<BimiProblemCode>): void {
  const path = uri.replace(/[?#].*$/s, '');
  const suffix = OTHER_FORMAT.exec(path)?.[1];
  if (suffix !== undefined) notes.add('bimi-l-format', { suffix }, at);
  else if (!/\.svgz?$/i.test(path)) notes.add('bimi-l-not-svg', { uri }, at);
}
