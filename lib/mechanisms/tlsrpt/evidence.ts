import type { ToldWith } from '../../mechanism.ts';
import type { Section } from '../../report/blocks.ts';
import { recordSections } from '../../report/published.ts';
import type { TlsrptParts } from './facts.ts';

export function tlsrptEvidence({ tlsrpt }: TlsrptParts, told: ToldWith): Section[] {
  return recordSections(`_smtp._tls.${told.policyDomain}`, tlsrpt, told);
}
