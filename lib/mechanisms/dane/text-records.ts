import type { Position } from '../../problem.ts';
import { NO_OWNER, readOwner, type Owner } from './text-owner.ts';
import { TextNotes } from './text-notes.ts';
import { isField, isGeneric, readRdata } from './text-rdata.ts';
import { parseTlsa, type TlsaRecord } from './tlsa.ts';
import { entriesOf, isTlsaType, type Entry, type Word } from './zone-entries.ts';

/** A TLSA record as somebody wrote it. */
export interface WrittenTlsa extends Owner {
  /** Of its first line. */
  readonly position: Position;
  /** Of usage, selector, matching type and data, as far as they are there; of data of any type all is one. */
  readonly fields: readonly Position[];
  /** Null where it cannot be read. */
  readonly record: TlsaRecord | null;
}

/** All that is read of a text. */
export interface WrittenText {
  readonly records: readonly WrittenTlsa[];
  readonly notes: TextNotes;
}

const CLASS_OR_TTL = /^(?:IN|\d+|(?:\d+[smhdw])+)$/i;
const OTHER_TYPE =
  /^(?:A|AAAA|CAA|CDNSKEY|CDS|CNAME|DNAME|DNSKEY|DS|HINFO|HTTPS|LOC|MX|NAPTR|NS|NSEC|NSEC3|NSEC3PARAM|OPENPGPKEY|PTR|RRSIG|SMIMEA|SOA|SPF|SRV|SSHFP|SVCB|TXT|TYPE\d{1,5})$/i;
/** Name, TTL and class stand before the type. */
const MOST_BEFORE_TYPE = 3;
/** Digits of a digest that was wrapped; shorter ones are numbers. */
const CONTINUED = /^[\da-f]{4,}$/i;

const OF_LENGTH: ReadonlySet<string> = new Set([
  'dane-digest-length',
  'dane-data-empty',
  'dane-data-not-der',
]);

/** An entry that is a TLSA record, taken apart. */
interface Found {
  readonly owner: Owner;
  readonly rdata: readonly Word[];
  readonly place: Word;
  readonly position: Position;
  /** Lines of nothing but digits that follow. */
  readonly behind: (readonly Word[])[];
}

/**
 * Reads the TLSA records of a text as administrators have them: lines of a zone file or of an answer that a tool printed, or the data alone. Each fault
 * has its position. Total, in time linear in the length of the text.
 */
export function readTlsaText(text: string): WrittenText {
  const notes = new TextNotes();
  const found: Found[] = [];
  let origin = '';
  let owner = NO_OWNER;
  for (const entry of entriesOf(text, notes)) {
    const [first, second] = entry.words;
    if (first === undefined) continue;
    const last = found.at(-1);
    if (first.text.startsWith('$')) {
      if (/^\$ORIGIN$/i.test(first.text)) origin = second?.text.replace(/\.$/, '').toLowerCase() ?? '';
    } else if (last && entry.words.every((word) => CONTINUED.test(word.text))) last.behind.push(entry.words);
    else {
      const parted = partsOf(entry, notes);
      if (parted === null) continue;
      owner =
        parted.owner === 'same'
          ? owner
          : parted.owner === null
            ? NO_OWNER
            : readOwner(parted.owner, origin, notes);
      found.push({ owner, rdata: parted.rdata, place: first, position: spanOf(entry.words), behind: [] });
    }
  }
  const records = found.map((each): WrittenTlsa => {
    const rdata = joined(text, each, notes);
    const { place, position } = each;
    const { host, isForMail } = each.owner;
    return { host, isForMail, position, fields: fieldsOf(rdata), record: readRecord(rdata, place, notes) };
  });
  return { records, notes };
}

/** A fourth number is none of the data, so that the first may be a TTL. */
function isFieldOrNone(word: Word | undefined): boolean {
  return word === undefined || isField(word);
}

/** Where the fields stand. */
function fieldsOf(rdata: readonly Word[]): Position[] {
  const [first] = rdata;
  if (first && isGeneric(first)) return Array.from({ length: 4 }, () => spanOf(rdata));
  const data = rdata.slice(3);
  const fields = rdata.slice(0, 3).map((word) => spanOf([word]));
  return data.length === 0 ? fields : [...fields, spanOf(data)];
}

function readRecord(words: readonly Word[], place: Word, notes: TextNotes): TlsaRecord | null {
  const rdata = readRdata(words, place, notes);
  if (rdata === null) return null;
  const parsed = parseTlsa(rdata);
  if (parsed.state === 'valid') return parsed.value;
  for (const { code, parameters } of parsed.problems) notes.add(code, place, { host: '', ...parameters });
  return null;
}

/** The name and the data of a record; null, with a note, for what is none. `same`: a line without a name is about the one before. */
function partsOf(
  { words, indent }: Entry,
  notes: TextNotes,
): { owner: Word | 'same' | null; rdata: readonly Word[] } | null {
  const [first, ...rest] = words;
  if (first === undefined) return null;
  const at = words.slice(0, MOST_BEFORE_TYPE + 1).findIndex(isTlsaType);
  if (at >= 0) {
    const [, has, type, record] = words;
    if (at === 2 && type && has?.text === 'has' && record?.text === 'record') {
      notes.add('dane-text-prose', spanOf(words.slice(1, 4)), {}, `IN ${type.text}`);
      return { owner: first, rdata: words.slice(4) };
    }
    const named = words.slice(0, at).filter(({ text }) => !CLASS_OR_TTL.test(text));
    const [name, another] = named;
    if (another === undefined && (name === undefined || name === first)) {
      if (name && indent) notes.add('dane-text-indented', indent, {}, '');
      const without = indent ? 'same' : null;
      return { owner: name ?? without, rdata: words.slice(at + 1) };
    }
  } else if (isGeneric(first) || words.slice(0, 3).every(isField)) return { owner: null, rdata: words };
  else if (/[._]/.test(first.text) && rest.slice(0, 3).every(isField) && !isFieldOrNone(rest[3])) {
    const [number] = rest;
    if (number) notes.add('dane-text-no-type', { ...number, length: 0 }, { name: first.text }, 'IN TLSA ');
    return { owner: first, rdata: rest };
  }
  const type = words.slice(indent ? 0 : 1, MOST_BEFORE_TYPE + 1).find(({ text }) => OTHER_TYPE.test(text));
  if (type) notes.add('dane-text-type', type, { type: type.text.toUpperCase() });
  else notes.add('dane-text-unread', spanOf(words), { text: first.text });
  return null;
}

/**
 * The words of the data, with the digits on lines of their own behind them (a zone file wants parentheses for that). They belong to the record only if it
 * is right with them: otherwise they may be another one.
 */
function joined(text: string, { rdata, place, behind }: Found, notes: TextNotes): readonly Word[] {
  const whole = [...rdata, ...behind.flat()];
  const isWhole = behind.length > 0 && isRight(readRdata(whole, place, new TextNotes()));
  let before = rdata.at(-1) ?? place;
  for (const words of behind) {
    const [first = before] = words;
    if (isWhole) notes.add('dane-text-continued', spanOf(words));
    else notes.add('dane-text-unread', spanOf(words), { text: first.text });
    const offset = before.offset + before.length;
    const isPlain = text.slice(offset, first.offset).trim() === '';
    if (isWhole && isPlain) notes.mend('dane-text-continued', { offset, length: first.offset - offset }, ' ');
    before = words.at(-1) ?? before;
  }
  return isWhole ? whole : rdata;
}

function isRight(rdata: Uint8Array | null): boolean {
  const parsed = rdata && parseTlsa(rdata);
  return parsed?.state === 'valid' && !parsed.problems.some(({ code }) => OF_LENGTH.has(code));
}

/** From the first word to the last one of its line. */
function spanOf(words: readonly Word[]): Position {
  const [first] = words;
  const { offset, line, length } = first ?? { offset: 0, line: 1, length: 0 };
  const last = words.findLast((word) => word.line === line);
  return { offset, line, length: last ? last.offset + last.length - offset : length };
}
