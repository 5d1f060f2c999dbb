import { browser } from 'wxt/browser';
import { parseDomainName, type DomainName } from '../domain-name.ts';
import { subjectOfUrl } from '../subject.ts';
import { readItem, removeItem, writeItem } from './storage.ts';

/** Which domain the badge of each tab speaks of. */
const keyFor = (tabId: number) => `session:tab:${tabId}` as const;

/** Remembers, for the life of the tab, which domain its badge speaks of. */
export async function rememberTabDomain(tabId: number, domain: DomainName): Promise<void> {
  await writeItem(keyFor(tabId), domain);
}

/** The domain that the tab's badge speaks of, or null. */
export async function tabDomain(tabId: number): Promise<DomainName | null> {
  const stored = await readItem(keyFor(tabId)).catch(() => null);
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
    await removeItem(keyFor(tabId));
    callback(tabId, null);
  });
  browser.tabs.onRemoved.addListener((tabId) => removeItem(keyFor(tabId)));
}

/** True where a page's own names include the domain. */
function isOf(domain: DomainName, url: string): boolean {
  const subject = subjectOfUrl(url);
  return subject.state === 'found' && [subject.policyDomain, ...subject.alternatives].includes(domain);
}
