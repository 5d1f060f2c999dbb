import type { ReportRecord } from '../../mechanism.ts';
import type { TlsrptParts } from './facts.ts';
import type { TlsrptProblemCode } from './problems.ts';
import { isMeantAsTlsrptRecord, selectTlsrptRecord, VERSION } from './record.ts';

/** The TLSRPT record, as guide and workshop take it up. */
export const TLSRPT_RECORD: ReportRecord<'tlsrpt', TlsrptParts, TlsrptProblemCode> = {
  name: 'tlsrpt',
  label: '_smtp._tls',
  version: VERSION,
  field: 'rua',
  select: selectTlsrptRecord,
  isMeant: isMeantAsTlsrptRecord,
  targetsOf: ({ tlsrpt }) => (tlsrpt.state === 'found' ? tlsrpt.value.rua : []),
  workshop: async () => (await import('./workshop.ts')).TLSRPT_TEXT,
};
