import type { Assessment } from '../check/assessment.ts';
import { policyHostOf, policyUrlOf } from '../mechanisms/mta-sts/policy-host.ts';
import { valueOf } from '../text/sentence.ts';
import { paragraph, type Block, type Column, type Section, type Words } from './blocks.ts';

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

/** The receipt as a table, and why no file is on it. */
export function receiptSection(assessment: Assessment, { say, moment }: Words): Section {
  const columns: Column[] = [
    { title: say('report.name'), role: 'head' },
    { title: say('report.types') },
    { title: say('report.askedOf') },
    { title: say('report.permission') },
  ];
  const rows = receiptOf(assessment).map(({ name, what, host, purpose, permission: pattern }) => ({
    cells: [
      valueOf(name),
      what.join(', '),
      valueOf(host),
      purpose === 'dns'
        ? say('report.permissionDns', { pattern })
        : say('report.permissionPolicy', { pattern }),
    ],
  }));
  const { policy, policyFetch } = assessment;
  const noFetch =
    policy.state === 'found'
      ? say('report.remembered', { time: moment(policy.fetchedAt) })
      : say('report.noFetch');
  const blocks: Block[] = [
    paragraph(say('report.receiptHint'), 'quiet'),
    ...(rows.length > 0 ? [{ kind: 'table' as const, columns, rows }] : []),
    ...(policyFetch === null ? [paragraph(noFetch)] : []),
  ];
  return { id: 'receipt', heading: say('report.receipt'), blocks };
}
