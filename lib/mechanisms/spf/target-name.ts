import { isAskable } from '../../names/asked-name.ts';

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
