import type { LabDomain, World } from './world/types.ts';
import { HOSTING_FAULTS } from './world/hosting-faults.ts';
import { MAIL_SERVERS } from './world/mail-servers.ts';
import { MODES } from './world/modes.ts';
import { POLICY_TEXTS } from './world/policy-texts.ts';
import { PUBLISHED_BEFORE } from './world/published-before.ts';
import { PROVIDED, SUPPORT } from './world/providers.ts';
import { MEANT_RECORDS, RECORD_FAULTS } from './world/record-faults.ts';
import { WRONG_SERVERS } from './world/wrong-servers.ts';

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
