import type { Position } from '../problem.ts';

/**
 * The tag list of RFC 6376 §3.2, which DKIM keys, DKIM signatures and BIMI records are written in: `name=value` between semicolons, with folding
 * white space around names and values. What a tag means is left to who reads it; here only the form is read.
 */
export interface TagList {
  readonly tags: readonly Tag[];
  readonly faults: readonly TagListFault[];
}

export interface Tag {
  readonly name: string;
  /** As written, without the white space around it; may be empty. */
  readonly value: string;
  /** Of name and value. */
  readonly position: Position;
  /** Where the value stands; where it is empty, where it would begin. */
  readonly at: Position;
  /** All between "=" and ";", white space included: offset and end. */
  readonly room: readonly [start: number, end: number];
}

export interface TagListFault {
  /** `empty`: nothing between two semicolons; `space`: white space behind the last one; `syntax`: no name, or no "="; `duplicate`: a name for the second time. */
  readonly kind: 'empty' | 'space' | 'syntax' | 'duplicate';
  /** The tag, or its name where it is a duplicate. */
  readonly text: string;
  readonly position: Position;
}

const NAME = /^[A-Za-z][A-Za-z0-9_]*$/;

/** Reads a tag list. Total, and linear in the text; tags and faults in their order. A duplicate is listed among the tags too. */
export function parseTagList(text: string): TagList {
  const tags: Tag[] = [];
  const faults: TagListFault[] = [];
  const seen = new Set<string>();
  const parts = text.split(';');
  let offset = 0;
  for (const [index, part] of parts.entries()) {
    const isLast = index === parts.length - 1;
    const [from, to] = trimmed(text, offset, offset + part.length);
    const start = offset;
    offset += part.length + 1;
    if (from === to) {
      // One semicolon may end the list.
      if (!isLast) faults.push({ kind: 'empty', text: '', position: at(start, part.length + 1) });
      else if (index === 0) faults.push({ kind: 'syntax', text: '', position: at(start, part.length) });
      else if (part !== '') faults.push({ kind: 'space', text: part, position: at(start, part.length) });
      continue;
    }
    const position = at(from, to - from);
    const equals = part.indexOf('=') + start;
    const [nameFrom, nameTo] = trimmed(text, from, equals < start ? from : equals);
    const name = text.slice(nameFrom, nameTo);
    if (!NAME.test(name)) {
      faults.push({ kind: 'syntax', text: text.slice(from, to), position });
      continue;
    }
    if (seen.has(name)) faults.push({ kind: 'duplicate', text: name, position });
    seen.add(name);
    const [valueFrom, valueTo] = trimmed(text, equals + 1, start + part.length);
    tags.push({
      name,
      value: text.slice(valueFrom, valueTo),
      position,
      at: at(valueFrom, valueTo - valueFrom),
      room: [equals + 1, start + part.length],
    });
  }
  return { tags, faults };
}

/** The items of a value that is a list, set apart by colons with white space around them (RFC 6376 §3.5, §3.6.1). */
export function listOf(value: string): string[] {
  return value.split(':').map((item) => item.slice(...trimmed(item, 0, item.length)));
}

function trimmed(text: string, from: number, to: number): [from: number, to: number] {
  let [start, end] = [from, to];
  while (start < end && isSpace(text, start)) start += 1;
  while (end > start && isSpace(text, end - 1)) end -= 1;
  return [start, end];
}

/** Folding white space (RFC 5322 §3.2.2): space, tab, and the line ends between them. */
function isSpace(text: string, index: number): boolean {
  const code = text.charCodeAt(index);
  return code === 0x20 || code === 0x09 || code === 0x0d || code === 0x0a;
}

function at(offset: number, length: number): Position {
  return { offset, length, line: 1 };
}
