/**
 * The time from now on, in whole milliseconds since 1970 UTC, as if nobody set the clock of the machine meanwhile: what is measured with it took
 * as long as it took.
 */
export function steadyClock(): () => number {
  const zero = Date.now() - performance.now();
  return () => Math.round(zero + performance.now());
}
