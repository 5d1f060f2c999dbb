/**
 * Gives what the promise gives, or rejects with the signal's reason as soon as it aborts. A stream or server that
 * ignores the abort can then hold nothing up.
 */
export async function beforeDeadline<T>(signal: AbortSignal, promise: Promise<T>): Promise<T> {
  const { promise: aborted, reject } = Promise.withResolvers<never>();
  const onAbort = () => reject(signal.reason);
  if (signal.aborted) onAbort();
  signal.addEventListener('abort', onAbort);
  try {
    return await Promise.race([promise, aborted]);
  } finally {
    signal.removeEventListener('abort', onAbort);
  }
}
