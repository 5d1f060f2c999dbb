import type { Parsed, Selected } from '../../outcome.ts';
import { Problems } from '../../problem.ts';
import { characterName } from '../../text/character-name.ts';
import { valueShown } from './shown.ts';
import { isMeantAsSpf, isSenderId } from './near-miss.ts';
import { SPF_PROBLEMS, type SpfProblemCode } from './problems.ts';
import { readTerm, type TermFault } from './read-term.ts';
import { noteTerms } from './record-notes.ts';
import type { Modifier, SpfRecord, SpfTerm } from './term.ts';

export type { SpfRecord };

const VERSION = 'v=spf1';

/** True for a text that begins as a record must: the version in any case, then a space or nothing (RFC 7208 §4.5). */
export function isSpfRecord(text: string): boolean {
  return /^v=spf1(?: |$)/i.test(text);
}

/** The modifier of that name, or null; a valid record has one at most. */
export function modifierOf(
  { terms }: SpfRecord,
  kind: 'redirect' | 'exp',
): Extract<Modifier, { kind: 'redirect' | 'exp' }> | null {
  for (const term of terms) if (term.kind === kind) return term;
  return null;
}

/**
 * Reads one TXT, its strings already joined, as an SPF record by the grammar of RFC 7208 §12. One wrong term makes the whole invalid (§4.6), with each fault
 * and its position; a valid one comes with what is worth knowing about it. Total.
 */
export function parseSpfRecord(text: string): Parsed<SpfRecord, SpfProblemCode> {
  const problems = new Problems(SPF_PROBLEMS);
  if (!isSpfRecord(text)) {
    problems.add(
      'spf-record-near-miss',
      { text: valueShown(text) },
      { offset: 0, length: text.length, line: 1 },
    );
    return { state: 'invalid', problems: problems.list };
  }
  const foreign = /[^\x20-\x7e]/u.exec(text);
  if (foreign) {
    const position = { offset: foreign.index, length: foreign[0].length, line: 1 };
    problems.add('spf-not-ascii', { character: characterName(foreign[0]) }, position);
  }
  const terms = readTerms(text, problems);
  for (const kind of ['redirect', 'exp'] as const) {
    const [, again] = terms.filter((term) => term.kind === kind);
    if (again) problems.add('spf-modifier-repeated', { name: kind }, again.position);
  }
  if (problems.anyError) return { state: 'invalid', problems: problems.list };
  const record = { terms };
  noteTerms(record, problems);
  return { state: 'valid', value: record, problems: problems.list };
}

const MISSING: ReadonlySet<string> = new Set(['spf-term-value-missing', 'spf-modifier-empty']);
/** No value begins with a sign. */
const BEGINS_A_TERM = /^[+?~-]|^(?:all|include|a|mx|ptr|exists|ip[46]|redirect|exp)(?:[:=/]|$)/i;

/** The words behind the version, each as a term or as a fault. */
function readTerms(text: string, problems: Problems<SpfProblemCode>): SpfTerm[] {
  const terms: SpfTerm[] = [];
  let offset = VERSION.length;
  let isValueMissing = false;
  for (const word of text.slice(VERSION.length).split(' ')) {
    const at = offset;
    offset += word.length + 1;
    // What stands in it beside ASCII was named; what else is wrong with the word follows from it.
    if (word === '' || /[^\x21-\x7e]/.test(word)) continue;
    const read = readTerm(word, at);
    // The value of the term before, behind a space.
    const isStray = isValueMissing && 'fault' in read && !BEGINS_A_TERM.test(word);
    isValueMissing = 'fault' in read && MISSING.has(read.fault.code);
    if ('term' in read) {
      terms.push(read.term);
      continue;
    }
    if (isStray) continue;
    const { code, parameters, offset: from = 0, length = word.length } = withoutIgnored(read.fault, text);
    const own = code.startsWith('spf-modifier') ? {} : { term: valueShown(word) };
    problems.add(code, { ...own, ...parameters }, { offset: at + from, length, line: 1 });
  }
  return terms;
}

/** Beside an `all`, a redirect is ignored (RFC 7208 §6.1): what `redirect:a.example` was meant to be is open there, since readable as one it lets nobody in. */
function withoutIgnored(fault: TermFault, text: string): TermFault {
  const isRedirect = fault.parameters?.['suggestion']?.startsWith('redirect=') === true;
  return isRedirect && / [+?~-]?all(?: |$)/i.test(text) ? { code: 'spf-unknown-mechanism' } : fault;
}

/**
 * Chooses, as a receiver does, the record among all TXT of the name (RFC 7208 §4.5): those that do not begin with the version are discarded, and several
 * that do are a permanent error. Where none is left the state is `absent`, and a text that somebody meant as one is among the problems: for receivers it is none. Total.
 */
export function selectSpfRecord(texts: readonly string[]): Selected<SpfRecord, SpfProblemCode> {
  const problems = new Problems(SPF_PROBLEMS);
  const ours = texts.filter(isSpfRecord);
  const meant = texts.filter((text) => !isSpfRecord(text) && isMeantAsSpf(text));
  const [text] = ours;
  const missed = text === undefined ? 'spf-record-near-miss' : 'spf-near-miss-beside';
  for (const other of meant) problems.add(missed, { text: valueShown(other) });
  for (const other of texts.filter(isSenderId)) problems.add('spf-sender-id', { text: valueShown(other) });
  if (text === undefined) return { state: 'absent', problems: problems.list };
  if (ours.length > 1) {
    problems.add('spf-records-several', { count: ours.length });
    return { state: 'invalid', problems: problems.list };
  }
  const parsed = parseSpfRecord(text);
  const all = [...parsed.problems, ...problems.list];
  return parsed.state === 'valid'
    ? { state: 'found', value: parsed.value, text, problems: all }
    : { state: 'invalid', problems: all };
}
