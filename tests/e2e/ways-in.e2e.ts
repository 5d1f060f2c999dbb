import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startSession, type Session } from './chromium-session.ts';
import { pasted } from './pasted.ts';
import { openField, readPopup } from './popup-view.ts';

/** The part of the extension API that these tests use in the worker. */
interface Api {
  omnibox: { onInputEntered: { dispatch(text: string, disposition: string): void } };
  contextMenus: { onClicked: { dispatch(info: object, tab: object): void } };
  commands: { getAll(): Promise<{ name: string; shortcut: string }[]> };
  action: { openPopup: () => Promise<void> };
  tabs: { query(filter: object): Promise<{ url?: string; pendingUrl?: string }[]> };
}

describe('ways in beside the toolbar icon, in Chromium', () => {
  let session: Session;
  beforeAll(async () => {
    session = await startSession();
  });
  afterAll(() => session?.close());

  async function enter(text: string, disposition: string): Promise<void> {
    const worker = await session.chromium.worker();
    await worker.evaluate(
      (typed, where) => {
        const { chrome } = globalThis as unknown as { chrome: Api };
        chrome.omnibox.onInputEntered.dispatch(typed, where);
      },
      text,
      disposition,
    );
  }

  /** Picks an entry of the icon's menu on the tab of `page`; `isPrivate` is what the browser says of the tab. */
  async function pick(menuItemId: string, page: Page, isPrivate = false): Promise<void> {
    const id = await session.chromium.desk.tabId(page);
    const worker = await session.chromium.worker();
    await worker.evaluate(
      (info, tab) => {
        const { chrome } = globalThis as unknown as { chrome: Api };
        chrome.contextMenus.onClicked.dispatch(info, tab);
      },
      { menuItemId, editable: false },
      { id, url: page.url(), incognito: isPrivate },
    );
  }

  describe('the address bar', () => {
    it('shows what was typed behind “mx” in the tab in front', async () => {
      const page = await session.chromium.open('https://absent.test/');
      await page.bringToFront();
      await enter('someone@enforce.test', 'currentTab');
      await page.waitForFunction(() => location.pathname === '/popup.html');
      expect((await readPopup(page, 'enforce.test')).standing).toBe('enforced');
      expect(page.url()).toContain('?domain=someone%40enforce.test');
      await page.close();
    });

    it('in a new tab where that is wanted', async () => {
      const page = await session.chromium.open('https://absent.test/');
      const tab = await session.chromium.pageAfter(() => enter('none.test', 'newForegroundTab'));
      expect((await readPopup(tab, 'none.test')).standing).toBe('disabled');
      expect(page.url()).toBe('https://absent.test/');
      await tab.close();
      await page.close();
    });

    it('says that a text names no domain, and asks nobody', async () => {
      await session.lab.clearLogs();
      const tab = await session.chromium.pageAfter(() => enter('no domain here', 'newForegroundTab'));
      expect((await readPopup(tab)).standing).toBe('unsupported');
      expect(await session.lab.queries()).toEqual([]);
      await tab.close();
    });
  });

  it('a keyboard shortcut is suggested for the popup', async () => {
    const worker = await session.chromium.worker();
    const commands = await worker.evaluate(() =>
      (globalThis as unknown as { chrome: Api }).chrome.commands.getAll(),
    );
    expect(commands).toEqual([
      expect.objectContaining({
        name: '_execute_action',
        shortcut: expect.stringMatching(/Alt\+Shift\+M|⌥⇧M/),
      }),
    ]);
  });

  describe('the menu of the toolbar icon', () => {
    it('opens the options', async () => {
      const page = await session.chromium.open('https://absent.test/');
      const options = await session.chromium.pageAfter(() => pick('options', page));
      await options.waitForSelector('.options');
      expect(options.url()).toContain('/options.html');
      await options.close();
      await page.close();
    });

    it('opens the workshop with the domain of the tab, and asks nothing', async () => {
      const page = await session.chromium.open('https://www.none.test/');
      await session.lab.clearLogs();
      const workshop = await session.chromium.pageAfter(() => pick('workshop', page));
      await workshop.waitForSelector('[data-part=tlsrpt] .cm-content');
      expect(workshop.url()).toContain('/workshop.html?domain=none.test');
      expect(await session.lab.queries()).toEqual([]);
      await workshop.close();
      await page.close();
    });

    it('opens the popup to copy the summary', async () => {
      const page = await session.chromium.open('https://enforce.test/');
      const popup = await session.chromium.pageAfter(() => pick('copy-summary', page));
      await readPopup(popup, 'enforce.test');
      const said = await popup.waitForSelector('.copy [aria-live]:not(:empty)');
      expect(['Copied.', 'Click to copy: your browser requires it.']).toContain(
        await said?.evaluate(({ textContent }) => textContent?.trim()),
      );
      expect(await popup.evaluate(() => document.activeElement?.textContent)).toBe('Copy summary');
      await page.close();
    });

    it('opens the report of the domain of the tab', async () => {
      const page = await session.chromium.open('https://www.enforce.test/');
      await pick('full-report', page);
      const desk = await session.chromium.desk.page();
      const urls = () =>
        desk.evaluate(async () => {
          const { chrome } = globalThis as unknown as { chrome: Api };
          return (await chrome.tabs.query({})).map(({ url, pendingUrl }) => pendingUrl ?? url ?? '');
        });
      await expect.poll(urls).toContain(session.chromium.url('report.html?domain=enforce.test'));
      await page.close();
    });
  });

  it('“Copy summary” puts a line for each lane on the clipboard', async () => {
    const { page, popup } = await session.check('enforce.test');
    await readPopup(popup, 'enforce.test');
    await popup.click('.copy button');
    await popup.waitForFunction(
      () => document.querySelector('.copy [aria-live]')?.textContent === 'Copied. ',
    );
    const copied = await pasted(session.chromium);
    expect(copied).toMatch(
      /^enforce\.test: Sealed\.\nIn transit: protected\. .* Policy: mode enforce, max_age 7 days\.[^]*\nSpoofing: /,
    );
    await page.close();
  });

  describe('recent checks', () => {
    const offered = (popup: Page) =>
      popup.$$eval('datalist option', (options) => options.map(({ value }) => value));

    it('are offered by the field, the newest first, without the one in view', async () => {
      const { page, popup } = await session.check('testing.test');
      await readPopup(popup, 'testing.test');
      await openField(popup);
      await popup.waitForSelector('datalist option');
      expect((await offered(popup))[0]).toBe('enforce.test');
      expect(await offered(popup)).not.toContain('testing.test');
      await page.close();
    });

    it('are forgotten at a click', async () => {
      const { page, popup } = await session.check('testing.test');
      await readPopup(popup, 'testing.test');
      await openField(popup);
      await popup.waitForSelector('datalist option');
      await popup.click('.recent button');
      await popup.waitForFunction(() => !document.querySelector('datalist'));
      await expect.poll(() => session.chromium.desk.stored('local')).not.toHaveProperty('recent');
      await page.close();
    });

    it('are not kept of what was asked in a private window, nor are its policies', async () => {
      await session.chromium.desk.page();
      const worker = await session.chromium.worker();
      await worker.evaluate(() => {
        const { chrome } = globalThis as unknown as { chrome: Api };
        chrome.action.openPopup = () => Promise.reject(new Error('no'));
      });
      const page = await session.chromium.open('https://delegated.test/');
      const tab = await session.chromium.pageAfter(() => pick('check', page, true));
      expect((await readPopup(tab, 'delegated.test')).standing).toBe('enforced');
      const stored = await session.chromium.desk.stored('local');
      expect(JSON.stringify(stored)).not.toContain('delegated.test');
      await tab.close();
      await page.close();
    });
  });
});
