/** Whom a property allows to issue (RFC 8659 §4.2). */
export interface Issuer {
  /** The domain that stands for the CA, in lower case; null for nobody. */
  readonly name: string | null;
  /** In their order, such as `accounturi` and `validationmethods` (RFC 8657), names in lower case. */
  readonly parameters: readonly (readonly [name: string, value: string])[];
  /** The grammar does not have it: it counts as nobody. */
  readonly isMalformed: boolean;
}

const LABELS = /^[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?$/;
const VALUE = /^[\x21-\x3a\x3c-\x7e]*$/;
const NOBODY: Issuer = { name: null, parameters: [], isMalformed: false };
const MALFORMED: Issuer = { ...NOBODY, isMalformed: true };

/** Reads the value of `issue`, `issuewild` or `issuemail`. Total and linear: what is malformed names nobody. */
export function readIssuer(value: string): Issuer {
  const [first = '', ...rest] = value.split(';').map(trimmed);
  if (first !== '' && !first.split('.').every((label) => LABELS.test(label))) return MALFORMED;
  const name = first === '' ? null : first.toLowerCase();
  // A semicolon may stand behind the name with nothing behind it; one behind the last parameter may not.
  if (rest.length === 0 || (rest.length === 1 && rest[0] === '')) return { ...NOBODY, name };
  const parameters: [string, string][] = [];
  for (const each of rest) {
    const equals = each.indexOf('=');
    const [tag, text] = [trimmed(each.slice(0, Math.max(0, equals))), trimmed(each.slice(equals + 1))];
    if (equals === -1 || !LABELS.test(tag) || !VALUE.test(text)) return MALFORMED;
    parameters.push([tag.toLowerCase(), text]);
  }
  return { name, parameters, isMalformed: false };
}

/** Without space and tab at its ends. */
function trimmed(text: string): string {
  let [start, end] = [0, text.length];
  while (start < end && (text[start] === ' ' || text[start] === '\t')) start += 1;
  while (end > start && (text[end - 1] === ' ' || text[end - 1] === '\t')) end -= 1;
  return text.slice(start, end);
}
