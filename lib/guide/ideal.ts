import type { Assessment } from '../assessment.ts';
import { servingProblems, type PolicyFacts } from '../mta-sts/fetch-policy.ts';
import type { Sender } from '../sender-rule.ts';
import { sendersOf } from '../senders.ts';
import type { Proposal } from './proposal.ts';

/** Parts of an assessment as they would be if nothing were wrong with them: what is left is the fault of the rest. */

/** A record with which no sender has any trouble. */
export function recordFactsOf({ policyId: id, record }: Proposal): Assessment['stsRecord'] {
  const { value: text } = record;
  const evidence = { texts: [text], aliases: [], authentic: false, ttlSeconds: 0 };
  return { state: 'found', value: { id, extensions: {} }, text, problems: [], ...evidence };
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

/**
 * The senders that would not go by the policy as RFC 8461 asks, or of which that is not known, though they would by the
 * one that is proposed.
 */
export function readDifferently(assessment: Assessment, proposal: Proposal): Sender[] {
  const ideal = { stsRecord: recordFactsOf(proposal), policy: policyFactsOf(proposal) };
  const hopeless = strayingOn({ ...assessment, ...ideal });
  return strayingOn(assessment).filter((sender) => !hopeless.includes(sender));
}

function strayingOn(assessment: Assessment): Sender[] {
  return sendersOf(assessment).flatMap(({ sender, accepts }) => (accepts === 'accepts' ? [] : [sender]));
}
