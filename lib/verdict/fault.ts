import type { Tone } from '../mechanism.ts';
import type { Finding } from './finding.ts';
import type { OwnedFinding } from './digest.ts';
import { WEIGHTS } from './weights.ts';
import { gathered } from './gathered.ts';

/** True where something is wrong, rather than good to know. */
export function isFault({ severity }: Pick<Finding, 'severity'>): boolean {
  return severity !== 'notice' && severity !== 'info';
}

/** True where it is so wrong that something does not work. */
export function isError({ severity }: Pick<Finding, 'severity'>): boolean {
  return severity === 'error' || severity === 'critical';
}

/** True for a fault that the owner did not choose: a trial is a choice, and has an end. */
export function isToRepair(finding: Pick<Finding, 'severity' | 'code'>): boolean {
  return isFault(finding) && finding.code !== 'policy-mode-testing';
}

/**
 * How many errors a verdict in green would hide, one that stands on several lines counted once. The verdict is about mail to the domain: what others send in
 * its name has a word of its own. Pure.
 */
export function hiddenErrors(digest: {
  readonly tone: Tone;
  readonly findings: readonly OwnedFinding[];
}): number {
  if (digest.tone !== 'good') return 0;
  const own = digest.findings.filter(({ mechanism }) => WEIGHTS[mechanism]?.lane !== 'spoofing');
  return gathered(own.filter(isError)).length;
}

/** True for what says that there is no MTA-STS policy yet: no fault, and yet what there is to do. */
export function isToSetUp({ code }: Pick<Finding, 'code'>): boolean {
  return code === 'sts-absent' || code === 'dane-without-sts';
}
