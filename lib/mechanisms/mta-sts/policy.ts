import { STS_PROBLEMS, type StsProblemCode } from './problems.ts';
import type { Parsed } from '../../outcome.ts';
import { Problems, type Position } from '../../problem.ts';
import { MAX_MAX_AGE_SECONDS } from './max-age.ts';
import { foreignText } from './foreign-text.ts';
import { faultOfMxPattern, isSingleLabel, neverMatches } from './mx-pattern.ts';
import { isMode, type Mode } from './mode.ts';
import { readMxValue } from './mx-value.ts';
import { decodePolicyText } from './policy-text.ts';
import { linesOf, readAnyField, readPlainField, type PolicyField } from './policy-line.ts';
import { DEFINED, misspeltKey } from './policy-keys.ts';
import { isJoined, namesKey } from './unread-keys.ts';

/**
 * The MTA-STS policy: the file at `https://mta-sts.<policy domain>/.well-known/mta-sts.txt` (RFC 8461 §3.2).
 */
export interface StsPolicy {
  readonly mode: Mode;
  /** As published. Above 31557600 some senders cap it, others refuse the policy. */
  readonly maxAgeSeconds: number;
  /** Distinct patterns as written, in their order; empty only in mode none. */
  readonly mx: readonly string[];
}

const REQUIRED = ['version', 'mode', 'max_age'] as const;

/**
 * Reads a policy body by the grammar of RFC 8461 §3.2. Total and linear in its size. Valid comes with what part of the
 * senders stumbles over; invalid with every fault and its position in the text.
 */
export function parsePolicy(bytes: Uint8Array): Parsed<StsPolicy, StsProblemCode> {
  const problems = new Problems(STS_PROBLEMS);
  const text = decodePolicyText(bytes, problems);
  const file = text === null ? null : fieldsOf(text, problems);
  if (file === null) return { state: 'invalid', problems: problems.list };
  const { fields } = file;
  const first = firstOfEach(fields, problems);
  for (const key of REQUIRED) if (!first.has(key)) noteMissing(key, file, problems);

  const version = first.get('version');
  if (version && version.value !== 'STSv1')
    problems.add('policy-version-unknown', { value: version.value }, version.valuePosition);
  const mode = first.get('mode');
  if (mode && !isMode(mode.value))
    problems.add('policy-mode-unknown', { value: mode.value }, mode.valuePosition);
  const maxAgeSeconds = readMaxAge(first.get('max_age'), problems);
  const mx = readMx(fields, problems);
  // Required "except when mode is none": a mode that nobody knows is not none.
  if (!fields.some(({ key }) => key === 'mx') && mode?.value !== 'none') noteMissing('mx', file, problems);

  if (problems.anyError || mode === undefined || maxAgeSeconds === null)
    return { state: 'invalid', problems: problems.list };
  return {
    state: 'valid',
    value: { mode: mode.value as Mode, maxAgeSeconds, mx },
    problems: problems.list,
  };
}

interface PolicyFile {
  readonly fields: readonly PolicyField[];
  /** What was noted as no field, and may hold what seems to be missing. */
  readonly unread: readonly string[];
}

function fieldsOf(text: string, problems: Problems<StsProblemCode>): PolicyFile | null {
  if (text === '' || text === '\ufeff') {
    problems.add('policy-empty');
    return null;
  }
  const foreign = foreignText(text);
  if (foreign !== null) {
    problems.add(foreign.code, foreign.parameters, foreign.position);
    return null;
  }
  const read: PolicyField[] = [];
  const unread: string[] = [];
  let isPlain = true;
  for (const line of linesOf(text, problems)) {
    const plain = readPlainField(line);
    const field = plain ?? readAnyField(line, problems);
    if (!plain) isPlain = false;
    if (field) read.push(field);
    else if (!/^\s*(?:#|$)|:\s*$/.test(line.text)) unread.push(line.text);
  }
  // In nearly all policies, and no value of them holds a further line.
  if (isPlain) return { fields: read, unread };
  const keys = new Set(read.map(({ key }) => key));
  const fields = read.filter((field) => {
    const { key, value, position } = field;
    // The CR was noted with its line; what it joined is no value.
    const isTorn = value.includes('\r');
    const isOfSeveral = !isTorn && DEFINED.has(key) && value.length > 4 && isJoined(field, keys);
    if (isOfSeveral) problems.add('policy-line-joined', { text: `${key}: ${value}` }, position);
    if (isTorn || isOfSeveral) unread.push(`${key}: ${value}`);
    return !isTorn && !isOfSeveral;
  });
  return { fields, unread };
}

/** Of a repeated field only the first counts, mx apart (RFC 8461 §3.2); unknown ones are ignored and named. */
function firstOfEach(
  fields: readonly PolicyField[],
  problems: Problems<StsProblemCode>,
): Map<string, PolicyField> {
  const first = new Map<string, PolicyField>();
  const hasMx = fields.some(({ key }) => key === 'mx');
  for (const field of fields) {
    if (field.key === 'mx') continue;
    if (!DEFINED.has(field.key) && misspeltKey(field.key) === 'mx') {
      // Beside the right key it is a field that nobody knows, and the server on its line is not covered.
      const { key, value: pattern } = field;
      if (hasMx) problems.add('policy-mx-key-misspelt', { key, pattern }, field.position);
      continue;
    }
    const before = first.get(field.key);
    if (before) {
      const parameters = { key: field.key, first: before.value, other: field.value };
      problems.add('policy-duplicate-field', parameters, field.position);
    } else {
      first.set(field.key, field);
      if (DEFINED.has(field.key)) continue;
      const meant = misspeltKey(field.key);
      // A misspelt key is named as such where the right one is missing.
      if (meant === null || fields.some(({ key }) => key === meant)) noteUnknown(field, problems);
    }
  }
  return first;
}

/** A field that the RFC tells senders to ignore; some of them stumble over a second colon. */
function noteUnknown({ key, value, position }: PolicyField, problems: Problems<StsProblemCode>): void {
  if (value.includes(':')) problems.add('policy-unknown-field-colon', { key, value }, position);
  else problems.add('policy-unknown-field', { key }, position);
}

function noteMissing(
  key: (typeof REQUIRED)[number] | 'mx',
  { fields, unread }: PolicyFile,
  problems: Problems<StsProblemCode>,
): void {
  const misspelt = fields.find((field) => misspeltKey(field.key) === key);
  if (misspelt) problems.add('policy-key-misspelt', { key: misspelt.key, expected: key }, misspelt.position);
  else if (!unread.some((text) => namesKey(text, key))) problems.add(MISSING[key]);
}

const MISSING = {
  version: 'policy-version-missing',
  mode: 'policy-mode-missing',
  max_age: 'policy-max-age-missing',
  mx: 'policy-mx-missing',
} satisfies Record<string, StsProblemCode>;

const OF_MISSING: ReadonlySet<StsProblemCode> = new Set([...Object.values(MISSING), 'policy-key-misspelt']);

/** True for what is said because a key does not stand in the text, so that more text could take it back. */
export function isOfMissingKey(code: StsProblemCode): boolean {
  return OF_MISSING.has(code);
}

/** 1*10(DIGIT); leading zeros are digits too. Null where it is missing or malformed. */
function readMaxAge(field: PolicyField | undefined, problems: Problems<StsProblemCode>): number | null {
  if (!field) return null;
  if (!/^[0-9]{1,10}$/.test(field.value)) {
    problems.add('policy-max-age-syntax', { value: field.value }, field.valuePosition);
    return null;
  }
  const seconds = Number(field.value);
  if (seconds > MAX_MAX_AGE_SECONDS)
    problems.add('policy-max-age-too-large', { value: seconds }, field.valuePosition);
  return seconds;
}

function readMx(fields: readonly PolicyField[], problems: Problems<StsProblemCode>): string[] {
  const patterns: string[] = [];
  const seen = new Set<string>();
  for (const { key, value, valuePosition } of fields) {
    if (key !== 'mx') continue;
    if (faultOfMxPattern(value) !== null) {
      noteMxValue(value, valuePosition, problems);
      continue;
    }
    const known = seen.size;
    // Nearly all are in lower case, and looking costs less than writing them anew.
    seen.add(/[A-Z]/.test(value) ? value.toLowerCase() : value);
    if (seen.size === known) problems.add('policy-mx-repeated', { pattern: value }, valuePosition);
    else {
      patterns.push(value);
      if (isSingleLabel(value)) problems.add('policy-mx-single-label', { pattern: value }, valuePosition);
      if (neverMatches(value)) problems.add('policy-mx-never-matches', { pattern: value }, valuePosition);
    }
  }
  return patterns;
}

function noteMxValue(value: string, position: Position, problems: Problems<StsProblemCode>): void {
  const { faults, extra } = readMxValue(value);
  for (const fault of faults)
    if (fault === 'extra')
      problems.add('policy-mx-extra', { pattern: value, extra: extra.join(' ') }, position);
    else problems.add(`policy-mx-${fault}`, { pattern: value }, position);
}
