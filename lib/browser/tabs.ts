import { browser } from 'wxt/browser';
import { storage } from 'wxt/utils/storage';
import { parseDomainName, type DomainName } from '../domain-name.ts';
import { subjectOfUrl } from '../subject.ts';

/** The tab that a view stands on, as far as the extension may see it. */
export interface TabInView {
  readonly id: number | null;
  /** Null where the browser does not tell. */
  readonly url: string | null;
  readonly isPrivate: boolean;
}

const keyFor = (tabId: number) => `session:tab:${tabId}` as const;

/** The active tab of the window; its URL is told because the person clicked (`activeTab`). */
export async function activeTab(): Promise<TabInView> {
  const [tab] = await browser.tabs.query({ active: true, currentWindow: true });
  return { id: tab?.id ?? null, url: tab?.url ?? null, isPrivate: tab?.incognito ?? false };
}

/** How a page of Waxseal comes to be shown in a tab. */
interface Opening {
  /** Asked in a private window. The page is told, since Chromium opens it in a window that is not private. */
  readonly isPrivate?: boolean;
  /** The tab to show it in; left out, a new one. */
  readonly inTab?: number | null;
  readonly inFront?: boolean;
  /** Left out: the popup’s page. */
  readonly page?: '/popup.html' | '/report.html';
  /** The part of the page to begin with. */
  readonly part?: 'guide' | null;
}

/** Shows the popup’s page (or another) in a tab, for a domain or for a text that is none. */
export async function openInTab(text: string, opening: Opening = {}): Promise<void> {
  const { isPrivate = false, inTab = null, inFront = true, page = '/popup.html', part } = opening;
  const query = new URLSearchParams({ domain: text, ...(isPrivate && { private: '' }) });
  const hash = part ? `#${part}` : '';
  const url = `${browser.runtime.getURL('')}${page.slice(1)}?${query}${hash}`;
  if (inTab === null) await browser.tabs.create({ url, active: inFront });
  else await browser.tabs.update(inTab, { url });
}

/** Remembers, for the life of the tab, which domain its badge speaks of. */
export async function rememberTabDomain(tabId: number, domain: DomainName): Promise<void> {
  await storage.setItem(keyFor(tabId), domain);
}

/** The domain that the tab's badge speaks of, or null. */
export async function tabDomain(tabId: number): Promise<DomainName | null> {
  const stored = await storage.getItem(keyFor(tabId)).catch(() => null);
  return typeof stored === 'string' ? parseDomainName(stored) : null;
}

/**
 * Calls back when a tab that has a badge has loaded another page of the same domain, since the browser takes the badge off
 * at every navigation, and when it has left the domain (then with null). To be called as the background starts.
 */
export function onTabMoved(callback: (tabId: number, domain: DomainName | null) => void): void {
  browser.tabs.onUpdated.addListener(async (tabId, change, tab) => {
    if (change.status === undefined) return;
    const domain = await tabDomain(tabId);
    if (!domain) return;
    if (tab.url !== undefined && isOf(domain, tab.url)) {
      if (change.status === 'complete') callback(tabId, domain);
      return;
    }
    await storage.removeItem(keyFor(tabId));
    callback(tabId, null);
  });
  browser.tabs.onRemoved.addListener((tabId) => storage.removeItem(keyFor(tabId)));
}

/** True where a page's own names include the domain. */
export function isOf(domain: DomainName, url: string): boolean {
  const subject = subjectOfUrl(url);
  return subject.state === 'found' && [subject.policyDomain, ...subject.alternatives].includes(domain);
}
