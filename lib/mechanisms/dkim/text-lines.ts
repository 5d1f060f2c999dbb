import type { TextEdit } from '../../text/txt-edits.ts';
import type { TxtEntry } from '../../text/txt-entries.ts';
import { isMeantAsKey, parseDkimKey } from './key.ts';
import { meantDkimKey } from './text-edits.ts';

/** A record over several lines, and what it is on one. */
export interface SplitKey {
  readonly lines: readonly [first: TxtEntry, ...more: TxtEntry[]];
  readonly meant: string;
}

/** A line that goes on with a key: digits of base64, the first or last line of a key file, or any tag but the version, which begins a record. */
const MORE =
  /^\s*[ghknpst]\s*=|^["'\s]*(?:[A-Za-z0-9+/]+={0,2}|-----(?:BEGIN|END) [A-Z ]{1,30}-----)["'\s]*$/;

/** The records that stand on several lines, where only all of them together are a key that receivers can use. Pure. */
export function splitKeysIn(entries: readonly TxtEntry[]): SplitKey[] {
  const split: SplitKey[] = [];
  for (let at = 0; at < entries.length; at += 1) {
    const first = entries[at];
    if (!first || !isBegun(first)) continue;
    const lines: [TxtEntry, ...TxtEntry[]] = [first];
    // Whatever they are, no other record begins within them.
    for (
      let next = entries[at + 1];
      next?.form === 'line' && MORE.test(next.value);
      next = entries[(at += 1) + 1]
    )
      lines.push(next);
    const meant = lines.length > 1 ? meantDkimKey(lines.map(({ value }) => value).join('')) : null;
    if (meant !== null && parseDkimKey(meant).state === 'usable') split.push({ lines, meant });
  }
  return split;
}

/** By itself it is no key, but was meant to be one; or it revokes one, as its key stands on the next line. */
function isBegun({ form, value }: TxtEntry): boolean {
  const key = parseDkimKey(value);
  return form === 'line' && key.state !== 'usable' && isMeantAsKey(key);
}

/** One line of each. */
export function joinedEdits(entries: readonly TxtEntry[]): readonly TextEdit[] {
  return splitKeysIn(entries).map(({ lines, meant }) => ({
    from: lines[0].from,
    to: (lines.at(-1) ?? lines[0]).to,
    put: meant,
  }));
}
