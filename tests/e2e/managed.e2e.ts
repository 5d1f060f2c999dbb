import { cpSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Lab } from '../lab/lab.ts';
import { startLab } from '../lab/start.ts';
import { launchChromium, type Chromium } from './browsers/chromium.ts';
import { launchFirefox, type Firefox } from './browsers/firefox.ts';
import { CHROME_BUILD } from './chromium-session.ts';
import { FIREFOX_BUILD } from './firefox-session.ts';
import { readPopup } from './popup-view.ts';

type Managed = Readonly<Record<string, unknown>>;

const BROWSERS: readonly [
  name: string,
  build: string,
  launch: (lab: Lab, extensionDir: string, managed: Managed) => Promise<Chromium | Firefox>,
][] = [
  [
    'Chromium',
    CHROME_BUILD,
    (lab, extensionDir, managed) => launchChromium({ extensionDir, lab, managed, keepsWelcome: true }),
  ],
  ['Firefox', FIREFOX_BUILD, (lab, extensionDir, managed) => launchFirefox({ extensionDir, lab, managed })],
];

describe.each(BROWSERS)('what an administrator lays down in %s', (name, build, launch) => {
  let lab: Lab;
  let extensionDir: string;
  let browser: Chromium | Firefox;
  beforeAll(async () => {
    lab = await startLab();
    // In Chromium a place of its own gives it an id of its own: what is laid down for that concerns no other browser.
    extensionDir = lab.cleanup.directory('waxseal-build');
    cpSync(build, extensionDir, { recursive: true });
    const managed = { resolver: lab.dohUrl, automatic: true, leaveAlone: ['enforce.test'], welcome: false };
    browser = await launch(lab, extensionDir, managed);
  });
  afterAll(() => lab?.stop());

  const asked = async () =>
    (await lab.queries()).filter(({ type }) => type === 'MX').map((each) => each.name);

  it('is locked in the options, also in a page that was open before the browser told', async () => {
    const options = await browser.open(browser.url('options.html'));
    await options.waitForSelector('.locked');
    await options.bringToFront();
    await options.waitForSelector('input[value=custom]:checked');
    for (const input of ['[value=cloudflare]', '[name=automatic]'])
      expect(await options.$eval(`input${input}`, (each) => each.matches(':disabled')), input).toBe(true);
    expect(await options.$eval('main', ({ textContent }) => textContent)).toContain(
      'Set by your administrator.',
    );
    expect(
      await options.$$eval('.domains:not(.policies) bdi', (all) => all.map((e) => e.textContent)),
    ).toEqual(['enforce.test']);
    await options.close();
  });

  it('is the resolver that is asked', async () => {
    const page = await browser.openAsked('popup.html?domain=enforce.test');
    expect((await readPopup(page, 'enforce.test')).standing).toBe('enforced');
    expect(await asked()).toEqual(['enforce.test']);
    await page.close();
  });

  it('switches the automatic badge on once the person allows it, and leaves alone what it names', async () => {
    await lab.clearLogs();
    const before = await browser.open('https://none.test/');
    const options = await browser.open(browser.url('options.html'));
    await options.waitForSelector('button[name=allow-automatic]');
    expect(await asked()).toEqual([]);
    await options.click('button[name=allow-automatic]');
    await options.waitForSelector('button[name=allow-automatic]', { hidden: true });
    await options.close();
    await before.close();
    const left = await browser.open('https://www.enforce.test/');
    const next = await browser.open('https://testing.test/');
    await expect.poll(async () => (await browser.desk.badge(next)).text, { timeout: 20_000 }).toBe('T');
    expect((await browser.desk.badge(left)).text).toBe('');
    expect(await asked()).not.toContain('enforce.test');
    await left.close();
    await next.close();
  });

  it('spares the person the welcome page', async () => {
    // Chromium reads no policies for extensions in its first seconds: there it is installed once more.
    if ('extensionId' in browser) {
      await browser.browser.uninstallExtension(browser.extensionId);
      await browser.browser.installExtension(extensionDir);
    }
    const options = await browser.open(browser.url('options.html'));
    await options.waitForSelector('input[value=custom]:checked');
    const tabs = await options.evaluate(async () => (await chrome.tabs.query({})).map(({ url }) => url));
    expect(tabs).toContain(browser.url('options.html'));
    expect(tabs, name).not.toContain(browser.url('welcome.html'));
  });
});

declare const chrome: { tabs: { query(filter: object): Promise<{ url: string }[]> } };
