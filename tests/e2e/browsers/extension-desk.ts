import type { Page } from 'puppeteer-core';

/** What a toolbar icon shows on one tab. */
export interface Badge {
  text: string;
  title: string;
  /** Red, green, blue and opacity, 0 to 255. */
  color: readonly number[];
}

/** The part of the extension API that the desk uses; it runs inside the browser. */
interface Api {
  action: {
    getBadgeText(details: { tabId: number }): Promise<string>;
    getTitle(details: { tabId: number }): Promise<string>;
    getBadgeBackgroundColor(details: { tabId: number }): Promise<number[]>;
  };
  permissions: {
    request(wanted: { origins: string[] }): Promise<boolean>;
    remove(wanted: { origins: string[] }): Promise<boolean>;
    getAll(): Promise<{ origins: string[] }>;
  };
  storage: Record<'local' | 'session' | 'sync', Area>;
  tabs: { query(filter: { active: boolean; currentWindow: boolean }): Promise<{ id: number }[]> };
  windows: { create(options: { url: string; incognito: boolean }): Promise<unknown> };
}

interface Area {
  get(keys: null): Promise<Record<string, unknown>>;
  set(items: Record<string, unknown>): Promise<void>;
  clear(): Promise<void>;
}

declare const chrome: Api;
/** What `request` leaves in the page for itself. */
declare const requestAnswer: Promise<boolean>;

/**
 * A place with the extension's rights that runs none of its code: its manifest, opened as a page in a tab. From there a test
 * reads badges, permissions and stored data.
 */
export class ExtensionDesk {
  #page: Promise<Page> | undefined;
  readonly #open: () => Promise<Page>;
  readonly #now: () => number;

  /** `open` shows the extension's manifest in a tab; `now` is the clock of the extension. */
  constructor(open: () => Promise<Page>, now: () => number = Date.now) {
    this.#open = open;
    this.#now = now;
  }

  /** The page itself, for whatever has no method here. */
  async page(): Promise<Page> {
    // The browser closes it where the extension is loaded anew.
    if ((await this.#page)?.isClosed()) this.#page = undefined;
    this.#page ??= this.#open();
    return this.#page;
  }

  /** The id of the tab that shows `page`, which comes to the front. */
  async tabId(page: Page): Promise<number> {
    const desk = await this.page();
    await page.bringToFront();
    const tabs = await desk.evaluate(() => chrome.tabs.query({ active: true, currentWindow: true }));
    return tabs[0]!.id;
  }

  /** What the toolbar icon shows on the tab of `page`. */
  async badge(page: Page): Promise<Badge> {
    const tabId = await this.tabId(page);
    return (await this.page()).evaluate(
      async (tab) => ({
        text: await chrome.action.getBadgeText(tab),
        title: await chrome.action.getTitle(tab),
        color: await chrome.action.getBadgeBackgroundColor(tab),
      }),
      { tabId },
    );
  }

  /** Opens an address in a private window. */
  async openPrivateWindow(url: string): Promise<void> {
    const page = await this.page();
    await page.evaluate(async (address) => {
      await chrome.windows.create({ url: address, incognito: true });
    }, url);
  }

  /** Asks for host access in a click. Resolves with the answer; with a dialog, only after it. */
  async request(origins: string[]): Promise<boolean> {
    const page = await this.page();
    await page.evaluate((wanted) => {
      const button = document.createElement('button');
      button.id = 'ask';
      button.style.cssText = 'position: fixed; inset: 0; width: 100%';
      const answer = Promise.withResolvers<boolean>();
      button.addEventListener('click', () => {
        chrome.permissions.request({ origins: wanted }).then(answer.resolve, answer.reject);
        button.remove();
      });
      document.body.append(button);
      Object.assign(globalThis, { requestAnswer: answer.promise });
    }, origins);
    await page.bringToFront();
    await page.click('#ask');
    return page.evaluate(() => requestAnswer);
  }

  /** Takes host access back. */
  async revoke(origins: string[]): Promise<boolean> {
    return (await this.page()).evaluate((wanted) => chrome.permissions.remove({ origins: wanted }), origins);
  }

  /** The hosts that the extension may read now. */
  async origins(): Promise<string[]> {
    return (await this.page()).evaluate(async () => (await chrome.permissions.getAll()).origins);
  }

  /** Everything that is stored in the area. */
  async stored(area: 'local' | 'session' | 'sync'): Promise<Record<string, unknown>> {
    return (await this.page()).evaluate((name) => chrome.storage[name].get(null), area);
  }

  /** Stores items as they are, under their keys. */
  async store(area: 'local' | 'session' | 'sync', items: Record<string, unknown>): Promise<void> {
    await (await this.page()).evaluate((name, values) => chrome.storage[name].set(values), area, items);
  }

  /**
   * Leaves the ticket that lets the page at this path (such as `popup.html?domain=example.test`) check once, as whatever a person opens it with
   * does. Rejects where the memory is full.
   */
  async leaveTicket(path: string): Promise<void> {
    const { pathname, searchParams } = new URL(path, 'https://extension.test/');
    await this.store('session', { [`mayAsk:${pathname}?${searchParams.toString()}`]: this.#now() });
  }

  /** Forgets everything that is stored in the area. */
  async clear(area: 'local' | 'session' | 'sync'): Promise<void> {
    await (await this.page()).evaluate((name) => chrome.storage[name].clear(), area);
  }
}
