import type { Mode } from './mode.ts';
import type { DomainName } from '../../names/domain-name.ts';
import { servingProblems, type PolicyFacts } from './served-policy.ts';
import { MAX_MAX_AGE_SECONDS, validUntil, type HeldPolicy } from './max-age.ts';
import { parsePolicy } from './policy.ts';

/** A valid policy as a sender holds it. */
export interface RememberedPolicy extends HeldPolicy {
  readonly policyDomain: DomainName;
  /** The id of the record that announced it. */
  readonly policyId: string;
  readonly mediaType: string | null;
  readonly mode: Mode;
  /** Another text that stood there under the same id before, so that senders do not see the change; else null. */
  readonly replaced: HeldPolicy | null;
}

/** Where valid policies are kept. Both may fail. */
export interface PolicyStore {
  readonly recall: (policyDomain: DomainName) => Promise<RememberedPolicy | null>;
  readonly remember: (policy: RememberedPolicy) => Promise<void>;
}

/** Senders refresh about daily (RFC 8461 §3.3); an older copy says too little about the file that is there now. */
const REFRESH_AFTER_MS = 24 * 3600 * 1000;

/**
 * The facts of a remembered policy, where it can stand for a fetch: the live record has the same id, max_age is not
 * over, and it was fetched within a day. Otherwise null.
 */
export function policyFromMemory(
  policy: RememberedPolicy | null,
  id: string,
  now: number,
): PolicyFacts | null {
  if (!policy || policy.policyId !== id || policy.fetchedAt > now) return null;
  if (now >= Math.min(validUntil(policy), policy.fetchedAt + REFRESH_AFTER_MS)) return null;
  const bytes = new TextEncoder().encode(policy.policyText);
  const parsed = parsePolicy(bytes);
  if (parsed.state === 'invalid') return null;
  const { policyText: text, mediaType, fetchedAt } = policy;
  const problems = [...parsed.problems, ...servingProblems(mediaType, bytes.length)];
  return { state: 'found', value: parsed.value, problems, text, mediaType, fetchedAt, tookMs: null };
}

/**
 * What to keep of a fetch, or null where there is nothing that a sender would keep. `earlier` is what was kept before: a
 * text that was replaced under the same id stays in mind.
 */
export function toRemember(
  policyDomain: DomainName,
  policyId: string,
  policy: PolicyFacts,
  earlier: RememberedPolicy | null,
): RememberedPolicy | null {
  if (policy.state !== 'found' || policy.text === null) return null;
  const { text: policyText, mediaType, fetchedAt, value } = policy;
  const isSameId = earlier?.policyId === policyId;
  const isChanged = isSameId && earlier.policyText !== policyText;
  return {
    policyDomain,
    policyId,
    policyText,
    mediaType,
    mode: value.mode,
    maxAgeSeconds: Math.min(value.maxAgeSeconds, MAX_MAX_AGE_SECONDS),
    fetchedAt,
    replaced: isChanged ? heldOf(earlier) : isSameId ? earlier.replaced : null,
  };
}

function heldOf({ policyText, maxAgeSeconds, fetchedAt }: HeldPolicy): HeldPolicy {
  return { policyText, maxAgeSeconds, fetchedAt };
}
