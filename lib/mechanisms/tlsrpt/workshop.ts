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
} from '../../text/mended-record.ts';
import type { RecordText, Sentence } from '../../mechanism.ts';
import type { Fixes } from '../../text/mendable.ts';
import { isReportUri } from '../../text/report-uri.ts';
import type { TlsrptProblemCode } from './problems.ts';
import {
  correctedTlsrptRecord,
  isMeantAsTlsrptRecord,
  parseTlsrptRecord,
  selectTlsrptRecord,
  VERSION,
} from './record.ts';
import { meantRua } from './rua.ts';

/** What has one right answer in the TXT records of TLSRPT (RFC 8460 §3), one record a line. Left to a person is where reports go. */

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

const READING: Reading = {
  version: VERSION,
  isMeant: isMeantAsTlsrptRecord,
  isValid: (text) => parseTlsrptRecord(text).state === 'valid',
  corrected: correctedTlsrptRecord,
};
const plainFields = mended(READING, mapRecords(VERSION, withPlainFields('rua')));
const usableUris = mapRecords(
  VERSION,
  mapUris((uri) => meantRua(uri) ?? uri),
);

const fixes: Fixes<TlsrptProblemCode> = {
  'tlsrpt-version': withVersion(READING),
  'tlsrpt-delimiter': mended(READING),
  'tlsrpt-not-ascii': mended(READING),
  'tlsrpt-invisible': mended(READING, withoutInvisible(VERSION)),
  'tlsrpt-doubled': once(VERSION),
  'tlsrpt-space-after-version': mapRecords(VERSION),
  'tlsrpt-empty-field': mapRecords(VERSION),
  'tlsrpt-field-syntax': plainFields,
  'tlsrpt-no-rua': plainFields,
  'tlsrpt-rua-not-first': mapRecords(VERSION, ruaFirst),
  'tlsrpt-rua-several-fields': mapRecords(VERSION, oneRua),
  'tlsrpt-rua-space': mapRecords(
    VERSION,
    mapUris((uri) => uri),
  ),
  'tlsrpt-rua-syntax': mended(READING, usableUris),
  'tlsrpt-rua-scheme': usableUris,
  'tlsrpt-rua-slashes': usableUris,
  'tlsrpt-rua-no-target': usableUris,
  'tlsrpt-rua-reserved-character': mended(READING, usableUris),
};

/** The texts of the workshop at `_smtp._tls`. */
export const TLSRPT_TEXT: RecordText<TlsrptProblemCode> = { fixes, says };

function says(texts: readonly string[]): Sentence {
  const selected = selectTlsrptRecord(texts);
  if (selected.state !== 'found') return { key: `workshop.record.${selected.state}` };
  const targets = selected.value.rua.filter(isReportUri);
  return targets.length === 0
    ? { key: 'workshop.tlsrpt.nowhere' }
    : { key: 'workshop.tlsrpt.valid', parameters: { targets: targets.join(', ') } };
}
