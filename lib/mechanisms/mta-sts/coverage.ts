import type { Consequence } from './consequence.ts';
import type { MxHost } from '../mx/assess.ts';
import { mxMatcher } from './mx-pattern.ts';
import type { StsPolicy } from './policy.ts';

export interface ServerVerdict extends MxHost {
  /** A pattern of the policy that covers it, as published, an exact one before a wildcard; null where none does. */
  readonly pattern: string | null;
  /** A wildcard that would cover it if `*` stood for more than one label; null where there is none. */
  readonly tooShallow: string | null;
  readonly consequence: Consequence;
}

/**
 * Holds every server against the policy (RFC 8461 §4.1). `policy` is null where senders find none; `unknown` where we
 * could not know. Linear in the size of the policy.
 */
export function coverageOf(hosts: readonly MxHost[], policy: StsPolicy | null | 'unknown'): ServerVerdict[] {
  if (policy === null || policy === 'unknown' || policy.mode === 'none') {
    const consequence = policy === 'unknown' ? 'unknown' : 'unprotected';
    return hosts.map((host) => ({
      ...host,
      pattern: null,
      tooShallow: null,
      consequence: host.address === 'absent' ? 'unreachable' : consequence,
    }));
  }
  const [ifMissing, ifCovered] = CONSEQUENCES[policy.mode];
  const match = mxMatcher(policy.mx);
  const wildcards = new Map(
    policy.mx.filter((mx) => mx.startsWith('*.')).map((mx) => [mx.slice(2).toLowerCase(), mx]),
  );
  return hosts.map((host) => {
    const pattern = match(host.name);
    const isCovered = pattern !== null;
    return {
      ...host,
      pattern,
      tooShallow: isCovered ? null : tooShallowWildcard(host.name, wildcards),
      consequence: host.address === 'absent' ? 'unreachable' : isCovered ? ifCovered : ifMissing,
    };
  });
}

/** The patterns that match none of the servers: linear in the number of both. */
export function unusedOf(servers: readonly ServerVerdict[], patterns: readonly string[]): string[] {
  const names = new Set(servers.flatMap(({ name }) => [name, name.replace(/^[^.]+/, '*')]));
  return patterns.filter((pattern) => !names.has(pattern.toLowerCase()));
}

/** For a server that is not covered, and for one that is. */
const CONSEQUENCES = {
  enforce: ['refused', 'verified'],
  testing: ['reported', 'tested'],
} as const;

function tooShallowWildcard(host: string, wildcards: ReadonlyMap<string, string>): string | null {
  const labels = host.split('.');
  // From two labels on: with one the pattern would have matched.
  for (let start = 2; start < labels.length; start += 1) {
    const pattern = wildcards.get(labels.slice(start).join('.'));
    if (pattern !== undefined) return pattern;
  }
  return null;
}
