import { STS_PROBLEMS, type StsProblemCode } from '../problems.ts';
import type { SenderEvidence } from '../facts.ts';
import { senderFactsOf, withOnly } from './facts.ts';
import { POLICY_RULES } from './policy-rules.ts';
import { FETCH_RULES, RECORD_RULES } from './rules.ts';
import { SENDERS, type Effect, type Sender, type SenderReason, type SenderRule } from './rule.ts';

/** What one sender makes of what a domain publishes. */
export interface SenderVerdict {
  readonly sender: Sender;
  /**
   * Accepts: goes by the policy as RFC 8461 asks. Ignores: behaves as if there were none. Differs: goes by something
   * else than the RFC would. Unknown: what its source says about this has not been confirmed.
   */
  readonly accepts: 'accepts' | Effect;
  /** Every reason that applies, the weightiest first; empty where it accepts. */
  readonly reasons: readonly SenderReason[];
}

const RULES: readonly SenderRule[] = [...RECORD_RULES, ...FETCH_RULES, ...POLICY_RULES];
/** The weightiest first: what is ignored stays ignored, whatever else is read differently. */
const WEIGHT: readonly Effect[] = ['ignores', 'unknown', 'differs'];

/**
 * Tells for each known sender whether it would go by the policy of the domain. Pure. Empty where nothing is announced
 * (RFC 8461 §3.1: no record, no policy). Where we could not read what senders read, every sender is unknown.
 */
export function sendersOf(published: SenderEvidence): SenderVerdict[] {
  const { stsRecord, policy } = published;
  if (stsRecord.state === 'absent') return [];
  const facts = senderFactsOf(published);
  const applying = RULES.filter(({ when }) => when(facts));
  const isUnusable = stsRecord.state === 'invalid' || policy.state === 'invalid';
  const isUnread =
    [stsRecord.state, policy.state].some((state) => state === 'unavailable' || state === 'pending') &&
    stsRecord.state !== 'invalid';
  return SENDERS.map((sender) => {
    const own = applying
      .filter(({ senders }) => senders.includes(sender))
      .toSorted((a, b) => WEIGHT.indexOf(a.effect) - WEIGHT.indexOf(b.effect));
    const worst = own[0]?.effect;
    const reasons = [...new Set(own.map(({ reason }) => reason))];
    if (worst === 'ignores') return { sender, accepts: worst, reasons };
    if (isUnread)
      return {
        sender,
        accepts: 'unknown',
        reasons: worst === 'unknown' ? reasons : [...reasons, 'not-read'],
      };
    // Unusable by the RFC, and nothing is known of how this sender takes it.
    if (isUnusable && worst === undefined) return { sender, accepts: 'unknown', reasons: ['not-stated'] };
    return { sender, accepts: worst ?? 'accepts', reasons };
  });
}

/** The senders that would ignore the policy for the problems of this code alone, in the order in which they are shown; none for a code of another mechanism. */
export function ignoredBy(code: string, published: SenderEvidence): Sender[] {
  if (!isStsProblem(code)) return [];
  const facts = withOnly(code, senderFactsOf(published));
  const applying = RULES.filter(({ effect, when }) => effect === 'ignores' && when(facts));
  return SENDERS.filter((sender) => applying.some(({ senders }) => senders.includes(sender)));
}

function isStsProblem(code: string): code is StsProblemCode {
  return Object.hasOwn(STS_PROBLEMS, code);
}
