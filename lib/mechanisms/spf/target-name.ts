import { MAX_NAME_LENGTH, parseDomainName } from '../../names/domain-name.ts';

const MAX_LABEL = 63;

/** True for what can be asked of DNS: ASCII, no empty label, none longer than 63, 253 in all (RFC 1035 §2.3.4). */
export function isAskable(name: string): boolean {
  return (
    name.length <= MAX_NAME_LENGTH &&
    /^[\x20-\x7e]+$/.test(name) &&
    name.split('.').every((label) => label !== '' && label.length <= MAX_LABEL)
  );
}

/**
 * True for a name that check_host takes as its domain, and that a domain-spec may come to, which is the same (RFC 7208 §4.3, §4.8): several labels, of which
 * the last is one of a top-level domain. So it is no address either.
 */
export function isTarget(name: string): boolean {
  const dot = name.lastIndexOf('.');
  return dot !== -1 && isAskable(name) && isTopLabel(name.slice(dot + 1));
}

/** Letters, digits and inner hyphens, not digits alone (RFC 7208 §7.1). */
export function isTopLabel(label: string): boolean {
  return (
    /^[a-z\d-]+$/i.test(label) && /[a-z-]/i.test(label) && !label.startsWith('-') && !label.endsWith('-')
  );
}

/** The domain of an address as a name with A-labels and without its final dot; what cannot be read stays as it is. */
export function asciiDomain(text: string): string {
  const bare = text.endsWith('.') ? text.slice(0, -1) : text;
  // oxlint-disable-next-line no-control-regex
  return /^[\x00-\x7f]*$/.test(bare) ? bare : (parseDomainName(bare) ?? bare);
}
