import { folded } from './meant-record.ts';

/** A TXT record as somebody wrote it: a line with its text, or one of a zone file, with what stands before and around the text. */
export interface TxtEntry {
  /** Its name in lower case, without the final dot; empty where none is written. */
  readonly owner: string;
  /** Its name is written with the final dot, so that no zone is added to it (RFC 1035 §5.1). */
  readonly isWhole: boolean;
  /** The text of the record, as a receiver gets it: its strings joined without a space (RFC 7208 §3.3). */
  readonly value: string;
  /** Where each UTF-16 unit of the value begins in the text that was read, and where it ends. */
  readonly starts: readonly number[];
  readonly ends: readonly number[];
  /** Offsets into the value at which another string begins. */
  readonly seams: readonly number[];
  /** `line`: the text alone; `strings`: in quotes, as a zone file has it; `words`: in a zone file, but without quotes, so that spaces are lost and `;` ends it. */
  readonly form: 'line' | 'strings' | 'words';
  /** Where the whole of it stands. */
  readonly from: number;
  readonly to: number;
  /** Its quotes or parentheses are never closed. */
  readonly isOpen: boolean;
  /** Where its data begin. */
  readonly dataFrom: number;
  /** The line that it begins on, counted from 1. */
  readonly line: number;
}

export interface TxtText {
  readonly entries: readonly TxtEntry[];
  /** The lines that hold records of other types. */
  readonly others: readonly number[];
}

const NAME = String.raw`[\w*.\\-]+`;
const TTL = String.raw`(?:\d[\dsmhdw]*[ \t]+)?`;
/** A class is no name; nor is a time on a line that is indented, and so has the name of the line before (RFC 1035 §5.1). */
const NO_NAME = String.raw`(?!IN[ \t]|(?<=[ \t])\d[\dsmhdw]*[ \t])`;
const CLASS = String.raw`${TTL}(?:IN[ \t]+)?${TTL}`;
/** What stands before the data in a zone file, or in what `host` and `nslookup` print. */
const TXT_LINE = new RegExp(
  String.raw`^([ \t]*)(?:${NO_NAME}(@|${NAME})[ \t]+)?${CLASS}(?:(?:TXT|TYPE16)(?:[ \t]+|(?=["(]))|descriptive text[ \t]+|text[ \t]*=[ \t]*)`,
  'i',
);
const OTHER_TYPES =
  'A|AAAA|CAA|CNAME|DNAME|DNSKEY|DS|HTTPS|MX|NAPTR|NS|NSEC3?|PTR|RRSIG|SOA|SPF|SRV|SSHFP|SVCB|TLSA';
const IS_IN = String.raw`(?=${TTL}IN[ \t])`;
/** Another type is one only where a class or a whole name says that this is a line of a zone: `a` and `mx` are words of SPF. */
const OTHER_LINE = new RegExp(
  String.raw`^([ \t]*)(?:${NO_NAME}(@|${NAME}\.|${NAME}(?=[ \t]+${IS_IN}))[ \t]+|${IS_IN})${CLASS}(?:${OTHER_TYPES})[ \t]`,
  'i',
);
/** Several strings alone, as `dig +short` prints them. One alone may have quotes that belong to the text. */
const STRINGS = /^[ \t]*(?:\([ \t]*)?"(?:[^"\\\n]|\\.)*"[ \t]*"(?:[^"\\\n]|\\.)*"/;
/** The row of a panel: the type first, and a name or a time before the text. No zone file has that. */
const ROW = /^[ \t|]*TXT[ \t|]+(?!["(]|v\s*=)[^"]*[\s"'|]v\s*=/i;
const BLANK = /^\s*$/;
const NO_RECORD = /^[ \t]*(?:;|\$(?:ORIGIN|TTL|INCLUDE|GENERATE)\b)/i;

/** Reads the TXT records of a text, one a line or as a zone file has them. Total, in time linear in its length. */
export function txtEntriesOf(text: string): TxtText {
  const entries: TxtEntry[] = [];
  const others: number[] = [];
  let name: Named = NAMELESS;
  let line = 1;
  for (let from = 0; from <= text.length;) {
    const end = endOfLine(text, from);
    const body = text.slice(from, end).replace(/\r$/, '');
    let to = end;
    const head = ROW.test(body) ? null : TXT_LINE.exec(folded(body));
    const other = head === null ? OTHER_LINE.exec(body) : null;
    name = nameOn(head ?? other) ?? name;
    if (head !== null) {
      const entry = readData(text, from + head[0].length, { ...name, from, line });
      to = endOfLine(text, Math.max(end, entry.to));
      if (entry.value !== '') entries.push(entry);
    } else if (STRINGS.test(body)) {
      const entry = readData(text, from, { ...NAMELESS, from, line });
      to = endOfLine(text, Math.max(end, entry.to));
      entries.push(entry);
    } else if (other !== null) {
      others.push(line);
      const data = readData(text, from + other[0].length, { ...name, from, line });
      // In parentheses it goes on over lines, as nearly every SOA does.
      if (!data.isOpen) to = endOfLine(text, Math.max(end, data.to));
    } else if (!BLANK.test(body) && !NO_RECORD.test(body)) entries.push(lineEntry(body, from, line));
    for (let at = from; at < to; at += 1) if (text[at] === '\n') line += 1;
    from = to + 1;
    line += 1;
  }
  return { entries, others };
}

type Named = Pick<TxtEntry, 'owner' | 'isWhole'>;

const NAMELESS: Named = { owner: '', isWhole: false };

/** The name on a line of a zone; empty where it has none, and null where it has that of the line before. */
function nameOn(line: RegExpExecArray | null): Named | null {
  const [, indent, name] = line ?? [];
  if (name !== undefined)
    return { owner: name.toLowerCase().replace(/\.$/, ''), isWhole: name.endsWith('.') };
  return indent === '' ? NAMELESS : null;
}

function lineEntry(value: string, from: number, line: number): TxtEntry {
  const starts = Array.from({ length: value.length }, (_, index) => from + index);
  const ends = starts.map((start) => start + 1);
  const to = from + value.length;
  return {
    ...NAMELESS,
    value,
    starts,
    ends,
    seams: [],
    form: 'line',
    isOpen: false,
    from,
    to,
    dataFrom: from,
    line,
  };
}

type Begun = Named & Pick<TxtEntry, 'from' | 'line'>;

/** Strings, words, comments and parentheses from an offset on, up to the end of the record. */
function readData(text: string, dataFrom: number, begun: Begun): TxtEntry {
  const starts: number[] = [];
  const ends: number[] = [];
  const seams: number[] = [];
  let value = '';
  let depth = 0;
  let hasWords = false;
  let isOpen = false;
  let at = dataFrom;
  let to = dataFrom;
  const takeUntil = (isEnd: RegExp) => {
    if (value !== '') seams.push(value.length);
    while (at < text.length && !isEnd.test(text[at] ?? '')) {
      const [written, character] = characterAt(text, at);
      value += character;
      for (let unit = 0; unit < character.length; unit += 1) {
        starts.push(at);
        ends.push(at + written);
      }
      at += written;
    }
  };
  while (at < text.length) {
    const sign = text[at] ?? '';
    if (sign === '\n') {
      // Parentheses that are never closed end before the next record.
      const next = text.slice(at + 1, endOfLine(text, at + 1));
      if (depth === 0 || TXT_LINE.test(next) || OTHER_LINE.test(next)) break;
      at += 1;
    } else if (sign === ' ' || sign === '\t' || sign === '\r') at += 1;
    else if (sign === ';') at = endOfLine(text, at);
    else {
      if (sign === '(' || sign === ')') {
        depth += sign === '(' ? 1 : -1;
        at += 1;
      } else if (sign === '"') {
        at += 1;
        takeUntil(/["\r\n]/);
        if (text[at] === '"') at += 1;
        else isOpen = true;
      } else {
        hasWords = true;
        takeUntil(/[ \t\r\n;()"]/);
      }
      to = at;
      depth = Math.max(0, depth);
    }
  }
  const form = hasWords ? 'words' : 'strings';
  return { ...begun, value, starts, ends, seams, form, isOpen: isOpen || depth > 0, to, dataFrom };
}

/** How much is written for a character of a string, and which it is (RFC 1035 §5.1: `\DDD`, and `\X` for any other); several octets can be one, as resolvers give texts (UTF-8). */
function characterAt(text: string, at: number): readonly [written: number, character: string] {
  if (text[at] !== '\\') return [1, text[at] ?? ''];
  const written = /^(?:\\(?:[01]\d\d|2[0-4]\d|25[0-5])){1,4}/.exec(text.slice(at, at + 16))?.[0] ?? '';
  const octets = Uint8Array.from(written.split('\\').slice(1), Number);
  const [lead] = octets;
  if (lead !== undefined) {
    const length = lead < 0xc0 ? 1 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
    const character = new TextDecoder().decode(octets.subarray(0, length));
    const isWhole = octets.length >= length && !character.includes('\ufffd');
    return isWhole ? [4 * length, character] : [4, String.fromCharCode(lead)];
  }
  const next = text[at + 1];
  return next === undefined || next === '\n' ? [1, '\\'] : [2, next];
}

function endOfLine(text: string, from: number): number {
  const end = text.indexOf('\n', from);
  return end === -1 ? text.length : end;
}
