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
  if (rest.length === 1 && rest[0] === '') return { ...NOBODY, name };
  const parameters: [string, string][] = [];
  for (const each of rest) {
    const equals = each.indexOf('=');
    const [tag, text] = [trimmed(each.slice(0, Math.max(0, equals))), trimmed(each.slice(equals + 1))];
    if (!LABELS.test(tag) || !VALUE.test(text)) return MALFORMED;
    parameters.push([tag.toLowerCase(), text]);
  }
  return { name, parameters, isMalformed: false };
}

/** Without space and tab at its ends. */
function trimmed(text: string): string {
  let [start, end] = [0, text.length];
  while (text[start] === ' ' || text[start] === '\t') start += 1;
  while (text[end - 1] === ' ' || text[end - 1] === '\t') end -= 1;
  return text.slice(start, end);
}

/** What the parameters of an issuer ask of a request (RFC 8657); null for anything. */
export interface IssuerLimits {
  /** The ways to validate that it may use, such as `http-01` (§4). */
  readonly methods: readonly string[] | null;
  /** The account that has to ask (§3). */
  readonly account: string | null;
  /** No request is sure to fulfil it: two accounts or two lists of ways, or one that is empty or malformed. */
  readonly isUnsatisfiable: boolean;
}

/** A URI (RFC 3986 §2, §3.1), as far as its characters tell. */
const URI = /^[a-z][a-z0-9+.-]*:(?:[\w.~:/?#[\]@!$&'()*+,;=-]|%[\da-f]{2})*$/i;
const METHODS = /^[A-Za-z0-9-]+(?:,[A-Za-z0-9-]+)*$/;

/** The limits in the parameters of an issuer. Pure; methods in their order, as written. */
export function limitsOf({ parameters }: Issuer): IssuerLimits {
  const valuesOf = (wanted: string) => parameters.flatMap(([tag, value]) => (tag === wanted ? [value] : []));
  const [accounts, lists] = [valuesOf('accounturi'), valuesOf('validationmethods')];
  const methods = lists.flatMap((list) => list.split(',')).filter((method) => method !== '');
  return {
    methods: lists.length > 0 ? methods : null,
    account: accounts[0] ?? null,
    // Two accounts refuse every request (§3). What two lists mean is not said there: authorities take the first, the last, what both have, or nothing.
    isUnsatisfiable:
      accounts.length > 1 ||
      lists.length > 1 ||
      !accounts.every((account) => URI.test(account)) ||
      !lists.every((list) => METHODS.test(list)),
  };
}
