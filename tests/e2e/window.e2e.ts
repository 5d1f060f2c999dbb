import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Lab } from '../lab/lab.ts';
import { startLab } from '../lab/start.ts';
import { launchChromium, type Chromium } from './browsers/chromium.ts';
import { Screen } from './browsers/screen.ts';
import { startXvfb } from './browsers/xvfb.ts';
import { CHROME_BUILD } from './chromium-session.ts';
import { readPopup } from './popup-view.ts';

describe('the popup in a real window, with real keys', () => {
  let lab: Lab;
  let chromium: Chromium;
  let screen: Screen;
  beforeAll(async () => {
    lab = await startLab();
    const display = await startXvfb(lab.cleanup);
    screen = new Screen(display);
    chromium = await launchChromium({ extensionDir: CHROME_BUILD, lab, headless: false, display });
    await chromium.desk.store('local', { settings: { resolver: { id: 'custom', url: lab.dohUrl } } });
  });
  afterAll(() => lab?.stop());

  it('Alt+Shift+M opens it, Escape closes it', async () => {
    const page = await chromium.open('https://enforce.test/');
    await page.bringToFront();
    const popup = await chromium.pageAfter(() => screen.press('alt+shift+m'));
    expect((await readPopup(popup, 'enforce.test')).standing).toBe('enforced');
    const { promise: closed, resolve } = Promise.withResolvers<void>();
    popup.once('close', () => resolve());
    await screen.press('Escape');
    await closed;
    await page.close();
  });

  it('nothing jumps while the policy is on its way', async () => {
    const gate = lab.hold('mta-sts.wildcard.test');
    const page = await chromium.open('https://wildcard.test/');
    const popup = await chromium.clickToolbar(page);
    await gate.arrived;
    await popup.waitForSelector('.servers li');
    const before = await places(popup);
    gate.release();
    await readPopup(popup, 'wildcard.test');
    expect(await places(popup)).toEqual(before);
    await page.close();
  });
});

const PLACED = [
  '.seal',
  'h1',
  '.say',
  '.facts',
  '.facts div:nth-child(3)',
  '[data-lane=transit] h2',
  '[data-mechanism=mta-sts] .name',
  '[data-mechanism=mx] .name',
  '[data-mechanism=tlsrpt] .name',
  '.next',
];

/** Where the parts stand that a person is reading already. */
function places(popup: Page): Promise<string[]> {
  return popup.evaluate(
    (selectors) =>
      selectors.map((selector) => {
        const box = document.querySelector(selector)?.getBoundingClientRect();
        return `${selector} ${box?.x} ${box?.y}`;
      }),
    PLACED,
  );
}
