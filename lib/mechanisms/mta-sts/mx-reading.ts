import type { MxValueFault } from './mx-faults.ts';
import { hostNamesIn } from './mx-host-names.ts';
import { readMxToken } from './mx-token.ts';
import { FILLER, NUMBER, SEPARATOR } from './mx-words.ts';

const SPACE = /\s*/y;
const WORD = /[,;、，；|]|[^\s,;、，；|]+/y;
const COMMENT = /^(?:#|\/\/|\/\*|<!--|--|%|[-–—]$)/;
/** An item of a list, as in YAML, in word processors and behind a quoting mail program. */
const BULLET = /^(?:[-–—•·●▪‣◦→>]|[-=]>)$/;
/** What the panels of providers print in the columns of a record, beside its one host name. */
const COLUMN =
  /^(?:@|record|auto(?:matic)?|answer|(?:type|host|name|value|ttl|priority|destination|target|exchange|server|record)[:=])$/i;
/** How addresses of other kinds begin, and a URL ends. */
const SCHEME = /^(?:mx[:=]|[a-z][a-z0-9+]{1,15}:\/\/|(?:https?|smtps?|lmtp|dns|host|server):)(?=.)/i;
/**
 * How a record is written before its exchange (RFC 1035 §5.1, and what dig, host and nslookup print): the owner, which is no mail server
 * of its own, TTL, class, type and preference.
 */
const RECORD_LINE =
  /(?:(?!(?:IN|MX)\s)(?<owner>@|[^\s,;、，；|#()=]{1,255})\s+)?(?:(?:(?:\d+[smhdw]?)\s+)?IN\s+(?:\d+[smhdw]?\s+)?MX\s+(?:\d{1,5}\s+)?|(?:\d+[smhdw]?\s+)?MX\s+\d{1,5}\s+|MX\s+preference\s*=\s*\d+,\s*mail\s+exchanger\s*=\s*|mail\s+exchanger\s*=\s*\d+\s+|mail\s+is\s+handled\s+by\s+\d+\s+)/iy;

/** A piece of the value that is no part of a pattern. */
export interface Piece {
  readonly text: string;
  readonly at: number;
}

/** How several servers stand beside types and numbers; in any other way one of the names may be an owner. */
const TYPE_BEFORE_EACH = /^(?:[#,]*T[#,]*N)+[#,]*$/;
const NUMBER_BEFORE_EACH = /^(?:,*(?:#*N|R))+,*#?,*$/;
const NUMBER_BEHIND_EACH = /^(?:,*N#)+,*$/;

/** One pass over the value of an mx field that is not one pattern, from left to right. */
export class Reading {
  readonly patterns: string[] = [];
  readonly dropped: Piece[] = [];
  readonly faults = new Set<MxValueFault>();
  isPlain = true;
  mayNameOwner = false;
  /** What was read, in order: a name, a record with its name, a number, a separator, the type by itself, a column of a panel. */
  #kinds = '';
  #at = 0;
  /** Such as the preference of the name that follows. */
  #isAfterNumber = false;

  readonly value: string;

  constructor(value: string) {
    this.value = value;
  }

  run(): void {
    for (this.#skipSpace(); this.#at < this.value.length; this.#skipSpace())
      if (!this.#readRecordLine() && !this.#readComment()) this.#readWord();
    this.mayNameOwner = this.#mayNameOwner();
    this.isPlain &&= !this.mayNameOwner;
  }

  /** Notes what is no part of a pattern, and where it stands. */
  drop(text: string, at: number): void {
    this.dropped.push({ text, at });
  }

  /** True where one of several names may be the domain that a record is for: such a record names one server only. */
  #mayNameOwner(): boolean {
    const kinds = this.#kinds;
    if (this.patterns.length < 2) return false;
    if (kinds.includes('C') || (kinds.includes('T') && !TYPE_BEFORE_EACH.test(kinds))) return true;
    return /[NR].*#.*[NR]/.test(kinds) && !NUMBER_BEFORE_EACH.test(kinds) && !NUMBER_BEHIND_EACH.test(kinds);
  }

  #skipSpace(): void {
    const space = this.#match(SPACE);
    // A no-break space looks like one that the grammar knows.
    if (/[^ \t\r\n]/.test(space)) this.faults.add('invisible');
    this.#at += space.length;
  }

  /** `example.com. 3600 IN MX 10 ` and the exchange behind it. */
  #readRecordLine(): boolean {
    const start = this.#match(RECORD_LINE);
    if (start === '') return false;
    this.drop(start.trim(), this.#at);
    this.#at += start.length;
    this.#skipSpace();
    const exchange = this.#match(WORD);
    // Missing, or relative to a zone that is not known here; and a preference before an owner would make a server of that.
    if (!this.#addPattern(exchange) || this.#isAfterNumber || !isRecordLine(start, this.patterns))
      this.isPlain = false;
    this.#kinds += /\d\s*$/.test(start) ? 'R' : 'N';
    this.#at += exchange.length;
    this.#isAfterNumber = false;
    return true;
  }

  #readComment(): boolean {
    const rest = this.value.slice(this.#at);
    const comment = this.#commentAtStartOf(rest);
    if (comment === '') return false;
    this.drop(comment, this.#at);
    // A name in a comment may be a server that was forgotten, or one that is gone.
    if (hostNamesIn(comment).length > 0) this.isPlain = false;
    this.#at += comment.length;
    this.#isAfterNumber = false;
    return true;
  }

  #commentAtStartOf(rest: string): string {
    const bracketed = /^\([^()]*\)/.exec(rest)?.[0];
    if (bracketed !== undefined) return bracketed;
    if (this.#at === 0 && BULLET.test(this.#match(WORD))) return '';
    if (COMMENT.test(this.#match(WORD))) return rest;
    // In a zone file ";" begins a comment; between names it separates them.
    const isAfterSpace = /\s/.test(this.value.charAt(this.#at - 1));
    const isRemark = isAfterSpace && this.patterns.length > 0 && /^;\s*[^\s;]/.test(rest);
    return isRemark && !/[:=;]|[a-z]\d|\d[a-z]|\.\S/i.test(rest.slice(1)) ? rest : '';
  }

  #readWord(): void {
    const word = this.#match(WORD);
    const scheme = SCHEME.exec(word)?.[0] ?? '';
    const slash = scheme !== '' && word.endsWith('/') ? '/' : '';
    const rest = word.slice(scheme.length, word.length - slash.length);
    const isColumn = COLUMN.test(rest);
    const isFiller =
      isColumn ||
      NUMBER.test(rest) ||
      SEPARATOR.test(rest) ||
      FILLER.test(rest) ||
      (this.#at === 0 && BULLET.test(rest));
    if (scheme !== '') this.drop(scheme, this.#at);
    if (this.#addPattern(rest, !isFiller && word === this.value)) this.#kinds += 'N';
    else {
      this.drop(rest, this.#at + scheme.length);
      if (!isFiller) this.isPlain = false;
      this.#kinds += kindOfFiller(rest, isColumn);
    }
    if (slash !== '') this.drop(slash, this.#at + word.length - 1);
    this.#isAfterNumber = NUMBER.test(rest);
    this.#at += word.length;
  }

  #addPattern(word: string, isAlone = false): boolean {
    const { pattern, faults } = readMxToken(word, isAlone);
    if (pattern === null && !isAlone) return false;
    for (const fault of faults) this.faults.add(fault);
    if (pattern === null) return false;
    this.patterns.push(pattern);
    return true;
  }

  /** What stands at the current place, without moving on. */
  #match(pattern: RegExp): string {
    pattern.lastIndex = this.#at;
    return pattern.exec(this.value)?.[0] ?? '';
  }
}

function kindOfFiller(word: string, isColumn: boolean): string {
  if (isColumn) return 'C';
  if (NUMBER.test(word)) return '#';
  if (SEPARATOR.test(word)) return ',';
  return /^mx$/i.test(word) ? 'T' : '';
}

/**
 * False where the name before the type may be a server of its own, and not the domain that the record is for: "mx1.example.com MX 20
 * mx2.example.com" is one record or two servers.
 */
function isRecordLine(start: string, patterns: readonly string[]): boolean {
  RECORD_LINE.lastIndex = 0;
  const owner = RECORD_LINE.exec(start)?.groups?.['owner']?.toLowerCase().replace(/\.$/, '');
  const exchange = patterns.at(-1)?.toLowerCase() ?? '';
  // Neither stands in a record that a server is read from.
  if (exchange.startsWith('*') || owner?.startsWith('*')) return false;
  const isInWords = /\bmail\s+(?:exchanger|is)\s/i.test(start);
  // In words, and before a TTL, the owner comes first: if it is missing, what stood before was perhaps it.
  const isFirst = patterns.length === 1;
  if (owner === undefined || /^\d+[smhdw]?\s/i.test(start))
    return isFirst || /^(?:IN\s+)?MX\s+\d+\s/i.test(start);
  if (!/^[\p{L}\p{M}\p{N}_.@-]+$/u.test(owner)) return false;
  // As dig and zone transfers print it. A small number may be the preference of a server that stands there.
  const hasTtl = /\s(?:\d+[smhdw]|(?!100\s)[1-9]\d{2,})\s+IN\s+MX\s/i.test(start);
  const labels = owner.split('.').length;
  return (
    labels === 1 ||
    isInWords ||
    hasTtl ||
    exchange.endsWith(`.${owner}`) ||
    (labels === 2 && /\sIN\s/i.test(start))
  );
}
