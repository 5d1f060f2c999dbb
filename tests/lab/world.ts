import type { LabDomain, World } from './description/types.ts';
import { HOSTING_FAULTS } from './world/mta-sts/policy-host.ts';
import { MAIL_SERVERS } from './world/mx.ts';
import { MODES } from './world/mta-sts/modes.ts';
import { POLICY_TEXTS } from './world/mta-sts/policy-text.ts';
import { PUBLISHED_BEFORE } from './world/published-before.ts';
import { PROVIDED, SUPPORT } from './world/providers.ts';
import { MEANT_RECORDS, RECORD_FAULTS } from './world/mta-sts/record.ts';
import { WRONG_SERVERS } from './world/mta-sts/likeness.ts';

/** The domains of the lab, in the order in which a person would meet them. */
export const WORLD: World = {
  domains: [
    ...MODES,
    ...MAIL_SERVERS,
    ...WRONG_SERVERS,
    ...RECORD_FAULTS,
    ...MEANT_RECORDS,
    ...HOSTING_FAULTS,
    ...POLICY_TEXTS,
    ...PROVIDED,
    ...PUBLISHED_BEFORE,
  ],
  support: SUPPORT,
};

/** The lab domain of that name (A-labels). Throws where there is none: a test that names it is wrong. */
export function labDomainOf(domain: string): LabDomain {
  const found = WORLD.domains.find((candidate) => candidate.domain === domain);
  if (!found) throw new Error(`The lab has no domain ${domain}`);
  return found;
}
