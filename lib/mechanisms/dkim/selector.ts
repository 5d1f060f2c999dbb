/** A label of a selector. The grammar knows no underscore (RFC 6376 §3.1); providers have one all the same, and verifiers ask for it. */
const LABEL = /^[A-Za-z0-9_](?:[A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?$/;
/** What DNS leaves for a selector, if the domain had a single letter: `._domainkey.x` stands behind it (RFC 1035 §2.3.4). */
const MOST_CHARACTERS = 253 - '._domainkey.x'.length;

/** Whether a text can be a selector (RFC 6376 §3.1): labels of a host name, or with underscores, separated by dots. Total; linear. */
export function isSelector(text: string): boolean {
  return text.length <= MOST_CHARACTERS && text.split('.').every((label) => LABEL.test(label));
}
