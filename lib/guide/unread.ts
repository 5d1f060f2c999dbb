import type { Assessment } from '../check/assessment.ts';

/**
 * Whether a policy may well be published that nobody can read just now, such as behind an expired certificate: what it says, and
 * how long senders hold it, cannot be told. A host without an address, and status 404 or 410 (RFC 9110 §15.5.5, §15.5.11), say that there is
 * no file. Pure.
 */
export function isUnread({ policy }: Pick<Assessment, 'policy'>): boolean {
  if (policy.state !== 'invalid' || policy.text !== null) return false;
  const [problem] = policy.problems;
  return problem?.code !== 'policy-host-no-address' && !GONE.has(problem?.parameters['status']);
}

const GONE: ReadonlySet<unknown> = new Set([404, 410]);
