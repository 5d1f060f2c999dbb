import type { SpfParts } from '../spf/facts.ts';
import type { Policy } from './policy.ts';

/** What SPF leaves of a policy: nothing where everybody passes, since a pass for the domain itself agrees with it (RFC 9989 §4.4.2); or we could not know. */
export type BySpf = 'open' | 'unsure' | null;

/**
 * Whether SPF takes away what a policy protects. Null where it does not, or where there is nothing to take away. What could not be looked up may let everybody in. Pure.
 */
export function leftBySpf({ spf }: SpfParts, policy: Policy): BySpf {
  if (policy === 'none' || spf.state === 'pending') return null;
  if (spf.state === 'unavailable') return 'unsure';
  if (spf.tree === null) return null;
  const { end, rows, eleventh, letsMostIn } = spf.tree;
  const isPass = end === 'pass' || end === 'others' || letsMostIn;
  if (isPass || rows.some(({ letsAllIn }) => letsAllIn)) return 'open';
  // Behind the eleventh look-up nobody reads on, so that nothing there lets anybody in.
  const isOpen = rows.some(({ kind, state }) => LEADS_ON.has(kind) && UNREAD.has(state));
  return eleventh === null && (end === 'unknown' || isOpen) ? 'unsure' : null;
}

const LEADS_ON: ReadonlySet<string> = new Set(['include', 'redirect']);
const UNREAD: ReadonlySet<string> = new Set(['unavailable', 'unread', 'unasked']);
