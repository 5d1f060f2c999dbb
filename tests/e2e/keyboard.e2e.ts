import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { EITHER, type EitherSession } from './either-session.ts';
import { openNames, readPopup } from './popup-view.ts';

/** The popup at 200 % zoom, and telephones: CSS pixels, and how many of the screen each of them is. */
const SIZES = [
  [180, 2],
  [320, 1],
  [412, 1],
] as const;

describe.each(EITHER)('the popup by keyboard alone, at every size, in %s', (_name, start) => {
  let session: EitherSession;
  beforeAll(async () => {
    session = await start();
  });
  afterAll(() => session?.close());

  const inTab = (domain: string) => session.openAsked(`popup.html?domain=${domain}`);

  /** What has the focus, by the name that a person hears. */
  const focused = (page: Page) =>
    page.evaluate(() => {
      const element = document.activeElement;
      const label = element instanceof HTMLInputElement ? element.labels?.[0]?.textContent : null;
      return label ?? element?.getAttribute('aria-label') ?? element?.textContent?.trim() ?? '';
    });

  it('Tab goes from the top to the bottom, through everything that can be done, and in no circle', async () => {
    const { popup, close } = await session.check('www.uncovered.test');
    await readPopup(popup, 'uncovered.test');
    const stops: string[] = [];
    for (let stop = 0; stop < 30; stop += 1) {
      await popup.keyboard.press('Tab');
      const name = await focused(popup);
      if (stops.includes(name)) break;
      stops.push(name);
    }
    const order = [
      'Check again',
      'Fix this',
      'Evidence',
      'How Waxseal asked',
      'Other names of this page (1)',
    ];
    const behind = ['Check another domain', 'Copy summary', 'Full report', 'Options'];
    expect(stops.filter((name) => [...order, ...behind].includes(name))).toEqual([...order, ...behind]);
    // A fold at each row.
    for (const name of ['MTA-STS', 'MX', 'TLSRPT'])
      expect(stops.filter((stop) => stop.startsWith(name))).toHaveLength(1);
    await close();
  });

  it('Enter in the field checks, Enter on a name checks that', async () => {
    const { popup, close } = await session.check('www.enforce.test');
    await readPopup(popup, 'enforce.test');
    await openNames(popup);
    await popup.focus('.names button');
    await popup.keyboard.press('Enter');
    expect((await readPopup(popup, 'www.enforce.test')).standing).toBe('absent');
    await popup.keyboard.press('/');
    await popup.waitForSelector('input[name=subject]:focus');
    await popup.keyboard.type('none.test');
    await popup.keyboard.press('Enter');
    expect((await readPopup(popup, 'none.test')).standing).toBe('disabled');
    await close();
  });

  it('what holds the focus can be seen, in forced colours too', async () => {
    const { popup, close } = await session.check('uncovered.test');
    await readPopup(popup, 'uncovered.test');
    for (const isForced of [true, false]) {
      await session.forceColours(popup, isForced);
      // Firefox tells its pages of the new colours in its own time.
      await popup.waitForFunction(
        (wanted) => matchMedia('(forced-colors: active)').matches === wanted,
        {},
        isForced,
      );
      await popup.keyboard.press('Tab');
      const outline = await popup.evaluate(() => {
        const { outlineStyle, outlineWidth } = getComputedStyle(document.activeElement ?? document.body);
        return `${outlineStyle} ${outlineWidth}`;
      });
      expect(outline, `forced: ${isForced}`).toBe('solid 2px');
    }
    await close();
  });

  it.each(['twenty-mx.test', 'uncovered.test', 'redirect.test', 'broken-rua.test', 'absent.test'])(
    'nothing has to be scrolled sideways, on telephones and at twice the size: %s',
    async (domain) => {
      const page = await inTab(domain);
      await readPopup(page, domain);
      for (const [width, deviceScaleFactor] of SIZES) {
        await page.setViewport({ width, height: 500, deviceScaleFactor });
        const wide = await page.evaluate(() => {
          for (const details of document.querySelectorAll('details')) details.open = true;
          const root = document.documentElement;
          return root.scrollWidth - root.clientWidth;
        });
        expect(wide, `${width} px`).toBe(0);
      }
      await page.close();
    },
  );

  it('says that the device is offline', async () => {
    const { desk } = session;
    await desk.store('local', {
      settings: { resolver: { id: 'custom', url: 'https://mta-sts.refused.test/dns-query' } },
    });
    const page = await inTab('enforce.test');
    await page.setOfflineMode(true);
    await readPopup(page, 'enforce.test');
    await page.click('.top button.icon');
    await page.waitForFunction(() =>
      document.querySelector('.say')?.textContent?.includes('You are offline.'),
    );
    await page.setOfflineMode(false);
    await desk.store('local', { settings: { resolver: { id: 'custom', url: session.lab.dohUrl } } });
    await page.close();
  });
});
