/** The grammar of RFC 7208 §12 once more, rule by rule as one regular expression, to hold the parser against. */

const EXPAND = String.raw`(?:%\{[slodiphv](?:0*[1-9]\d*)?r?[-.+,/_=]*\}|%%|%_|%-)`;
const LITERAL = String.raw`[\x21-\x24\x26-\x7e]`;
const MACRO_STRING = `(?:${EXPAND}|${LITERAL})*`;
const TOP_LABEL = String.raw`(?:[a-z\d]*[a-z][a-z\d]*|[a-z\d]+-[a-z\d-]*[a-z\d])`;
const DOMAIN_SPEC = String.raw`${MACRO_STRING}(?:\.${TOP_LABEL}\.?|${EXPAND})`;
const CIDR4 = String.raw`/(?:3[0-2]|[12]\d|\d)`;
const CIDR6 = String.raw`/(?:12[0-8]|1[01]\d|[1-9]\d|\d)`;
const DUAL = `(?:${CIDR4})?(?:/${CIDR6})?`;
const QNUM = String.raw`(?:25[0-5]|2[0-4]\d|1\d\d|[1-9]\d|\d)`;
const IPV4 = String.raw`${QNUM}\.${QNUM}\.${QNUM}\.${QNUM}`;
const H16 = String.raw`[\da-f]{1,4}`;
const LS32 = `(?:${H16}:${H16}|${IPV4})`;
/** As RFC 3986 §3.2.2 writes it out; "::" for a single group is RFC 4291's too. */
const IPV6 = [
  `(?:${H16}:){6}${LS32}`,
  `::(?:${H16}:){5}${LS32}`,
  `(?:${H16})?::(?:${H16}:){4}${LS32}`,
  `(?:(?:${H16}:){0,1}${H16})?::(?:${H16}:){3}${LS32}`,
  `(?:(?:${H16}:){0,2}${H16})?::(?:${H16}:){2}${LS32}`,
  `(?:(?:${H16}:){0,3}${H16})?::${H16}:${LS32}`,
  `(?:(?:${H16}:){0,4}${H16})?::${LS32}`,
  `(?:(?:${H16}:){0,5}${H16})?::${H16}`,
  `(?:(?:${H16}:){0,6}${H16})?::`,
].join('|');
const MECHANISM = [
  'all',
  `(?:include|exists):${DOMAIN_SPEC}`,
  `(?:a|mx)(?::${DOMAIN_SPEC})?${DUAL}`,
  `ptr(?::${DOMAIN_SPEC})?`,
  `ip4:${IPV4}(?:${CIDR4})?`,
  `ip6:(?:${IPV6})(?:${CIDR6})?`,
].join('|');
const UNKNOWN = String.raw`(?!(?:redirect|exp)=)[a-z][a-z\d._-]*=${MACRO_STRING}`;
const TERM = `(?:[-+?~]?(?:${MECHANISM})|(?:redirect|exp)=${DOMAIN_SPEC}|${UNKNOWN})`;
const ONE_TERM = new RegExp(`^${TERM}$`, 'i');

/** True for a text that is an SPF record by the grammar, with each of redirect and exp once at most. */
export function isSpfTextRecord(text: string): boolean {
  if (!/^v=spf1(?: |$)/i.test(text)) return false;
  const words = text.slice('v=spf1'.length).split(' ').filter(Boolean);
  const once = (name: string) => words.filter((word) => word.toLowerCase().startsWith(`${name}=`)).length < 2;
  return words.every((word) => ONE_TERM.test(word)) && once('redirect') && once('exp');
}
