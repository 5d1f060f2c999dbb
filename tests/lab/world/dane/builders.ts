import type { Expected, LabDomain, Signing } from '../../description/types.ts';
import { labDomain, type Differences } from '../../description/domain.ts';
import { expecting, withoutPolicy } from '../../description/expecting.ts';

/** DANE alone: there is neither a policy nor a record that announces one. */
export const ALONE = { sts: null, policyHost: null } as const satisfies Differences;
export const SIGNED: Signing = { zone: 'secure' };

/** What the answer for the name of a domain in a signed zone shows. */
export const SECURE: Expected['headlines'] = { dnssec: 'secure' };

/** A domain in a signed zone, with its usual two servers, policy and reports unless `differences` says otherwise. */
export function signed(
  domain: string,
  what: string,
  differences: Omit<Differences, 'expected'>,
  expected: Partial<Expected>,
): LabDomain {
  const described = labDomain(domain, what, { signing: SIGNED, ...differences });
  return expecting(described, { ...expected, headlines: { ...SECURE, ...expected.headlines } });
}

/** What is expected where DANE protects every server, and nothing else does. */
export function sealed(...findings: Expected['findings']): Partial<Expected> {
  return { ...withoutPolicy('dane', 'dane-without-sts', ...findings), headlines: { dane: 'protected' } };
}

/** What is expected where there is nothing that all senders could insist on, with what DANE comes to. */
export function unprotected(
  dane: NonNullable<Expected['headlines']['dane']>,
  ...findings: Expected['findings']
): Partial<Expected> {
  return { ...withoutPolicy('absent', 'sts-absent', ...findings), headlines: { dane } };
}
