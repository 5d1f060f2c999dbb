import { STS_PROBLEMS, type StsProblemCode } from './problems.ts';
import type { Parsed, Selected } from '../../outcome.ts';
import { isExtensionValue, parseFields, type TagRecord } from '../../text/tag-record.ts';
import { Problems, type Position, type Problem } from '../../problem.ts';
import { characterName } from '../../text/character-name.ts';
import {
  correctedRecord,
  isPolicyText,
  onceOf,
  protectionOf,
  type RecordForm,
} from '../../text/meant-record.ts';
import { INVISIBLE } from '../../text/visible-text.ts';

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

/** How the record is written, for what somebody meant by another text. */
const FORM: RecordForm = {
  of: 'sts',
  version: VERSION,
  field: 'id',
  valuesOf: (written) => {
    const id = written
      .replace(/\s+(?:#|\/\/|\().*$/s, '')
      .replace(/^(["'])(.*)\1$/, '$2')
      // Without a digit it is a placeholder that nobody filled in.
      .replace(/^<(.*\d.*)>$|^\[(.*\d.*)\]$|^\{(.*\d.*)\}$/, '$1$2$3')
      .replace(/\.$/, '');
    return ID.test(id) ? [id] : null;
  },
  isValue: () => false,
  isExtension: isExtensionValue,
};

/** The record that a text was meant to be, with everything that it says, or null where there is not one right answer. */
export function correctedStsRecord(text: string): string | null {
  return correctedRecord(text, FORM);
}

/** True for a text that is an MTA-STS record, or that somebody meant to be one: what a new record takes the place of. */
export function isMeantAsStsRecord(text: string): boolean {
  return isStsRecord(text) || codeOfMiss(text) !== null;
}

type Miss = 'sts-record-version' | 'sts-record-is-policy' | 'sts-record-misplaced';

/**
 * Why a text is no record that somebody wanted to be one, or wanted elsewhere: a version that nobody reads, an id without one, lines
 * of the policy file, or the record of another protection. Null for what has nothing to do with MTA-STS.
 */
function codeOfMiss(text: string): Miss | null {
  const protection = protectionOf(text);
  const isIdAlone = /^\W*id\s*[=:]\W*[A-Za-z0-9]{1,32}\W*$/i.test(text.slice(0, 100));
  if ((protection === 'sts' || isIdAlone) && correctedStsRecord(text) !== null) return 'sts-record-version';
  if (isPolicyText(text)) return 'sts-record-is-policy';
  // A version of nothing, and the one field that only this record has.
  if (protection === 'sts' || /^\W*v\s*=\s*[\w.-]+\s*[;,]\s*id\s*=/i.test(text)) return 'sts-record-version';
  return protection !== null || /^\W*rua\s*[=:]/i.test(text) ? 'sts-record-misplaced' : null;
}

/** The problem of a text that does not begin as it must, with how to write it. */
function versionProblem(text: string): Problem['parameters'] {
  return { text, corrected: correctedStsRecord(text) ?? `${VERSION}; id=…` };
}

/**
 * Reads one TXT, its strings already joined, as an MTA-STS record by the grammar of RFC 8461 §3.1.
 * Invalid comes with each fault and its position; the first of a repeated field counts (§3.2).
 */
export function parseStsRecord(text: string): Parsed<StsRecord, StsProblemCode> {
  const problems = new Problems(STS_PROBLEMS);
  if (!isStsRecord(text)) {
    problems.add('sts-record-version', versionProblem(text), { offset: 0, length: text.length, line: 1 });
    return { state: 'invalid', problems: problems.list };
  }
  const record = parseFields(text, VERSION.length);
  if (record.spaceAfterVersion) problems.add('sts-record-space-after-version', {}, record.spaceAfterVersion);
  const isDoubled = onceOf(text, VERSION) !== text;
  const id = readFields(record, isDoubled, problems);
  // What stands in it twice follows from the one slip; the seam may have broken a field, which is said instead.
  if (isDoubled && !problems.anyError)
    problems.add('sts-record-doubled', {}, record.fields.find(({ name }) => name === 'v')?.position);
  const isExplained =
    record.fields.some(({ name }) => name === 'id') ||
    ID_FAULTS.some((code) => problems.has(code)) ||
    record.faults.some(({ kind, text: field }) => kind === 'syntax' && MALFORMED_ID.test(field));
  if (id === null && !isExplained) problems.add('sts-record-no-id');
  if (id === null || problems.anyError) return { state: 'invalid', problems: problems.list };
  return { state: 'valid', value: { id, extensions: extensionsOf(record) }, problems: problems.list };
}

function readFields(
  record: TagRecord,
  isDoubled: boolean,
  problems: Problems<StsProblemCode>,
): string | null {
  let id: string | null = null;
  const seen = new Map([['v', VERSION.slice('v='.length)]]);
  for (const fault of record.faults) {
    if (fault.kind === 'not-ascii')
      problems.add('sts-record-not-ascii', { character: fault.text }, fault.position);
    else if (fault.kind === 'invisible')
      problems.add('sts-record-invisible', { character: characterName(fault.text) }, fault.position);
    else if (fault.kind === 'delimiter')
      problems.add('sts-record-delimiter', { field: fault.text.trim() }, fault.position);
    else if (fault.kind === 'empty') problems.add('sts-record-empty-field', {}, fault.position);
    else if (/^id\s*[=:]?$/i.test(fault.text)) problems.add('sts-record-no-id', {}, fault.position);
    else problems.add('sts-record-field-syntax', { field: fault.text }, fault.position);
  }
  const hasId = record.fields.some(({ name }) => name === 'id');
  for (const { name, value, position } of record.fields) {
    const first = seen.get(name);
    if (first !== undefined) {
      if (isDoubled) continue;
      // Ignored, but it must be a field of the grammar all the same.
      if (isExtensionValue(value))
        problems.add('sts-record-duplicate-field', { name, first, other: value }, position);
      else problems.add('sts-record-field-syntax', { field: `${name}=${value}` }, position);
      continue;
    }
    seen.set(name, value);
    // Names are read with their case (RFC 8461 §3.1).
    if (name.toLowerCase() === 'id' && name !== 'id' && !hasId) {
      if (!problems.has('sts-record-no-id')) problems.add('sts-record-no-id', {}, position);
    } else if (name !== 'id') problems.add('sts-record-unknown-field', { name }, position);
    else if (ID.test(value)) id = value;
    else noteId(value, position, problems);
  }
  return id;
}

/** A field that cannot be read, with an id in it: that is said, and not that there is none. */
const MALFORMED_ID = /(?:^|[^A-Za-z0-9_.])id\s{0,9}[=:]?\s{0,9}["']?[A-Za-z0-9]/i;
/** Why there is no id although a field of that name is there. */
const ID_FAULTS = [
  'sts-record-no-id',
  'sts-record-not-ascii',
  'sts-record-invisible',
  'sts-record-delimiter',
] as const;

/** The cause, and not what follows from it: what nobody sees, or a field that a wrong delimiter made a part of the id. */
function noteId(value: string, position: Position, problems: Problems<StsProblemCode>): void {
  if (problems.has('sts-record-invisible')) return;
  // A backslash of a zone file, which was named where it stands first.
  if (problems.has('sts-record-field-syntax') && /^[A-Za-z0-9]{1,32}\\$/.test(value)) return;
  // Typographic quotes, say, which were named as what they are.
  if (problems.has('sts-record-not-ascii') && FORM.valuesOf(value) !== null) return;
  if (ID.test(value.replace(INVISIBLE, '').trimEnd())) {
    const [character = ' '] = value.match(INVISIBLE) ?? [];
    problems.add('sts-record-invisible', { character: characterName(character) }, position);
  } else if (/^[A-Za-z0-9]{1,32}[\s,|]+$/.test(value))
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
export function selectStsRecord(texts: readonly string[]): Selected<StsRecord, StsProblemCode> {
  const problems = new Problems(STS_PROBLEMS);
  // With one TXT alone nothing is discarded, and the grammar decides; with several the literal prefix does (erratum 6285).
  const ours =
    texts.length === 1 ? texts.filter(isStsRecord) : texts.filter((t) => t.startsWith(`${VERSION};`));
  const others = texts.filter((text) => !ours.includes(text));
  const [text] = ours;
  // Published by somebody who meant it, and read by no sender: not the same as nothing published.
  const unrelated: string[] = [];
  for (const other of others) {
    const code = isStsRecord(other) ? 'sts-record-version' : codeOfMiss(other);
    if (code === null) unrelated.push(other);
    else if (text !== undefined)
      problems.add(code === 'sts-record-misplaced' ? 'sts-record-stray' : 'sts-record-near-miss', {
        text: other,
      });
    else problems.add(code, code === 'sts-record-version' ? versionProblem(other) : { text: other });
  }
  const [example] = unrelated.toSorted();
  if (example !== undefined) problems.add('sts-record-unrelated', { count: unrelated.length, text: example });
  if (text === undefined)
    return { state: unrelated.length < others.length ? 'invalid' : 'absent', problems: problems.list };
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
