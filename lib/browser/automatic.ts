import { browser, type Browser } from 'wxt/browser';
import { domainToCheck } from '../automatic/automatic.ts';
import { automaticQueue, type AutomaticJob } from '../automatic/queue.ts';
import type { DomainName } from '../names/domain-name.ts';
import type { SettledSettings } from '../settings.ts';
import { lanesOf } from '../verdict/badge.ts';
import type { Lane } from '../verdict/weights.ts';
import { answer, isKnown, showResting } from './assessor.ts';
import { mayCheckAutomatically } from './automatic-consent.ts';
import { currentEra, isOver, type Era } from './era.ts';
import { listenWhile } from './listen-while.ts';
import { watchPermissions } from './policy-access.ts';
import { isPrivateBackground } from './private-background.ts';
import { isAtRest } from './resolver-rest.ts';
import { onSettingsChanged, readSettings } from './settings.ts';
import { tabDomain } from './tab-badge.ts';

/** A check belongs to the era in which the page was visited. */
interface Job extends AutomaticJob {
  readonly since: Era;
  /** All that the badge takes, and no more. */
  readonly lanes: readonly Lane[];
}

/**
 * The automatic badge: checks the domain of the tab in front once its page has loaded. As long as the person has not chosen
 * it, nobody listens to tabs. To be called as the background starts.
 */
export function setUpAutomatic(): void {
  let inForce: Promise<SettledSettings> | null = null;
  const settings = () => {
    const reading = (inForce ??= readInForce());
    // What could not be read is read again at the next page.
    reading.catch(() => (inForce = null));
    return reading;
  };

  const add = automaticQueue<Job>({
    isWanted: async (job) => {
      if (await isOver(job.since)) return false;
      const [tab, inForceNow] = await Promise.all([browser.tabs.get(job.tabId), settings()]);
      const isInFront = tab.active && domainOf(tab, inForceNow) === job.domain;
      return isInFront && !(await isAtRest(inForceNow.resolver));
    },
    check,
    now: Date.now,
    wait: (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds)),
  });
  const consider = async (tab: Browser.tabs.Tab, isPainted: (domain: DomainName) => Promise<boolean>) => {
    const since = currentEra();
    const inForceNow = await settings();
    const domain = domainOf(tab, inForceNow);
    if (domain === null || tab.id === undefined) return;
    const job = { tabId: tab.id, domain, since, lanes: lanesOf(inForceNow.badge) };
    // What is known is shown at once: the queue is for what is sent.
    if (await isKnown(domain, inForceNow, job.lanes)) await ((await isPainted(domain)) || check(job));
    else if (!(await showResting(tab.id, domain, job.lanes, since))) add(job);
  };

  const onUpdated = (tabId: number, change: { status?: string }, tab: Browser.tabs.Tab) => {
    if (change.status !== 'complete' || !tab.active) return;
    // A badge that was there for this domain is put back for the new page by `onTabMoved`.
    const isPainted = async (domain: DomainName) => (await tabDomain(tabId)) === domain;
    void consider(tab, isPainted).catch(() => undefined);
  };
  const isOn = async () => (await settings()).automatic;
  // A page that loaded in the back is checked when it comes to the front.
  const onActivated = async ({ tabId }: { tabId: number }) => {
    if (!(await isOn().catch(() => false))) return;
    const tab = await browser.tabs.get(tabId).catch(() => null);
    if (tab?.status === 'complete') await consider(tab, async () => false).catch(() => undefined);
  };
  const settleUpdated = listenWhile(browser.tabs.onUpdated, onUpdated, isOn);
  const settleActivated = listenWhile(browser.tabs.onActivated, onActivated, isOn);
  const onChanged = () => {
    inForce = null;
    void settleUpdated();
    void settleActivated();
  };
  onSettingsChanged(onChanged);
  watchPermissions(onChanged);
}

/** A choice that came by sync or from an administrator waits for this browser's own leave. */
async function readInForce(): Promise<SettledSettings> {
  const [settings, isAllowed] = await Promise.all([readSettings(), mayCheckAutomatically()]);
  return { ...settings, automatic: settings.automatic && isAllowed && !isPrivateBackground() };
}

function domainOf({ url, incognito }: Browser.tabs.Tab, settings: SettledSettings) {
  return domainToCheck({ url, isPrivate: incognito }, settings);
}

function check({ tabId, domain, since, lanes }: Job): Promise<void> {
  return answer({ domain, tabId, fresh: false, isPrivate: false, lanes }, since);
}
