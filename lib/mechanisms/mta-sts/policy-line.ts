import type { StsProblemCode } from './problems.ts';
import type { Position, Problems } from '../../problem.ts';
import { leadingSpace, trimEndSpace } from '../../text/white-space.ts';

/** One line of a policy: `key ":" *WSP value *WSP`, ended by LF or CRLF (RFC 8461 §3.2). */
export interface PolicyField {
  readonly key: string;
  readonly value: string;
  readonly position: Position;
  readonly valuePosition: Position;
}

interface Line {
  readonly text: string;
  readonly offset: number;
  readonly number: number;
}

/** sts-policy-ext-name, which the defined keys fit too. */
const KEY = /^[A-Za-z0-9][A-Za-z0-9_.-]{0,31}$/;
/** A line as nearly all are: nothing before the key, at most one space behind the colon, no space at the end, ASCII, and no sign of a further field. */
const PLAIN = /^[A-Za-z0-9][A-Za-z0-9_.-]{0,31}: ?[!-9;<>-~](?:[ -9;<>-~]*[!-9;<>-~])?$/;
/* oxlint-disable no-control-regex -- finding control characters is what these are for */
/** C0 controls and DEL, apart from CR. */
const CONTROL = /[\x00-\x0c\x0e-\x1f\x7f]/;
const TAB_ALLOWED = /[\x00-\x08\x0a-\x0c\x0e-\x1f\x7f]/;
/* oxlint-enable no-control-regex */

/** The lines without their ends. A CR that ends no line is noted; a byte order mark is noted and left out. */
export function linesOf(text: string, problems: Problems<StsProblemCode>): Line[] {
  const lines: Line[] = [];
  let offset = 0;
  // The text after the last line end is no line: the terminator is optional there.
  for (let number = 1; offset < text.length; number += 1) {
    const end = text.indexOf('\n', offset);
    const next = end === -1 ? text.length : end + 1;
    // The CR of the last line is followed by no LF: it ends nothing.
    const lineEnd = end === -1 ? 0 : text[end - 1] === '\r' ? 2 : 1;
    const line = text.slice(offset, next - lineEnd);
    const cr = line.indexOf('\r');
    if (cr !== -1) problems.add('policy-lone-cr', {}, { offset: offset + cr, length: 1, line: number });
    const mark = offset === 0 && line.startsWith('\ufeff') ? 1 : 0;
    if (mark) problems.add('policy-byte-order-mark', {}, { offset: 0, length: 1, line: 1 });
    lines.push({ text: mark ? line.slice(1) : line, offset: offset + mark, number });
    offset = next;
  }
  return lines;
}

/** Reads one line; null for one that holds no field, with the reason noted. */
export function readField(line: Line, problems: Problems<StsProblemCode>): PolicyField | null {
  return readPlainField(line) ?? readAnyField(line, problems);
}

/** The field of a plain line, of which there is nothing to note, and whose value has neither colon nor "="; null for every other. */
export function readPlainField({ text, offset, number }: Line): PolicyField | null {
  if (!PLAIN.test(text)) return null;
  const colon = text.indexOf(':');
  const valueStart = text[colon + 1] === ' ' ? colon + 2 : colon + 1;
  const value = text.slice(valueStart);
  return {
    key: text.slice(0, colon),
    value,
    position: { offset, length: text.length, line: number },
    valuePosition: { offset: offset + valueStart, length: value.length, line: number },
  };
}

/** The same for every line; null for one that holds no field, with the reason noted. */
export function readAnyField(line: Line, problems: Problems<StsProblemCode>): PolicyField | null {
  const { text, number } = line;
  const at = (start: number, length: number): Position => ({
    offset: line.offset + start,
    length,
    line: number,
  });
  const indent = leadingSpace(text);
  if (indent === text.length) {
    problems.add('policy-blank-line', {}, at(0, text.length));
    return null;
  }
  const body = trimEndSpace(text);
  const isComment = text[indent] === '#';
  const colon = body.indexOf(':');
  const written = body.slice(indent, colon === -1 ? undefined : colon);
  const key = trimEndSpace(written);
  const valueStart = colon === -1 ? body.length : colon + 1 + leadingSpace(body, colon + 1);
  // A tab around the delimiter is space, and in a comment nobody minds it; elsewhere it is a control character like others.
  const control = !CONTROL.test(body)
    ? -1
    : isComment
      ? indexOfControl(body, TAB_ALLOWED)
      : Math.max(
          indexOfControl(body.slice(indent, indent + key.length), CONTROL, indent),
          indexOfControl(body.slice(valueStart), CONTROL, valueStart),
        );
  if (control !== -1) {
    const code = body.charCodeAt(control).toString(16).toUpperCase().padStart(4, '0');
    problems.add('policy-control-character', { character: `U+${code}` }, at(control, 1));
    return null;
  }
  if (isComment) {
    problems.add('policy-comment-line', {}, at(0, text.length));
    return null;
  }
  if (colon === -1) {
    problems.add('policy-line-syntax', { text: body }, at(0, body.length));
    return null;
  }
  if (!KEY.test(key)) {
    problems.add('policy-key-syntax', { key }, at(indent, written.length));
    return null;
  }
  if (indent > 0) problems.add('policy-indented-key', { key }, at(0, indent));
  if (key !== written)
    problems.add('policy-space-before-colon', { key }, at(indent + key.length, written.length - key.length));
  const value = body.slice(valueStart);
  if (value === '') {
    problems.add('policy-empty-value', { key }, at(indent, body.length - indent));
    return null;
  }
  return {
    key,
    value,
    position: at(indent, body.length - indent),
    valuePosition: at(valueStart, value.length),
  };
}

/** Where a control character stands, counted from `start`, or -1. A CR was noted with its line. */
function indexOfControl(text: string, control: RegExp, start = 0): number {
  const index = text.search(control);
  return index === -1 ? -1 : start + index;
}
