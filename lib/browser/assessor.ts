import { isResting } from '../automatic.ts';
import { awaitsPermission, type Assessment } from '../assessment.ts';
import { isCurrent, isHostUnknown, isUnknownInPart } from '../assessment-life.ts';
import { assess } from '../assess.ts';
import { proofHabits } from '../dns/proof-habit.ts';
import { parseDomainName, type DomainName } from '../domain-name.ts';
import { hasLooked, type Look } from '../look.ts';
import { policyHostOf } from '../mta-sts/policy-host.ts';
import { refusalOf } from '../subject.ts';
import { readAssessment } from './assessment-store.ts';
import { assessmentWriter } from './assessment-writer.ts';
import { forgetEverything } from './forget.ts';
import type { AssessRequest } from './messages.ts';
import { observeRequest } from './observe-request.ts';
import { mayRead } from './permissions.ts';
import { policyStore, readOnlyPolicyStore } from './policy-store.ts';
import { letRest } from './resolver-rest.ts';
import { readResolver } from './settings.ts';
import { steadyClock } from './steady-clock.ts';
import { forgetTabs, rememberTabDomain, tabDomain } from './tab-badge.ts';
import { showOnToolbar } from './toolbar.ts';

/**
 * Runs assessments in the background. Two requests for one domain share one assessment; what is young enough is not
 * asked again; the badge of the tab follows every snapshot.
 */
interface Running {
  readonly promise: Promise<Assessment>;
  readonly tabs: Set<number>;
  readonly fresh: boolean;
  readonly look: Look | undefined;
}

const running = new Map<DomainName, Running>();

/** When the last check of each domain began that this life of the background finished. */
const finishedHere = new Map<DomainName, number>();

/** How each resolver says no, as far as this life of the background has learnt it. */
const habits = proofHabits();

/** Counts how often everything was forgotten: what began before must not be written after. */
let era = 0;

/** Answers one request. Rejects for a text that is no domain that may be asked. */
export async function answer(request: AssessRequest): Promise<void> {
  const domain = parseDomainName(request.domain);
  const resolver = await readResolver();
  if (!domain || refusalOf(domain, resolver.id === 'custom'))
    throw new Error('Not a domain that may be asked.');
  // A memory that is full costs the badge after a navigation, not the answer.
  if (request.tabId !== null) await rememberTabDomain(request.tabId, domain).catch(() => undefined);

  // Nothing is awaited between the look and the entry: or two requests would both find nothing running.
  const under = running.get(domain);
  if (under) {
    if (request.tabId !== null) under.tabs.add(request.tabId);
    await under.promise;
    // "Check again" means again, also where a check that may use its memory was under way.
    if (request.fresh && !under.fresh) return answer(request);
    // What the guide wants beyond that is asked in addition.
    return request.look && request.look !== under.look ? answer({ ...request, fresh: false }) : undefined;
  }
  const tabs = new Set(request.tabId === null ? [] : [request.tabId]);
  const promise = run(domain, request, tabs).finally(() => running.delete(domain));
  running.set(domain, { promise, tabs, fresh: request.fresh, look: request.look });
  await promise;
}

/** Shows what is known of a domain on a tab's toolbar button, from the cache alone. */
export async function showKnown(tabId: number, domain: DomainName): Promise<void> {
  const known = await readAssessment(domain);
  if (known && isCurrent(known, Date.now())) await showOnToolbar(tabId, known);
}

/** The same for a domain whose policy host has to be left in peace for now; false where it has not, and nothing is shown. */
export async function showResting(tabId: number, domain: DomainName): Promise<boolean> {
  const known = await readAssessment(domain);
  if (!known || !isResting(known, Date.now())) return false;
  await rememberTabDomain(tabId, domain).catch(() => undefined);
  await showOnToolbar(tabId, known);
  return true;
}

/** Forgets all that was ever written, and what is under way is not written any more. */
export async function forget(): Promise<void> {
  era += 1;
  const forgotten = forgetEverything();
  // Also at once: a badge that is noted meanwhile must not bring back those before it.
  forgetTabs();
  await forgotten;
  forgetTabs();
}

/** True where a check by the resolver of this address would be answered from the cache, without a question. */
export async function isKnown(domain: DomainName, resolverUrl: string): Promise<boolean> {
  const known = await readAssessment(domain);
  return known !== null && stillStands(known, resolverUrl);
}

async function run(
  domain: DomainName,
  request: AssessRequest,
  tabs: ReadonlySet<number>,
): Promise<Assessment> {
  const [resolver, known] = await Promise.all([readResolver(), readAssessment(domain)]);
  const begun = era;
  const isForgotten = () => era !== begun;
  // One after the other, and only the latest: or an early snapshot could be painted over a late one.
  let latest: Assessment | null = null;
  let painted = Promise.resolve();
  const show = (assessment: Assessment) => {
    latest = assessment;
    const earlier = painted;
    painted = (async () => {
      await earlier;
      if (latest === assessment) await paint(domain, tabs, assessment);
    })();
    return painted;
  };
  const store = request.isPrivate ? readOnlyPolicyStore : policyStore;
  if (known && !request.fresh && hasLooked(known, request.look) && (await stillStands(known, resolver.url))) {
    await show(known);
    return known;
  }
  const writer = assessmentWriter();
  const assessment = await assess(
    domain,
    {
      fetch: globalThis.fetch.bind(globalThis),
      now: steadyClock(),
      deadline: (milliseconds) => AbortSignal.timeout(milliseconds),
      observe: observeRequest,
      resolver,
      mayRead,
      randomLabel: () => crypto.randomUUID(),
      proofHabits: habits,
      onRateLimit: (seconds) => {
        if (!isForgotten()) void letRest(resolver, seconds);
      },
      policies: {
        recall: store.recall,
        remember: async (policy) => (isForgotten() ? undefined : store.remember(policy)),
      },
      fresh: request.fresh,
      known,
      ...(request.look && { look: request.look }),
    },
    (snapshot) => {
      if (isForgotten()) return;
      writer.write(snapshot);
      void show(snapshot);
    },
  );
  finishedHere.set(domain, assessment.startedAt);
  await writer.settled();
  await show(assessment);
  return assessment;
}

async function paint(domain: DomainName, tabs: ReadonlySet<number>, assessment: Assessment): Promise<void> {
  await Promise.all(
    [...tabs].map(async (tabId) => {
      // The tab may have left the domain meanwhile, and its badge with it.
      if ((await tabDomain(tabId)) === domain) await showOnToolbar(tabId, assessment);
    }),
  );
}

/**
 * True for an assessment by the same resolver that may still be shown, unless it may be better now: a grant that it waited for has come, or
 * what failed may not fail again.
 */
async function stillStands(known: Assessment, resolverUrl: string): Promise<boolean> {
  if (known.resolver.url !== resolverUrl || !isCurrent(known, Date.now()) || isDoubtful(known)) return false;
  const missing = missingPermission(known);
  return missing === null || !(await mayRead(missing));
}

/** True where something failed in an earlier life of the background: it may have failed because that life was at its end. */
function isDoubtful(known: Assessment): boolean {
  const isUnknown = isUnknownInPart(known) || isHostUnknown(known.mx);
  return isUnknown && finishedHere.get(known.policyDomain) !== known.startedAt;
}

/** The host that could not be read for want of permission, or null. */
function missingPermission({ policy, stsRecord, policyDomain, resolver }: Assessment): string | null {
  if (stsRecord.state === 'unavailable' && stsRecord.reason === 'not-permitted')
    return new URL(resolver.url).hostname;
  return awaitsPermission({ policy }) ? policyHostOf(policyDomain) : null;
}
