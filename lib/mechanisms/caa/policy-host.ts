/** The host that a policy is fetched from (RFC 8461 §3.3). */
export function policyHostOf(policyDomain: string): string {
  return `mta-sts.${policyDomain}`;
}
