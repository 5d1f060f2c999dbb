import type { Position } from '../problem.ts';
import { folded } from './meant-record.ts';
import { INVISIBLE } from './visible-text.ts';
import { leadingSpace, trimEndSpace } from './white-space.ts';

/**
 * The shape that RFC 8461 §3.1 and RFC 8460 §3 share: a version, then fields, each behind `*WSP ";" *WSP`, and an
 * optional last delimiter. What a field means is left to the mechanism; here only its form is read.
 */
export interface TagRecord {
  readonly fields: readonly TagField[];
  readonly faults: readonly TagFault[];
  /** Space between the version and the first `;`: allowed by the delimiter, but lost where senders look for `v=...;`. */
  readonly spaceAfterVersion: Position | null;
}

export interface TagField {
  readonly name: string;
  /** As written, without the space around the delimiters; not empty. */
  readonly value: string;
  /** Of the whole field. */
  readonly position: Position;
}

export interface TagFault {
  /** `delimiter`: a field that something other than ";" sets apart, or nothing; `invisible`: a character that nobody sees. */
  readonly kind: 'not-ascii' | 'invisible' | 'delimiter' | 'empty' | 'syntax';
  readonly text: string;
  readonly position: Position;
}

/** name "=" value, the name as extensions have it in both: at most 32 characters. */
const FIELD = /^([A-Za-z0-9][A-Za-z0-9_.-]{0,31})=(.+)$/s;
/** sts-ext-value: printable, without `=`, `;` and space. */
const EXTENSION_VALUE = /^[\x21-\x3a\x3c\x3e-\x7e]+$/;

/**
 * Splits what follows the version, from `start` on, into fields. Names in `free` may hold any value (the mechanism judges
 * it); all others must have an extension's value. Total: every text gives fields and faults, in order.
 */
export function parseFields(text: string, start: number, free: readonly string[] = ['id']): TagRecord {
  const fields: TagField[] = [];
  const faults: TagFault[] = [];
  // oxlint-disable-next-line no-control-regex
  const foreign = /[^\x00-\x7f]/u.exec(text);
  const isInvisible = foreign !== null && foreign[0].search(INVISIBLE) === 0;
  if (foreign)
    faults.push({
      kind: isInvisible ? 'invisible' : 'not-ascii',
      text: foreign[0],
      position: at(foreign.index, foreign[0].length),
    });

  // What nobody sees, and what only looks like ASCII, was named above; the fields are read as they were meant, so that it is one fault.
  const plain = foreign ? folded(text).replace(INVISIBLE, (hidden) => ' '.repeat(hidden.length)) : text;
  const [gap = '', ...parts] = plain.slice(start).split(';');
  const isSpace = gap !== '' && leadingSpace(gap) === gap.length;
  const isDelimited = isSpace && parts.length > 0;
  const spaceAfterVersion = isDelimited && !isInvisible ? at(start, gap.length) : null;
  // Anything but space before the first ";" is a field that no delimiter announces. It is read all the same, so that one slip is one fault.
  if (gap !== '' && !isDelimited) {
    const position = at(start, gap.length);
    const undelimited = fieldsWithoutDelimiter(gap, start, free);
    fields.push(...undelimited);
    faults.push({ kind: undelimited.length > 0 ? 'delimiter' : 'syntax', text: gap, position });
  }

  let offset = start + gap.length + 1;
  for (const [index, part] of parts.entries()) {
    const isLast = index === parts.length - 1;
    // Space belongs to the delimiters; behind the last field there is none, so there it is a fault of the field.
    const indent = leadingSpace(part);
    const trimmed = trimEndSpace(part.slice(indent));
    const from = offset + indent;
    const position = at(from, trimmed.length);
    const behind = part.slice(indent + trimmed.length);
    offset += part.length + 1;
    if (trimmed === '') {
      // One delimiter may end the record; the version alone is not followed by one (RFC 8461 §3.1: 1*(delim field)).
      if (!isLast) faults.push({ kind: 'empty', text: '', position });
      continue;
    }
    if (isLast && behind !== '' && !isInvisible)
      faults.push({ kind: 'invisible', text: behind, position: at(from + trimmed.length, behind.length) });
    const [, name, value] = FIELD.exec(trimmed) ?? [];
    const several = fieldsWithoutDelimiter(trimmed, from, free);
    if (several.length > 1) {
      fields.push(...several);
      faults.push({ kind: 'delimiter', text: trimmed, position });
    } else if (name === undefined || value === undefined || !(free.includes(name) || isExtensionValue(value)))
      faults.push({ kind: 'syntax', text: trimmed, position });
    else fields.push({ name, value, position });
  }
  return { fields, faults, spaceAfterVersion };
}

/** What stands in the place of a ";": space, commas and bars before a name. A list of URIs has commas itself. */
const WRONG_DELIMITER = /(?<![\s,|=:])(?:[,|]?[\s|]+|,(?=rua=))(?=[A-Za-z0-9][A-Za-z0-9_.-]{0,31}=)/;

/** The fields in a text that has no ";". Empty unless all of it is fields. */
function fieldsWithoutDelimiter(gap: string, start: number, free: readonly string[]): TagField[] {
  const text = trimEndSpace(gap.replace(/^[\s,:.|]+/, ''));
  const separator = free.includes('rua') ? WRONG_DELIMITER : /[\s,|]+/;
  const fields: TagField[] = [];
  let from = 0;
  for (const word of text.split(separator)) {
    const [, name, value] = FIELD.exec(word) ?? [];
    if (name === undefined || value === undefined || !(free.includes(name) || isExtensionValue(value)))
      return [];
    from = gap.indexOf(word, from);
    fields.push({ name, value, position: at(start + from, word.length) });
    from += word.length;
  }
  return fields;
}

/** True for what the grammar allows as the value of a field that it does not define. */
export function isExtensionValue(value: string): boolean {
  return EXTENSION_VALUE.test(value);
}

function at(offset: number, length: number): Position {
  return { offset, length, line: 1 };
}
