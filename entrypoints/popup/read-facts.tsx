import type { ComponentChildren } from 'preact';
import { EvidenceFacts } from '../../components/EvidenceFacts.tsx';
import { readAssessment } from '../../lib/browser/assessment-store.ts';
import type { DomainName } from '../../lib/names/domain-name.ts';

/** Reads and draws the facts, which is loaded once the popup is painted. */
export async function readFacts(domain: DomainName): Promise<ComponentChildren> {
  const assessment = await readAssessment(domain);
  return assessment && <EvidenceFacts assessment={assessment} />;
}
