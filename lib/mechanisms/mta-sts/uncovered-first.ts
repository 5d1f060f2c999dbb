import type { ServerVerdict } from './coverage.ts';

/** The servers as a person wants to read them: those that the policy leaves out come first, else in their order. Pure. */
export function uncoveredFirst(servers: readonly ServerVerdict[]): ServerVerdict[] {
  // Where there is no policy they are all alike, and keep their order.
  return servers.toSorted((a, b) => Number(a.pattern !== null) - Number(b.pattern !== null));
}
