import type { LabDomain, LabWorld } from './description/types.ts';
import { SUPPORT } from './support-zones.ts';
import { ALIASES } from './world/aliases.ts';
import { BIMI } from './world/bimi.ts';
import { CAA } from './world/caa.ts';
import { DANE } from './world/dane.ts';
import { DKIM } from './world/dkim.ts';
import { DMARC } from './world/dmarc.ts';
import { DNSSEC } from './world/dnssec.ts';
import { MTA_STS } from './world/mta-sts.ts';
import { MX } from './world/mx.ts';
import { PROVIDERS } from './world/providers.ts';
import { PUBLISHED_BEFORE } from './world/published-before.ts';
import { SPF } from './world/spf.ts';
import { SPF_SENDERS } from './world/spf-senders.ts';
import { TLSRPT } from './world/tlsrpt.ts';

/** The domains about DANE and signed zones. */
export const SIGNED: readonly LabDomain[] = [...DANE, ...DNSSEC];

/**
 * The domains of the lab by the file of `world/` that they stand in, in the order in which a person would meet them: one for each mechanism, and
 * one for what several have in common.
 */
export const WORLD_FILES: Readonly<Record<string, readonly LabDomain[]>> = {
  'mta-sts': MTA_STS,
  mx: MX,
  tlsrpt: TLSRPT,
  dane: DANE,
  dmarc: DMARC,
  dkim: DKIM,
  dnssec: DNSSEC,
  bimi: BIMI,
  caa: CAA,
  spf: SPF,
  aliases: ALIASES,
  providers: PROVIDERS,
  'published-before': PUBLISHED_BEFORE,
  'spf-senders': SPF_SENDERS,
};

export const WORLD: LabWorld = {
  domains: Object.values(WORLD_FILES).flat(),
  support: SUPPORT,
};

/** The lab domain of that name (A-labels). Throws where there is none: a test that names it is wrong. */
export function labDomainOf(domain: string): LabDomain {
  const found = WORLD.domains.find((candidate) => candidate.domain === domain);
  if (!found) throw new Error(`The lab has no domain ${domain}`);
  return found;
}
