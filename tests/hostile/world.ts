import { labDomain } from '../lab/description/domain.ts';
import { SUPPORT } from '../lab/support-zones.ts';
import { website } from '../lab/description/records.ts';
import type { LabDomain, PolicyHost, World, ZoneRecord } from '../lab/description/types.ts';
import { CANARY_CASES, CANARY_HOST } from './canary.ts';
import { CONNECTIONS, SIZES, TEXTS, serverOf } from './policy-cases.ts';

export const POLICY_CASES = [...SIZES, ...TEXTS, ...CONNECTIONS];

/** A lab of its own for what no domain of the ordinary one does. */
export const HOSTILE_WORLD: World = {
  domains: [
    ...POLICY_CASES.map(({ domain, what, policyHost }) => domainOf(domain, what, policyHost)),
    ...CANARY_CASES.map(({ domain, what, policyHost, records }) =>
      domainOf(domain, what, policyHost, records),
    ),
  ],
  support: [...SUPPORT, { apex: CANARY_HOST, records: website(CANARY_HOST) }],
};

/** A domain where all is well but for its policy host, and for records that take the place of the usual ones of their name and type. */
function domainOf(
  domain: string,
  what: string,
  policyHost: PolicyHost,
  records: readonly ZoneRecord[] = [],
): LabDomain {
  const replaces = (name: string) => records.some((record) => record.type === 'TXT' && record.name === name);
  return labDomain(domain, what, {
    mx: [[10, serverOf(domain)]],
    tlsrpt: replaces(`_smtp._tls.${domain}`) ? null : ['v=TLSRPTv1; rua=https://reports.provider.test/v1'],
    ...(replaces(`_mta-sts.${domain}`) && { sts: null }),
    policyHost,
    more: records,
  });
}
