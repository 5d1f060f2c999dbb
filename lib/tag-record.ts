import type { Position } from './problem.ts';
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

/** name "=" value, the name as in sts-ext-name and tlsrpt-ext-name: at most 32 characters. */
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

  // What nobody sees was named above; the fields are read as if it were space, so that it is one fault.
  const plain = isInvisible ? text.replace(INVISIBLE, (hidden) => ' '.repeat(hidden.length)) : text;
  const [gap = '', ...parts] = plain.slice(start).split(';');
  const isSpace = gap !== '' && leadingSpace(gap) === gap.length;
  const spaceAfterVersion = isSpace && parts.length > 0 ? at(start, gap.length) : null;
  // Anything but space before the first ";" is a field that no delimiter announces. It is read all the same, so that one slip is one fault.
  if (gap !== '' && !spaceAfterVersion) {
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
    const trimmed = isLast && !isInvisible ? part.slice(indent) : trimEndSpace(part.slice(indent));
    const position = at(offset + indent, trimmed.length);
    offset += part.length + 1;
    if (trimmed === '') {
      // One delimiter may end the record; the version alone is not followed by one (RFC 8461 §3.1: 1*(delim field)).
      if (!isLast) faults.push({ kind: 'empty', text: '', position });
      continue;
    }
    const [, name, value] = FIELD.exec(trimmed) ?? [];
    if (name === undefined || value === undefined || !(free.includes(name) || isExtensionValue(value)))
      faults.push({ kind: 'syntax', text: trimmed, position });
    else fields.push({ name, value, position });
  }
  return { fields, faults, spaceAfterVersion };
}

/** The fields in a text that has no ";": set apart by space or commas, which a list of URIs has itself. Empty unless all of it is fields. */
function fieldsWithoutDelimiter(gap: string, start: number, free: readonly string[]): TagField[] {
  const text = gap.replace(/^[\s,:.|]+/, '').trimEnd();
  const words = free.includes('rua') ? [text] : text.split(/[\s,]+/);
  const fields = words.flatMap((word): TagField[] => {
    const [, name, value] = FIELD.exec(word) ?? [];
    if (name === undefined || value === undefined) return [];
    return [{ name, value, position: at(start + gap.indexOf(word), word.length) }];
  });
  return fields.length === words.length ? fields : [];
}

/** True for what the grammar allows as the value of a field that it does not define. */
export function isExtensionValue(value: string): boolean {
  return EXTENSION_VALUE.test(value);
}

function at(offset: number, length: number): Position {
  return { offset, length, line: 1 };
}
