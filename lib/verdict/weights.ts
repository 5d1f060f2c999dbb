import type { MechanismName } from '../mechanisms.ts';

/** What a mechanism protects: mail to the domain in transit, mail that claims to come from it, or neither by itself. */
export const LANES = ['transit', 'spoofing', 'also'] as const;

export type Lane = (typeof LANES)[number];

/**
 * Where each mechanism stands, and how much it counts among those of its lane: they are shown in that order. Weights are relative, so they stand in
 * one place, and not with the mechanisms.
 */
export const WEIGHTS: Readonly<Record<MechanismName, { readonly lane: Lane; readonly weight: number }>> = {
  'mta-sts': { lane: 'transit', weight: 30 },
  dane: { lane: 'transit', weight: 25 },
  mx: { lane: 'transit', weight: 20 },
  tlsrpt: { lane: 'transit', weight: 1 },
  dmarc: { lane: 'spoofing', weight: 40 },
  spf: { lane: 'spoofing', weight: 30 },
  dkim: { lane: 'spoofing', weight: 20 },
  dnssec: { lane: 'also', weight: 10 },
  bimi: { lane: 'also', weight: 5 },
  caa: { lane: 'also', weight: 3 },
};

/** The mechanism whose row says where failures are reported. */
export const REPORTS_ROW: MechanismName = 'tlsrpt';

/** True for what decides about mail to the domain: all that the badge needs, and nothing of the rest may delay it. */
export function isInTransit(name: MechanismName): boolean {
  return WEIGHTS[name].lane === 'transit';
}
