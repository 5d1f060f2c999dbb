import type { Assessment } from '../check/assessment.ts';
import type { DomainName } from '../names/domain-name.ts';
import type { Settings } from '../settings.ts';
import { refusalOf, subjectOfUrl } from '../names/subject.ts';

/** A tab as far as the automatic badge has to know it. */
export interface VisitedTab {
  /** Undefined where the browser does not tell. */
  readonly url?: string | undefined;
  readonly isPrivate: boolean;
}

/**
 * The domain to check for a tab without a click, or null where nothing may be asked: automatic mode is off, the window is
 * private, the page has no public domain, or the domain is to be left alone.
 */
export function domainToCheck(tab: VisitedTab, settings: Settings): DomainName | null {
  if (!settings.automatic || tab.isPrivate || !tab.url) return null;
  const subject = subjectOfUrl(tab.url);
  if (subject.state !== 'found') return null;
  const { policyDomain, alternatives } = subject;
  if (refusalOf(policyDomain, settings.resolver.id === 'custom')) return null;
  // The page's own host comes first: a list with intranet.example.com leaves the rest of example.com to be checked.
  const host = alternatives[0] ?? policyDomain;
  return isLeftAlone(host, settings.leaveAlone) ? null : policyDomain;
}

/** True for a name of the list and for every name below one. */
export function isLeftAlone(name: DomainName, list: readonly DomainName[]): boolean {
  return list.some((each) => name === each || name.endsWith(`.${each}`));
}

type RestingParts = Pick<Assessment, 'policyHost' | 'policy' | 'policyFetch'>;

/** Senders wait five minutes after a policy could not be fetched (RFC 8461 §3.3). */
const REST_AFTER_FAILURE_MS = 300_000;

/**
 * What is known of the policy of a domain whose policy host was asked in the last five minutes and gave none: it is not asked again without a click,
 * however short the life of the DNS answers is. Null where it may be asked.
 */
export function restingParts(known: Assessment, now: number): RestingParts | null {
  const { stsRecord, policyHost, policy, policyFetch, startedAt } = known;
  // Where the record did not come, it is not the host that failed, whatever was asked of it before.
  const gaveNone =
    policy.state === 'invalid' || (policy.state === 'unavailable' && stsRecord.state !== 'unavailable');
  if (policyFetch === null || !gaveNone) return null;
  const endedAt = startedAt + policyFetch.startedAfterMs + policyFetch.tookMs;
  const rests = endedAt <= now && now < endedAt + REST_AFTER_FAILURE_MS;
  return rests ? { policyHost, policy, policyFetch } : null;
}
