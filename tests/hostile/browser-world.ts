import { labDomain } from '../lab/description/domain.ts';
import { policyText, serves } from '../lab/description/policy.ts';
import { SUPPORT } from '../lab/support-zones.ts';
import type { LabDomain, PolicyHost, World } from '../lab/description/types.ts';

/** Where the policy host of `nel.test` has reports sent. */
export const COLLECTOR = 'collector.test';

/** An address of the private network that a stranger has the browser fetch: any path, any port. */
export const ISSUER_PATH = '/cgi-bin/reboot?now=1';

/**
 * Policy hosts that speak to the browser rather than to Waxseal. `port` is that of a listener on 127.0.0.1, which stands for a machine in
 * the private network.
 */
export function browserWorld(port: number): World {
  return {
    domains: [
      domainOf('aia.test', 'A certificate of an unknown issuer, to be had from a private address.', {
        certificate: 'unknown-issuer',
        issuerUrl: `http://127.0.0.1:${port}${ISSUER_PATH}`,
      }),
      domainOf('nel.test', 'A policy host that wants reports about those who visit it.', {
        headers: {
          'content-type': 'text/plain',
          'report-to': JSON.stringify({
            group: 'visits',
            max_age: 86_400,
            endpoints: [{ url: `https://${COLLECTOR}/reports` }],
          }),
          nel: JSON.stringify({ report_to: 'visits', max_age: 86_400, success_fraction: 1 }),
        },
      }),
      labDomain(COLLECTOR, 'Where the reports go to.', { sts: null, policyHost: null }),
    ],
    support: SUPPORT,
    listeners: [{ host: '127.0.0.1', port }],
  };
}

function domainOf(domain: string, what: string, differences: Partial<PolicyHost>): LabDomain {
  const mx = [`mx1.${domain}`, `mx2.${domain}`];
  return labDomain(domain, what, { policyHost: serves(policyText({ mx }), differences) });
}
