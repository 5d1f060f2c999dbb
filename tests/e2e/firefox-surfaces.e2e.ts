import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Lab } from '../lab/lab.ts';
import { startLab } from '../lab/start.ts';
import { violationsAsShown } from './axe.ts';
import { launchFirefox, type Firefox } from './browsers/firefox.ts';
import { readPopup } from './popup-view.ts';
import { reportReady, rowsOf } from './report-view.ts';

const FIREFOX_BUILD = new URL('../../.output/firefox-mv3', import.meta.url).pathname;

describe.each(['light', 'dark'] as const)('every surface in Firefox, %s', (scheme) => {
  let lab: Lab;
  let firefox: Firefox;
  beforeAll(async () => {
    lab = await startLab();
    firefox = await launchFirefox({ extensionDir: FIREFOX_BUILD, lab, scheme });
    await firefox.desk.store('local', { settings: { resolver: { id: 'custom', url: lab.dohUrl } } });
  });
  afterAll(() => lab?.stop());

  const isDark = (page: Page) => page.evaluate(() => matchMedia('(prefers-color-scheme: dark)').matches);

  it.each(['enforce.test', 'short-wildcard.test', 'bom.test', 'absent.test', 'servfail.test', '192.0.2.7'])(
    'axe-core finds nothing in the popup for %s',
    async (domain) => {
      const page = await firefox.open(firefox.url(`popup.html?domain=${domain}`));
      await readPopup(page);
      expect(await isDark(page)).toBe(scheme === 'dark');
      expect(await violationsAsShown(page)).toEqual([]);
      await page.close();
    },
  );

  it('the report tells each server, each sender and each question, and axe-core finds nothing in it', async () => {
    const page = await firefox.open(firefox.url('report.html?domain=blank-line.test'));
    await reportReady(page, 'blank-line.test');
    const senders = await rowsOf(page, 'senders');
    expect(senders).toHaveLength(8);
    expect(senders.filter(([, verdict]) => verdict === 'ignores it').map(([sender]) => sender)).toEqual([
      'postfix-tlspol (Postfix)',
      'mox',
      'go-mtasts (maddy)',
    ]);
    expect(await violationsAsShown(page)).toEqual([]);
    await page.close();
  });

  it.each(['options.html', 'welcome.html'])('axe-core finds nothing in %s', async (path) => {
    const page = await firefox.open(firefox.url(path));
    await page.waitForSelector('h1');
    expect(await violationsAsShown(page)).toEqual([]);
    await page.close();
  });
});
