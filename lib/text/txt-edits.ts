import type { Position } from '../problem.ts';
import { parseTagList, type Tag } from './tag-list.ts';
import type { TxtEntry } from './txt-entries.ts';

/** Puts something in the place of a part of a record's value, or before it where that is empty. */
export interface Edit {
  readonly offset: number;
  readonly length: number;
  readonly put: string;
}

/** The same of the text that was read. */
export interface TextEdit {
  readonly from: number;
  readonly to: number;
  readonly put: string;
}

/** Where a part of a value stands in the text that was read. What leads over a line end is cut there. */
export function positionIn(
  { starts, ends, from, to, line }: TxtEntry,
  { offset, length }: Pick<Position, 'offset' | 'length'>,
  text: string,
): Position {
  const start = starts[offset] ?? ends.at(-1) ?? from;
  const end = length === 0 ? start : (ends[offset + length - 1] ?? to);
  const before = text.slice(from, start).match(/\n/g)?.length ?? 0;
  const [first = ''] = text.slice(start, end).split(/\r?\n/, 1);
  return { offset: start, length: first.length, line: line + before };
}

/** What changes in the text when a value is changed: in quotes, quotes and backslashes are escaped. */
export function editsIn(entry: TxtEntry, edits: readonly Edit[]): TextEdit[] {
  const { starts, ends, form, dataFrom } = entry;
  return edits.map(({ offset, length, put }) => {
    const isAdded = length === 0;
    const behind = ends[offset - 1];
    const from = isAdded && behind !== undefined ? behind : (starts[offset] ?? ends.at(-1) ?? dataFrom);
    const to = isAdded ? from : (ends[offset + length - 1] ?? from);
    return { from, to, put: form === 'line' ? put : put.replace(/["\\]/g, String.raw`\$&`) };
  });
}

/** The text with all edits made, which do not overlap; of two that do, the first. */
export function withEdits(text: string, edits: readonly TextEdit[]): string {
  let at = 0;
  let made = '';
  for (const { from, to, put } of edits.toSorted((a, b) => a.from - b.from || a.to - b.to)) {
    if (from < at) continue;
    made += text.slice(at, from) + put;
    at = to;
  }
  return made + text.slice(at);
}

/** A value with all edits made. */
export function changed(value: string, edits: readonly Edit[]): string {
  return withEdits(
    value,
    edits.map(({ offset, length, put }) => ({ from: offset, to: offset + length, put })),
  );
}

/** The whole of an entry gone, with the line end before it, so that of two below each other both go; the first of a text goes with its own. */
export function removalOf({ from, to }: TxtEntry, text: string): TextEdit {
  const next = text.indexOf('\n', to);
  const end = next === -1 ? text.length : next;
  if (from === 0) return { from, to: Math.min(end + 1, text.length), put: '' };
  const begin = text[from - 2] === '\r' ? from - 2 : from - 1;
  return { from: begin, to: text[end - 1] === '\r' ? end - 1 : end, put: '' };
}

/** Words of a zone line as one string in quotes, with another text in their place. */
export function quotedIn({ dataFrom }: TxtEntry, written: string, put: string): TextEdit {
  return {
    from: dataFrom,
    to: dataFrom + written.length,
    put: `"${put.replace(/["\\]/g, String.raw`\$&`)}"`,
  };
}

/**
 * What somebody may have meant by words without quotes, longest first: all of the line, or up to one of its `;`, which begin a comment there. Only of a record
 * on one line without parentheses.
 */
export function writtenWords({ form, dataFrom, to }: TxtEntry, text: string): string[] {
  if (form !== 'words') return [];
  const end = text.indexOf('\n', dataFrom);
  const line = text.slice(dataFrom, end === -1 ? text.length : end).trimEnd();
  if (/[()]/.test(line) || to > dataFrom + line.length) return [];
  // What may be more of the record is no comment.
  const cuts = Array.from(line.matchAll(/(?<!\\);/g), ({ index }) => index)
    .filter((index) => !/[=:@]/.test(line.slice(index)))
    .slice(-30)
    .map((index) => line.slice(0, index).trimEnd());
  return [line, ...cuts.toReversed()].filter((each) => each !== '');
}

/** A tag gone, with the semicolon that parted it from the rest. Pure. */
export function tagRemoval(value: string, { position }: Tag): Edit {
  const { offset, length } = position;
  const [behind = ''] = /^\s*;\s*/.exec(value.slice(offset + length)) ?? [];
  if (behind !== '') return { offset, length: length + behind.length, put: '' };
  const [before = ''] = /\s*;\s*$/.exec(value.slice(0, offset)) ?? [];
  return { offset: offset - before.length, length: before.length + length, put: '' };
}

/** A tag that stands there again, and says the same; nothing where one says something else. Pure. */
export function repeatedTagEdits(value: string): readonly Edit[] {
  const seen = new Map<string, string>();
  const edits: Edit[] = [];
  for (const tag of parseTagList(value).tags) {
    const before = seen.get(tag.name);
    if (before === undefined) seen.set(tag.name, tag.value);
    else if (before === tag.value) edits.push(tagRemoval(value, tag));
    else return [];
  }
  return edits;
}

/** Names of tags are in lower case: one in upper case is that one, where it is known and there is no other. Pure. */
export function tagCaseEdits(value: string, known: ReadonlySet<string>): readonly Edit[] {
  const { tags } = parseTagList(value);
  return tags.flatMap(({ name, position }) => {
    const lower = name.toLowerCase();
    const isOnly = tags.filter((each) => each.name.toLowerCase() === lower).length === 1;
    return name !== lower && known.has(lower) && isOnly
      ? [{ offset: position.offset, length: name.length, put: lower }]
      : [];
  });
}
