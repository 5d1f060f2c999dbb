import { INVISIBLE } from '../../text/visible-text.ts';
import { faultsInOrder, type MxValue, type MxValueFault } from './mx-faults.ts';
import { nameWithSpace, openFault } from './mx-open-value.ts';
import { faultOfMxPattern } from './mx-pattern.ts';
import { Reading, type Piece } from './mx-reading.ts';
import { SEPARATOR } from './mx-words.ts';

/** Nobody can be asked what a longer value means. */
const MAX_READ = 10 * 1024;

/**
 * Reads what a person wrote where one pattern belongs: takes the value of an mx field that `faultOfMxPattern` refuses. Host names
 * are kept letter for letter (`readMxToken` says what goes), and text that is no host name is set apart. What may mean two
 * things is not plain.
 */
export function readMxValue(value: string): MxValue {
  const open = value.length > MAX_READ ? null : openFault(value);
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
    return { patterns, faults: faultsInOrder(faults), extra, isPlain: true };
  }
  return {
    patterns,
    faults: [unclearFault(value, mayNameOwner ? 1 : patterns.length, faults)],
    extra,
    isPlain: false,
  };
}

/** A value of several words without the quotes around all of it, in which it is read like any other. */
function unquoted(value: string): string {
  return /^(["'`])(?=\S*\s)([^"'`]+)\1$/.exec(value)?.[2]?.trim() ?? value;
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
