import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { FirefoxPopup } from './browsers/firefox-popup.ts';
import { until } from './browsers/until.ts';
import { startFirefoxSession, type FirefoxSession } from './firefox-session.ts';
import { openField, readPopup } from './popup-view.ts';
import { reportReady } from './report-view.ts';

/** A script that Firefox loses while it opens a popup is sent again. */
const PATIENT = { timeout: 10_000 };

describe('ways in beside the toolbar icon, in Firefox', () => {
  let session: FirefoxSession;
  beforeAll(async () => {
    session = await startFirefoxSession();
  });
  afterAll(() => session?.close());

  const { stringify } = JSON;
  const text = (popup: FirefoxPopup, selector: string) =>
    popup.read(`document.querySelector(${stringify(selector)})?.textContent?.trim() ?? null`);

  /** The page of the extension that `act` opens in a new tab. */
  async function tabAfter(act: () => Promise<unknown>): Promise<Page> {
    const { browser, url } = session.firefox;
    const before = new Set(await browser.pages());
    await act();
    return until('a new tab of the extension', async () => {
      for (const page of await browser.pages())
        if (!before.has(page) && (await page.evaluate(() => location.href)).startsWith(url(''))) return page;
      return undefined;
    });
  }

  describe('the address bar', () => {
    it('shows what was typed behind “mx” in the tab in front', async () => {
      const page = await session.firefox.open('https://absent.test/');
      await page.bringToFront();
      await session.firefox.enterAddress('mx someone@enforce.test');
      await until('the popup’s page', () => page.evaluate(() => location.pathname === '/popup.html'));
      expect((await readPopup(page, 'enforce.test')).standing).toBe('enforced');
      expect(await page.evaluate(() => location.search)).toBe('?domain=someone%40enforce.test');
      await page.close();
    });

    it('in a new tab where that is wanted', async () => {
      const page = await session.firefox.open('https://absent.test/');
      await page.bringToFront();
      const tab = await tabAfter(() => session.firefox.enterAddress('mx none.test', { withAlt: true }));
      expect((await readPopup(tab, 'none.test')).standing).toBe('disabled');
      expect(page.url()).toBe('https://absent.test/');
      await tab.close();
      await page.close();
    });

    it('says that a text names no domain, and asks nobody', async () => {
      await session.lab.clearLogs();
      const page = await session.firefox.open('https://absent.test/');
      await page.bringToFront();
      await session.firefox.enterAddress('mx no domain here');
      await until('the popup’s page', () => page.evaluate(() => location.pathname === '/popup.html'));
      expect((await readPopup(page)).standing).toBe('unsupported');
      expect(await session.lab.queries()).toEqual([]);
      await page.close();
    });
  });

  describe('the menu of the toolbar icon', () => {
    it('opens the options', async () => {
      const page = await session.firefox.open('https://absent.test/');
      const options = await tabAfter(() => session.firefox.pickFromIconMenu(page, 'Options'));
      await options.waitForSelector('.options');
      await options.close();
      await page.close();
    });

    it('opens the report of the domain of the tab', async () => {
      const page = await session.firefox.open('https://www.enforce.test/');
      const report = await tabAfter(() => session.firefox.pickFromIconMenu(page, 'Full report'));
      await reportReady(report, 'enforce.test');
      await report.close();
      await page.close();
    });

    it('opens the popup to copy the summary, with the focus on the button that copies it at a click', async () => {
      const page = await session.firefox.open('https://enforce.test/');
      await session.firefox.pickFromIconMenu(page, 'Copy summary');
      const popup = await session.firefox.popup();
      await expect.poll(() => text(popup, 'h1'), PATIENT).toBe('enforce.test');
      const said = () => text(popup, '.copy [aria-live]');
      await expect.poll(said, PATIENT).toMatch(/^(?:Copied\.|Click to copy: your browser requires it\.)$/);
      expect(await popup.read('document.activeElement?.textContent')).toBe('Copy summary');
      await popup.click('.copy button');
      await expect.poll(said, PATIENT).toBe('Copied.');
      expect(await session.firefox.clipboard()).toMatch(
        /^enforce\.test: Sealed\.\nIn transit: protected\. .* max_age 7 days\./,
      );
      await popup.close();
      await page.close();
    });
  });

  it('“Copy summary” puts a line for each lane on the clipboard', async () => {
    const popup = await inTab('testing.test');
    await popup.click('.copy button');
    await popup.waitForFunction(
      () => document.querySelector('.copy [aria-live]')?.textContent === 'Copied. ',
    );
    expect(await session.firefox.clipboard()).toMatch(
      /^testing\.test: .*\nIn transit: on trial\. .* Policy: mode testing, .*\nSpoofing: /,
    );
    await popup.close();
  });

  it('the field offers recent checks, the newest first, without the one in view', async () => {
    const popup = await inTab('none.test');
    await openField(popup);
    await popup.waitForSelector('datalist option');
    const offered = await popup.$$eval('datalist option', (options) => options.map(({ value }) => value));
    expect(offered).toEqual(['testing.test', 'enforce.test']);
    await popup.close();
  });

  async function inTab(domain: string): Promise<Page> {
    const page = await session.firefox.openAsked(`popup.html?domain=${domain}`);
    await readPopup(page, domain);
    return page;
  }
});
