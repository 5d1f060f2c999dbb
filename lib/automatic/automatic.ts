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

/** Senders wait five minutes after a policy could not be fetched (RFC 8461 §3.3). */
const REST_AFTER_FAILURE_MS = 300_000;

/**
 * True for a domain whose policy host was asked in the last five minutes and gave no policy: it is not asked again without a click, however short
 * the life of the DNS answers is.
 */
export function isResting({ policy, policyFetch, startedAt }: Assessment, now: number): boolean {
  if (policyFetch === null || policy.state === 'found') return false;
  const endedAt = startedAt + policyFetch.startedAfterMs + policyFetch.tookMs;
  return endedAt <= now && now < endedAt + REST_AFTER_FAILURE_MS;
}
