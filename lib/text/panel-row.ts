import { seenText } from './seen-text.ts';
import type { Edit } from './txt-edits.ts';

/** What the panels of providers print before the text of a TXT record: type, name and time, in columns or with their titles. */
const BEFORE =
  /^[\s|]*(?:(?:(?:(?:record|type|host|name|value|content|data|text|ttl)\s*[:=]\s*)?(?:TXT|IN|@|\d+[smhd]?|[\w*-]+(?:\.[\w*-]+)*\.?))[\s,|]+|(?:value|content|data|text)\s*[:=]\s*)+(?=["'(]*v\s*=)/i;
/** And behind it: a time. */
const BEHIND = /(?:["')][\s,|]+|\s*[|\t]\s*)(?:\d+\s?[smhd]?|auto(?:matic)?|1 hour|default)[\s|]*$/i;

/** How much of a text stands before and behind a record in such a row; null for a text that is none. */
export function rowEdges(text: string): { readonly before: number; readonly behind: number } | null {
  const before = BEFORE.exec(seenText(text))?.[0].length ?? 0;
  const [tail = ''] = before > 0 || /^["'(]/.test(text) ? (BEHIND.exec(text.slice(before)) ?? []) : [];
  const quote = /^["')]/.test(tail) ? 1 : 0;
  return before === 0 && tail === '' ? null : { before, behind: tail.length - quote };
}

/** The edges of a row gone, and what is changed in the text between them. */
export function innerEdits(
  text: string,
  { before, behind }: { readonly before: number; readonly behind: number },
  editsOf: (inner: string) => readonly Edit[],
): readonly Edit[] {
  const end = text.length - behind;
  const inner = editsOf(text.slice(before, end)).map(({ offset, length, put }) => ({
    offset: offset + before,
    length,
    put,
  }));
  const [first, ...rest] = inner;
  // What is taken off at the start is one edit with what the text begins with.
  const start =
    first?.offset === before
      ? { offset: 0, length: before + first.length, put: first.put }
      : { offset: 0, length: before, put: '' };
  const others = first?.offset === before ? rest : inner;
  return [start, ...others, ...(behind > 0 ? [{ offset: end, length: behind, put: '' }] : [])];
}
