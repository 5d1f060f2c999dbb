import { isIpAddress, isNeverAsked, parseDomainName } from '../names/domain-name.ts';
import { isReportUri } from '../text/report-uri.ts';
import type { Parameters, RuaTargetFault } from './codes.ts';

/** A report target as it was typed: the URI to publish, or what is wrong with it. */
export type RuaTarget =
  | { readonly state: 'valid'; readonly uri: string }
  | { readonly state: 'invalid'; readonly fault: RuaTargetFault; readonly parameters: Parameters };

/** Far more than any address; what is longer was pasted by mistake. */
const MAX_TARGET = 1000;
/** Octets before the @ (RFC 5321 §4.5.3.1.1). */
const MAX_LOCAL_PART = 64;

/**
 * Reads what a person types as the target of reports (RFC 8460 §3): a `mailto:` or `https:` URI, or a bare address.
 * IDN hosts become A-labels; "!", "," and ";" are percent-encoded, as the record demands. Total.
 */
export function readRuaTarget(text: string): RuaTarget {
  const typed = text.trim().toWellFormed();
  if (typed === '') return invalid('empty');
  if (typed.length > MAX_TARGET) return invalid('too-long', { limit: MAX_TARGET });
  const another = /^https?:/i.test(typed) ? /[\s,;](?:mailto:|https?:)/i : /@.*[\s,;].*(?:@|https?:)/i;
  if (another.test(typed)) return invalid('several');
  // oxlint-disable-next-line no-control-regex
  if (/[\s\x00-\x1f\x7f]/.test(typed)) return invalid('space');
  const [, scheme, rest = ''] = /^([A-Za-z][A-Za-z0-9+.-]*):(.*)$/s.exec(typed) ?? [];
  if (scheme === undefined) return readAddress(typed, false);
  const known = scheme.toLowerCase();
  // The slashes of a web address, which a mailbox does not have (RFC 6068 §2).
  if (known === 'mailto') return readAddress(rest.replace(/^\/\//, ''), true);
  if (known === 'https') return readUrl(typed);
  return known === 'http' ? invalid('plain-http') : invalid('scheme', { scheme });
}

/** The URIs to publish for several targets, each once, in their order; those of no use are left out. */
export function ruaUrisOf(targets: readonly RuaTarget[]): string[] {
  return [...new Set(targets.flatMap((target) => (target.state === 'valid' ? [target.uri] : [])))];
}

/** `isUri` where "%" and "?" have the meaning that they have in a URI. */
function readAddress(text: string, isUri: boolean): RuaTarget {
  const mark = isUri ? text.indexOf('?') : -1;
  const [path, query] = mark === -1 ? [text, ''] : [text.slice(0, mark), text.slice(mark)];
  const at = path.lastIndexOf('@');
  const [local, domain] = [path.slice(0, at), path.slice(at + 1)];
  if (at < 1 || local.includes('@') || domain === '') return invalid('address');
  // The limits of DMARC have no meaning here, and "!" must not stand in the record.
  const [, limit] = /(!\d+[kmgt]?)$/i.exec(domain) ?? [];
  if (limit !== undefined) return invalid('size-limit', { limit });
  const foreign = /[^\x21-\x7e]/u.exec(local);
  if (foreign) return invalid('not-ascii', { character: foreign[0] });
  const octets = isUri ? local.replaceAll(/%[0-9a-f]{2}/gi, '?').length : local.length;
  if (octets > MAX_LOCAL_PART) return invalid('local-part-too-long', { limit: MAX_LOCAL_PART });
  const host = parseDomainName(domain);
  if (host === null) return invalid('host', { host: domain });
  if (isNeverAsked(host)) return invalid('unreachable', { host });
  return checked(`mailto:${encode(local, isUri ? '%' : '')}@${host}${encode(query, '%?/:@')}`);
}

function readUrl(text: string): RuaTarget {
  if (!URL.canParse(text)) return invalid('syntax');
  const { username, password, host, hostname, pathname, search, hash } = new URL(text);
  // What stands in DNS can be read by everybody.
  if (username !== '' || password !== '') return invalid('password');
  const name = parseDomainName(hostname);
  // An address, public or not, is nothing that a report service is known by, and hardly a certificate names one.
  if (name === null ? isIpAddress(hostname) : isNeverAsked(name))
    return invalid('unreachable', { host: hostname });
  return checked(
    `https://${host}${encode(pathname + search, '%?/:@')}${hash && `#${encode(hash.slice(1), '%?/:@')}`}`,
  );
}

/** Percent-encodes what may not stand in the rua field; `kept` names reserved characters that keep their meaning. */
function encode(text: string, kept: string): string {
  return Array.from(text, (character) =>
    /[A-Za-z0-9._~$&'()*+=-]/.test(character) || kept.includes(character)
      ? character
      : encodeURIComponent(character).replace('!', '%21'),
  ).join('');
}

function checked(uri: string): RuaTarget {
  // A line end could add a header to the mail or the request that some sender makes of it.
  const [escape] = /%(?:[01][0-9a-f]|7f)/i.exec(uri) ?? [];
  if (escape !== undefined) return invalid('control-character', { escape });
  return isReportUri(uri) ? { state: 'valid', uri } : invalid('syntax');
}

function invalid(fault: RuaTargetFault, parameters: Parameters = {}): RuaTarget {
  return { state: 'invalid', fault, parameters };
}
