import { isUnasked } from '../mechanisms/mta-sts/unannounced-file.ts';
import type { Assessment } from '../check/assessment.ts';

/**
 * The assessment as the guide goes by it: where senders do not ask for the policy file, with the file that was looked for all the same. The
 * verdict never sees it so. Pure; the same again where nothing was looked for.
 */
export function seenOf<T extends Pick<Assessment, 'policy' | 'policyFile'>>(assessment: T): T {
  const { policyFile } = assessment;
  return policyFile && isUnasked(assessment) ? { ...assessment, policy: policyFile } : assessment;
}

/** True where a file may well stand at the policy host that nobody has looked for. */
export function isUnseen(assessment: Pick<Assessment, 'policy' | 'policyFile'>): boolean {
  return isUnasked(seenOf(assessment));
}
