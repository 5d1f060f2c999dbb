import { leadingSpace } from './white-space.ts';

/** A text as its lines, each with the very end that it has. */

export interface TextLine {
  /** Without its end; a CR in it ends no line (RFC 8461 §3.2 knows LF and CRLF). */
  readonly body: string;
  /** Empty for the last line of a text that ends without one. */
  readonly end: '' | LineEnd;
}

export type LineEnd = '\n' | '\r\n';

/** How often each line end is in force in a text. `cr` counts those that end no line. */
export interface LineEnds {
  readonly crlf: number;
  readonly lf: number;
  readonly cr: number;
}

/** Splits a text after every LF; joined again, the lines are the text. */
export function linesWithEnds(text: string): TextLine[] {
  const parts = text.split('\n');
  const last = parts.pop() ?? '';
  const lines = parts.map((part): TextLine =>
    part.endsWith('\r') ? { body: part.slice(0, -1), end: '\r\n' } : { body: part, end: '\n' },
  );
  return last === '' ? lines : [...lines, { body: last, end: '' }];
}

export function lineEndsOf(text: string): LineEnds {
  const count = { crlf: 0, lf: 0, cr: 0 };
  for (const [end] of text.matchAll(/\r\n|\n|\r/g))
    count[end === '\r\n' ? 'crlf' : end === '\n' ? 'lf' : 'cr'] += 1;
  return count;
}

/** The line end that a new line of this text gets: the usual one of the text, CRLF for a text without any. */
export function usualLineEnd(text: string): LineEnd {
  const { crlf, lf } = lineEndsOf(text);
  return lf > crlf ? '\n' : '\r\n';
}

/** The text with every line ended by `end`; a lone CR was meant to end one. Nothing else changes. */
export function withLineEnds(text: string, end: LineEnd): string {
  // Of CR CR LF, which double conversion makes, one line end is left.
  return text.replace(/\r+\n?|\n/g, (ends) => (ends.endsWith('\n') ? end : end.repeat(ends.length)));
}

/**
 * Puts other lines in the place of each line of a text: none, one or several. They keep the line end of the old one; a
 * byte order mark stays at the start. `index` counts from 0.
 */
export function mapLines(text: string, change: (body: string, index: number) => readonly string[]): string {
  const mark = text.startsWith('\ufeff') ? '\ufeff' : '';
  const usual = usualLineEnd(text);
  const lines = linesWithEnds(text.slice(mark.length)).map(({ body, end }, index) => {
    const bodies = change(body, index);
    return bodies.map((each, i) => each + (i < bodies.length - 1 ? end || usual : end)).join('');
  });
  return mark + lines.join('');
}

/** The TXT records that are written one a line: every line that has something in it. */
export function textsOf(lines: string): string[] {
  return lines.split(/\r?\n/).filter((line) => leadingSpace(line) < line.length);
}
