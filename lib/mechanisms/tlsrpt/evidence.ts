import type { ToldWith } from '../../mechanism.ts';
import type { Section } from '../../report/blocks.ts';
import { recordSections } from '../../report/published.ts';
import type { TlsrptParts } from './facts.ts';
import { tlsrptNameOf } from './report-record.ts';

/** All TXT records at the name of the TLSRPT record, as they were published; nothing while they are looked up. Pure. */
export function tlsrptEvidence({ tlsrpt }: TlsrptParts, told: ToldWith): Section[] {
  return recordSections(tlsrptNameOf(told.policyDomain), tlsrpt, told);
}
