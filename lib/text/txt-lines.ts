import type { Token } from './token.ts';
import { txtEntriesOf, type TxtEntry } from './txt-entries.ts';

/** A TXT record as a line of the workshop: the text alone, or in quotes as a zone file has it where the line would be read as something else. */
export function txtLineOf(text: string): string {
  const { entries } = txtEntriesOf(text);
  const [entry, another] = entries;
  if (entry?.value === text && entry.form === 'line' && !another) return text;
  // oxlint-disable-next-line no-control-regex
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

/** What a zone file would make of a record as it is written. */
export interface ZoneNote {
  /** `open`: quotes or parentheses are never closed; `longString`: one string has too many octets; `longLine`: the text would have as one string. */
  readonly kind: 'open' | 'longString' | 'longLine';
  /** The most octets of a string. */
  readonly octets: number;
}

/** What is worth knowing of how a record is written, whatever it says. */
export function zoneNotesOf({ value, seams, form, isOpen }: TxtEntry): ZoneNote[] {
  const ends = [...seams, value.length];
  const octets = Math.max(...ends.map((end, index) => end - (ends[index - 1] ?? 0)));
  const notes: ZoneNote[] = isOpen ? [{ kind: 'open', octets }] : [];
  if (form === 'words' || octets <= LONGEST_STRING) return notes;
  return [...notes, { kind: form === 'line' ? 'longLine' : 'longString', octets }];
}
