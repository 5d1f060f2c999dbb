import { awaitsPermission } from '../mechanisms/mta-sts/served-policy.ts';
import type { Assessment } from '../check/assessment.ts';
import { danglingOf } from './dangling.ts';
import { isNeverAsked, parseDomainName } from '../names/domain-name.ts';
import { unusedOf, type ServerVerdict } from '../mechanisms/mta-sts/coverage.ts';
import { likenessOf, type Likeness } from '../mechanisms/mta-sts/likeness.ts';
import { MAX_MAX_AGE_SECONDS, validUntil } from '../mechanisms/mta-sts/max-age.ts';
import { neverMatches } from '../mechanisms/mta-sts/mx-pattern.ts';
import type { StsPolicy } from '../mechanisms/mta-sts/policy.ts';
import { PROBLEMS, Problems, type Problem, type ProblemCode, type Severity } from '../problem.ts';
import { domainOfRua } from '../mechanisms/tlsrpt/rua.ts';

const GRAVITY: readonly Severity[] = ['critical', 'error', 'warning', 'notice', 'info'];
/** An MX record that is wrong makes the policy look wrong, so it is named before whatever follows from it. */
const CULPRITS: ReadonlySet<ProblemCode> = new Set([
  'mx-domain-doubled',
  'mx-final-dot',
  'mx-ip-address',
  'mx-misspelt',
]);
const DAY = 86400;

/**
 * Everything worth saying about a domain, worst first, and a wrong MX record before what follows from it; pure, from the facts and the
 * servers held against the policy.
 */
export function findingsOf(
  assessment: Assessment,
  servers: readonly ServerVerdict[],
  now: number,
): Problem[] {
  const findings = new Problems();
  // As they are: those of a text come counted already.
  const addAll = (problems: Iterable<Problem>) => findings.list.push(...problems);
  const { mx, stsRecord, policy, tlsrpt } = assessment;
  const receivesMail = mx.state !== 'absent';
  const patterns = policy.state === 'found' && policy.value.mode !== 'none' ? policy.value.mx : [];
  const likeness = likenessOf(servers, patterns, assessment.policyDomain);

  // Without leave to ask the resolver nothing else is worth saying, and the headline says that.
  if (stsRecord.state === 'unavailable' && stsRecord.reason === 'not-permitted') return [];
  if (stsRecord.state === 'unavailable') findings.add('sts-record-unavailable', { reason: stsRecord.reason });
  else if (stsRecord.state !== 'pending') {
    addAll(stsRecord.problems);
    if (stsRecord.state === 'absent' && receivesMail) findings.add('sts-absent');
  }
  if (policy.state === 'found' || policy.state === 'invalid') addAll(policy.problems);
  // A record that could not be had is the reason that the policy could not either: said once.
  if (policy.state === 'unavailable' && stsRecord.state === 'found') addAll(policy.problems);
  if (policy.state === 'found') {
    addAll(policyFindingsOf(policy.value));
    addCoverageFindings(policy.value, servers, assessment, likeness, findings);
  }
  addMemoryFindings(assessment, findings, now);
  addAll(likeness.faults.values());
  addMxFindings(assessment, likeness, findings);
  for (const parameters of danglingOf(assessment)) findings.add('alias-dangling', parameters);

  if (tlsrpt.state === 'unavailable') findings.add('tlsrpt-unavailable', { reason: tlsrpt.reason });
  else if (tlsrpt.state !== 'pending') addAll(tlsrpt.problems);
  const announces = stsRecord.state === 'found' || stsRecord.state === 'invalid';
  if (tlsrpt.state === 'absent' && announces && receivesMail) findings.add('tlsrpt-absent');
  if (tlsrpt.state === 'found')
    for (const uri of tlsrpt.value.rua)
      if (/^mailto:/i.test(uri) && domainOfRua(uri)?.toLowerCase() === assessment.policyDomain)
        findings.add('tlsrpt-rua-same-domain', { uri });

  return findings.list.toSorted((a, b) => gravityOf(a) - gravityOf(b));
}

function gravityOf({ code }: Problem): number {
  return CULPRITS.has(code) ? -1 : GRAVITY.indexOf(PROBLEMS[code].severity);
}

/** What is worth saying about a valid policy by itself, whatever domain it is for. */
export function policyFindingsOf({ mode, maxAgeSeconds: value }: StsPolicy): readonly Problem[] {
  const findings = new Problems();
  if (mode === 'none') {
    findings.add('policy-mode-none');
    return findings.list;
  }
  if (mode === 'testing') findings.add('policy-mode-testing');
  if (value === 0) findings.add('policy-max-age-zero');
  else if (value === MAX_MAX_AGE_SECONDS) findings.add('policy-max-age-maximum');
  // A short life is what a trial wants; under enforce it opens the gap between two visits of a sender (RFC 8461 §10.2).
  else if (mode === 'enforce' && value < DAY) findings.add('policy-max-age-below-day', { value });
  else if (mode === 'enforce' && value < 7 * DAY) findings.add('policy-max-age-below-week', { value });
  else if (mode === 'enforce' && value < 14 * DAY) findings.add('policy-max-age-below-two-weeks', { value });
  return findings.list;
}

function addCoverageFindings(
  policy: StsPolicy,
  servers: readonly ServerVerdict[],
  assessment: Assessment,
  { faults, patterns, right }: Likeness,
  findings: Problems,
): void {
  if (policy.mode === 'none') return;
  const uncovered = servers.filter(({ pattern }) => pattern === null);
  const isAll = servers.length > 0 && uncovered.length === servers.length;
  const isMxWrong = ({ name, address }: ServerVerdict) =>
    address === 'absent' || faults.has(name) || isLocalName(name);
  // Where no server can be reached, no mail is refused for the policy, and that none has an address is said.
  if (isAll && policy.mode === 'enforce' && uncovered.some(({ address }) => address !== 'absent'))
    findings.add(uncovered.some(isMxWrong) ? 'mx-all-uncovered-mx-first' : 'mx-all-uncovered', {
      count: uncovered.length,
    });
  const best = Math.min(...servers.map(({ preference }) => preference));
  const isBestCovered = servers.every(({ preference, pattern }) => preference > best || pattern !== null);
  for (const server of uncovered) {
    const host = server.name;
    // Not a line for a name that is wrong, or that nobody can connect to.
    if (faults.has(host) || isLocalName(host)) continue;
    if (isMxWrong(server)) findings.add('mx-uncovered-no-address', { host });
    else if (policy.mode === 'testing') findings.add('mx-uncovered-testing', { host });
    else findings.add(isBestCovered ? 'mx-backup-uncovered' : 'mx-uncovered', { host });
  }
  findings.list.push(...patterns.values());
  const own = `*.${assessment.policyDomain}`;
  for (const pattern of policy.mx)
    if (pattern.toLowerCase() === own) findings.add('mx-pattern-own-domain', { pattern });
  if (servers.length === 0) return;
  for (const pattern of unusedOf(servers, policy.mx))
    if (!patterns.has(pattern) && !right.has(pattern) && !neverMatches(pattern))
      findings.add('mx-pattern-unused', { pattern });
}

/** What senders may still hold although it is gone, and a change that they cannot see. */
function addMemoryFindings(
  { remembered, stsRecord, policy }: Assessment,
  findings: Problems,
  now: number,
): void {
  if (!remembered) return;
  const isCurrent = policy.state === 'found' || policy.state === 'pending';
  // Mode none asks nothing of anybody, however long it is remembered; and leave to look says nothing about senders.
  if (
    !isCurrent &&
    !awaitsPermission({ policy }) &&
    remembered.mode !== 'none' &&
    now < validUntil(remembered)
  )
    findings.add('policy-remembered', { until: validUntil(remembered) });
  if (stsRecord.state !== 'found' || policy.state !== 'found') return;
  if (remembered.policyId !== stsRecord.value.id) return;
  // Either it changed just now, or it did before and senders may still hold what was there then.
  const isOlderHeld = remembered.replaced !== null && now < validUntil(remembered.replaced);
  if (remembered.policyText !== policy.text || isOlderHeld)
    findings.add('policy-changed-same-id', { id: remembered.policyId });
}

function isLocalName(host: string): boolean {
  const name = parseDomainName(host);
  return name !== null && isNeverAsked(name);
}

function addMxFindings({ mx, stsRecord }: Assessment, { faults }: Likeness, findings: Problems): void {
  if (mx.state === 'unavailable') findings.add('mx-unavailable', { reason: mx.reason });
  if (mx.state === 'absent') {
    if (mx.reason === 'null-mx')
      findings.add(stsRecord.state === 'found' ? 'mx-null-with-policy' : 'mx-null');
    if (mx.nullPreferences.some((preference) => preference !== 0)) findings.add('mx-null-preference');
    if (mx.reason === 'nxdomain') findings.add('mx-domain-not-found');
    if (mx.reason === 'no-address') findings.add('mx-none');
  }
  if (mx.state !== 'found') return;
  if (mx.nullPreferences.length > 0) findings.add('mx-null-beside-others');
  if (mx.implicit) findings.add('mx-implicit');
  const isNoneReachable = mx.hosts.length > 0 && mx.hosts.every(({ address }) => address === 'absent');
  if (isNoneReachable) findings.add('mx-all-no-address', { count: mx.hosts.length });
  for (const { name: host, isHostName, address, aliasOf } of mx.hosts) {
    if (!isHostName) findings.add('mx-not-a-host-name', { host });
    else if (address === 'absent' && !faults.has(host)) findings.add('mx-no-address', { host });
    else if (address === 'unavailable') findings.add('mx-address-unavailable', { host });
    if (isLocalName(host)) findings.add('mx-local-name', { host });
    if (aliasOf !== null) findings.add('mx-alias', { host, target: aliasOf });
  }
}
