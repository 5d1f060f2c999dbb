import { TLSRPT_PROBLEMS, type TlsrptProblemCode } from './problems.ts';
import type { Parsed, Selected } from '../../outcome.ts';
import { Problems, type Position, type Problem } from '../../problem.ts';
import { characterName } from '../../text/character-name.ts';
import {
  correctedRecord,
  isPolicyText,
  onceOf,
  protectionOf,
  type RecordForm,
} from '../../text/meant-record.ts';
import { isReportUri } from '../../text/report-uri.ts';
import { isExtensionValue, parseFields, type TagField } from '../../text/tag-record.ts';
import { faultOfRua, meantRua, splitRua } from './rua.ts';

/**
 * The TLSRPT record: the TXT at `_smtp._tls.<policy domain>` (RFC 8460 §3). It says where senders report how TLS to
 * this domain went.
 */
export interface TlsrptRecord {
  /** Every rua URI as written, in order, from all rua fields: the grammar allows several, and they add up. */
  readonly rua: readonly string[];
}

/** How the record begins. */
export const VERSION = 'v=TLSRPTv1';

/** A field that cannot be read, with a target in it: that is said, and not that there is none. */
const MALFORMED_RUA = /(?:^|[^A-Za-z0-9_.])rua\s{0,9}[=:]?\s{0,9}["'<]?[A-Za-z0-9]/i;

function isTlsrptRecord(text: string): boolean {
  return text.startsWith(VERSION) && !/^[A-Za-z0-9]/.test(text.slice(VERSION.length));
}

/** How the record is written, for what somebody meant by another text. */
const FORM: RecordForm = {
  of: 'tlsrpt',
  version: VERSION,
  field: 'rua',
  valuesOf: (written) => {
    const uris = targetsIn(written).map(meantRua);
    return uris.includes(null) ? null : uris.filter((uri) => uri !== null);
  },
  isValue: (written) => targetsIn(written).every((target) => meantRua(target) !== null),
  isExtension: isExtensionValue,
};

/** What stands between commas and spaces; a space behind a scheme, or within quotes or brackets, sets nothing apart. */
function targetsIn(written: string): string[] {
  return written
    .replace(/^(["'])(.*)\1$/s, '$2')
    .replace(/(mailto:|<)\s+/gi, '$1')
    .replace(/\s+(?:#|\/\/\s|\().*$/s, '')
    .split(/[\s,|]+/)
    .filter((target) => target !== '');
}

/** The record that a text was meant to be, with everything that it says, or null where there is not one right answer. */
export function correctedTlsrptRecord(text: string): string | null {
  return correctedRecord(text, FORM);
}

/** True for a text that is a TLSRPT record, or that somebody meant to be one: what a new record takes the place of. */
export function isMeantAsTlsrptRecord(text: string): boolean {
  return isTlsrptRecord(text) || codeOfMiss(text) !== null;
}

type Miss = 'tlsrpt-version' | 'tlsrpt-misplaced';

/**
 * Why a text is no record that somebody wanted to be one, or wanted elsewhere: a version that nobody reads, a target without one, the record of
 * MTA-STS or DMARC, or lines of a policy file. Null for what has nothing to do with TLSRPT.
 */
function codeOfMiss(text: string): Miss | null {
  const protection = protectionOf(text);
  if (protection === 'tlsrpt') return 'tlsrpt-version';
  if (protection !== null || isPolicyText(text)) return 'tlsrpt-misplaced';
  const isTarget = /^\W*(?:mailto:|https:\/)/i.test(text) || meantRua(text) !== null;
  return isTarget || /^(?:[^;]{0,40};)?\W*rua\s*[=:]/i.test(text) ? 'tlsrpt-version' : null;
}

/** The problem of a text that does not begin as it must, with how to write it. */
function versionProblem(text: string): Problem['parameters'] {
  return { text, corrected: correctedTlsrptRecord(text) ?? `${VERSION}; rua=mailto:…` };
}

/**
 * Reads one TXT, its strings already joined, as a TLSRPT record by the grammar of RFC 8460 §3. Invalid comes with each
 * fault and its position. A rua that is well formed and of no use (`http:`) is a problem, not a fault of the grammar.
 */
export function parseTlsrptRecord(text: string): Parsed<TlsrptRecord, TlsrptProblemCode> {
  const problems = new Problems(TLSRPT_PROBLEMS);
  if (!isTlsrptRecord(text)) {
    problems.add('tlsrpt-version', versionProblem(text), { offset: 0, length: text.length, line: 1 });
    return { state: 'invalid', problems: problems.list };
  }
  const { fields, faults, spaceAfterVersion } = parseFields(text, VERSION.length, ['rua']);
  if (spaceAfterVersion) problems.add('tlsrpt-space-after-version', {}, spaceAfterVersion);
  for (const fault of faults) {
    if (fault.kind === 'not-ascii')
      problems.add('tlsrpt-not-ascii', { character: fault.text }, fault.position);
    else if (fault.kind === 'invisible')
      problems.add('tlsrpt-invisible', { character: characterName(fault.text) }, fault.position);
    else if (fault.kind === 'delimiter')
      problems.add('tlsrpt-delimiter', { field: fault.text.trim() }, fault.position);
    else if (fault.kind === 'empty') problems.add('tlsrpt-empty-field', {}, fault.position);
    else if (/^rua\s*[=:]?$/i.test(fault.text)) problems.add('tlsrpt-no-rua', {}, fault.position);
    else problems.add('tlsrpt-field-syntax', { field: fault.text }, fault.position);
  }
  const isDoubled = onceOf(text, VERSION) !== text;
  const rua: string[] = [];
  const ruaFields = fields.filter((field) => field.name === 'rua');
  for (const field of fields) {
    const isSeam = isDoubled && field.value.includes(VERSION);
    // The version of a copy; and the seam to one, which is no target of anybody, as long as it is a URI.
    if (isDoubled && (field.name === 'v' || (isSeam && !isBroken(field)))) continue;
    if (field.name === 'rua') rua.push(...readRua(field, problems));
    else if (ruaFields.length === 0 && field.name.toLowerCase() === 'rua') {
      // Names are read with their case (RFC 8460 §3).
      if (!problems.has('tlsrpt-no-rua')) problems.add('tlsrpt-no-rua', {}, field.position);
    } else problems.add('tlsrpt-unknown-field', { name: field.name }, field.position);
  }
  const isMalformed = faults.some(({ kind, text: field }) => kind === 'syntax' && MALFORMED_RUA.test(field));
  if (ruaFields.length === 0 && !isMalformed && !problems.has('tlsrpt-no-rua')) problems.add('tlsrpt-no-rua');
  else if (ruaFields.length > 0 && fields[0]?.name !== 'rua')
    problems.add('tlsrpt-rua-not-first', {}, ruaFields[0]?.position);
  // Where the seam broke a field that is said, and mended with it.
  if (isDoubled && !problems.anyError) problems.add('tlsrpt-doubled');
  else if (ruaFields.length > 1 && !isDoubled)
    problems.add('tlsrpt-rua-several-fields', {}, ruaFields[1]?.position);
  if (problems.anyError) return { state: 'invalid', problems: problems.list };
  if (!rua.some(isReportUri)) problems.add('tlsrpt-rua-unusable');
  return { state: 'valid', value: { rua: isDoubled ? [...new Set(rua)] : rua }, problems: problems.list };
}

/** True for a field with what is no URI: by the grammar it breaks the record. */
function isBroken({ value }: TagField): boolean {
  const faults = splitRua(value).uris.map(({ uri }) => faultOfRua(uri)?.code);
  return faults.some((code) => code === 'tlsrpt-rua-syntax' || code === 'tlsrpt-rua-reserved-character');
}

/** The URIs of one rua field; each fault is noted at its place. */
function readRua(field: TagField, problems: Problems<TlsrptProblemCode>): string[] {
  const start = field.position.offset + 'rua='.length;
  const { uris, hasSpace } = splitRua(field.value);
  if (hasSpace) problems.add('tlsrpt-rua-space', {}, field.position);
  for (const { uri, offset } of uris) {
    const position = { offset: start + offset, length: uri.length, line: 1 };
    const fault = faultOfRua(uri);
    if (fault === null) continue;
    if (fault.code === 'tlsrpt-rua-syntax' && isNamed(uri, position, problems)) continue;
    const character = fault.code === 'tlsrpt-rua-reserved-character' ? { character: fault.character } : {};
    problems.add(fault.code, { uri, ...character }, position);
  }
  return uris.map(({ uri }) => uri);
}

/** True for a URI with which nothing is wrong but a character that nobody sees, or that only looks like ASCII; it is named once. */
function isNamed(uri: string, { offset }: Position, problems: Problems<TlsrptProblemCode>): boolean {
  if (
    problems.has('tlsrpt-not-ascii') &&
    ((meantRua(uri) !== null && /^["']/.test(uri)) || /[^\0-\x7f]/.test(uri))
  )
    return true;
  // What nobody sees is a space by now.
  if (problems.has('tlsrpt-invisible')) return isReportUri(uri.replaceAll(' ', ''));
  // Space behind it was named before.
  if (!isReportUri(uri.trimStart())) return false;
  problems.add('tlsrpt-invisible', { character: characterName(uri) }, { offset, length: 1, line: 1 });
  return true;
}

/**
 * Chooses, as a sender does, the record among all TXT of the RRset (RFC 8460 §3): of several, those that do not begin
 * with `v=TLSRPTv1;` are discarded, and exactly one must remain. Takes the texts in any order, strings joined.
 */
export function selectTlsrptRecord(texts: readonly string[]): Selected<TlsrptRecord, TlsrptProblemCode> {
  const problems = new Problems(TLSRPT_PROBLEMS);
  const ours =
    texts.length === 1 ? texts.filter(isTlsrptRecord) : texts.filter((t) => t.startsWith(`${VERSION};`));
  const [text] = ours;
  let isMeant = false;
  const unrelated: string[] = [];
  for (const other of texts.filter((each) => !ours.includes(each))) {
    const code = isTlsrptRecord(other) ? 'tlsrpt-version' : codeOfMiss(other);
    if (code === null) {
      unrelated.push(other);
      continue;
    }
    // Published by somebody who meant it, and read by no sender: not the same as nothing published.
    isMeant = true;
    if (text !== undefined)
      problems.add(code === 'tlsrpt-misplaced' ? 'tlsrpt-stray' : 'tlsrpt-near-miss', { text: other });
    else problems.add(code, code === 'tlsrpt-version' ? versionProblem(other) : { text: other });
  }
  // Beside a record nobody minds them; without one they may look like it.
  const [example] = unrelated.toSorted();
  if (text === undefined && !isMeant && example !== undefined)
    problems.add('tlsrpt-unrelated', { count: unrelated.length, text: example });
  if (text === undefined) return { state: isMeant ? 'invalid' : 'absent', problems: problems.list };
  if (ours.length > 1) {
    problems.add('tlsrpt-records-several', { count: ours.length });
    return { state: 'invalid', problems: problems.list };
  }
  const parsed = parseTlsrptRecord(text);
  const all = [...parsed.problems, ...problems.list];
  return parsed.state === 'valid'
    ? { state: 'found', value: parsed.value, text, problems: all }
    : { state: 'invalid', problems: all };
}
