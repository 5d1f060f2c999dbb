import { STS_PROBLEMS, type StsProblemCode } from './problems.ts';
import { Problems, type Problem } from '../../problem.ts';
import type { Pending } from '../../outcome.ts';
import { parsePolicy, type StsPolicy } from './policy.ts';
import { policyTextForDisplay } from './policy-text.ts';

/** RFC 8461 §3.3 suggests 64 kilobytes. */
export const MAX_POLICY_BYTES = 65536;
/** Beyond these the strictest known senders give up, or cut the rest off. */
const SLOW_MS = 2000;
const LARGE_BYTES = 10 * 1024;

/** What came of reading the policy file. */
export type PolicyFacts =
  | ({ readonly state: 'found'; readonly value: StsPolicy } & Fetched)
  /** The server answered, and no sender can use what it gave: a status, a redirect, a certificate, the syntax. */
  | ({ readonly state: 'invalid' } & Fetched)
  /** We could not know: no permission, too slow, no network. The problem says which. */
  | { readonly state: 'unavailable'; readonly problems: readonly Problem<StsProblemCode>[] }
  /** There was nothing to fetch: no valid record announces a policy. */
  | { readonly state: 'absent' };

interface Fetched {
  readonly problems: readonly Problem<StsProblemCode>[];
  /** The body as text, or null where none was read. */
  readonly text: string | null;
  readonly mediaType: string | null;
  /** Milliseconds since 1970 UTC. */
  readonly fetchedAt: number;
  /** From the request to the last byte; null for a policy remembered from an earlier fetch. */
  readonly tookMs: number | null;
}

/** The facts of a policy whose bytes are there, with what its media type, its size and the time it took do to senders. */
export function judge(
  bytes: Uint8Array,
  fetched: { mediaType: string | null; fetchedAt: number; tookMs: number },
): Extract<PolicyFacts, { state: 'found' | 'invalid' }> {
  const problems = new Problems(STS_PROBLEMS);
  const { mediaType, tookMs } = fetched;
  if (tookMs > SLOW_MS) problems.add('policy-slow', { seconds: Math.round(tookMs / 100) / 10 });
  const parsed = parsePolicy(bytes);
  const common = {
    problems: [...parsed.problems, ...servingProblems(mediaType, bytes.length), ...problems.list],
    text: policyTextForDisplay(bytes),
    ...fetched,
  };
  return parsed.state === 'valid'
    ? { state: 'found', value: parsed.value, ...common }
    : { state: 'invalid', ...common };
}

/** What some senders make of the Content-Type, whose parameters are ignored (RFC 8461 §3.2), and of the size. */
export function servingProblems(mediaType: string | null, byteLength: number): Problem<StsProblemCode>[] {
  const problems = new Problems(STS_PROBLEMS);
  const essence = mediaType?.split(';')[0]?.trim().toLowerCase();
  if (!essence) problems.add('policy-no-media-type');
  else if (essence !== 'text/plain') problems.add('policy-media-type', { mediaType: essence });
  if (byteLength > LARGE_BYTES) problems.add('policy-large', { kilobytes: Math.ceil(byteLength / 1024) });
  return [...problems.list];
}

/** True where only the permission to read the policy host is missing. */
export function awaitsPermission({ policy }: { readonly policy: Pending | PolicyFacts }): boolean {
  return policy.state === 'unavailable' && policy.problems[0]?.code === 'policy-not-permitted';
}
