import type { Assessment } from './assessment.ts';

/**
 * True where a check failed and the device itself has no network: the resolver is not to blame then. The browser’s word
 * alone is not enough, since what is cached can be shown offline just as well.
 */
export function isOfflineFailure({ mx, stsRecord, finishedAt }: Assessment, isOnline: boolean): boolean {
  const failed = [mx, stsRecord].some(
    // What a question comes to that never left the device.
    (part) => part.state === 'unavailable' && (part.reason === 'network' || part.reason === 'timeout'),
  );
  return !isOnline && finishedAt !== null && failed;
}
