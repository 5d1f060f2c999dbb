import { awaitsPermission, expiresAt, type Assessment } from '../assessment.ts';
import { assess } from '../assess.ts';
import { parseDomainName, type DomainName } from '../domain-name.ts';
import { policyHostOf } from '../mta-sts/fetch-policy.ts';
import { refusalOf } from '../subject.ts';
import { assessmentWriter, readAssessment } from './assessment-store.ts';
import type { AssessRequest } from './messages.ts';
import { observeRequest } from './observe-request.ts';
import { mayRead } from './permissions.ts';
import { policyStore, readOnlyPolicyStore } from './policy-store.ts';
import { readResolver } from './settings.ts';
import { rememberTabDomain } from './tabs.ts';
import { showOnToolbar } from './toolbar.ts';

/**
 * Runs assessments in the background. Two requests for one domain share one assessment; what is young enough is not
 * asked again; the badge of the tab follows every snapshot.
 */
const running = new Map<DomainName, { promise: Promise<Assessment>; tabs: Set<number> }>();

/** Answers one request. Rejects for a text that is no domain that may be asked. */
export async function answer(request: AssessRequest): Promise<void> {
  const domain = parseDomainName(request.domain);
  const resolver = await readResolver();
  if (!domain || refusalOf(domain, resolver.id === 'custom'))
    throw new Error('Not a domain that may be asked.');
  if (request.tabId !== null) await rememberTabDomain(request.tabId, domain);

  // Nothing is awaited between the look and the entry: or two requests would both find nothing running.
  const under = running.get(domain);
  if (under) {
    if (request.tabId !== null) under.tabs.add(request.tabId);
    await under.promise;
    return;
  }
  const tabs = new Set(request.tabId === null ? [] : [request.tabId]);
  const promise = run(domain, request, tabs).finally(() => running.delete(domain));
  running.set(domain, { promise, tabs });
  await promise;
}

/** Shows what is known of a domain on a tab's toolbar button, from the cache alone. */
export async function showKnown(tabId: number, domain: DomainName): Promise<void> {
  const known = await readAssessment(domain);
  if (known && Date.now() < expiresAt(known)) await showOnToolbar(tabId, known);
}

/** True where a check would be answered from the cache, without a question. */
export async function isKnown(domain: DomainName): Promise<boolean> {
  const [resolver, known] = await Promise.all([readResolver(), readAssessment(domain)]);
  return known !== null && stillStands(known, resolver.url);
}

async function run(
  domain: DomainName,
  request: AssessRequest,
  tabs: ReadonlySet<number>,
): Promise<Assessment> {
  const [resolver, known] = await Promise.all([readResolver(), readAssessment(domain)]);
  const show = async (assessment: Assessment) => {
    await Promise.all([...tabs].map((tabId) => showOnToolbar(tabId, assessment)));
  };
  if (known && !request.fresh && (await stillStands(known, resolver.url))) {
    await show(known);
    return known;
  }
  const writer = assessmentWriter();
  const assessment = await assess(
    domain,
    {
      fetch: globalThis.fetch.bind(globalThis),
      now: Date.now,
      deadline: (milliseconds) => AbortSignal.timeout(milliseconds),
      observe: observeRequest,
      resolver,
      mayRead,
      policies: request.isPrivate ? readOnlyPolicyStore : policyStore,
      fresh: request.fresh,
      known,
    },
    (snapshot) => {
      writer.write(snapshot);
      void show(snapshot);
    },
  );
  await writer.settled();
  await show(assessment);
  return assessment;
}

/** True for a finished assessment by the same resolver whose time is not over, unless a grant has come since. */
async function stillStands(known: Assessment, resolverUrl: string): Promise<boolean> {
  if (known.resolver.url !== resolverUrl || Date.now() >= expiresAt(known)) return false;
  return !(awaitsPermission(known) && (await mayRead(policyHostOf(known.policyDomain))));
}
