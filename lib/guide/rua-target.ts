import { parseDomainName } from '../domain-name.ts';
import { faultOfRua } from '../tlsrpt/rua.ts';
import type { Parameters, RuaTargetFault } from './codes.ts';

/** A report target as it was typed: the URI to publish, or what is wrong with it. */
export type RuaTarget =
  | { readonly state: 'valid'; readonly uri: string }
  | { readonly state: 'invalid'; readonly fault: RuaTargetFault; readonly parameters: Parameters };

/**
 * Reads what a person types as the target of reports (RFC 8460 §3): a `mailto:` or `https:` URI, or a bare address. IDN
 * hosts become A-labels; "!", "," and ";" are percent-encoded, as the record demands. Total.
 */
export function readRuaTarget(text: string): RuaTarget {
  const typed = text.trim();
  if (typed === '') return invalid('empty');
  if (/[\s,](?:mailto:|https:|[^\s,@]+@)/i.test(typed)) return invalid('several');
  const [, limit] = /!(\d+[kmgt]?)$/i.exec(typed) ?? [];
  if (limit !== undefined) return invalid('size-limit', { limit: `!${limit}` });
  const [, scheme, rest = ''] = /^([A-Za-z][A-Za-z0-9+.-]*):(.*)$/s.exec(typed) ?? [];
  if (scheme === undefined) return typed.includes('@') ? address(typed, false) : invalid('address');
  if (/^mailto$/i.test(scheme)) return address(rest, true);
  if (/^https$/i.test(scheme)) return address0(typed);
  return /^http$/i.test(scheme) ? invalid('plain-http') : invalid('scheme', { scheme });
}

/** `isEncoded` where it comes from a URI, so that "%" and "?" have their meaning. */
function address(text: string, isEncoded: boolean): RuaTarget {
  const [path, query] = isEncoded ? cutAt(text, '?') : [text, ''];
  const at = path.lastIndexOf('@');
  const [local, domain] = [path.slice(0, at), path.slice(at + 1)];
  if (at < 1 || local.includes('@') || domain === '') return invalid('address');
  const foreign = /[^\x21-\x7e]/u.exec(local);
  if (foreign) return invalid('not-ascii', { character: foreign[0] });
  const host = parseDomainName(domain);
  if (host === null) return invalid('host', { host: domain });
  return checked(`mailto:${encode(local, isEncoded ? '%' : '')}@${host}${encode(query, '%?/:@')}`);
}

function address0(text: string): RuaTarget {
  let url: URL;
  try {
    url = new URL(text);
  } catch {
    return invalid('syntax');
  }
  if (url.username !== '' || url.password !== '') return invalid('syntax');
  return checked(`https://${url.host}${encode(url.pathname + url.search, '%?/:@')}`);
}

/** Percent-encodes what may not stand in the rua field; `kept` names reserved characters that keep their meaning. */
function encode(text: string, kept: string): string {
  return Array.from(text, (character) =>
    /[A-Za-z0-9._~$&'()*+=-]/.test(character) || kept.includes(character)
      ? character
      : encodeURIComponent(character).replace(/^[!]$/, '%21'),
  ).join('');
}

function cutAt(text: string, mark: string): [string, string] {
  const index = text.indexOf(mark);
  return index === -1 ? [text, ''] : [text.slice(0, index), text.slice(index)];
}

function checked(uri: string): RuaTarget {
  return faultOfRua(uri) === null ? { state: 'valid', uri } : invalid('syntax');
}

function invalid(fault: RuaTargetFault, parameters: Parameters = {}): RuaTarget {
  return { state: 'invalid', fault, parameters };
}
