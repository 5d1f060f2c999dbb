import type { Finding } from './finding.ts';

/** True where something is wrong, rather than good to know. */
export function isFault({ severity }: Pick<Finding, 'severity'>): boolean {
  return severity !== 'notice' && severity !== 'info';
}
