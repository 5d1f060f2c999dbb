import type { Macro, MacroText } from './domain-spec.ts';

/** Whether the sender of a message decides which domain a name of SPF belongs to (RFC 7208 §7.2): then anybody can make it one of their own. */

/** Suffixes of two labels, below which anybody registers a third, or runs the reverse zone of their own addresses (RFC 1035 §3.5). */
const SUFFIX = /^(?:(?:co|com|net|org|ac|edu|gov|or|ne)\.[a-z]{2}|(?:in-addr|ip6)\.arpa)$/i;

/**
 * True for a name whose registrable part comes from the message: HELO, local part, or the name or address of the client. False where what stands at its end is
 * fixed, with two labels or more, as in `%{i}._spf.example.com`; the domain of the sender counts as fixed, since it is the owner's. Pure.
 */
export function isNamedByStranger({ parts }: MacroText): boolean {
  let end = '';
  for (const part of parts.toReversed()) {
    const fixed = typeof part === 'string' ? part : fixedBy(part);
    // The end of an address is a number or a digit, and there is no such top-level domain.
    if (fixed === null) return end === '' ? typeof part !== 'string' && part.letter !== 'i' : isFree(end);
    end = fixed + end;
  }
  return false;
}

/** What a macro surely has at its end, whoever sends; null where that is the stranger's. */
function fixedBy({ letter, keep, isReversed, delimiters }: Macro): string | null {
  if (letter === 'v') return 'in-addr';
  // Reversed, the local part of the sender comes last.
  const isOwn = letter === 'd' || letter === 'o' || (letter === 's' && !isReversed);
  if (!isOwn) return null;
  return keep === 1 && (delimiters === '' || delimiters.includes('.')) ? 'own' : 'own.own';
}

/** True for an end behind which the stranger's part reaches into what a registry sells. */
function isFree(end: string): boolean {
  // The first label goes on to the left.
  const [, ...labels] = end.replace(/\.$/, '').split('.');
  const isWithin = labels.length < 2 || (labels.length === 2 && SUFFIX.test(labels.join('.')));
  // No registry sells a name with other signs, as `%{l}+%{d}` makes one.
  return isWithin && !/[^a-z\d.-]/i.test(end);
}
