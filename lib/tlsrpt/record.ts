import type { Parsed, Selected } from '../outcome.ts';
import { Problems } from '../problem.ts';
import { characterName } from '../character-name.ts';
import { parseFields, type TagField } from '../tag-record.ts';
import { faultOfRua, isUsableRua, splitRua } from './rua.ts';

/**
 * The TLSRPT record: the TXT at `_smtp._tls.<policy domain>` (RFC 8460 §3). It says where senders report how TLS to
 * this domain went.
 */
export interface TlsrptRecord {
  /** Every rua URI as written, in order, from all rua fields: the grammar allows several, and they add up. */
  readonly rua: readonly string[];
}

const VERSION = 'v=TLSRPTv1';

function isTlsrptRecord(text: string): boolean {
  return text.startsWith(VERSION) && !/^[A-Za-z0-9]/.test(text.slice(VERSION.length));
}

/** True for a text that is a TLSRPT record, or that somebody meant to be one: what a new record takes the place of. */
export function isMeantAsTlsrptRecord(text: string): boolean {
  return isTlsrptRecord(text) || isNearMiss(text);
}

function isNearMiss(text: string): boolean {
  return (
    /\bv\s*[=:]\s*\W?TLS-?RPT|^\W*TLS-?RPTv?\d|^\W*(?:rua\s*[=:]|mailto:)/i.test(text) || isOfOthers(text)
  );
}

/** The record of MTA-STS or DMARC, each of which has a name of its own. */
function isOfOthers(text: string): boolean {
  return /^\W*v\s*[=:]\s*\W?(?:STSv|DMARC)\d/i.test(text);
}

/**
 * Reads one TXT, its strings already joined, as a TLSRPT record by the grammar of RFC 8460 §3. Invalid comes with each
 * fault and its position. A rua that is well formed and of no use (`http:`) is a problem, not a fault of the grammar.
 */
export function parseTlsrptRecord(text: string): Parsed<TlsrptRecord> {
  const problems = new Problems();
  if (!isTlsrptRecord(text)) {
    problems.add('tlsrpt-version', { text }, { offset: 0, length: text.length, line: 1 });
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
    else problems.add('tlsrpt-field-syntax', { field: fault.text }, fault.position);
  }
  const rua: string[] = [];
  for (const field of fields) {
    if (field.name === 'rua') rua.push(...readRua(field, problems));
    else problems.add('tlsrpt-unknown-field', { name: field.name }, field.position);
  }
  const ruaFields = fields.filter((field) => field.name === 'rua');
  if (ruaFields.length === 0) problems.add('tlsrpt-no-rua');
  else if (fields[0]?.name !== 'rua') problems.add('tlsrpt-rua-not-first', {}, ruaFields[0]?.position);
  if (ruaFields.length > 1) problems.add('tlsrpt-rua-several-fields', {}, ruaFields[1]?.position);
  if (problems.anyError) return { state: 'invalid', problems: problems.list };
  if (!rua.some(isUsableRua)) problems.add('tlsrpt-rua-unusable');
  return { state: 'valid', value: { rua }, problems: problems.list };
}

/** The URIs of one rua field; each fault is noted at its place. */
function readRua(field: TagField, problems: Problems): string[] {
  const start = field.position.offset + 'rua='.length;
  const { uris, hasSpace } = splitRua(field.value);
  if (hasSpace) problems.add('tlsrpt-rua-space', {}, field.position);
  for (const { uri, offset } of uris) {
    const position = { offset: start + offset, length: uri.length, line: 1 };
    const fault = faultOfRua(uri);
    if (fault === null) continue;
    const character = fault.code === 'tlsrpt-rua-reserved-character' ? { character: fault.character } : {};
    problems.add(fault.code, { uri, ...character }, position);
  }
  return uris.map(({ uri }) => uri);
}

/**
 * Chooses, as a sender does, the record among all TXT of the RRset (RFC 8460 §3): of several, those that do not begin
 * with `v=TLSRPTv1;` are discarded, and exactly one must remain. Takes the texts in any order, strings joined.
 */
export function selectTlsrptRecord(texts: readonly string[]): Selected<TlsrptRecord> {
  const problems = new Problems();
  const ours =
    texts.length === 1 ? texts.filter(isTlsrptRecord) : texts.filter((t) => t.startsWith(`${VERSION};`));
  const nearMisses = texts.filter((t) => !ours.includes(t) && (isTlsrptRecord(t) || isNearMiss(t)));
  const [text] = ours;
  // Published by somebody who meant it, and read by no sender: not the same as nothing published.
  for (const miss of nearMisses) {
    const code = isOfOthers(miss) ? 'tlsrpt-misplaced' : 'tlsrpt-version';
    problems.add(text === undefined ? code : 'tlsrpt-near-miss', { text: miss });
  }
  if (text === undefined)
    return { state: nearMisses.length > 0 ? 'invalid' : 'absent', problems: problems.list };
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
