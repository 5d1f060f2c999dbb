import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { violationsAsShown } from './axe.ts';
import { startFirefoxSession, type FirefoxSession } from './firefox-session.ts';
import { readPopup } from './popup-view.ts';
import { reportReady, rowsOf } from './report-view.ts';

describe.each(['light', 'dark'] as const)('every surface in Firefox, %s', (scheme) => {
  let session: FirefoxSession;
  beforeAll(async () => {
    session = await startFirefoxSession({ scheme });
  });
  afterAll(() => session?.close());

  const isDark = (page: Page) => page.evaluate(() => matchMedia('(prefers-color-scheme: dark)').matches);

  it.each(['enforce.test', 'short-wildcard.test', 'bom.test', 'absent.test', 'servfail.test', '192.0.2.7'])(
    'axe-core finds nothing in the popup for %s',
    async (domain) => {
      const page = await session.firefox.openAsked(`popup.html?domain=${domain}`);
      await readPopup(page);
      expect(await isDark(page)).toBe(scheme === 'dark');
      expect(await violationsAsShown(page)).toEqual([]);
      await page.close();
    },
  );

  it('the report tells each server, each sender and each question, and axe-core finds nothing in it', async () => {
    const page = await session.firefox.openAsked('report.html?domain=blank-line.test');
    await reportReady(page, 'blank-line.test');
    const senders = await rowsOf(page, 'senders');
    expect(senders.map(([sender, verdict]) => `${sender}: ${verdict}`)).toEqual([
      'postfix-tlspol (Postfix): ignores it',
      'mox: ignores it',
      'go-mtasts (maddy): ignores it',
    ]);
    expect(await violationsAsShown(page)).toEqual([]);
    await page.close();
  });

  it.each(['options.html', 'welcome.html'])('axe-core finds nothing in %s', async (path) => {
    const page = await session.firefox.open(session.firefox.url(path));
    await page.waitForSelector('h1');
    expect(await violationsAsShown(page)).toEqual([]);
    await page.close();
  });
});
