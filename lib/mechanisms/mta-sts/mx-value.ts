import { MAX_NAME_LENGTH } from '../../names/domain-name.ts';
import { INVISIBLE } from '../../text/visible-text.ts';
import { COMPLETE_ENDING, faultOfMxPattern, type MxPatternFault } from './mx-pattern.ts';
import { readMxToken } from './mx-token.ts';

/** Why the value of an mx field is not one pattern (RFC 8461 §3.2). */
export type MxValueFault =
  MxPatternFault | 'extra' | 'quotes' | 'dash' | 'invisible' | 'space' | 'comma' | 'placeholder';

/** What somebody meant by the value of an mx field that is not one pattern. */
export interface MxValue {
  /** Each pattern that stands in it, as a policy has to write it, in order. */
  readonly patterns: readonly string[];
  /** Never empty; the one that says most comes first. */
  readonly faults: readonly MxValueFault[];
  /** What is no part of a pattern, as written: a preference, the rest of a record line, a comment. */
  readonly extra: readonly string[];
  /** True where there is one reading, so that the patterns can take the place of the value. */
  readonly isPlain: boolean;
}

/** Nobody can be asked what a longer value means. */
const MAX_READ = 10 * 1024;
const ORDER = [
  'space',
  'list',
  'extra',
  'quotes',
  'dash',
  'invisible',
  'u-label',
  'trailing-dot',
  'port',
] as const;

const SPACE = /\s*/y;
const WORD = /[,;、，；|]|[^\s,;、，；|]+/y;
const SEPARATOR = /^[,;、，；|]$/;
const NUMBER = /^\d{1,10}[.):]?$/;
/** What people write between host names and before them, and a key written twice. */
const FILLER = /^(?:and|or|und|oder|et|ou|&|\+|(?:priority|preference|prio|pref)[:=]?\d*|[:=]|mx[:=]?)$/i;
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

/**
 * Reads what a person wrote where one pattern belongs: takes the value of an mx field that `faultOfMxPattern` refuses. Host names
 * are kept letter for letter (`readMxToken` says what goes), and text that is no host name is set apart. What may mean two
 * things is not plain.
 */
export function readMxValue(value: string): MxValue {
  const open = openFault(value);
  if (open !== null) return { patterns: [], faults: [open], extra: [], isPlain: false };
  const joined = nameWithSpace(value);
  if (joined !== null) return joined;
  // What a page of HTML ends its lines with.
  const tag = /(?:<br ?\/?>)+$/i.exec(value.slice(-100))?.[0] ?? '';
  const line = value.slice(0, value.length - tag.length);
  const reading = value.length > MAX_READ ? null : new Reading(unquoted(line));
  if (reading !== null && reading.value !== line) reading.faults.add('quotes');
  reading?.run();
  if (tag !== '') reading?.drop(tag, line.length);
  const { patterns = [], dropped = [], isPlain = false, mayNameOwner = false } = reading ?? {};
  const extra = joinedPieces(dropped);
  const faults = new Set<MxValueFault>(reading?.faults);
  if (isPlain && patterns.length > 0) {
    if (patterns.length > 1) faults.add('list');
    // Between several names a separator is what makes the list.
    if (dropped.some(({ text }) => patterns.length === 1 || !SEPARATOR.test(text))) faults.add('extra');
    return { patterns, faults: inOrder(faults), extra, isPlain: true };
  }
  return {
    patterns,
    faults: [unclearFault(value, mayNameOwner ? 1 : patterns.length, faults)],
    extra,
    isPlain: false,
  };
}

/** What a template has where a name is to be put in. */
const PLACEHOLDER =
  /\{\{.*\}\}|\{[%#].*[%#]\}|\$?\{[\w .-]*\}|\$\(?[a-z_]\w*\)?|<%.*%>|%[a-z_][\w.-]*%|^<(?!br\b)[^<>.@:\d!/]+>|\[[^\][.@:]*[ _][^\][.@:]*\]|__\w+__|@@\w+@@/i;
/** One label, and no number, such as a preference. */
const LABEL = /^(?!\d+$)[a-z0-9](?:[a-z0-9-]*[a-z0-9])?$/i;

/** What is plain to see in a value whose meaning only its owner knows: a template, or a comma that may stand for a dot. */
function openFault(value: string): MxValueFault | null {
  if (value.length > MAX_READ) return null;
  if (PLACEHOLDER.test(value.slice(0, MAX_NAME_LENGTH))) return 'placeholder';
  if (mayBeTorn(value)) return 'space';
  const parts = value.split(/[ \t]*[,，][ \t]*/).map((part) => part.replace(/\.$/, ''));
  const isNames = parts.every((part) => LABEL.test(part) || faultOfMxPattern(part) === null);
  return parts.length > 1 && isNames && parts.some(isLabel) ? 'comma' : null;
}

/** True for `mail.exam ple.com`: two names by their form, of which the first ends in what hardly any does. */
function mayBeTorn(value: string): boolean {
  const [first = '', second = '', more] = value.split(/[ \t]+/);
  if (more !== undefined || [first, second].some((name) => faultOfMxPattern(name) !== null)) return false;
  const [ending = '', another = ''] = [first, second].map((name) => /\.([a-z][^.]*)$/i.exec(name)?.[1]);
  // Where both end in the same, they are rather two.
  const isUsual = COMPLETE_ENDING.test(ending) || ending.toLowerCase() === another.toLowerCase();
  return ending !== '' && another !== '' && !isUsual && !second.startsWith('*');
}

function isLabel(text: string): boolean {
  return LABEL.test(text) && !FILLER.test(text);
}

/** A name with space beside its dots: `mail .example.com`. Null where there is none, or where it may be two names. */
function nameWithSpace(value: string): MxValue | null {
  if (value.length > MAX_NAME_LENGTH || !/^[a-z0-9*.-]+(?:[ \t]+[a-z0-9*.-]+)+$/i.test(value)) return null;
  // At each space: elsewhere it parts words.
  if (/[^. \t][ \t]+[^. \t]/.test(value)) return null;
  const words = value.split(/[ \t]+/);
  const isName = words.some((word) => isLabel(word.replace(/\.$/, '')) || /^(?:\*?\.?|\..*)$/.test(word));
  if (!isName || words.some((word) => NUMBER.test(word) || FILLER.test(word))) return null;
  const isPlain = words.every(
    (word, index) => index === 0 || isOneName(words.slice(0, index).join(''), word),
  );
  const { pattern, faults } = readMxToken(words.join(''), false);
  return pattern === null || !isPlain
    ? { patterns: [], faults: ['space'], extra: [], isPlain: false }
    : { patterns: [pattern], faults: inOrder(new Set(['space', ...faults])), extra: [], isPlain: true };
}

/**
 * True for two parts of one name, and not two names. None begins with a dot, but two that are whole without it may be two all the same; behind
 * a dot, a further label belongs to a name that has only one so far, unless that is a server like the next: `mx1. mx2.example.com`.
 */
function isOneName(before: string, word: string): boolean {
  if (word.startsWith('.')) return !/[^.*]\.[^.]/.test(before) || !/[^.]\.[^.]/.test(word);
  return /^(?:\*|[a-z0-9-]+)\.$/i.test(before) && seriesOf(before) !== seriesOf(word);
}

/** The first label without what counts the servers of a series. */
function seriesOf(name: string): string {
  return name.replace(/\..*$/, '').toLowerCase().replace(/\d+/g, '#');
}

/** A piece of the value that is no part of a pattern. */
interface Piece {
  readonly text: string;
  readonly at: number;
}

/** The pieces as they stand in the value: what nothing sets apart is one. */
function joinedPieces(pieces: readonly Piece[]): string[] {
  const texts: string[] = [];
  let end = -1;
  for (const { text, at } of pieces) {
    if (at === end) texts.push((texts.pop() ?? '') + text);
    else texts.push(text);
    end = at + text.length;
  }
  return texts;
}

/** A value of several words without the quotes around all of it, in which it is read like any other. */
function unquoted(value: string): string {
  return /^(["'`])(?=\S*\s)([^"'`]+)\1$/.exec(value)?.[2]?.trim() ?? value;
}

/** The one thing that can be said of a value whose meaning is open. */
function unclearFault(value: string, count: number, faults: ReadonlySet<MxValueFault>): MxValueFault {
  if (/[\s,;、，；|]/.test(value)) return count > 1 ? 'list' : 'extra';
  // What stands in brackets and is no name is an address, of which the grammar says enough.
  const marked = /^[<[]/.test(value)
    ? undefined
    : (['quotes', 'dash'] as const).find((kind) => faults.has(kind));
  // What shows nothing is no letter of another alphabet.
  if (marked !== undefined) return marked;
  if (value.search(INVISIBLE) !== -1) return 'invisible';
  // Punctuation makes no international name.
  return /(?![\0-\x7f。．｡])[\p{P}\p{Sm}\p{Sc}\p{Sk}]/u.test(value)
    ? 'syntax'
    : (faultOfMxPattern(value) ?? 'syntax');
}

function inOrder(faults: ReadonlySet<MxValueFault>): MxValueFault[] {
  return ORDER.filter((fault) => faults.has(fault));
}

/** How several servers stand beside types and numbers; in any other way one of the names may be an owner. */
const TYPE_BEFORE_EACH = /^(?:[#,]*T[#,]*N)+[#,]*$/;
const NUMBER_BEFORE_EACH = /^(?:,*(?:#*N|R))+,*#?,*$/;
const NUMBER_BEHIND_EACH = /^(?:,*N#)+,*$/;

/** One pass over a value, from left to right. */
class Reading {
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

/** Everything in a text that may be a host name or a pattern, whatever stands around it; as a policy would have to write it. */
export function hostNamesIn(text: string): string[] {
  const words = text.match(/[\p{L}\p{M}\p{N}.*_\u2010-\u2015\u2212-]+/gu) ?? [];
  return words.flatMap((word) => readMxToken(word, false).pattern ?? []);
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
  // As dig and zone transfers print it.
  const hasTtl = /\s\d+[smhdw]?\s+IN\s+MX\s/i.test(start);
  const labels = owner.split('.').length;
  return (
    labels === 1 ||
    isInWords ||
    hasTtl ||
    exchange.endsWith(`.${owner}`) ||
    (labels === 2 && /\sIN\s/i.test(start))
  );
}
