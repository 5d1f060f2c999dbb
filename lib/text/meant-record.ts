import { INVISIBLE } from './visible-text.ts';

/**
 * What somebody meant who wrote a TXT record of MTA-STS (RFC 8461 §3.1), TLSRPT (RFC 8460 §3) or DMARC, and missed its grammar: read as
 * people write, and written as it must be. No sender reads such a text, and nothing here makes one valid.
 */

/** What typing aids and copied pages put in the place of ASCII, each one UTF-16 unit for another. */
const FOLDED: readonly (readonly [RegExp, string])[] = [
  [/[\u201c-\u201f\u00ab\u00bb\u2033]/g, '"'],
  [/[\u2018-\u201b\u2039\u203a\u2032\u00b4]/g, "'"],
  [/[\u2010-\u2015\u2212\ufe58\ufe63]/g, '-'],
  [/[\u037e\u061b\ufe54]/g, ';'],
  [/(?! )\p{Zs}/gu, ' '],
];

/** The text with quotes, dashes, spaces and wide forms as ASCII has them; every offset stays, and so does all ASCII. */
export function folded(text: string): string {
  const narrow = text.replace(/[\uff01-\uff5e]/g, (wide) => String.fromCharCode(wide.charCodeAt(0) - 0xfee0));
  return FOLDED.reduce((now, [from, to]) => now.replace(from, to), narrow);
}

/** The same, without what nobody sees. Offsets change. */
export function plain(text: string): string {
  return folded(text.replace(/[\t\r\n\v\f]/g, ' ')).replace(INVISIBLE, '');
}

/** The kinds of record that tell themselves by a version. */
export type Protection = 'sts' | 'tlsrpt' | 'dmarc';

/** A version as people write it: perhaps without `v=`, with a colon, in any case, with another number or none. */
const HEAD =
  /^((?:v(?:ersion)?\s*[=:]{0,2}\s*){0,2})["']?(?:mta[-_]?|smtp[-_]?)?([a-z]+(?:-[a-z]+)??)-?v?(\d{0,2})(?:\.0)?(?=[^a-z0-9-]|-(?![a-z])|-?(?:id\s*[=:]|rua\s*[=:]|mailto:)|$)/i;
/** A word that is a version without "v=" before it. */
const BARE = /^(?:sts|tls-?rpt|dmarc)v?$/;
/** Letters of one name in another order, one twice, or one left out. */
const NAMES: readonly (readonly [Protection, RegExp])[] = [
  ['sts', /^(?=.*s)(?=.*t)[st]{2,4}(?:v[li]?)?$/],
  ['tlsrpt', /^(?:(?=.*t)(?=.*l)(?=.*[rp])[tlsrp]{5,7}|tls-?rpt|tls-?reports?)(?:v[li]?)?$/],
  ['dmarc', /^dmarc$/],
];

/** The version at the start of a piece of a record: whose it is, and how long. Null where there is none. */
function versionAt(piece: string): { of: Protection; length: number } | null {
  const [match = '', sign = '', written = '', digits] = HEAD.exec(piece) ?? [];
  const word = written.toLowerCase();
  // A word without "v=" is a version only with its number, and as it is spelt.
  if (match === '' || (!/[=:]/.test(sign) && !(digits && BARE.test(word)))) return null;
  const name = NAMES.find(([, form]) => form.test(word));
  return name ? { of: name[0], length: match.length } : null;
}

/** More than any record has: what follows says nothing about what was meant, and a hostile text is long. */
const MAX_READ = 1000;

/** Whose record a text was meant to be, by the version that stands somewhere in it; null where none does. */
export function protectionOf(text: string): Protection | null {
  const start = plain(text.slice(0, MAX_READ));
  for (const piece of innerText(start).split(/[;\s,"'([{<=:|]+(?=v)|[;"'`]\s*/i)) {
    const version = versionAt(piece.trim());
    if (version) return version.of;
  }
  // A version that goes on in a way that leaves open where it ends.
  const [, name = ''] = /(?:^|[\s;"'])v\s{0,9}[=:]\s{0,9}(sts|tlsrpt)v?\d/i.exec(start) ?? [];
  return name === '' ? null : name.toLowerCase() === 'sts' ? 'sts' : 'tlsrpt';
}

/** Lines of the policy file (RFC 8461 §3.2), which belong to its address and not into DNS. */
export function isPolicyText(text: string): boolean {
  return /^\W*version\s*[:=]\s*STS|(?:^|[\s;,"])mode\s*[:=]\s*["']?(?:enforce|testing|none)\b|^\W*(?:mx|max_age)\s*[:=]|\bmta-sts\.txt\b/i.test(
    folded(text.slice(0, MAX_READ)),
  );
}

/** How one kind of record is written. */
export interface RecordForm {
  readonly of: Protection;
  readonly version: string;
  /** The one field that must be there. */
  readonly field: 'id' | 'rua';
  /** The values that a person meant by one, or null where it is open. */
  readonly valuesOf: (written: string) => readonly string[] | null;
  /** True for a text by itself, without the name of its field, that can only be the value of one. */
  readonly isValue: (written: string) => boolean;
  readonly isExtension: (value: string) => boolean;
}

/** Commas, spaces or bars in the place of the ";" before a name. */
const WRONG_DELIMITER = /(?<![\s,|=:])[\s,|]+(?=[a-z0-9][\w.-]{0,31}\s*[=:])/i;
const FIELD = /^([A-Za-z0-9][A-Za-z0-9_.-]{0,31})(\s*[=:]\s*)(.+)$/s;

/**
 * The record that a text was meant to be, or null where more than one answer is possible: everything that stands in it is either kept letter for
 * letter or one of the known slips (quotes, dashes, spaces, a copied line of the zone, a wrong version or delimiter). An id or a target
 * of reports is never made up and never left out, and two records are never made one, unless they are the same twice.
 */
export function correctedRecord(text: string, form: RecordForm): string | null {
  if (text.length > MAX_READ) return null;
  const inner = onceOf(innerText(plain(text)), form.version);
  let versions = 0;
  const fields: { name: string; sign: string; value: string }[] = [];
  for (const token of inner.split(';').flatMap((piece) => piece.trim().split(WRONG_DELIMITER))) {
    const version = versionAt(token);
    if (version && version.of !== form.of) return null;
    if (version) versions += 1;
    const rest = token.slice(version?.length ?? 0).replace(version ? /^[\s,:.|"'=-]+/ : /^[\s,|]+/, '');
    const written = rest.replace(/[\s,|]+$/, '').replace(/^(id|rua)\s+(?=[^\s=:])/i, '$1=');
    if (written === '') continue;
    const [, name = '', sign = '', value = ''] = FIELD.exec(written) ?? [];
    const last = fields.at(-1);
    // A version of something else.
    if (/^v(?:ersion)?$/i.test(name)) return null;
    const isKnown = name.toLowerCase() === form.field;
    if (isKnown || (name !== '' && sign === '=' && form.isExtension(value) && !form.isValue(written)))
      fields.push({ name, sign, value });
    // What only looks like a field: one more target of the list before it, or the value alone.
    else if (!form.isValue(written)) return null;
    else if (last?.name.toLowerCase() === form.field) last.value += `,${written}`;
    else if (fields.length === 0) fields.push({ name: form.field, sign: '=', value: written });
    else return null;
  }
  // The seam to another record: where the value before it ends, nobody knows.
  if (fields.some(({ value }) => value.includes(form.version))) return null;
  const isThere = fields.some(({ name }) => name === form.field);
  const printed: string[] = [];
  let count = 0;
  for (const { name, sign, value } of fields) {
    const isField = name === form.field || (!isThere && name.toLowerCase() === form.field);
    if (isField) count += 1;
    const values = isField ? form.valuesOf(value) : [value];
    if (values === null || (!isField && (sign !== '=' || !form.isExtension(value)))) return null;
    printed.push(`${isField ? form.field : name}=${values.join(',')}`);
  }
  const isOne = form.field === 'id' ? count === 1 : count > 0;
  return versions <= 1 && isOne ? [form.version, ...printed].join('; ') : null;
}

/** A text without the copies of itself behind it, as pasting twice makes them: each begins with the version and says the same. */
export function onceOf(text: string, version: string): string {
  if (text.length > MAX_READ) return text;
  const [before, ...copies] = text.split(version);
  const [first = '', ...others] = copies.map((copy) => copy.replace(/^[\s;]+|[\s;,"'|]+$/g, ''));
  const isDoubled = before?.trim() === '' && others.length > 0 && others.every((other) => other === first);
  return isDoubled && first !== '' ? `${version}; ${first}` : text;
}

/** What stands before the value in a line of a zone (RFC 1035 §5.1) or in the answer of a tool: owner, TTL, class and type. */
const ZONE_LINE =
  /^(?:(?:@|[\w*.-]+)\s+)?(?:\d[\dsmhdw]*\s+)?(?:IN\s+)?(?:\d[\dsmhdw]*\s+)?(?:TXT|(?:descriptive\s+)?text)(?:\s*[=:]\s*|\s+|(?=["'(]))/i;
/** What the panels of providers print before the text: the columns of a row, or the name of the one. */
const COLUMNS =
  /^[\s|]*(?:(?:TXT|IN|@|_mta-sts(?:\.[\w.-]*)?|_smtp\._tls(?:\.[\w.-]*)?|\d+)[\s,|]+|(?:record|type|host|name|value|content|data|text|ttl)\s*[:=]\s*)+(?=["'(]*v(?:ersion)?\s*[=:])/i;
/** And behind the quotes around it. */
const LAST_COLUMN = /(?<=")[\s|,]+(?:\d+[smhd]?|auto(?:matic)?)$/i;
const OWNER = /^(?:_mta-sts|_smtp\._tls)(?:\.[\w.-]*)?(?:\s*[=:]\s*|\s+)(?:IN\s+)?/i;

/** The text that a copied line carries. Quotes that leave open what belongs to it stay. */
function innerText(text: string): string {
  const line = text
    .trim()
    .replace(ZONE_LINE, '')
    .replace(OWNER, '')
    .replace(COLUMNS, '')
    .replace(LAST_COLUMN, '');
  const value = line
    .trim()
    .replace(/^\((.*)\)$|^\[(.*)\]$|^\{(.*)\}$|^<(.*)>$/s, '$1$2$3$4')
    .trim();
  const strings = /^"((?:[^"\\]|\\.)*"(?:\s*"(?:[^"\\]|\\.)*")*)\s*(?:;([^"=@:]*))?$/s.exec(value);
  if (strings?.[1] !== undefined)
    return unescaped(
      Array.from(`"${strings[1]}`.matchAll(/"((?:[^"\\]|\\.)*)"/g), ([, one = '']) => one).join(''),
    );
  // Quotes at the edges that have no partner, or several of them; those around the last value are its own.
  const bare = unescaped(value).replace(/^["'`]+/, '');
  return /[=:]\s*["'][^"';]*["']$/.test(bare) ? bare : bare.replace(/["'`]+$/, '');
}

function unescaped(text: string): string {
  return text.replace(/\\([;"\\ ])/g, '$1');
}
