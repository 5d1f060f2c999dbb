import type { Assessment } from '../check/assessment.ts';
import { policyHostOf, policyUrlOf } from '../mechanisms/mta-sts/policy-host.ts';

/** One name that left the browser, to whom, and what allowed it. */
export interface ReceiptEntry {
  /** The domain name that DNS was asked for, or the address of the policy file. */
  readonly name: string;
  /** The record types that were asked for, or "GET". */
  readonly what: readonly string[];
  /** The host that was asked. */
  readonly host: string;
  readonly purpose: 'dns' | 'policy';
  /** The host permission, as a match pattern. A leave for `https://*\/*` includes it. */
  readonly permission: string;
}

/** Everything that was sent for one check, name by name, in the order in which it was first asked. Pure. */
export function receiptOf({ policyDomain, resolver, queries, policyFetch }: Assessment): ReceiptEntry[] {
  const typesOf = new Map<string, Set<string>>();
  for (const { name, type } of queries) typesOf.set(name, (typesOf.get(name) ?? new Set()).add(type));
  const resolverHost = new URL(resolver.url).hostname;
  const names = [...typesOf].map(([name, types]) => ({
    name,
    what: [...types],
    host: resolverHost,
    purpose: 'dns' as const,
    permission: patternOf(resolverHost),
  }));
  if (!policyFetch) return names;
  const host = policyHostOf(policyDomain);
  const file = { name: policyUrlOf(policyDomain), what: ['GET'], host, purpose: 'policy' as const };
  return [...names, { ...file, permission: patternOf(host) }];
}

function patternOf(host: string): string {
  return `https://${host}/*`;
}
