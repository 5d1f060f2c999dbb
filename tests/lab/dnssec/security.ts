import type { Signing } from '../description/types.ts';
import type { Delegation, Zone } from '../zones.ts';

/**
 * What a resolver that validates makes of an answer (RFC 4035, 4.3), from best to worst; where it is bogus, with the extended error by which it
 * says why (RFC 8914, 4).
 */
export type Security =
  { state: 'secure' } | { state: 'insecure' } | { state: 'bogus'; extendedError: number };

const SECURE: Security = { state: 'secure' };
const INSECURE: Security = { state: 'insecure' };
const BOGUS: Security = { state: 'bogus', extendedError: 6 };
const SIGNATURE_EXPIRED: Security = { state: 'bogus', extendedError: 7 };
const DNSKEY_MISSING: Security = { state: 'bogus', extendedError: 9 };

/** What follows from each state of a zone whose zone above is secure. */
const OF_ZONE: Readonly<Record<Signing['zone'], Security>> = {
  secure: SECURE,
  insecure: INSECURE,
  island: INSECURE,
  expired: SIGNATURE_EXPIRED,
  bogus: DNSKEY_MISSING,
};
const OF_ANSWER = { wrong: BOGUS, expired: SIGNATURE_EXPIRED } as const;

/** Says, by description alone, what a validating resolver makes of what stands at a name, and of there being nothing. */
export function createJudge(
  zones: readonly Zone[],
): (at: { name: string; type: string; apex: string }) => Security {
  const byApex = new Map(zones.map((zone) => [zone.apex, zone]));
  const ofZone = new Map<string, Security>();
  const walk = ({ apex, signing }: Delegation, above: Security): void => {
    const here = above.state === 'secure' ? OF_ZONE[signing.zone] : above;
    ofZone.set(apex, here);
    for (const child of byApex.get(apex)?.children ?? []) walk(child, here);
  };
  walk({ apex: '', signing: { zone: 'secure' } }, SECURE);
  const answers = zones.flatMap(({ signing }) => signing.answers ?? []);
  return ({ name, type, apex }) => {
    const zone = ofZone.get(apex) ?? INSECURE;
    const answer = answers.find((each) => each.name === name && each.type === type);
    return answer && zone.state === 'secure' ? OF_ANSWER[answer.signature] : zone;
  };
}

/** An answer of several parts is no better than its worst. */
export function worstOf(parts: readonly Security[]): Security {
  const inState = (state: Security['state']) => parts.find((part) => part.state === state);
  return inState('bogus') ?? inState('insecure') ?? SECURE;
}
