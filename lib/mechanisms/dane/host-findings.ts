import { failureOf, isFailing } from '../../dns/security.ts';
import { Problems, type Problem } from '../../problem.ts';
import type { DaneHost, TlsaLookup } from './facts.ts';
import { decidingOf } from './outcome.ts';
import { DANE_PROBLEMS, type DaneProblemCode } from './problems.ts';
import { recordFindings } from './record-findings.ts';

/** Everything worth saying about one server. `isMxSecure`: its name comes from a signed answer. Pure; `now` in milliseconds since 1970 UTC. */
export function hostFindings(
  host: DaneHost,
  isMxSecure: boolean,
  now: number,
): readonly Problem<DaneProblemCode>[] {
  const findings = new Problems(DANE_PROBLEMS);
  const { name, security, firstAlias } = host;
  if (security?.state === 'bogus')
    findings.add('dane-host-address-failed', { host: name, reason: failureOf(security) ?? '' });
  if (firstAlias && isFailing(firstAlias))
    findings.add('dane-host-address-failed', { host: name, reason: failureOf(firstAlias) ?? '' });
  // In a domain that is not signed this would be said of every server.
  const isUnsigned = host.address === 'found' && security?.state === 'insecure';
  // Behind an alias it is the zone of its own name that counts; of that, no answer says nothing.
  const isOwnUnsigned = isUnsigned && (firstAlias === null || firstAlias.state === 'insecure');
  if (isOwnUnsigned && isMxSecure) findings.add('dane-host-insecure', { host: name });
  if (firstAlias?.state === 'unavailable' && !isFailing(firstAlias))
    findings.add('dane-tlsa-unavailable', { host: name, reason: firstAlias.reason });
  const deciding = decidingOf(host);
  for (const lookup of host.lookups) {
    addFailure(name, lookup, findings);
    // What senders pass over is of interest where they find nothing else.
    if (lookup.state === 'found' && deciding === null) addInsecure(name, lookup, findings);
  }
  if (deciding === null) return findings.list;
  const target = deciding.aliases.at(-1);
  if (target !== undefined) findings.add('dane-tlsa-alias', { host: name, target });
  return [...findings.list, ...recordFindings(name, deciding, now)];
}

function addFailure(
  host: string,
  { security, unvalidated }: TlsaLookup,
  findings: Problems<DaneProblemCode>,
): void {
  const reason = failureOf(security);
  if (reason === null) return;
  if (!isFailing(security)) findings.add('dane-tlsa-unavailable', { host, reason });
  else if (security.state === 'bogus' && unvalidated === 'absent')
    findings.add('dane-tlsa-denial-bogus', { host });
  else findings.add('dane-tlsa-lookup-failed', { host, reason });
}

function addInsecure(host: string, { aliases }: TlsaLookup, findings: Problems<DaneProblemCode>): void {
  const target = aliases.at(-1);
  if (target === undefined) findings.add('dane-tlsa-insecure', { host });
  else findings.add('dane-tlsa-alias-insecure', { host, target });
}
