import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { LEAK_WORLD, NEVER_ASKED } from '../hostile/leak-world.ts';
import type { Lab } from '../lab/lab.ts';
import { POLICY_PATH } from '../lab/policy-hosts.ts';
import { startLab } from '../lab/start.ts';
import { HELD, tryToBreakOut } from './break-out.ts';
import { STRANGER_UUID, UUID as WAXSEAL_UUID, launchFirefox, type Firefox } from './browsers/firefox.ts';
import { until } from './browsers/until.ts';
import { guideReady } from './guide-view.ts';
import { readPopup } from './popup-view.ts';
import { OPENED, REQUEST, TRIES, forgetClicks, writeStranger } from './stranger.ts';
import { tellingIn } from './telling.ts';

const FIREFOX_BUILD = new URL('../../.output/firefox-mv3', import.meta.url).pathname;
const GECKO_ID = 'waxseal@waxseal.example';

/** The tabs in the back that show a page of Waxseal, other than the one that the tests look from. */
const BEHIND = `
  const behind = [...window.gBrowser.tabs].filter(({ selected, linkedBrowser: { currentURI: { spec } } }) =>
    !selected && spec.startsWith('moz-extension://${WAXSEAL_UUID}/') && !spec.endsWith('manifest.json'));`;
const ARE_LOADED = `${BEHIND}
  return behind.filter((tab) => !tab.hasAttribute('busy')).length >= args.count;`;
const CLOSE_BEHIND = `${BEHIND}
  for (const tab of behind) window.gBrowser.removeTab(tab);`;

/** The part of the extension API that these tests use. */
interface Api {
  runtime: { sendMessage(id: string, message: unknown): Promise<unknown> };
  tabs: { create(options: object): Promise<unknown> };
}

describe('what could leak, in Firefox as it is after the installation', () => {
  let lab: Lab;
  let firefox: Firefox;
  beforeAll(async () => {
    lab = await startLab({ dns: 'embedded', world: LEAK_WORLD, resolverHost: 'cloudflare-dns.com' });
    const beside = writeStranger(lab.cleanup.directory('waxseal-stranger'));
    firefox = await launchFirefox({ extensionDir: FIREFOX_BUILD, lab, beside });
  });
  afterAll(() => lab?.stop());

  const policyRequests = () => lab.policyRequests().filter(({ path }) => path === POLICY_PATH);

  it('nothing is sent by the installation, by starting, and by browsing', async () => {
    const page = await firefox.open('https://example.net/');
    expect(await lab.queries()).toEqual([]);
    expect(policyRequests()).toEqual([]);
    await page.close();
  });

  it('a check asks its resolver and its policy host, and tells neither who asks', async () => {
    const site = await firefox.open(`https://mta-sts.example.net${POLICY_PATH}`);
    await site.reload();
    // The control: this browser has the cookie, and gives it back where a page is opened.
    expect(policyRequests().at(-1)?.headers['cookie']).toBe('who=you');
    await site.close();
    await lab.clearLogs();
    const popup = await firefox.openAsked('popup.html?domain=example.net');
    expect((await readPopup(popup, 'example.net')).standing).toBe('enforced');
    await popup.close();
    // DNS is asked 25 times, ten of them for DKIM, perhaps once whether the resolver validates, and the policy host once. The verdict waits for a part of that.
    const habits = async () => (await lab.queries()).filter(({ name }) => name === 'arpa');
    const requests = () => [...lab.dohRequests(), ...policyRequests()];
    await expect.poll(async () => requests().length - (await habits()).length).toBe(26);
    for (const { headers } of requests()) expect(tellingIn(headers)).toEqual([]);
  });

  it('no connection is made to a policy host that public DNS leads into a private network', async () => {
    await lab.clearLogs();
    const popup = await firefox.openAsked('popup.html?domain=example.com');
    expect((await readPopup(popup, 'example.com')).findings).toContain('policy-host-private-address');
    expect(lab.proxied()).not.toContain('mta-sts.example.com:443');
    await popup.close();
  });

  it('names that are nobody else’s business are asked of nobody', async () => {
    await lab.clearLogs();
    for (const text of NEVER_ASKED) {
      const popup = await firefox.openAsked(`popup.html?domain=${encodeURIComponent(text)}`);
      await popup.waitForSelector('[data-standing=unsupported]');
      await popup.close();
    }
    expect(await lab.queries()).toEqual([]);
    expect(lab.handshakes()).toEqual([]);
  });

  it('another extension gets no answer, and starts nothing', async () => {
    await lab.clearLogs();
    const page = await firefox.open(`moz-extension://${STRANGER_UUID}/stranger.html`);
    const said = await page.evaluate(
      (id, message) =>
        (globalThis as unknown as { browser: Api }).browser.runtime.sendMessage(id, message).then(
          (answer) => `answered: ${JSON.stringify(answer)}`,
          (error: unknown) => String(error),
        ),
      GECKO_ID,
      REQUEST,
    );
    expect(said).toContain('Could not establish connection. Receiving end does not exist.');
    expect(await lab.queries()).toEqual([]);
    await page.close();
  });

  /** The page that comes up by `act`. */
  async function pageAfter(act: () => Promise<unknown>): Promise<Page> {
    const before = new Set(await firefox.browser.pages());
    await act();
    return until('a page that was not there', async () =>
      (await firefox.browser.pages()).find((page) => !before.has(page)),
    );
  }

  it('another extension that knows their address can open Waxseal’s pages, and has nothing asked', async () => {
    await firefox.desk.clear('session');
    await lab.clearLogs();
    const stranger = await firefox.open(`moz-extension://${STRANGER_UUID}/stranger.html`);
    const create = (path: string, active: boolean) =>
      stranger.evaluate(
        (options) => (globalThis as unknown as { browser: Api }).browser.tabs.create(options).then(() => 0),
        { url: firefox.url(path), active },
      );
    for (const [path, selector] of OPENED) {
      const opened = await pageAfter(() => create(path, true));
      await opened.waitForSelector(selector);
      await opened.close();
    }
    // Firefox tells a driver of no page in the back before it comes to the front.
    for (const [path] of OPENED) await create(path, false);
    await until('the tabs in the back', () => firefox.window.run(ARE_LOADED, { count: OPENED.length }));
    // Another check goes through the same background, behind whatever these pages may have asked for.
    const beside = await firefox.openAsked('popup.html?domain=example.com');
    await readPopup(beside, 'example.com');
    await beside.close();
    const asked = (await lab.queries()).map(({ name }) => name);
    expect(asked).toContain('_mta-sts.example.com');
    expect(asked.filter((name) => name.endsWith('example.net'))).toEqual([]);
    expect(lab.handshakes()).not.toContain('mta-sts.example.net');
    await firefox.window.run(CLOSE_BEHIND);
    await stranger.close();
  });

  it('another extension gets no port, no frame, no popup and no window that has anything asked', async () => {
    const stranger = await firefox.open(`moz-extension://${STRANGER_UUID}/stranger.html`);
    await lab.clearLogs();
    expect(await stranger.evaluate(TRIES.connect, GECKO_ID, REQUEST)).toContain(
      'Could not establish connection.',
    );
    expect(await stranger.evaluate(TRIES.takePopup, firefox.url('popup.html'))).toMatch(/^Error/);
    await stranger.evaluate(TRIES.frame, firefox.url('popup.html?domain=example.net'));
    const opened = await pageAfter(() => stranger.evaluate(TRIES.openWindow, firefox.url('popup.html')));
    await opened.waitForSelector('[data-standing=unsupported]');
    await opened.close();
    await stranger.close();
    expect(await lab.queries()).toEqual([]);
    expect(lab.handshakes()).toEqual([]);
  });

  it('another extension that leads an open report on to its guide has nothing asked; a click there does', async () => {
    const stranger = await firefox.open(`moz-extension://${STRANGER_UUID}/stranger.html`);
    const path = 'report.html?domain=example.net';
    const report = await firefox.openAsked(path);
    await report.waitForSelector('[data-standing=enforced] .evidence');
    const tabId = await firefox.desk.tabId(report);
    await lab.clearLogs();
    await forgetClicks();
    expect(await stranger.evaluate(TRIES.lead, tabId, `${firefox.url(path)}#guide`)).toBe('led');
    // Its event has come before the driver looks there again.
    await forgetClicks();
    await guideReady(report);
    expect(await lab.queries()).toEqual([]);
    await stranger.evaluate(TRIES.lead, tabId, `${firefox.url(path)}#report`);
    await report.waitForSelector('.evidence');
    await report.click('.parts a[href="#guide"]');
    await expect.poll(async () => (await lab.queries()).map(({ type }) => type)).toContain('TXT');
    // Or what it finds would be there for the next test.
    const last = async () => (await firefox.desk.stored('session'))['assessment:example.net'];
    await expect.poll(last).toMatchObject({ finishedAt: expect.any(Number) as number });
    await report.close();
    await stranger.close();
  });

  it('a page that no person opened just now has nothing asked, also where a closed tab comes back', async () => {
    await firefox.desk.clear('session');
    await lab.clearLogs();
    for (const [path, selector] of OPENED) {
      const opened = await firefox.open(firefox.url(path));
      await opened.waitForSelector(selector);
      await opened.close();
    }
    const report = await firefox.openAsked('report.html?domain=example.net');
    await report.waitForSelector('[data-standing=enforced] .evidence');
    await report.close();
    await firefox.desk.clear('session');
    await lab.clearLogs();
    const again = await pageAfter(() => firefox.window.run('window.SessionStore.undoCloseTab(window, 0)'));
    await again.waitForSelector('[data-standing=unchecked]');
    expect(await lab.queries()).toEqual([]);
    expect(lab.handshakes()).toEqual([]);
    // One click of a person is enough.
    await again.click('.permission .main');
    await again.waitForSelector('[data-standing=enforced] .evidence');
    expect((await lab.queries()).length).toBeGreaterThan(0);
    await again.close();
  });

  it('a page of the web can neither send a message nor load anything of Waxseal', async () => {
    const page = await firefox.open('https://elsewhere.test/');
    expect(await page.evaluate(() => 'browser' in globalThis)).toBe(false);
    for (const path of ['popup.html', 'manifest.json', 'icon/16.png']) {
      const loaded = await page.evaluate(
        (url) =>
          fetch(url).then(
            () => 'loaded',
            () => 'blocked',
          ),
        firefox.url(path),
      );
      expect(loaded, path).toBe('blocked');
    }
    await lab.clearLogs();
    const pages = (await firefox.browser.pages()).length;
    await page.evaluate((url) => {
      const frame = document.createElement('iframe');
      frame.src = url;
      document.body.append(frame);
      for (const go of [() => window.open(url), () => location.assign(url)])
        try {
          go();
        } catch {
          // Refused.
        }
    }, firefox.url('popup.html?domain=example.net'));
    // By then a page would have come, and have been shown.
    await (await firefox.open('https://elsewhere.test/?later')).close();
    expect(await page.evaluate(() => location.protocol)).not.toBe('moz-extension:');
    expect((await firefox.browser.pages()).length).toBe(pages);
    expect(await lab.queries()).toEqual([]);
    await page.close();
  });

  it.each(['popup', 'options', 'report', 'welcome', 'workshop'])(
    'the page %s runs no script that is not its own, and loads nothing from elsewhere',
    async (name) => {
      await lab.clearLogs();
      const page = await firefox.open(firefox.url(`${name}.html`));
      expect(await page.evaluate(tryToBreakOut)).toEqual(HELD);
      expect(lab.handshakes()).toEqual([]);
      await page.close();
    },
  );
});
