import type { Token } from './token.ts';
import { txtEntriesOf, type TxtEntry } from './txt-entries.ts';

/** A TXT record as a line of the workshop: the text alone, or in quotes as a zone file has it where the line would be read as something else. */
export function txtLineOf(text: string): string {
  const { entries } = txtEntriesOf(text);
  const [entry, another] = entries;
  if (entry?.value === text && entry.form === 'line' && !another) return text;
  const escaped = text.replace(/["\\]/g, String.raw`\$&`).replace(/[\x00-\x1f\x7f]/g, octet);
  return `TXT "${escaped}"`;
}

function octet(character: string): string {
  return `\\${String(character.charCodeAt(0)).padStart(3, '0')}`;
}

/** Parts of the value of a record as tokens of its line; each by its kind, and where in the value it stands. */
export function tokensIn(
  { starts, ends }: TxtEntry,
  parts: readonly { readonly kind: Token['kind']; readonly offset: number; readonly length: number }[],
): Token[] {
  return parts.flatMap(({ kind, offset, length }) => {
    const from = starts[offset];
    const to = ends[offset + length - 1];
    return length === 0 || from === undefined || to === undefined ? [] : [{ kind, from, to }];
  });
}

/** The most octets of one string of a TXT record (RFC 1035 §3.3). */
const LONGEST_STRING = 255;

/** The longest string of a record; null where each fits. Of a line without quotes the whole is one. */
export function tooLongString({ value, seams, form }: TxtEntry): number | null {
  if (form === 'words') return null;
  const ends = [...seams, value.length];
  const longest = Math.max(...ends.map((end, index) => end - (ends[index - 1] ?? 0)));
  return longest > LONGEST_STRING ? longest : null;
}
