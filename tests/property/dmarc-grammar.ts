/** The ABNF of RFC 9989 §4.8, written a second time, rule by rule. */

const WSP = String.raw`[ \t]`;
const EQUALS = `${WSP}*=${WSP}*`;
const SEP = `${WSP}*;${WSP}*`;
/** With the tab of dmarc-urilist. */
const VALUE = String.raw`[\t\x20-\x3a\x3c-\x7e]`;
/** Not of space alone, which belongs to "=" and to the delimiter (RFC 6376 §3.2). */
const TAG = String.raw`[A-Za-z]+${EQUALS}[\x21-\x3a\x3c-\x7e]${VALUE}*`;

/** dmarc-version, and then a delimiter or the end: everything else is to be ignored. */
export function isDmarcText(text: string): boolean {
  const [first = ''] = text.split(';', 1);
  return new RegExp(`^[vV]${EQUALS}DMARC1${WSP}*$`).test(first) && !first.endsWith('\n');
}

/** dmarc-record, in full. */
export function isDmarcRecordByGrammar(text: string): boolean {
  return new RegExp(`^[vV]${EQUALS}DMARC1(?:${SEP}${TAG})*(?:${SEP})?$`).test(text);
}
