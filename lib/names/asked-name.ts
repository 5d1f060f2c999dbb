import { MAX_NAME_LENGTH, parseDomainName } from './domain-name.ts';

const MAX_LABEL = 63;

/** True for what can be asked of DNS: ASCII, no empty label, none longer than 63, 253 in all (RFC 1035 §2.3.4). */
export function isAskable(name: string): boolean {
  return (
    name.length <= MAX_NAME_LENGTH &&
    /^[\x20-\x7e]+$/.test(name) &&
    name.split('.').every((label) => label !== '' && label.length <= MAX_LABEL)
  );
}

/** The domain of an address as a name with A-labels and without its final dot; what cannot be read stays as it is. */
export function asciiDomain(text: string): string {
  const bare = text.endsWith('.') ? text.slice(0, -1) : text;
  // oxlint-disable-next-line no-control-regex
  return /^[\x00-\x7f]*$/.test(bare) ? bare : (parseDomainName(bare) ?? bare);
}
