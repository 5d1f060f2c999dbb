import type { Assessment } from '../check/assessment.ts';
import { coverageOf } from '../mechanisms/mta-sts/coverage.ts';
import { isNeverAsked, parseDomainName, type DomainName } from '../names/domain-name.ts';
import type { MxHost } from '../mechanisms/mx/assess.ts';
import { standingOf } from '../verdict/standing.ts';
import { hostNamesOf } from './host-names.ts';
import { seenOf } from './seen.ts';

/** Findings that name an MX host whose record is wrong, whatever the policy says. */
const RECORD_AT_FAULT: ReadonlySet<string> = new Set([
  'mx-domain-doubled',
  'mx-final-dot',
  'mx-ip-address',
  'mx-misspelt',
]);

/**
 * The MX hosts that no policy is changed for: those whose record is the fault, and those that have no address, or are names of a local network,
 * and that the file leaves out. A line for a name that nobody meant would trust whoever gets that name, and the policy may well be right.
 */
export function hostsAtFault(assessment: Assessment): ReadonlySet<string> {
  const seen = seenOf(assessment);
  const named = standingOf(seen).findings.flatMap(({ code, parameters }) =>
    RECORD_AT_FAULT.has(code) ? String(parameters['host']) : [],
  );
  const missing = leftOutOf(seen).filter(({ name, address }) => address === 'absent' || isLocal(name));
  return new Set([...named, ...missing.map(({ name }) => name)]);
}

/** The MX hosts that the file leaves out though it should name them. Empty where no file asks anything of servers. */
export function uncoveredOf(assessment: Assessment): string[] {
  const left = leftOutOf(seenOf(assessment));
  if (left.length === 0) return [];
  const atFault = hostsAtFault(assessment);
  return left.map(({ name }) => name).filter((name) => !atFault.has(name));
}

/** True for an enforced file that leaves out every server, none of which may be the fault of an MX record: all mail is held back. */
export function refusesAll(assessment: Assessment): boolean {
  const seen = seenOf(assessment);
  const { policy, mx } = seen;
  if (standingOf(seen).findings.some(({ code }) => code === 'mx-pattern-misspelt')) return false;
  if (policy.state !== 'found' || policy.value.mode !== 'enforce' || mx.state !== 'found') return false;
  return mx.hosts.length > 0 && uncoveredOf(assessment).length === mx.hosts.length;
}

/** The names of the live servers that a file is to cover, in order of preference: those whose MX record is not at fault. */
export function hostsToCover(assessment: Assessment): DomainName[] {
  const atFault = hostsAtFault(assessment);
  return hostNamesOf(assessment).filter((name) => !atFault.has(name));
}

function isLocal(host: string): boolean {
  const name = parseDomainName(host);
  return name !== null && isNeverAsked(name);
}

function leftOutOf({ mx, policy }: Assessment): MxHost[] {
  if (mx.state !== 'found' || policy.state !== 'found' || policy.value.mode === 'none') return [];
  return coverageOf(mx.hosts, policy.value).filter(({ pattern }) => pattern === null);
}
