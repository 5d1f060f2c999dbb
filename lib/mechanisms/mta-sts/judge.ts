import type { JudgedWith, Judgement } from '../../mechanism.ts';
import { isNeverAskedName, type DomainName } from '../../names/domain-name.ts';
import { Problems, type Problem } from '../../problem.ts';
import type { MxParts } from '../mx/facts.ts';
import { coverageOf, unusedOf, type ServerVerdict } from './coverage.ts';
import type { SenderEvidence, StsParts } from './facts.ts';
import { likenessOf, type Likeness } from './likeness.ts';
import { MAX_MAX_AGE_SECONDS, validUntil } from './max-age.ts';
import { isSingleLabel, neverMatches } from './mx-pattern.ts';
import type { StsPolicy } from './policy.ts';
import { STS_PROBLEMS, type StsProblemCode } from './problems.ts';
import { sendersOf } from './senders/senders.ts';
import { awaitsPermission } from './served-policy.ts';

/** What becomes of mail by this mechanism, in one word each. */
export const STS_HEADLINES = {
  enforced: { tone: 'good' },
  // By the RFC it is in force, and it is known of some senders that they ignore it all the same.
  'enforced-ignored': { tone: 'good' },
  testing: { tone: 'warn' },
  'testing-ignored': { tone: 'warn' },
  'uncovered-all': { tone: 'bad' },
  'uncovered-some': { tone: 'bad' },
  // In testing nothing is refused.
  'uncovered-testing': { tone: 'warn' },
  'broken-record': { tone: 'bad' },
  'broken-fetch': { tone: 'bad' },
  'broken-policy': { tone: 'bad' },
  'fragile-enforce': { tone: 'warn' },
  'fragile-testing': { tone: 'warn' },
  disabled: { tone: 'idle' },
  absent: { tone: 'idle' },
  'unknown-resolver': { tone: 'ask' },
  'unknown-permission': { tone: 'ask' },
  'unknown-dns': { tone: 'ask' },
  'unknown-policy': { tone: 'ask' },
  'unknown-mx': { tone: 'ask' },
  checking: { tone: 'idle' },
} as const;

export type StsHeadline = keyof typeof STS_HEADLINES;

const DAY = 86400;

/**
 * The mail servers compared with the policy that a sender without a cached one goes by. Pure; empty where none is known.
 */
export function serversOf({ mx, policy, stsRecord }: StsParts & MxParts): ServerVerdict[] {
  if (mx.state !== 'found') return [];
  if (policy.state === 'found') return coverageOf(mx.hosts, policy.value);
  // A record that is absent or invalid settles it, whatever the policy host might say.
  const isSettled =
    stsRecord.state === 'absent' || stsRecord.state === 'invalid' || policy.state === 'invalid';
  return coverageOf(mx.hosts, isSettled ? null : 'unknown');
}

/** Everything worth saying about the policy of a domain, the record and the servers compared with it. Pure. */
export function judgeSts(
  own: StsParts,
  { mx }: MxParts,
  { policyDomain, now }: JudgedWith,
): Judgement<StsHeadline, StsProblemCode> {
  const parts = { ...own, mx };
  const { stsRecord, policy } = parts;
  const findings = new Problems(STS_PROBLEMS);
  // As they are: those of a text come counted already.
  const addAll = (problems: Iterable<Problem<StsProblemCode>>) => findings.list.push(...problems);
  const servers = serversOf(parts);
  const patterns = policy.state === 'found' && policy.value.mode !== 'none' ? policy.value.mx : [];
  const likeness = likenessOf(servers, patterns, policyDomain);
  if (stsRecord.state === 'unavailable') findings.add('sts-record-unavailable', { reason: stsRecord.reason });
  else if (stsRecord.state !== 'pending') {
    addAll(stsRecord.problems);
    if (stsRecord.state === 'absent' && mx.state !== 'absent') findings.add('sts-absent');
  }
  // A label that was meant for a server is said with the server.
  const isSaidBelow = ({ code, parameters }: Problem<StsProblemCode>) =>
    code === 'policy-mx-single-label' &&
    servers.some(
      ({ name, pattern }) => pattern === null && name.startsWith(`${parameters['pattern']}.`.toLowerCase()),
    );
  if (policy.state === 'found' || policy.state === 'invalid')
    addAll(
      policy.problems.filter((problem) => !isSaidBelow(problem)).map((problem) => asDelegated(problem, own)),
    );
  // A record that could not be had is the reason that the policy could not either: said once.
  if (policy.state === 'unavailable' && stsRecord.state === 'found') addAll(policy.problems);
  if (policy.state === 'found') {
    addAll(policyFindingsOf(policy.value));
    addCoverageFindings(policy.value, servers, policyDomain, likeness, findings);
  }
  addMemoryFindings(parts, findings, now);
  addAll(likeness.faults.values());
  // Of these it is said together with what it means for the policy.
  const withoutAddress = new Set([
    ...likeness.faults.keys(),
    ...findings.list.flatMap(({ code, parameters: { host } }) =>
      code === 'mx-uncovered-no-address' && host !== undefined ? [String(host)] : [],
    ),
  ]);
  const isNullWithPolicy = mx.state === 'absent' && mx.reason === 'null-mx' && stsRecord.state === 'found';
  if (isNullWithPolicy) findings.add('mx-null-with-policy');
  return {
    headline: headlineOf(parts, servers, findings.list),
    findings: findings.list,
    explained: [
      ...(isNullWithPolicy ? [{ code: 'mx-null', parameters: {} }] : []),
      ...Array.from(withoutAddress, (host) => ({ code: 'mx-no-address', parameters: { host } })),
    ],
  };
}

/** A policy host without an address is what is left of half a delegation where the record has become an alias and the host has not (RFC 8461 §8.2). */
function asDelegated(
  problem: Problem<StsProblemCode>,
  { stsRecord, policyHost }: StsParts,
): Problem<StsProblemCode> {
  const target = stsRecord.state === 'found' ? stsRecord.aliases.at(-1) : undefined;
  const isHostAlone = policyHost.state === 'absent' && policyHost.aliases.length === 0;
  if (problem.code !== 'policy-host-no-address' || target === undefined || !isHostAlone) return problem;
  return { code: 'policy-host-not-delegated', parameters: { ...problem.parameters, target } };
}

function headlineOf(
  { mx, stsRecord, policy }: StsParts & MxParts,
  servers: readonly ServerVerdict[],
  findings: readonly Problem<StsProblemCode>[],
): StsHeadline {
  if (stsRecord.state === 'pending' || mx.state === 'pending' || policy.state === 'pending')
    return 'checking';
  if (stsRecord.state === 'unavailable')
    return stsRecord.reason === 'not-permitted' ? 'unknown-resolver' : 'unknown-dns';
  if (stsRecord.state === 'absent') return 'absent';
  if (stsRecord.state === 'invalid') return 'broken-record';
  if (policy.state === 'absent') return 'unknown-policy';
  if (policy.state === 'unavailable')
    return awaitsPermission({ policy }) ? 'unknown-permission' : 'unknown-policy';
  if (policy.state === 'invalid') return policy.text === null ? 'broken-fetch' : 'broken-policy';
  const { mode } = policy.value;
  if (mode === 'none') return 'disabled';
  if (mx.state === 'unavailable') return 'unknown-mx';
  const uncovered = servers.filter(({ pattern }) => pattern === null).length;
  if (uncovered > 0) {
    if (mode === 'testing') return 'uncovered-testing';
    return uncovered === servers.length ? 'uncovered-all' : 'uncovered-some';
  }
  if (findings.some(({ code }) => STS_PROBLEMS[code].fragile))
    return mode === 'enforce' ? 'fragile-enforce' : 'fragile-testing';
  const known = mode === 'enforce' ? 'enforced' : 'testing';
  return isIgnoredBySome({ mx, stsRecord, policy }) ? `${known}-ignored` : known;
}

/** By what is published alone: how long the file took from here says nothing of the way that senders take to it. */
function isIgnoredBySome({ mx, stsRecord, policy }: SenderEvidence): boolean {
  const served = policy.state === 'found' ? { ...policy, tookMs: null } : policy;
  return sendersOf({ mx, stsRecord, policy: served }).some(({ accepts }) => accepts === 'ignores');
}

/** What is worth saying about a valid policy by itself, whatever domain it is for. */
export function policyFindingsOf({
  mode,
  maxAgeSeconds: value,
}: StsPolicy): readonly Problem<StsProblemCode>[] {
  const findings = new Problems(STS_PROBLEMS);
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
  policyDomain: DomainName,
  { faults, patterns, right }: Likeness,
  findings: Problems<StsProblemCode>,
): void {
  if (policy.mode === 'none') return;
  const uncovered = servers.filter(({ pattern }) => pattern === null);
  const isAll = servers.length > 0 && uncovered.length === servers.length;
  const isMxWrong = ({ name, address }: ServerVerdict) =>
    address === 'absent' || faults.has(name) || isNeverAskedName(name);
  // What a pattern was meant for: said once, with the pattern.
  const explained = new Map(Array.from(patterns.values(), (each) => [each.parameters['host'], each.code]));
  const mayMxBeWrong = (server: ServerVerdict) =>
    isMxWrong(server) || explained.get(server.name) === 'mx-pattern-misspelt';
  // Where no server can be reached, no mail is refused for the policy, and that none has an address is said.
  if (isAll && policy.mode === 'enforce' && uncovered.some(({ address }) => address !== 'absent'))
    findings.add(uncovered.some(mayMxBeWrong) ? 'mx-all-uncovered-mx-first' : 'mx-all-uncovered', {
      count: uncovered.length,
    });
  const best = Math.min(...servers.map(({ preference }) => preference));
  const isBestCovered = servers.every(({ preference, pattern }) => preference > best || pattern !== null);
  for (const server of uncovered) {
    const host = server.name;
    // Not a line for a name that is wrong, or that nobody can connect to.
    if (faults.has(host) || isNeverAskedName(host) || explained.has(host)) continue;
    if (isMxWrong(server)) findings.add('mx-uncovered-no-address', { host });
    else if (policy.mode === 'testing') findings.add('mx-uncovered-testing', { host });
    else findings.add(isBestCovered ? 'mx-backup-uncovered' : 'mx-uncovered', { host });
  }
  findings.list.push(...patterns.values());
  const own = `*.${policyDomain}`;
  for (const pattern of policy.mx)
    if (pattern.toLowerCase() === own) findings.add('mx-pattern-own-domain', { pattern });
  if (servers.length === 0) return;
  for (const pattern of unusedOf(servers, policy.mx))
    if (!patterns.has(pattern) && !right.has(pattern) && !neverMatches(pattern) && !isSingleLabel(pattern))
      findings.add('mx-pattern-unused', { pattern });
}

/** What senders may still hold although it is gone, and a change that they cannot see. */
function addMemoryFindings(
  { remembered, stsRecord, policy }: StsParts,
  findings: Problems<StsProblemCode>,
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
