/** The ABNF of RFC 9989 §4.8, written a second time, rule by rule. */

const WSP = String.raw`[ \t]`;
const EQUALS = `${WSP}*=${WSP}*`;
const SEP = `${WSP}*;${WSP}*`;
const VALUE = String.raw`[\x20-\x3a\x3c-\x7e]`;
const TAG = `[A-Za-z]+${EQUALS}${VALUE}+`;

/** dmarc-version, and then a delimiter or the end: everything else is to be ignored. */
export function isDmarcText(text: string): boolean {
  const [first = ''] = text.split(';', 1);
  return new RegExp(`^[vV]${EQUALS}DMARC1${WSP}*$`).test(first) && !first.endsWith('\n');
}

/** dmarc-record, in full. */
export function isDmarcRecordByGrammar(text: string): boolean {
  return new RegExp(`^[vV]${EQUALS}DMARC1(?:${SEP}${TAG})*(?:${SEP})?$`).test(text);
}
