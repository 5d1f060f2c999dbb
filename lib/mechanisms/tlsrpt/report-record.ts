import type { ReportRecord } from '../../mechanism.ts';
import type { DomainName } from '../../names/domain-name.ts';
import type { TlsrptParts } from './facts.ts';
import type { TlsrptProblemCode } from './problems.ts';
import {
  correctedTlsrptRecord,
  isMeantAsTlsrptRecord,
  parseTlsrptRecord,
  selectTlsrptRecord,
  VERSION,
} from './record.ts';

/** The TLSRPT record, as guide and workshop take it up. */
export const TLSRPT_RECORD: ReportRecord<'tlsrpt', TlsrptParts, TlsrptProblemCode> = {
  name: 'tlsrpt',
  label: '_smtp._tls',
  version: VERSION,
  field: 'rua',
  select: selectTlsrptRecord,
  isMeant: isMeantAsTlsrptRecord,
  targetsOf: ({ tlsrpt }) => (tlsrpt.state === 'found' ? tlsrpt.value.rua : []),
  meantTargetsOf: ({ tlsrpt }) => {
    if (tlsrpt.state === 'found') return tlsrpt.value.rua;
    const texts = tlsrpt.state === 'invalid' ? tlsrpt.texts : [];
    const [corrected, other] = [...new Set(texts.flatMap((text) => correctedTlsrptRecord(text) ?? []))];
    // Of several records each may be the one that was meant.
    const parsed = corrected === undefined || other !== undefined ? null : parseTlsrptRecord(corrected);
    return parsed?.state === 'valid' ? parsed.value.rua : [];
  },
  workshop: async () => (await import('./workshop.ts')).TLSRPT_TEXT,
};

/** Where the record of a domain stands in DNS (RFC 8460 §3). */
export function tlsrptNameOf(policyDomain: DomainName): string {
  return `${TLSRPT_RECORD.label}.${policyDomain}`;
}
