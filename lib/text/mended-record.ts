import { onceOf } from './meant-record.ts';
import { mapLines } from './text-lines.ts';
import { INVISIBLE } from './visible-text.ts';
import { leadingSpace, trimEndSpace } from './white-space.ts';

/**
 * What has one right answer in TXT records of the form `v=...; name=value`, one record a line, whatever protection they are of: each function makes the text
 * from which one fault is gone. Left to a person are which of several records is meant, and what only its owner can say.
 */

/** Puts other fields in the place of those of a record; each without the space around it. */
export type Change = (fields: readonly string[]) => readonly string[];

/** Writes each record that begins with the version anew: `v=...; field; field`. */
export function mapRecords(version: string, change: Change = (fields) => fields) {
  return (text: string): string =>
    mapLines(text, (body) => {
      if (!body.startsWith(version) || /^[A-Za-z0-9]/.test(body.slice(version.length))) return [body];
      // What follows the version without a delimiter is its first field.
      const fields = body
        .slice(version.length)
        .replace(/^[ \t,:.|]+/, '')
        .split(';')
        .map(trimmed);
      return [[version, ...change(fields.filter((field) => field !== ''))].join('; ')];
    });
}

export interface Reading {
  readonly version: string;
  /** True for a text that somebody meant to be such a record. */
  readonly isMeant: (text: string) => boolean;
  readonly isValid: (text: string) => boolean;
  readonly corrected: (text: string) => string | null;
}

/** Each line that was meant as a record and does not begin as one becomes the record that it was meant to be (meant-record.ts). */
export function withVersion({ version, isMeant, corrected }: Reading) {
  return (text: string): string =>
    mapLines(withoutMark(text), (body) => {
      if (body.startsWith(`${version};`) || !isMeant(body)) return [body];
      return [corrected(body) ?? body];
    });
}

/** The same for a record that begins as it must and cannot be read; what has more than one answer is left to `otherwise`. */
export function mended({ version, isValid, corrected }: Reading, otherwise = (text: string) => text) {
  return (text: string): string =>
    mapLines(text, (body) => {
      if (!body.startsWith(version) || isValid(body)) return [body];
      return [corrected(body) ?? otherwise(body)];
    });
}

/** Each record that was pasted twice, once. */
export function once(version: string) {
  return (text: string): string => mapLines(text, (body) => [onceOf(body, version)]);
}

/** A record has no byte order mark, which `mapLines` would keep. */
function withoutMark(text: string): string {
  return text.replace(/^\ufeff+/, '');
}

export function trimmed(field: string): string {
  return trimEndSpace(field.slice(leadingSpace(field)));
}

/** The name and value of a field, with whatever sign between them. */
function writtenField(field: string): readonly string[] {
  return /^([A-Za-z0-9]{1,32})[ \t]*[=:][ \t]*(.+)$/s.exec(field) ?? [];
}

/**
 * Of the one field that must be there: space around "=", a colon in its place, another case of its name, quotes around an id. Of
 * another nobody knows whether it is meant to be one.
 */
export function withPlainFields(name: string): Change {
  return (fields) => {
    const isThere = fields.some((field) => field.startsWith(`${name}=`));
    // Of two that could be it, nobody knows which is.
    const meant = fields.filter((field) => writtenField(field)[1]?.toLowerCase() === name).length;
    return fields.map((field) => {
      const [, written = '', value = ''] = writtenField(field);
      const isName = written.toLowerCase() === name && (written === name || !isThere) && meant === 1;
      return isName ? `${name}=${value.replace(/^(["'])([A-Za-z0-9]{1,32})\1$/, '$2')}` : field;
    });
  };
}

/** A record without what nobody sees; a space that is none becomes one. */
export function withoutInvisible(version: string) {
  return (text: string): string =>
    mapLines(text, (body) => {
      if (!body.startsWith(version)) return [body];
      return [body.replace(INVISIBLE, (character) => (/\p{Zs}/u.test(character) ? ' ' : '')).trim()];
    });
}
