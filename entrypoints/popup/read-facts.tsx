import { drawnFacts } from '../../components/EvidenceFacts.tsx';
import type { DrawnFacts } from '../../components/use-facts.ts';
import { readAssessment } from '../../lib/browser/assessment-store.ts';
import type { DomainName } from '../../lib/names/domain-name.ts';

/** Reads and draws the facts, which is loaded once the popup is painted. */
export async function readFacts(domain: DomainName): Promise<DrawnFacts | null> {
  const assessment = await readAssessment(domain);
  return assessment && drawnFacts(assessment);
}
