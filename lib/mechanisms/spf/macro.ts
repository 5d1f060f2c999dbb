import { MAX_NAME_LENGTH } from '../../names/domain-name.ts';
import type { Macro, MacroText } from './domain-spec.ts';

/** What each letter stands for; one that is missing is not known. */
export type MacroValues = Readonly<Partial<Record<string, string>>>;

/** More than any name and any answer of SMTP has: what is beyond does not count. */
const MOST = 20_000;

/**
 * Expands the macros of a text (RFC 7208 §7.3), or gives null where the value of one is not known. Beyond 20,000 characters it stops, so that a text full
 * of macros costs no more than that. Pure.
 */
export function expand({ parts }: MacroText, values: MacroValues): string | null {
  let written = '';
  for (const part of parts) {
    const piece = typeof part === 'string' ? part : valueOfMacro(part, values);
    if (piece === null) return null;
    written += piece;
    if (written.length > MOST) return written.slice(0, MOST);
  }
  return written;
}

/** The same for a name: one final dot does not count, and what is too long loses labels at its left (RFC 7208 §7.3). */
export function expandName({ parts }: MacroText, values: MacroValues): string | null {
  // From the right, since the left is what is given up.
  const last: string[] = [];
  let length = 0;
  for (const part of parts.toReversed()) {
    const piece = typeof part === 'string' ? part : valueOfMacro(part, values);
    if (piece === null) return null;
    if (length <= 2 * MAX_NAME_LENGTH) last.unshift(piece);
    length += piece.length;
  }
  return fitted(last.join('').replace(/\.$/, ''));
}

function fitted(name: string): string {
  let start = 0;
  while (name.length - start > MAX_NAME_LENGTH) {
    const dot = name.indexOf('.', start);
    if (dot === -1) break;
    start = dot + 1;
  }
  return name.slice(start);
}

function valueOfMacro({ letter, isEscaped, keep, isReversed, delimiters }: Macro, values: MacroValues) {
  const value = values[letter];
  if (value === undefined) return null;
  const isWhole = keep === null && !isReversed && delimiters === '';
  const result = isWhole ? value : transformed(value, keep, isReversed, delimiters || '.');
  return isEscaped ? escaped(result) : result;
}

/** Parted at each of the characters, turned round, the right-hand parts, with dots between them. */
function transformed(value: string, keep: number | null, isReversed: boolean, delimiters: string): string {
  const parts: string[] = [''];
  for (const character of value)
    if (delimiters.includes(character)) parts.push('');
    else parts.push(`${parts.pop()}${character}`);
  const turned = isReversed ? parts.toReversed() : parts;
  return (keep === null ? turned : turned.slice(-keep)).join('.');
}

/** All but the "unreserved" characters of RFC 3986 §2.3. */
function escaped(text: string): string {
  return Array.from(new TextEncoder().encode(text), (octet) => {
    const character = String.fromCharCode(octet);
    return /[\w.~-]/.test(character) ? character : `%${octet.toString(16).toUpperCase().padStart(2, '0')}`;
  }).join('');
}
