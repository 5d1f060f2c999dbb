import { failureOf } from '../../dns/security.ts';
import type { Judgement, JudgedWith } from '../../mechanism.ts';
import { isErrorBy, Problems, type Problem } from '../../problem.ts';
import type { MxParts } from '../mx/facts.ts';
import { tlsaNameOf } from './base-names.ts';
import { lackOfReports, type Beside } from './beside.ts';
import type { DaneFacts, DaneHost, DaneParts } from './facts.ts';
import { hostFindings } from './host-findings.ts';
import { decidingOf, outcomeOf, type HostOutcome } from './outcome.ts';
import { DANE_PROBLEMS, type DaneProblemCode } from './problems.ts';

/** What DANE does for mail to the domain, in one word each. */
export const DANE_HEADLINES = {
  protected: { tone: 'good' },
  // Every server has records, and some are of no use any more.
  faulty: { tone: 'warn' },
  partial: { tone: 'warn' },
  unusable: { tone: 'warn' },
  'mx-insecure': { tone: 'warn' },
  'held-all': { tone: 'bad' },
  'held-some': { tone: 'warn' },
  absent: { tone: 'idle' },
  'not-validating': { tone: 'ask' },
  unknown: { tone: 'ask' },
  checking: { tone: 'idle' },
} as const;

export type DaneHeadline = keyof typeof DANE_HEADLINES;

/** Everything worth saying about DANE for a domain (RFC 7672). Pure; something unavailable never makes it better or worse than what is known. */
export function judgeDane(
  { dane }: DaneParts,
  needed: Beside,
  { policyDomain, now }: JudgedWith,
): Judgement<DaneHeadline, DaneProblemCode> {
  if (dane.state === 'pending') return { headline: 'checking', findings: [] };
  // A domain that takes no mail has nothing for DANE to protect.
  if (needed.mx.state === 'absent') return { headline: 'absent', findings: [] };
  const findings = new Problems(DANE_PROBLEMS);
  const hosts = dane.hosts.map((host) => ({ host, outcome: outcomeOf(host) }));
  for (const { host } of hosts) findings.list.push(...hostFindings(host, dane.mx.state === 'secure', now));
  const hasError = findings.list.some(({ code }) => isErrorBy(DANE_PROBLEMS[code]));
  const headline = headlineOf(dane, hosts, hasError);
  const explained = addDomainFindings(headline, dane, hosts, needed, findings);
  if (dane.isMisplaced === true) findings.add('dane-tlsa-misplaced', { name: tlsaNameOf(policyDomain) });
  return { headline, findings: findings.list, explained };
}

interface Judged {
  readonly host: DaneHost;
  readonly outcome: HostOutcome;
}

function headlineOf({ mx, validates }: DaneFacts, hosts: readonly Judged[], hasError: boolean): DaneHeadline {
  if (mx.state === 'bogus') return 'held-all';
  if (mx.state === 'unavailable') return 'unknown';
  // Without a resolver that validates, no AD says nothing: what is signed would look the same.
  if (validates === false) return 'not-validating';
  if (mx.state === 'insecure') {
    if (hosts.some(isMarked)) return 'mx-insecure';
    return validates === true ? 'absent' : 'unknown';
  }
  // Nobody connects to a server without an address, so it is no hole.
  const reachable = hosts.filter(({ outcome }) => outcome !== 'unreachable');
  if (reachable.length === 0) return 'absent';
  const count = (wanted: HostOutcome) => reachable.filter(({ outcome }) => outcome === wanted).length;
  const avoided = count('avoided');
  if (avoided > 0) return avoided === reachable.length ? 'held-all' : 'held-some';
  const authenticated = count('authenticated');
  if (authenticated > 0 && hosts.some(isForgeable)) return 'partial';
  if (authenticated === reachable.length) return hasError ? 'faulty' : 'protected';
  if (count('opportunistic') + count('encrypted') === 0 || (authenticated === 0 && count('unknown') > 0))
    return 'unknown';
  if (authenticated > 0) return 'partial';
  return count('encrypted') > 0 ? 'unusable' : 'absent';
}

/** What the domain has, and what else should be there beside it. Returns the findings of other mechanisms that these take the place of. */
function addDomainFindings(
  headline: DaneHeadline,
  { mx }: DaneFacts,
  hosts: readonly Judged[],
  beside: Beside,
  findings: Problems<DaneProblemCode>,
): readonly Problem[] {
  const { mx: servers, stsRecord, policy } = beside;
  const namesOf = (wanted: readonly Judged[]) => wanted.map(({ host }) => host.name).join(', ');
  const explained: Problem[] = [];
  if (mx.state === 'bogus') {
    findings.add('dane-mx-bogus', { reason: failureOf(mx) ?? '' });
    if (servers.state === 'unavailable')
      explained.push({ code: 'mx-unavailable', parameters: { reason: servers.reason } });
  } else if (headline === 'held-all')
    findings.add('dane-all-hosts-avoided', {
      hosts: namesOf(hosts.filter(({ outcome }) => outcome === 'avoided')),
    });
  for (const { host } of hosts)
    if (host.security?.state === 'bogus')
      explained.push({ code: 'mx-address-unavailable', parameters: { host: host.name } });
  const marked = hosts.filter(isMarked);
  if (headline === 'mx-insecure') findings.add('dane-mx-insecure', { hosts: namesOf(marked) });
  const bare = hosts.filter((each) => each.outcome === 'opportunistic' || isForgeable(each));
  if (headline === 'partial' && bare.length > 0) findings.add('dane-partial', { hosts: namesOf(bare) });
  if (headline === 'absent' && mx.state === 'secure') findings.add('dane-absent');
  if (mx.state !== 'secure' || marked.length === 0) return explained;
  const bases = marked.flatMap(({ host }) => decidingOf(host)?.base ?? []);
  const lacking = lackOfReports(beside);
  if (lacking) findings.add(lacking);
  findings.add('dane-reports', { hosts: [...new Set(bases)].join(', ') });
  if (marked.some(({ outcome }) => outcome === 'authenticated')) findings.add('dane-certificate-not-seen');
  if (policy.state === 'found' && policy.value.mode === 'enforce') findings.add('dane-sts-overlap');
  if ((headline === 'protected' || headline === 'faulty') && stsRecord.state === 'absent') {
    findings.add('dane-without-sts');
    explained.push({ code: 'sts-absent', parameters: {} });
  }
  return explained;
}

/** That it has no address is not signed, so that an attacker can give it one, and receive the mail there (RFC 7672 §2.2.1). */
function isForgeable({ host, outcome }: Judged): boolean {
  return outcome === 'unreachable' && host.security?.state === 'insecure';
}

/** Senders find secure TLSA records for it. */
function isMarked({ outcome }: Judged): boolean {
  return outcome === 'authenticated' || outcome === 'encrypted';
}

/** True while what DANE says can still change what becomes of mail: an answer for MX that is not signed settles that it does not. Pure. */
export function isDaneAwaited({ dane, mx }: DaneParts & MxParts): boolean {
  return dane.state === 'pending' && !(mx.state === 'found' && !mx.authentic);
}
