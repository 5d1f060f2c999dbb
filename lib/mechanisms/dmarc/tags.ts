import type { Position } from '../../problem.ts';
import { leadingSpace, trimEndSpace } from '../../text/white-space.ts';

/**
 * The form of a DMARC Policy Record (RFC 9989 §4.8): a version, then tags, each behind `*WSP ";" *WSP`, and an optional last delimiter. Unlike the records of
 * MTA-STS and its reports it may have space around "=", tag names in any case, and a tag that cannot be read costs that tag alone.
 */
export interface Tag {
  /** In lower case. */
  readonly name: string;
  readonly writtenName: string;
  /** Without the space around it; not empty. */
  readonly value: string;
  /** Of the whole tag. */
  readonly position: Position;
  readonly valueOffset: number;
}

export interface BrokenTag {
  /** `empty`: nothing between two delimiters; `value-empty`: a name without a value; `malformed`: neither name nor value. */
  readonly kind: 'empty' | 'value-empty' | 'malformed';
  readonly text: string;
  readonly position: Position;
}

export interface Tags {
  readonly tags: readonly Tag[];
  readonly broken: readonly BrokenTag[];
}

/** The version tag, as it must be: nothing before it, the value with its case. What follows is a delimiter or the end. */
const VERSION = /^[vV][ \t]*=[ \t]*DMARC1(?=[ \t]*(?:;|$))/;
const TAG = /^([A-Za-z]+)[ \t]*=[ \t]*(.*)$/s;
/** dmarc-value: printable ASCII and space, without ";"; also the tab, which dmarc-urilist has around its commas. */
const VALUE = /^[\t\x20-\x3a\x3c-\x7e]+$/;

/** How long the version tag at the start of a text is, or null where the whole text is to be ignored (RFC 9989 §4.7, "v"). */
export function versionLength(text: string): number | null {
  return VERSION.exec(text)?.[0].length ?? null;
}

/** Splits what follows the version, from `start` on, into tags, in order. Total, and linear in the length of the text. */
export function splitTags(text: string, start: number): Tags {
  const tags: Tag[] = [];
  const broken: BrokenTag[] = [];
  const parts = text.slice(start).split(';');
  let offset = start;
  for (const [index, part] of parts.entries()) {
    const indent = leadingSpace(part);
    const trimmed = trimEndSpace(part.slice(indent));
    const position = { offset: offset + indent, length: trimmed.length, line: 1 };
    offset += part.length + 1;
    // Before the first ";" stands the version, and behind the last one there may be nothing.
    const isEdge = index === 0 || index === parts.length - 1;
    if (trimmed === '') {
      if (!isEdge) broken.push({ kind: 'empty', text: '', position });
      continue;
    }
    const [, writtenName, value] = TAG.exec(trimmed) ?? [];
    if (writtenName === undefined || value === undefined)
      broken.push({ kind: 'malformed', text: trimmed, position });
    else if (value === '') broken.push({ kind: 'value-empty', text: writtenName, position });
    else if (!VALUE.test(value)) broken.push({ kind: 'malformed', text: trimmed, position });
    else {
      const valueOffset = position.offset + trimmed.length - value.length;
      tags.push({ name: writtenName.toLowerCase(), writtenName, value, position, valueOffset });
    }
  }
  return { tags, broken };
}
