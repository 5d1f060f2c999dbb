import { INVISIBLE } from '../visible-text.ts';
import { leadingSpace, trimEndSpace } from '../white-space.ts';
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

/** Makes the version the first field, in its own case, of a record that has it somewhere; quotes of a zone file go. */
function withVersion(version: string, withHead: (record: string) => string) {
  const isVersion = (field: string) =>
    field.replace(/[ \t]*=[ \t]*/, '=').toLowerCase() === version.toLowerCase();
  return (text: string): string =>
    mapLines(text, (body) => {
      const fields = withHead(unquoted(body))
        .replace(/[\s"'“”„‘’«»]+$/, '')
        .split(';')
        .map(trimmed);
      const others = fields.filter((field) => field !== '' && !isVersion(field));
      const versions = fields.filter(isVersion);
      return [versions.length === 1 ? [version, ...others].join('; ') : body];
    });
}

/** The text that the strings of a zone-file line carry (RFC 1035 §5.1); a line without quotes is the text itself. */
function unquoted(line: string): string {
  const strings = Array.from(line.matchAll(/"((?:[^"\\]|\\.)*)"/g), ([, inner = '']) => inner);
  return strings.length === 0 ? line : strings.join('').replace(/\\(\D)/g, '$1');
}

function trimmed(field: string): string {
  return trimEndSpace(field.slice(leadingSpace(field)));
}

function nameOf(field: string): string {
  return field.slice(0, Math.max(0, field.indexOf('=')));
}

/**
 * Of the one field that must be there: space around "=", a colon in its place, another case of its name, quotes around an id. Of
 * another nobody knows whether it is meant to be one.
 */
function withPlainFields(name: 'id' | 'rua'): Change {
  return (fields) => {
    const isThere = fields.some((field) => field.startsWith(`${name}=`));
    return fields.map((field) => {
      const [, written = '', value = ''] =
        /^([A-Za-z0-9][A-Za-z0-9_.-]{0,31})[ \t]*[=:][ \t]*(.+)$/s.exec(field) ?? [];
      const isName = written.toLowerCase() === name && (written === name || !isThere);
      return isName ? `${name}=${value.replace(/^(["'])([A-Za-z0-9]{1,32})\1$/, '$2')}` : field;
    });
  };
}

/** Only the first of each name counts. */
const withoutRepeats: Change = (fields) =>
  fields.filter((field, index) => {
    const name = nameOf(field);
    return name === '' || fields.findIndex((other) => nameOf(other) === name) === index;
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
/** Its version as people write it: without `v=`, with a colon, another number, or nothing before the id. There is only one. */
const STS_HEAD = /^[\s"'“”„‘’]*(?:v[ \t]*[=:]?[ \t]*)?(?:mta-?)?sts-?v?\d{0,2}(?=[\s;,:]|id\b|$)[\s;,:]*/i;

export const STS_RECORD_FIXES: Fixes = {
  'sts-record-version': withVersion(STS, (record) => record.replace(STS_HEAD, `${STS}; `)),
  'sts-record-delimiter': mapRecords(STS, withPlainFields('id')),
  'sts-record-invisible': withoutInvisible(STS),
  'sts-record-space-after-version': mapRecords(STS),
  'sts-record-empty-field': mapRecords(STS),
  'sts-record-field-syntax': mapRecords(STS, withPlainFields('id')),
  'sts-record-no-id': mapRecords(STS, withPlainFields('id')),
  'sts-record-id-syntax': mapRecords(STS, withPlainFields('id')),
  'sts-record-duplicate-field': mapRecords(STS, withoutRepeats),
};

const TLSRPT = 'v=TLSRPTv1';
const TLSRPT_HEAD = /^[\s"'“”„‘’]*(?:v[ \t]*[=:]?[ \t]*)?tls-?rpt-?v?\d{0,2}(?=[\s;,:]|rua\b|$)[\s;,:]*/i;

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

export const TLSRPT_FIXES: Fixes = {
  'tlsrpt-version': withVersion(TLSRPT, (record) =>
    record
      .replace(TLSRPT_HEAD, `${TLSRPT}; `)
      .replace(/^\s*(?=rua\s*=)/i, `${TLSRPT}; `)
      .replace(/^\s*(?=mailto:)/i, `${TLSRPT}; rua=`),
  ),
  'tlsrpt-delimiter': mapRecords(TLSRPT, withPlainFields('rua')),
  'tlsrpt-invisible': withoutInvisible(TLSRPT),
  'tlsrpt-space-after-version': mapRecords(TLSRPT),
  'tlsrpt-empty-field': mapRecords(TLSRPT),
  'tlsrpt-field-syntax': mapRecords(TLSRPT, withPlainFields('rua')),
  'tlsrpt-no-rua': mapRecords(TLSRPT, withPlainFields('rua')),
  'tlsrpt-rua-not-first': mapRecords(TLSRPT, ruaFirst),
  'tlsrpt-rua-several-fields': mapRecords(TLSRPT, oneRua),
  'tlsrpt-rua-space': mapRecords(
    TLSRPT,
    mapUris((uri) => uri),
  ),
  // An address without its scheme.
  'tlsrpt-rua-syntax': mapRecords(
    TLSRPT,
    mapUris((uri) => (/^[^@:/?#]+@[^@:/?#]+$/.test(uri) ? `mailto:${uri}` : uri)),
  ),
  // The size limit of DMARC, which does not exist here; any other "!" may be meant.
  'tlsrpt-rua-reserved-character': mapRecords(
    TLSRPT,
    mapUris((uri) => uri.replace(/^(mailto:[^!]+)!\d+[kmgt]?$/i, '$1')),
  ),
};
