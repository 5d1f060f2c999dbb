import { plain } from '../text/meant-record.ts';
import { correctedStsRecord, isMeantAsStsRecord, parseStsRecord } from '../mechanisms/mta-sts/record.ts';
import { isExtensionValue } from '../text/tag-record.ts';
import {
  correctedTlsrptRecord,
  isMeantAsTlsrptRecord,
  parseTlsrptRecord,
} from '../mechanisms/tlsrpt/record.ts';
import { meantRua } from '../mechanisms/tlsrpt/rua.ts';
import { INVISIBLE } from '../text/visible-text.ts';
import { leadingSpace, trimEndSpace } from '../text/white-space.ts';
import { mapLines } from './text-lines.ts';
import type { Fixes } from './fix.ts';

/**
 * What has one right answer in the TXT records of MTA-STS (RFC 8461 §3.1) and TLSRPT (RFC 8460 §3), one record a line.
 * Left to a person are a missing or malformed id (any new one will do), which of several records is meant, and
 * where reports go.
 */

/** Puts other fields in the place of those of a record; each without the space around it. */
type Change = (fields: readonly string[]) => readonly string[];

/** Writes each record that begins with the version anew: `v=STSv1; field; field`. */
function mapRecords(version: string, change: Change = (fields) => fields) {
  return (text: string): string =>
    mapLines(text, (body) => {
      if (!body.startsWith(version) || /^[A-Za-z0-9]/.test(body.slice(version.length))) return [body];
      // What follows the version without a delimiter is its first field.
      const fields = body
        .slice(version.length)
        .replace(/^[ \t,:.|]+/, '')
        .split(';')
        .map(trimmed);
      return [[version, ...change(fields.filter((field) => field !== ''))].join('; ')];
    });
}

interface Reading {
  readonly version: string;
  /** True for a text that somebody meant to be such a record. */
  readonly isMeant: (text: string) => boolean;
  readonly isValid: (text: string) => boolean;
  readonly corrected: (text: string) => string | null;
}

/** Each line that was meant as a record and does not begin as one becomes the record that it was meant to be (lib/text/meant-record.ts). */
function withVersion({ version, isMeant, corrected }: Reading) {
  return (text: string): string =>
    mapLines(withoutMark(text), (body) => {
      if (body.startsWith(`${version};`) || !isMeant(body)) return [body];
      return [corrected(body) ?? body];
    });
}

/** The same for a record that begins as it must and cannot be read; what has more than one answer is left to `otherwise`. */
function mended({ version, isValid, corrected }: Reading, otherwise = (text: string) => text) {
  return (text: string): string =>
    mapLines(text, (body) => {
      if (!body.startsWith(version) || isValid(body)) return [body];
      return [corrected(body) ?? otherwise(body)];
    });
}

/** A record has no byte order mark, which `mapLines` would keep. */
function withoutMark(text: string): string {
  return text.replace(/^\ufeff+/, '');
}

function trimmed(field: string): string {
  return trimEndSpace(field.slice(leadingSpace(field)));
}

function nameOf(field: string): string {
  return field.slice(0, Math.max(0, field.indexOf('=')));
}

/** The name and value of a field, with whatever sign between them. */
function writtenField(field: string): readonly string[] {
  return /^([A-Za-z0-9]{1,32})[ \t]*[=:][ \t]*(.+)$/s.exec(field) ?? [];
}

/**
 * Of the one field that must be there: space around "=", a colon in its place, another case of its name, quotes around an id. Of
 * another nobody knows whether it is meant to be one.
 */
function withPlainFields(name: 'id' | 'rua'): Change {
  return (fields) => {
    const isThere = fields.some((field) => field.startsWith(`${name}=`));
    // Of two that could be it, nobody knows which is.
    const meant = fields.filter((field) => writtenField(field)[1]?.toLowerCase() === name).length;
    return fields.map((field) => {
      const [, written = '', value = ''] = writtenField(field);
      const isName = written.toLowerCase() === name && (written === name || !isThere) && meant === 1;
      return isName ? `${name}=${value.replace(/^(["'])([A-Za-z0-9]{1,32})\1$/, '$2')}` : field;
    });
  };
}

/** Only the first of each name counts; one that cannot be read may be the wrong one of two. */
const withoutRepeats: Change = (fields) =>
  fields.filter((field, index) => {
    const name = nameOf(field);
    const first = fields.findIndex((other) => nameOf(other) === name);
    const value = fields[first]?.slice(name.length + 1) ?? '';
    const isRead = name === 'id' ? /^[A-Za-z0-9]{1,32}$/.test(value) : isExtensionValue(value);
    return name === '' || first === index || !isRead;
  });

/** A record without what nobody sees; a space that is none becomes one. */
function withoutInvisible(version: string) {
  return (text: string): string =>
    mapLines(text, (body) => {
      if (!body.startsWith(version)) return [body];
      return [body.replace(INVISIBLE, (character) => (/\p{Zs}/u.test(character) ? ' ' : '')).trim()];
    });
}

const STS = 'v=STSv1';
const STS_READING: Reading = {
  version: STS,
  isMeant: isMeantAsStsRecord,
  isValid: (text) => parseStsRecord(text).state === 'valid',
  corrected: correctedStsRecord,
};
const stsPlain = mended(STS_READING, mapRecords(STS, withPlainFields('id')));

export const STS_RECORD_FIXES: Fixes = {
  'sts-record-version': withVersion(STS_READING),
  'sts-record-delimiter': mended(STS_READING),
  'sts-record-not-ascii': mended(STS_READING),
  'sts-record-invisible': mended(STS_READING, withoutInvisible(STS)),
  'sts-record-space-after-version': mapRecords(STS),
  'sts-record-empty-field': mapRecords(STS),
  'sts-record-field-syntax': stsPlain,
  'sts-record-no-id': stsPlain,
  'sts-record-id-syntax': stsPlain,
  'sts-record-duplicate-field': mapRecords(STS, withoutRepeats),
};

const TLSRPT = 'v=TLSRPTv1';

const isRua = (field: string) => field.startsWith('rua=');
const ruaFirst: Change = (fields) => [...fields.filter(isRua), ...fields.filter((f) => !isRua(f))];
const oneRua: Change = (fields) => {
  const joined = `rua=${fields
    .filter(isRua)
    .map((field) => field.slice('rua='.length))
    .join(',')}`;
  const first = fields.findIndex(isRua);
  return fields.flatMap((field, index) => (index === first ? [joined] : isRua(field) ? [] : [field]));
};
const mapUris =
  (change: (uri: string) => string): Change =>
  (fields) =>
    fields.map((field) =>
      isRua(field)
        ? `rua=${field.slice('rua='.length).split(',').map(trimmed).map(change).join(',')}`
        : field,
    );

const TLSRPT_READING: Reading = {
  version: TLSRPT,
  isMeant: isMeantAsTlsrptRecord,
  isValid: (text) => parseTlsrptRecord(text).state === 'valid',
  corrected: correctedTlsrptRecord,
};
const tlsrptPlain = mended(TLSRPT_READING, mapRecords(TLSRPT, withPlainFields('rua')));
const usableUris = mapRecords(
  TLSRPT,
  mapUris((uri) => meantRua(uri) ?? uri),
);

export const TLSRPT_FIXES: Fixes = {
  'tlsrpt-version': withVersion(TLSRPT_READING),
  'tlsrpt-delimiter': mended(TLSRPT_READING),
  'tlsrpt-not-ascii': mended(TLSRPT_READING),
  'tlsrpt-invisible': mended(TLSRPT_READING, withoutInvisible(TLSRPT)),
  'tlsrpt-space-after-version': mapRecords(TLSRPT),
  'tlsrpt-empty-field': mapRecords(TLSRPT),
  'tlsrpt-field-syntax': tlsrptPlain,
  'tlsrpt-no-rua': tlsrptPlain,
  'tlsrpt-rua-not-first': mapRecords(TLSRPT, ruaFirst),
  'tlsrpt-rua-several-fields': mapRecords(TLSRPT, oneRua),
  'tlsrpt-rua-space': mapRecords(
    TLSRPT,
    mapUris((uri) => uri),
  ),
  'tlsrpt-rua-syntax': mended(TLSRPT_READING, usableUris),
  'tlsrpt-rua-scheme': usableUris,
  'tlsrpt-rua-slashes': usableUris,
  'tlsrpt-rua-no-target': usableUris,
  'tlsrpt-rua-reserved-character': mended(TLSRPT_READING, usableUris),
};

/** An address of mail, and the host of a web address. */
const TARGET = /[^\s,;:"'<>=/@\\|()[\]]+@[^\s,;"'<>=/@!?\\|()[\]]+|(?<=https?:\/*)[^\s,;:"'<>=/@]+/gi;
/** What a record has once. */
const VERSIONS = [/\bv(?:ersion)?\s*[=:]/gi, /(?:sts|tlsrpt)v\d/gi];
const ID = /id(?:\s*[=:]\s*|\s+)["'<[{]?([A-Za-z0-9]+)/gi;

/**
 * True where a fix leaves every target of reports in its line, letter for letter, adds neither a target nor an id, and makes no two records one:
 * the last look at what the fixes above do, whatever they are given.
 */
export function keepsRecords(before: string, after: string): boolean {
  const [old, now] = [before.split('\n'), after.split('\n')];
  return old.length === now.length && old.every((line, index) => keepsRecord(line, now[index] ?? ''));
}

function keepsRecord(before: string, after: string): boolean {
  if (before === after) return true;
  const [had, has] = [targetsOf(before), targetsOf(after)];
  // In a field of another name, or of this one in another case, it would stand in a record that is read without it.
  const isRead = !after.startsWith(TLSRPT) || targetsOf(ruaOf(after)).size === has.size;
  const isOne = VERSIONS.every((version) => (plain(before).match(version) ?? []).length <= 1);
  const isSame = had.size === has.size && [...has].every((target) => had.has(target));
  const known = idsOf(before);
  return isRead && isOne && isSame && [...idsOf(after)].every((id) => known.has(id));
}

function ruaOf(text: string): string {
  return text.split(';').map(trimmed).filter(isRua).join(',');
}

function targetsOf(text: string): ReadonlySet<string> {
  return new Set(plain(text).toLowerCase().match(TARGET));
}

function idsOf(text: string): ReadonlySet<string> {
  return new Set(Array.from(plain(text).matchAll(ID), ([, id = '']) => id));
}
