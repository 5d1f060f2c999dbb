import type { Parsed, Selected } from '../outcome.ts';
import { isExtensionValue, parseFields, type TagRecord } from '../tag-record.ts';
import { Problems, type Position, type ProblemCode } from '../problem.ts';
import { characterName } from '../character-name.ts';
import { INVISIBLE } from '../visible-text.ts';

/**
 * The MTA-STS record: the TXT at `_mta-sts.<policy domain>` (RFC 8461 §3.1). It announces that there is a policy, and
 * its `id` changes with every change of the policy.
 */
export interface StsRecord {
  /** 1 to 32 letters and digits, case kept. */
  readonly id: string;
  /** Fields that the RFC does not define, first of each name, to be ignored. */
  readonly extensions: Readonly<Record<string, string>>;
}

const VERSION = 'v=STSv1';
const ID = /^[A-Za-z0-9]{1,32}$/;

/** True for the text of a TXT that claims to be an MTA-STS record: `v=STSv1` and then no further letter or digit. */
function isStsRecord(text: string): boolean {
  return text.startsWith(VERSION) && !/^[A-Za-z0-9]/.test(text.slice(VERSION.length));
}

/** True for a text that is an MTA-STS record, or that somebody meant to be one: what a new record takes the place of. */
export function isMeantAsStsRecord(text: string): boolean {
  return isStsRecord(text) || isNearMiss(text);
}

/** Not ours, but written by somebody who wanted it to be: wrong case, space before `v`, the version not first or not quite it. */
function isNearMiss(text: string): boolean {
  return (
    /\bv\s*[=:]\s*\W?(?:MTA-?)?STS|^\W*(?:MTA-?)?STSv?\d/i.test(text) ||
    isPolicyText(text) ||
    isOfReports(text)
  );
}

/** Lines of the policy file, which belong to its address and not into DNS. */
function isPolicyText(text: string): boolean {
  return /^\W*version\s*:\s*STS|\bmode\s*:\s*(?:enforce|testing|none)\b|^\W*(?:mx|max_age)\s*:/i.test(text);
}

/** The record of TLSRPT (RFC 8460 §3), which has a name of its own. */
function isOfReports(text: string): boolean {
  return /\bv\s*[=:]\s*\W?TLS-?RPT/i.test(text);
}

/** Why a text that somebody meant is no record. */
function codeOfMiss(text: string): ProblemCode {
  if (isPolicyText(text)) return 'sts-record-is-policy';
  return isOfReports(text) ? 'sts-record-misplaced' : 'sts-record-version';
}

/**
 * Reads one TXT, its strings already joined, as an MTA-STS record by the grammar of RFC 8461 §3.1.
 * Invalid comes with each fault and its position; the first of a repeated field counts (§3.2).
 */
export function parseStsRecord(text: string): Parsed<StsRecord> {
  const problems = new Problems();
  if (!isStsRecord(text)) {
    problems.add('sts-record-version', { text }, { offset: 0, length: text.length, line: 1 });
    return { state: 'invalid', problems: problems.list };
  }
  const record = parseFields(text, VERSION.length);
  if (record.spaceAfterVersion) problems.add('sts-record-space-after-version', {}, record.spaceAfterVersion);
  const id = readFields(record, problems);
  const isExplained = ID_FAULTS.some((code) => problems.has(code));
  if (id === null && !isExplained) problems.add('sts-record-no-id');
  if (id === null || problems.anyError) return { state: 'invalid', problems: problems.list };
  return { state: 'valid', value: { id, extensions: extensionsOf(record) }, problems: problems.list };
}

function readFields(record: TagRecord, problems: Problems): string | null {
  let id: string | null = null;
  const seen = new Set(['v']);
  for (const fault of record.faults) {
    if (fault.kind === 'not-ascii')
      problems.add('sts-record-not-ascii', { character: fault.text }, fault.position);
    else if (fault.kind === 'invisible')
      problems.add('sts-record-invisible', { character: characterName(fault.text) }, fault.position);
    else if (fault.kind === 'delimiter')
      problems.add('sts-record-delimiter', { field: fault.text.trim() }, fault.position);
    else if (fault.kind === 'empty') problems.add('sts-record-empty-field', {}, fault.position);
    else problems.add('sts-record-field-syntax', { field: fault.text }, fault.position);
  }
  for (const { name, value, position } of record.fields) {
    if (seen.has(name)) {
      // Ignored, but it must be a field of the grammar all the same.
      if (isExtensionValue(value)) problems.add('sts-record-duplicate-field', { name }, position);
      else problems.add('sts-record-field-syntax', { field: `${name}=${value}` }, position);
      continue;
    }
    seen.add(name);
    if (name !== 'id') problems.add('sts-record-unknown-field', { name }, position);
    else if (ID.test(value)) id = value;
    else noteId(value, position, problems);
  }
  return id;
}

/** Why there is no id although a field of that name is there. */
const ID_FAULTS = ['sts-record-id-syntax', 'sts-record-invisible', 'sts-record-delimiter'] as const;

/** The cause, and not what follows from it: what nobody sees, or a field that a wrong delimiter made a part of the id. */
function noteId(value: string, position: Position, problems: Problems): void {
  if (problems.has('sts-record-invisible')) return;
  if (ID.test(value.replace(INVISIBLE, '').trimEnd())) {
    const [character = ' '] = value.match(INVISIBLE) ?? [];
    problems.add('sts-record-invisible', { character: characterName(character) }, position);
  } else if (/^[A-Za-z0-9]{1,32}[\s,]+(?:[A-Za-z0-9][A-Za-z0-9_.-]{0,31}=[^\s=;]+)?$/.test(value))
    problems.add('sts-record-delimiter', { field: `id=${value}` }, position);
  else problems.add('sts-record-id-syntax', { id: value }, position);
}

function extensionsOf(record: TagRecord): Record<string, string> {
  const others = record.fields.filter(({ name }) => name !== 'v' && name !== 'id');
  // Reversed, so that of repeated names the first is written last and stays.
  return Object.fromEntries(others.toReversed().map(({ name, value }) => [name, value]));
}

/**
 * Chooses, as a sender does, the record among all TXT of the RRset (RFC 8461 §3.1): of several, those that do not begin
 * with `v=STSv1;` are discarded, and exactly one must remain. Takes the texts in any order, strings joined.
 */
export function selectStsRecord(texts: readonly string[]): Selected<StsRecord> {
  const problems = new Problems();
  // With one TXT alone nothing is discarded, and the grammar decides; with several the literal prefix does (erratum 6285).
  const ours =
    texts.length === 1 ? texts.filter(isStsRecord) : texts.filter((t) => t.startsWith(`${VERSION};`));
  const others = texts.filter((text) => !ours.includes(text));
  const nearMisses = others.filter((text) => isStsRecord(text) || isNearMiss(text));
  const [text] = ours;
  // Published by somebody who meant it, and read by no sender: not the same as nothing published.
  for (const miss of nearMisses)
    problems.add(text === undefined ? codeOfMiss(miss) : 'sts-record-near-miss', { text: miss });
  const unrelated = others.filter((other) => !nearMisses.includes(other));
  const [example] = unrelated.toSorted();
  if (example !== undefined) problems.add('sts-record-unrelated', { count: unrelated.length, text: example });
  if (text === undefined)
    return { state: nearMisses.length > 0 ? 'invalid' : 'absent', problems: problems.list };
  if (ours.length > 1) {
    problems.add('sts-records-several', { count: ours.length });
    return { state: 'invalid', problems: problems.list };
  }
  const parsed = parseStsRecord(text);
  const all = [...parsed.problems, ...problems.list];
  return parsed.state === 'valid'
    ? { state: 'found', value: parsed.value, text, problems: all }
    : { state: 'invalid', problems: all };
}
