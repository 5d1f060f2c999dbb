import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { LEAK_WORLD, NEVER_ASKED, ONE_OF_EACH } from '../hostile/leak-world.ts';
import { HELD, tryToBreakOut } from './break-out.ts';
import { POLICY_PATH } from '../lab/policy-hosts.ts';
import { startSession, type Session } from './chromium-session.ts';
import { guideReady } from './guide-view.ts';
import { openField, readPopup } from './popup-view.ts';
import { OPENED, REQUEST, TRIES, forgetClicks, writeStranger } from './stranger.ts';
import { tellingIn } from './telling.ts';

/** The part of the extension API that these tests use. */
interface Api {
  contextMenus: { onClicked: { dispatch(info: object, tab: object): void } };
  omnibox: { onInputEntered: { dispatch(text: string, disposition: string): void } };
  runtime: { sendMessage(...args: unknown[]): Promise<unknown>; connect?: unknown } | undefined;
  tabs: {
    create(options: object): Promise<unknown>;
    query(filter: object): Promise<{ url?: string; pendingUrl?: string }[]>;
  };
}

describe('what could leak, in Chromium as it is after the installation', () => {
  let session: Session;
  beforeAll(async () => {
    const stranger = writeStranger(mkdtempSync(join(tmpdir(), 'waxseal-stranger-')));
    session = await startSession({
      dns: 'embedded',
      world: LEAK_WORLD,
      resolverHost: 'cloudflare-dns.com',
      beside: [stranger],
    });
    session.lab.cleanup.add(() => rmSync(stranger, { recursive: true }));
  });
  afterAll(() => session?.close());

  /** Everything that the lab was asked by anybody but the pages that a test opened itself. */
  const asked = async () => [
    ...(await session.lab.queries()).map(({ name, type }) => `${name} ${type}`),
    ...session.lab.policyRequests().flatMap(({ host, path }) => (path === '/' ? [] : [host + path])),
  ];
  const forgetPages = (urls: string[]) => urls.filter((url) => !url.endsWith('/favicon.ico'));

  it('nothing is sent by the installation, by starting, and by browsing', async () => {
    const page = await session.chromium.open('https://example.net/');
    await page.goto('https://www.example.net/');
    expect(forgetPages(await asked())).toEqual([]);
    await page.close();
  });

  it('a check asks its resolver and its policy host, and tells neither who asks', async () => {
    const site = await session.chromium.open('https://mta-sts.example.net/.well-known/mta-sts.txt');
    await site.reload();
    // The control: this browser has the cookie, and gives it back where a page is opened.
    const visits = session.lab.policyRequests().filter(({ path }) => path === POLICY_PATH);
    expect(visits.at(-1)?.headers['cookie']).toBe('who=you');
    await site.close();
    await session.lab.clearLogs();
    const { page, popup } = await session.check('example.net');
    expect((await readPopup(popup, 'example.net')).standing).toBe('enforced');
    await page.close();
    const questions = async () =>
      (await session.lab.queries())
        // Whether the resolver validates is asked at most once, if no answer has shown it before.
        .filter(({ name }) => name !== 'arpa')
        .map(({ name, type }) => `${name.replace(/^[0-9a-f-]{36}\./, 'random.')} ${type}`)
        .toSorted();
    await expect
      .poll(questions)
      .toEqual([
        '_dmarc.example.net TXT',
        '_dmarc.net TXT',
        '_domainkey.example.net TXT',
        '_mta-sts.example.net TXT',
        '_smtp._tls.example.net TXT',
        'default._bimi.example.net TXT',
        'default._domainkey.example.net TXT',
        'dkim._domainkey.example.net TXT',
        'example.net CAA',
        'example.net MX',
        'example.net TXT',
        'google._domainkey.example.net TXT',
        'k1._domainkey.example.net TXT',
        'mta-sts.example.net A',
        'mta-sts.example.net AAAA',
        'mta-sts.example.net CAA',
        'mx1.example.net A',
        'mx1.example.net AAAA',
        'mx2.example.net A',
        'mx2.example.net AAAA',
        'random._domainkey.example.net TXT',
        's1._domainkey.example.net TXT',
        's2._domainkey.example.net TXT',
        'selector1._domainkey.example.net TXT',
        'selector2._domainkey.example.net TXT',
      ]);
    const requests = [
      ...session.lab.dohRequests(),
      // The browser asks for the icon of the page that was open, when it likes.
      ...session.lab
        .policyRequests()
        .filter(({ host, path }) => host === 'mta-sts.example.net' && path !== '/favicon.ico'),
    ];
    const habits = (await session.lab.queries()).filter(({ name }) => name === 'arpa');
    expect(habits.length).toBeLessThanOrEqual(1);
    expect(requests).toHaveLength(26 + habits.length);
    for (const { headers, method } of requests) {
      expect(method).toBe('GET');
      expect(tellingIn(headers)).toEqual([]);
    }
  });

  it('no connection is made to a policy host that public DNS leads into a private network', async () => {
    await session.lab.clearLogs();
    const { page, popup } = await session.check('example.com');
    const view = await readPopup(popup, 'example.com');
    expect(view.standing).toBe('broken');
    expect(view.findings).toContain('policy-host-private-address');
    expect(session.lab.handshakes()).not.toContain('mta-sts.example.com');
    await page.close();
  });

  describe('names that are nobody else’s business', () => {
    let page: Page;
    beforeAll(async () => {
      page = await session.chromium.open('https://elsewhere.test/');
      // A page of the extension keeps the worker awake.
      await session.chromium.desk.page();
    });

    async function inWorker(act: (api: Api, text: string) => void, text: string): Promise<void> {
      const worker = await session.chromium.worker();
      await worker.evaluate(`(${String(act)})(chrome, ${JSON.stringify(text)})`);
    }

    const ways: readonly (readonly [way: string, open: (text: string) => Promise<Page>])[] = [
      [
        'a link',
        (text) =>
          byMenu(
            (api, t) =>
              api.contextMenus.onClicked.dispatch({ menuItemId: 'check', linkUrl: `https://${t}/` }, {}),
            text,
          ),
      ],
      [
        'a mailto: link',
        (text) =>
          byMenu(
            (api, t) =>
              api.contextMenus.onClicked.dispatch({ menuItemId: 'check', linkUrl: `mailto:a@${t}` }, {}),
            text,
          ),
      ],
      [
        'a selection',
        (text) =>
          byMenu(
            (api, t) =>
              api.contextMenus.onClicked.dispatch({ menuItemId: 'check', selectionText: `see ${t} now` }, {}),
            text,
          ),
      ],
      [
        'the address bar',
        (text) => byMenu((api, t) => api.omnibox.onInputEntered.dispatch(t, 'newForegroundTab'), text),
      ],
      [
        'the address of the popup’s page',
        (text) => session.chromium.openAsked(`popup.html?domain=${encodeURIComponent(text)}`),
      ],
      [
        'the address of the report',
        (text) => session.chromium.openAsked(`report.html?domain=${encodeURIComponent(text)}`),
      ],
    ];

    async function byMenu(act: (api: Api, text: string) => void, text: string): Promise<Page> {
      await page.bringToFront();
      return session.chromium.pageAfter(() => inWorker(act, text));
    }

    it.each(ways)('by %s are asked of nobody', async (_, open) => {
      await session.lab.clearLogs();
      // All of them take the field and the messages below: what reads a name is the same for every way.
      for (const text of ONE_OF_EACH) {
        const opened = await open(text);
        // Never a check under way: what is shown is why there is none.
        const standing = () => opened.$eval('main', ({ dataset }) => dataset['standing']);
        await expect.poll(standing, { message: text, timeout: 5000 }).toBe('unsupported');
        await opened.close().catch(() => undefined);
      }
      expect(forgetPages(await asked())).toEqual([]);
    });

    it('by the field are asked of nobody', async () => {
      await session.lab.clearLogs();
      const popup = await session.chromium.openAsked('popup.html?domain=localhost');
      await openField(popup);
      for (const text of NEVER_ASKED) {
        await popup.$eval('input[name=subject]', (input) => {
          (input as HTMLInputElement).value = '';
        });
        await popup.type('input[name=subject]', text);
        await popup.keyboard.press('Enter');
      }
      await popup.close();
      expect(forgetPages(await asked())).toEqual([]);
    });

    it('by a message of Waxseal’s own pages are refused', async () => {
      await session.lab.clearLogs();
      const desk = await session.chromium.desk.page();
      for (const domain of NEVER_ASKED) {
        const answer = await desk.evaluate(
          (message) => (globalThis as unknown as { chrome: Api }).chrome.runtime!.sendMessage(message),
          { ...REQUEST, data: { ...REQUEST.data, domain } },
        );
        expect(JSON.stringify(answer)).toContain('Not a domain that may be asked.');
      }
      expect(forgetPages(await asked())).toEqual([]);
    });
  });

  describe('strangers', () => {
    const send = (id: string, message: unknown) => {
      const { chrome } = globalThis as unknown as { chrome: Api };
      return chrome.runtime!.sendMessage(id, message).then(
        (answer) => `answered: ${JSON.stringify(answer)}`,
        (error: unknown) => String(error),
      );
    };

    it('a page of the web has no way to send a message', async () => {
      await session.lab.clearLogs();
      const page = await session.chromium.open('https://elsewhere.test/');
      const runtime = await page.evaluate(
        () => typeof (globalThis as unknown as { chrome?: Api }).chrome?.runtime?.sendMessage,
      );
      expect(runtime).toBe('undefined');
      await page.close();
    });

    it('another extension gets no answer, and starts nothing', async () => {
      await session.lab.clearLogs();
      const other = [...(await session.chromium.browser.extensions()).values()].find(
        ({ id }) => id !== session.chromium.extensionId,
      )!;
      const page = await session.chromium.open(`chrome-extension://${other.id}/stranger.html`);
      // The control: it can send messages at all.
      const said = await page.evaluate(send, session.chromium.extensionId, REQUEST);
      expect(said).toContain('Could not establish connection. Receiving end does not exist.');
      await page.close();
      expect(forgetPages(await asked())).toEqual([]);
    });

    it('another extension that opens Waxseal’s pages has nothing asked, in front or behind', async () => {
      const other = [...(await session.chromium.browser.extensions()).values()].find(
        ({ id }) => id !== session.chromium.extensionId,
      )!;
      // A tab that Waxseal may see, since a person clicked there: nobody else's page is told of it.
      const { page: site, popup } = await session.check('example.net');
      await readPopup(popup, 'example.net');
      await popup.close();
      await session.chromium.desk.clear('session');
      const stranger = await session.chromium.open(`chrome-extension://${other.id}/stranger.html`);
      await session.lab.clearLogs();
      for (const active of [true, false])
        for (const [path, selector] of OPENED) {
          if (!active) await site.bringToFront();
          const opened = await session.chromium.pageAfter(() =>
            stranger.evaluate(
              (options) =>
                (globalThis as unknown as { chrome: Api }).chrome.tabs.create(options).then(() => 0),
              { url: session.chromium.url(path), active },
            ),
          );
          await opened.waitForSelector(selector);
          await opened.close();
        }
      expect(forgetPages(await asked())).toEqual([]);
      await stranger.close();
      await site.close();
    });

    it('another extension gets no port, no frame, no popup and no window that has anything asked', async () => {
      const { chromium, lab } = session;
      const other = [...(await chromium.browser.extensions()).values()].find(
        ({ id }) => id !== chromium.extensionId,
      )!;
      const stranger = await chromium.open(`chrome-extension://${other.id}/stranger.html`);
      await lab.clearLogs();
      expect(await stranger.evaluate(TRIES.connect, chromium.extensionId, REQUEST)).toContain(
        'Could not establish connection.',
      );
      expect(await stranger.evaluate(TRIES.takePopup, chromium.url('popup.html'))).toMatch(/^Error/);
      await stranger.evaluate(TRIES.frame, chromium.url('popup.html?domain=example.net'));
      await expect
        .poll(() => stranger.frames().map((frame) => frame.url()))
        .toContain('chrome-error://chromewebdata/');
      const opened = await chromium.pageAfter(() =>
        stranger.evaluate(TRIES.openWindow, chromium.url('popup.html')),
      );
      await opened.waitForSelector('[data-standing=unsupported]');
      await opened.close();
      await stranger.close();
      expect(forgetPages(await asked())).toEqual([]);
    });

    it('another extension that leads an open report on to its guide has nothing asked; a click there does', async () => {
      const { chromium, lab } = session;
      const other = [...(await chromium.browser.extensions()).values()].find(
        ({ id }) => id !== chromium.extensionId,
      )!;
      const stranger = await chromium.open(`chrome-extension://${other.id}/stranger.html`);
      const path = 'report.html?domain=example.net';
      const report = await chromium.openAsked(path);
      await report.waitForSelector('[data-standing=enforced] .evidence');
      const tabId = await chromium.desk.tabId(report);
      await lab.clearLogs();
      await forgetClicks();
      await stranger.evaluate(TRIES.lead, tabId, `${chromium.url(path)}#guide`);
      // Its event has come before the driver looks there again.
      await forgetClicks();
      await guideReady(report);
      expect(forgetPages(await asked())).toEqual([]);
      await stranger.evaluate(TRIES.lead, tabId, `${chromium.url(path)}#report`);
      await report.waitForSelector('.evidence');
      await report.click('.parts a[href="#guide"]');
      const types = async () => (await session.lab.queries()).map(({ type }) => type);
      await expect.poll(types).toContain('TXT');
      // Or what it finds would be there for the next test.
      const last = async () => (await chromium.desk.stored('session'))['assessment:example.net'];
      await expect.poll(last).toMatchObject({ finishedAt: expect.any(Number) as number });
      await report.close();
      await stranger.close();
    });

    it('a person starts the check of such a page by one click', async () => {
      for (const path of ['popup.html?domain=example.net', 'report.html?domain=example.net']) {
        await session.chromium.desk.clear('session');
        await session.lab.clearLogs();
        const opened = await session.chromium.open(session.chromium.url(path));
        await opened.waitForSelector('[data-standing=unchecked]');
        expect(forgetPages(await asked())).toEqual([]);
        await opened.click('.permission .main');
        await opened.waitForSelector('[data-standing=enforced] .evidence');
        expect(await asked()).toContain('example.net MX');
        // Loaded again, it shows what is known.
        await session.lab.clearLogs();
        await opened.reload();
        await opened.waitForSelector('[data-standing=enforced] .evidence');
        expect(forgetPages(await asked())).toEqual([]);
        await opened.close();
      }
    });

    it('nothing of Waxseal can be loaded, framed or seen by a page of the web', async () => {
      const page = await session.chromium.open('https://elsewhere.test/');
      for (const path of ['popup.html', 'manifest.json', 'icon/16.png', 'background.js']) {
        const loaded = await page.evaluate(
          (url) =>
            fetch(url).then(
              () => 'loaded',
              () => 'blocked',
            ),
          session.chromium.url(path),
        );
        expect(loaded, path).toBe('blocked');
      }
      await page.evaluate((url) => {
        const frame = document.createElement('iframe');
        frame.src = url;
        document.body.append(frame);
      }, session.chromium.url('popup.html'));
      await expect
        .poll(() => page.frames().map((frame) => frame.url()))
        .toContain('chrome-error://chromewebdata/');
      await page.close();
    });

    it('a page of the web can neither open nor become a page of Waxseal', async () => {
      await session.lab.clearLogs();
      const url = session.chromium.url('popup.html?domain=example.net');
      const page = await session.chromium.open('https://elsewhere.test/');
      await page.evaluate((to) => void window.open(to), url);
      await page.evaluate((to) => location.assign(to), url);
      await expect.poll(() => page.url()).not.toBe('https://elsewhere.test/');
      const shown = (await session.chromium.browser.pages()).map((each) => each.url());
      expect(shown).not.toContain(url);
      expect(forgetPages(await asked())).toEqual([]);
      await page.close();
    });
  });

  it.each(['popup', 'options', 'report', 'welcome', 'workshop'])(
    'the page %s runs no script that is not its own, and loads nothing from elsewhere',
    async (name) => {
      await session.lab.clearLogs();
      const page = await session.chromium.open(session.chromium.url(`${name}.html`));
      expect(await page.evaluate(tryToBreakOut)).toEqual(HELD);
      expect(forgetPages(await asked())).toEqual([]);
      await page.close();
    },
  );
});
