import type { StsProblemCode } from '../mechanisms/mta-sts/problems.ts';
import { correctedStsRecord, isMeantAsStsRecord, parseStsRecord } from '../mechanisms/mta-sts/record.ts';
import { REPORT_RECORDS } from '../mechanisms.ts';
import { onceOf, plain } from '../text/meant-record.ts';
import type { Fixes } from '../text/mendable.ts';
import {
  mapRecords,
  mended,
  once,
  trimmed,
  withoutInvisible,
  withPlainFields,
  withVersion,
  type Change,
  type Reading,
} from '../text/mended-record.ts';

/**
 * What has one right answer in the TXT records of MTA-STS (RFC 8461 §3.1), one record a line. Left to a person are a missing or malformed id (any new one will
 * do), and which of several records is meant.
 */

/** Of equal fields one is enough; which of different ones is meant, only the owner knows. */
const withoutRepeats: Change = (fields) =>
  fields.filter((field, index) => {
    const isOpen = fields.some((other) => other !== field && nameOf(other) === nameOf(field));
    return nameOf(field) === '' || isOpen || fields.indexOf(field) === index;
  });

function nameOf(field: string): string {
  return field.slice(0, Math.max(0, field.indexOf('=')));
}

const STS = 'v=STSv1';
const STS_READING: Reading = {
  version: STS,
  isMeant: isMeantAsStsRecord,
  isValid: (text) => parseStsRecord(text).state === 'valid',
  corrected: correctedStsRecord,
};
const stsPlain = mended(STS_READING, mapRecords(STS, withPlainFields('id')));

export const STS_RECORD_FIXES: Fixes<StsProblemCode> = {
  'sts-record-version': withVersion(STS_READING),
  'sts-record-delimiter': mended(STS_READING),
  'sts-record-not-ascii': mended(STS_READING),
  'sts-record-invisible': mended(STS_READING, withoutInvisible(STS)),
  'sts-record-space-after-version': mapRecords(STS),
  'sts-record-empty-field': mapRecords(STS),
  'sts-record-field-syntax': stsPlain,
  'sts-record-no-id': stsPlain,
  'sts-record-id-syntax': stsPlain,
  'sts-record-doubled': once(STS),
  'sts-record-duplicate-field': mapRecords(STS, withoutRepeats),
};

/** An address of mail, and the host of a web address. */
const TARGET = /[^\s,;:"'<>=/@\\|()[\]]+@[^\s,;"'<>=/@!?\\|()[\]]+|(?<=https?:\/*)[^\s,;:"'<>=/@]+/gi;
/** What a record has once. */
const ALL_VERSIONS = [STS, ...REPORT_RECORDS.map(({ version }) => version)];
const NAMES = ALL_VERSIONS.map((version) => version.replace(/^v=|v\d+$/g, ''));
const VERSIONS = [/\bv(?:ersion)?\s*[=:]/gi, new RegExp(String.raw`(?:${NAMES.join('|')})v\d`, 'gi')];
const ID = /id(?:\s*[=:]\s*|\s+)["'<[{]?([A-Za-z0-9]+)/gi;

/**
 * True where a fix leaves every target of reports in its line, letter for letter, adds neither a target nor an id, and makes no two records one:
 * the last look at what the fixes above do, whatever they are given.
 */
export function keepsRecords(before: string, after: string): boolean {
  const [old, now] = [before.split('\n'), after.split('\n')];
  return old.length === now.length && old.every((line, index) => keepsRecord(line, now[index] ?? ''));
}

function keepsRecord(doubled: string, after: string): boolean {
  if (doubled === after) return true;
  // The same record twice is one.
  const before = ALL_VERSIONS.reduce(onceOf, doubled);
  const [had, has] = [targetsOf(before), targetsOf(after)];
  // In a field of another name, or of this one in another case, it would stand in a record that is read without it.
  const isRead = REPORT_RECORDS.every(
    ({ version, field }) => !after.startsWith(version) || targetsOf(valuesOf(field, after)).size === has.size,
  );
  const isOne = VERSIONS.every((version) => (plain(before).match(version) ?? []).length <= 1);
  const isSame = had.size === has.size && [...has].every((target) => had.has(target));
  const known = idsOf(before);
  return isRead && isOne && isSame && [...idsOf(after)].every((id) => known.has(id));
}

function valuesOf(name: string, text: string): string {
  const fields = text.split(';').map(trimmed);
  return fields.filter((field) => field.startsWith(`${name}=`)).join(',');
}

function targetsOf(text: string): ReadonlySet<string> {
  return new Set(plain(text).toLowerCase().match(TARGET));
}

function idsOf(text: string): ReadonlySet<string> {
  return new Set(Array.from(plain(text).matchAll(ID), ([, id = '']) => id));
}
