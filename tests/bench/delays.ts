import { WORLD } from '../lab/world.ts';
import type { World } from '../lab/description/types.ts';

/** How long the servers of the lab think before they answer, in milliseconds. */
export interface Delays {
  readonly doh: number;
  readonly policy: number;
}

/** A near network and a far one. */
export const PROFILES: readonly Delays[] = [
  { doh: 40, policy: 60 },
  { doh: 150, policy: 250 },
];

/** The lab's world with slower policy hosts; the DNS server is slowed by `setDnsFault`. */
export function worldWith({ policy }: Delays): World {
  const domains = WORLD.domains.map((domain) =>
    domain.policyHost
      ? { ...domain, policyHost: { ...domain.policyHost, delayMs: domain.policyHost.delayMs + policy } }
      : domain,
  );
  return { ...WORLD, domains };
}

export const nameOf = ({ doh, policy }: Delays): string => `${doh}/${policy} ms`;
