import { browser } from './native.ts';
import { queryFor, type TabPage } from './opened-for.ts';

/** The tab that a view stands on, as far as the extension may see it. */
export interface TabInView {
  readonly id: number | null;
  /** Null where the browser does not tell. */
  readonly url: string | null;
  readonly isPrivate: boolean;
}

/** The active tab of the window; its URL is told because the person clicked (`activeTab`). */
export async function activeTab(): Promise<TabInView> {
  const [tab] = await browser.tabs.query({ active: true, currentWindow: true });
  return { id: tab?.id ?? null, url: tab?.url ?? null, isPrivate: tab?.incognito ?? false };
}

/** How a page of Waxseal comes to be shown in a tab. */
interface Opening {
  /** Asked in a private window. The page is told, since Chromium opens it in a window that is not private. */
  readonly isPrivate?: boolean;
  /** The text stays out of the address. */
  readonly isHidden?: boolean;
  /** The tab to show it in; left out, a new one. */
  readonly inTab?: number | null;
  readonly inFront?: boolean;
  /** Left out: the popup’s page. */
  readonly page?: TabPage;
  /** The part of the page to begin with. */
  readonly part?: 'guide' | null;
}

/**
 * Shows the popup’s page (or another) in a tab, for a domain or for a text that is none; only for what a person did, since the page checks at once.
 * Rejects where the memory has no room for what stays out of the address.
 */
export async function openInTab(text: string, opening: Opening = {}): Promise<void> {
  const { isPrivate = false, isHidden = false, inTab = null, inFront = true } = opening;
  const { page = '/popup.html', part } = opening;
  const query = await queryFor(page, text, { isPrivate, isHidden });
  const hash = part ? `#${part}` : '';
  const url = `${browser.runtime.getURL('')}${page.slice(1)}?${query}${hash}`;
  if (inTab === null) await browser.tabs.create({ url, active: inFront });
  else await browser.tabs.update(inTab, { url });
}
