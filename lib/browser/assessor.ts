import { restingParts } from '../automatic/automatic.ts';
import type { Assessment } from '../check/assessment.ts';
import { hasAllLanes } from '../check/lanes.ts';
import { hasLooked, isCurrent } from '../check/life.ts';
import { assess } from '../check/assess.ts';
import { parseDomainName, type DomainName } from '../names/domain-name.ts';
import { hasAllAdded } from '../check/known.ts';
import { refusalOf } from '../names/subject.ts';
import { readAdded } from './added-store.ts';
import type { AskedWith } from './asking.ts';
import { readAssessment } from './assessment-store.ts';
import type { Badge } from '../verdict/badges.ts';
import { isDigestCurrent, type Digest } from '../verdict/digest.ts';
import { digestOf } from '../verdict/make-digest.ts';
import type { Lane } from '../verdict/weights.ts';
import { assessmentWriter } from './assessment-writer.ts';
import { depsOf } from './check-deps.ts';
import { digestIn, digestKey, readDigest as readOneDigest } from './digest-store.ts';
import { currentEra, isKnownOver, isOver, type Era } from './era.ts';
import { finishForgetting, forgetEverything } from './forget.ts';
import { keptSettings } from './kept-settings.ts';
import type { AssessRequest } from './messages.ts';
import { running } from './running.ts';
import type { SettledSettings } from '../settings.ts';
import { readSettings } from './settings.ts';
import { sharedReading } from './shared-reading.ts';
import { isGrantedSince, noteFinished, stillStands } from './still-stands.ts';
import { readArea, writeItem, writeItems } from './storage.ts';
import { wantedDigest } from './wanted-digest.ts';
import { badgedTabs, forgetTabs, rememberTabDomain, tabDomain } from './tab-badge.ts';
import { showOnToolbar, toolbarLook } from './toolbar.ts';

/**
 * Runs assessments in the background. Two requests for one domain share one assessment; what is young enough is not
 * asked again; the badge of the tab follows every snapshot.
 */

const readDigest = sharedReading(readOneDigest);

/** Answers one request of the era in which the person acted. Rejects for a text that is no domain that may be asked. */
export async function answer(request: AssessRequest, since: Era = currentEra()): Promise<void> {
  const domain = parseDomainName(request.domain);
  const [settings, isLate] = await Promise.all([readSettings(), isOver(since)]);
  if (!domain || refusalOf(domain, settings.resolver.id === 'custom'))
    throw new Error('Not a domain that may be asked.');
  if (isLate || isKnownOver(since)) return;
  // The questions do not wait for it; whoever paints does (`tabDomain`). A memory that is full costs the badge after a navigation, not the answer.
  if (request.tabId !== null) rememberTabDomain(request.tabId, domain, since).catch(() => undefined);

  const tabs = new Set(request.tabId === null ? [] : [request.tabId]);
  // Nothing is awaited between the look and the entry: or two requests would both find nothing running.
  const under = running.get(domain);
  if (under) {
    if (request.tabId !== null) under.tabs.add(request.tabId);
    const found = await under.promise;
    // "Check again" means again, also where a check that may use its memory was under way; and another resolver may have been chosen meanwhile.
    const isOther = found !== null && found.resolver.url !== settings.resolver.url;
    if (isOther || (request.fresh && !under.fresh)) return answer(request, since);
    // What the guide wants beyond that is asked in addition, what the automatic badge does without, and what was granted meanwhile.
    const isMore = (request.look && request.look !== under.look) || !hasAllLanes(under.lanes, request.lanes);
    if (isMore || (found && (await isGrantedSince(found, settings))))
      return answer({ ...request, fresh: false }, since);
    // Whoever joins while it is painted for the last time is none of the tabs that this reaches.
    if (found && !(await isOver(since))) await paint(domain, tabs, found, await badgeNow(settings));
    return;
  }
  const promise = run(domain, request, settings, tabs, since).finally(() => running.delete(domain));
  const { fresh, look, lanes } = request;
  running.set(domain, { promise, tabs, fresh, look, lanes });
  await promise;
}

/** Shows what is known of a domain on a tab's toolbar button, from the cache alone. */
export async function showKnown(
  tabId: number,
  domain: DomainName,
  wanted: SettledSettings | Promise<SettledSettings> = keptSettings(),
): Promise<void> {
  const [known, { badge, resolver }] = await Promise.all([readDigest(domain), wanted]);
  if (known?.resolver.url === resolver.url && isDigestCurrent(known, Date.now()))
    await showOnToolbar(tabId, known, badge);
}

/** Shows on every tab that has a badge what is wanted of it now. */
export async function showKnownEverywhere(): Promise<void> {
  const [tabs, settings] = await Promise.all([badgedTabs(), readSettings()]);
  await Promise.all(tabs.map(([tabId, domain]) => showKnown(tabId, domain, settings)));
}

/** Takes the scores off what popups show, where none is wanted any more: the next popup would show them for a moment. Where one is wanted again, the next look writes it. */
export async function hideUnwantedScores(): Promise<void> {
  const since = currentEra();
  if ((await readSettings()).score) return;
  const session = await readArea('session');
  const shown = Object.entries(session).flatMap(([name, value]) => {
    const domain = parseDomainName(name.replace(/^digest:/, ''));
    const digest = domain && name.startsWith('digest:') ? digestIn(value, domain) : null;
    return digest?.score ? [digest] : [];
  });
  // What is under way may have been written anew since it was read: that is looked at when it has ended. Nothing is awaited between this look and the write.
  const underWay = shown.flatMap(({ policyDomain }) => running.get(policyDomain) ?? []);
  const atRest = shown.filter(({ policyDomain }) => !running.has(policyDomain));
  await writeItems(
    atRest.map((digest) => [digestKey(digest.policyDomain), { ...digest, score: null }]),
    since,
  );
  if (underWay.length === 0) return;
  await Promise.allSettled(underWay.map(({ promise }) => promise));
  await hideUnwantedScores();
}

/**
 * The same for a domain whose policy host has to be left in peace for now, where a check of these lanes came to its end with the resolver in force. Otherwise false, and nothing is
 * shown: what is missing can be asked without that host.
 */
export async function showResting(
  tabId: number,
  domain: DomainName,
  lanes: readonly Lane[],
  since: Era,
): Promise<boolean> {
  const [known, { badge, resolver }] = await Promise.all([readAssessment(domain), readSettings()]);
  if (!known?.finishedAt || known.resolver.url !== resolver.url || !hasAllLanes(known.lanes, lanes))
    return false;
  if (!restingParts(known, Date.now())) return false;
  await rememberTabDomain(tabId, domain, since).catch(() => undefined);
  if (!isKnownOver(since)) await showOnToolbar(tabId, digestOf(known, Date.now()), badge);
  return true;
}

/** Forgets all that was ever written, and what is under way is not written any more. */
export async function forget(): Promise<void> {
  await forgetEverything().finally(forgetTabs);
}

/** Goes on with what a background before this one did not come to the end of. To be called as the background starts. */
export function setUpForgetting(): void {
  void finishForgetting().catch(() => undefined);
}

/** True where a check of these lanes with these settings would be answered from the cache, without a question. */
export async function isKnown(
  domain: DomainName,
  settings: AskedWith,
  lanes: readonly Lane[],
): Promise<boolean> {
  const known = await readDigest(domain);
  return known !== null && hasAllLanes(known.lanes, lanes) && stillStands(known, settings);
}

async function run(
  domain: DomainName,
  request: AssessRequest,
  settings: SettledSettings,
  tabs: ReadonlySet<number>,
  since: Era,
): Promise<Digest> {
  const [known, added] = await Promise.all([readAssessment(domain), readAdded(domain)]);
  // One after the other, and only the latest: or an early snapshot could be painted over a late one.
  let latest: Digest | null = null;
  let look: string | null = null;
  let painted = Promise.resolve();
  const show = (digest: Digest) => {
    latest = digest;
    const earlier = painted;
    painted = (async () => {
      await earlier;
      if (latest !== digest) return;
      const badge = await badgeNow(settings);
      // Most snapshots change nothing there. The last one is painted all the same: the tab may have been loaded anew meanwhile.
      const wanted = toolbarLook(digest, badge);
      if (wanted === look && digest.finishedAt === null) return;
      look = wanted;
      await paint(domain, tabs, digest, badge);
    })();
    return painted;
  };
  const hasAll =
    known &&
    hasLooked(known, request.look) &&
    hasAllLanes(known.lanes, request.lanes) &&
    hasAllAdded(known, added);
  if (hasAll && !request.fresh && isCurrent(known, Date.now())) {
    const digest = await knownDigest(known, since);
    if (await stillStands(digest, settings)) {
      await show(digest);
      return digest;
    }
  }
  const writer = assessmentWriter(since, async (snapshot) => {
    const digest = await wantedDigest(snapshot);
    void show(digest);
    return digest;
  });
  const assessment = await assess(
    domain,
    {
      ...depsOf(settings, request.isPrivate, since),
      fresh: request.fresh,
      known,
      added,
      // Lanes are what the automatic badge names, and nobody clicked for that.
      resting: known && request.lanes ? restingParts(known, Date.now()) : null,
      ...(request.look && { look: request.look }),
      ...(request.lanes && { lanes: request.lanes }),
    },
    (snapshot) => {
      if (!isKnownOver(since)) writer.write(snapshot);
    },
  );
  noteFinished(assessment);
  await writer.settled();
  const digest = await wantedDigest(assessment);
  if (!(await isOver(since))) await show(digest);
  return digest;
}

/** The digest of an assessment that may still be shown; written anew where it cannot be read, or nobody would ever see it. */
async function knownDigest(known: Assessment, since: Era): Promise<Digest> {
  const stored = await readDigest(known.policyDomain);
  const digest = await wantedDigest(known);
  const isSame = stored?.startedAt === known.startedAt && stored.revision === known.revision;
  // Meanwhile the score may have been switched on or off.
  if (isSame && stored.score === digest.score) return stored;
  await writeItem(digestKey(known.policyDomain), digest, since).catch(() => undefined);
  return digest;
}

/** What the badge is to show now, whatever was chosen as a check began. */
async function badgeNow(begun: SettledSettings): Promise<Badge> {
  return (await keptSettings().catch(() => begun)).badge;
}

async function paint(
  domain: DomainName,
  tabs: ReadonlySet<number>,
  digest: Digest,
  badge: Badge,
): Promise<void> {
  await Promise.all(
    [...tabs].map(async (tabId) => {
      // The tab may have left the domain meanwhile, and its badge with it.
      if ((await tabDomain(tabId)) === domain) await showOnToolbar(tabId, digest, badge);
    }),
  );
}
