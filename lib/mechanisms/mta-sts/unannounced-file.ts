import type { Look } from '../../mechanism.ts';
import type { StsParts } from './facts.ts';

/**
 * True where nobody has asked for the policy file, since senders do not either, or may not: there is no usable record, or it could
 * not be looked up.
 */
export function isUnasked({ policy }: Pick<StsParts, 'policy'>): boolean {
  if (policy.state === 'unavailable') return policy.problems[0]?.code === 'sts-record-unavailable';
  return policy.state === 'absent';
}

/** Whether something is to be found out about a file that no record announces. */
export function wantsFile(parts: StsParts, look: Look | undefined): boolean {
  const { policyFile, policyHost } = parts;
  if (look === undefined || !isUnasked(parts)) return false;
  if (look === 'file') return policyFile === undefined || policyFile.state === 'unavailable';
  return policyFile === undefined && (policyHost.state === 'not-asked' || policyHost.state === 'pending');
}
