import type { TextEdit } from '../../text/txt-edits.ts';
import type { TxtEntry } from '../../text/txt-entries.ts';
import { isMeantAsKey, parseDkimKey } from './key.ts';
import { meantDkimKey } from './text-edits.ts';

/** A record over several lines, and what it is on one. */
export interface SplitKey {
  readonly lines: readonly [first: TxtEntry, ...more: TxtEntry[]];
  readonly meant: string;
}

/** A line that only goes on with a key: digits of base64, or the first or last line of a key file. */
const MORE = /^["'\s]*(?:[A-Za-z0-9+/]+={0,2}|-----(?:BEGIN|END) [A-Z ]{1,30}-----)["'\s]*$/;
/** Another tag behind a semicolon that ended the line before; the version begins a record. */
const NEXT_TAG = /^\s*[ghknpst]\s*=/;
const ENDED = /;\s*$/;
/** The longest keys in use have so many lines of 64 digits, and some to spare. */
const MOST_LINES = 60;

/** The records that stand on several lines, where only all of them together are a key that receivers can use. Pure. */
export function splitKeysIn(entries: readonly TxtEntry[]): SplitKey[] {
  const split: SplitKey[] = [];
  for (let at = 0; at < entries.length; at += 1) {
    const first = entries[at];
    if (!first || !isBegun(first)) continue;
    const more: TxtEntry[] = [];
    for (const entry of entries.slice(at + 1, at + MOST_LINES)) {
      const above = more.at(-1) ?? first;
      const isTag = ENDED.test(above.value) && NEXT_TAG.test(entry.value);
      if (entry.form !== 'line' || !(isTag || MORE.test(entry.value))) break;
      more.push(entry);
    }
    if (more.length === 0) continue;
    // Whatever they are, no other record begins within them.
    at += more.length;
    const meant = meantDkimKey([first, ...more].map(({ value }) => value).join(''));
    if (meant !== null && parseDkimKey(meant).state === 'usable')
      split.push({ lines: [first, ...more], meant });
  }
  return split;
}

/** By itself it is no key, but was meant to be one; or it revokes one, as its key stands on the next line. */
function isBegun({ form, value }: TxtEntry): boolean {
  if (form !== 'line' || MORE.test(value)) return false;
  const key = parseDkimKey(value);
  return key.state !== 'usable' && isMeantAsKey(key);
}

/** One line of each. */
export function joinedEdits(entries: readonly TxtEntry[]): readonly TextEdit[] {
  return splitKeysIn(entries).map(({ lines, meant }) => ({
    from: lines[0].from,
    to: (lines.at(-1) ?? lines[0]).to,
    put: meant,
  }));
}
