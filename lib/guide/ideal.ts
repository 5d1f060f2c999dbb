import type { Assessment } from '../check/assessment.ts';
import { servingProblems, type PolicyFacts } from '../mechanisms/mta-sts/served-policy.ts';
import { selectStsRecord } from '../mechanisms/mta-sts/record.ts';
import type { Sender } from '../mechanisms/mta-sts/senders/rule.ts';
import { sendersOf, type SenderVerdict } from '../mechanisms/mta-sts/senders/senders.ts';
import { textsThatStay } from './present.ts';
import type { Proposal } from './proposal.ts';

/** Parts of an assessment as they would be if nothing were wrong with them: what is left is the fault of the rest. */

/** The proposed record beside what stays at its name: some senders take none that is not alone, whoever publishes it. */
export function recordFactsOf({ record }: Proposal, live: Assessment['stsRecord']): Assessment['stsRecord'] {
  const texts = [...textsThatStay('record', live), record.value];
  return { ...selectStsRecord(texts), texts, aliases: [], authentic: false, ttlSeconds: 0 };
}

/** The proposed policy, served as it should be. */
export function policyFactsOf({
  policy: { value, text },
}: Proposal): Extract<PolicyFacts, { state: 'found' }> {
  const mediaType = 'text/plain';
  // A file that cannot be made shorter is cut off by some senders, whoever publishes it.
  const problems = servingProblems(mediaType, text.length);
  return { state: 'found', value, text, problems, mediaType, fetchedAt: 0, tookMs: null };
}

/** The senders that would go by the proposed policy as RFC 8461 asks, but not, or not for sure, by the published one. */
export interface Straying {
  /** Those that ignore it, or read it in another way. */
  readonly known: readonly Sender[];
  /** Those of which that is not known. */
  readonly unknown: readonly Sender[];
}

/** Which senders stray from the policy of the assessment though they would not from the proposed one. */
export function readDifferently(assessment: Assessment, proposal: Proposal): Straying {
  const ideal = { stsRecord: recordFactsOf(proposal, assessment.stsRecord), policy: policyFactsOf(proposal) };
  const hopeless = new Set(strayingOn({ ...assessment, ...ideal }).map(({ sender }) => sender));
  const straying = strayingOn(assessment).filter(({ sender }) => !hopeless.has(sender));
  const of = (isUnknown: boolean) =>
    straying.flatMap(({ sender, accepts }) => ((accepts === 'unknown') === isUnknown ? [sender] : []));
  return { known: of(false), unknown: of(true) };
}

function strayingOn(assessment: Assessment): SenderVerdict[] {
  return sendersOf(assessment).filter(({ accepts }) => accepts !== 'accepts');
}
