/** What a domain asks receivers to do with mail that fails DMARC (RFC 9989 §4.7, "p"), from weak to strong. */
export const POLICIES = ['none', 'quarantine', 'reject'] as const;

export type Policy = (typeof POLICIES)[number];

/** The policy of that name in any case (RFC 5234 §2.3), or null. */
export function policyOf(text: string): Policy | null {
  const lower = text.toLowerCase();
  return POLICIES.find((policy) => policy === lower) ?? null;
}

/** One level below, which is what `t=y` asks for (RFC 9989 §4.7, "t"). */
export function oneLower(policy: Policy): Policy {
  return policy === 'reject' ? 'quarantine' : 'none';
}

/** True where the first asks for less than the second. */
export function isWeaker(policy: Policy, than: Policy): boolean {
  return POLICIES.indexOf(policy) < POLICIES.indexOf(than);
}
