import type { Assessment } from './assessment.ts';

/**
 * True where a finished check got nowhere as it does without a network. That alone does not blame the device: the browser has to say that it is
 * offline, and its word alone is not enough either, since what is cached can be shown offline just as well.
 */
export function isNetworkFailure({
  mx,
  stsRecord,
  finishedAt,
}: Pick<Assessment, 'mx' | 'stsRecord' | 'finishedAt'>): boolean {
  const failed = [mx, stsRecord].some(
    // What a question comes to that never left the device.
    (part) => part.state === 'unavailable' && (part.reason === 'network' || part.reason === 'timeout'),
  );
  return finishedAt !== null && failed;
}
