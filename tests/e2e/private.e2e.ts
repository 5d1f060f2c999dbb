import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { EITHER, type EitherSession } from './either-session.ts';
import { reportReady } from './report-view.ts';
import { SIGNED_DOMAIN, SIGNED_MESSAGE } from './signed-message.ts';

const PATIENT = { timeout: 20_000 };

describe.each(EITHER)('a private window, with Waxseal allowed there, in %s', (_name, start) => {
  let session: EitherSession;
  let page: Page;
  let desk: Page;
  beforeAll(async () => {
    session = await start();
    const options = await session.open(session.url('options.html'));
    await options.waitForSelector('input[name=automatic]');
    await options.click('input[name=automatic]');
    await options.waitForSelector('input[name=automatic]:checked');
    await options.close();
  });
  afterAll(() => session?.close());

  /** Each private tab with a page of the web as the extension sees it from a page of its own there, with its badge. */
  const privateTabs = async () =>
    desk.evaluate(async () => {
      const tabs = (await chrome.tabs.query({})).filter(
        ({ incognito, url }) => incognito && url.startsWith('https:'),
      );
      return Promise.all(
        tabs.map(async ({ id, url }) => ({ url, badge: await chrome.action.getBadgeText({ tabId: id }) })),
      );
    });
  const stored = async () =>
    JSON.stringify([
      await session.desk.stored('local'),
      await session.desk.stored('sync'),
      await session.desk.stored('session'),
    ]);

  it('the automatic badge asks nothing there, and writes nothing', async () => {
    const ordinary = await session.open('https://none.test/');
    const badge = async () => (await session.desk.badge(ordinary)).text;
    await expect.poll(badge, PATIENT).toBe('–');
    await session.lab.clearLogs();
    page = await session.openPrivate('https://enforce.test/');
    await page.reload();
    desk = await session.openPrivate(session.url('options.html'));
    await ordinary.bringToFront();
    await ordinary.goto('https://testing.test/');
    await expect.poll(badge, PATIENT).toBe('T');
    // Everything before it in the queue has had its turn.
    const asked = (await session.lab.queries()).filter(({ type }) => type === 'MX');
    expect(asked.map(({ name }) => name)).toEqual(['testing.test']);
    expect(await privateTabs()).toEqual([{ url: 'https://enforce.test/', badge: '' }]);
    expect(await stored()).not.toContain('enforce.test');
    await ordinary.close();
  });

  it('a click there checks, and keeps neither policy nor name', async () => {
    const popup = await session.clickToolbar(page);
    await expect.poll(() => popup.text(), PATIENT).toContain('Sealed.');
    await expect.poll(privateTabs).toEqual([{ url: 'https://enforce.test/', badge: '✓' }]);
    expect(JSON.stringify(await session.desk.stored('local'))).not.toContain('enforce.test');
    expect(JSON.stringify(await session.desk.stored('sync'))).not.toContain('enforce.test');
  });

  it('a message that is checked there, and selectors that are added there, are kept nowhere', async () => {
    const report = await session.openPrivate(session.url(`report.html?domain=${SIGNED_DOMAIN}`));
    await report.waitForSelector('.permission button.main');
    await report.click('.permission button.main');
    await reportReady(report, SIGNED_DOMAIN);
    await report.$eval(
      '#message-text',
      (field, text) => void ((field as HTMLTextAreaElement).value = text),
      SIGNED_MESSAGE,
    );
    await report.click('.check-message form button[type=submit]');
    await report.waitForSelector('.check-message [role=status] button.main');
    await report.click('.check-message [role=status] button.main');
    await report.waitForSelector('.signatures li[data-state=intact]');
    await report.click('.check-message .keep button');
    await report.waitForSelector('.check-message .keep > p');
    await report.$eval('#selector-text', (field) => void ((field as HTMLTextAreaElement).value = 'mine'));
    await report.click('.selectors form button[type=submit]');
    await report.waitForSelector('.selectors .added > li[data-standing=absent]', PATIENT);
    expect(await stored()).not.toMatch(/secret|nobody else reads|Somebody/);
    const onDisk = [await session.desk.stored('local'), await session.desk.stored('sync')];
    expect(JSON.stringify(onDisk)).not.toContain(SIGNED_DOMAIN);
    const ofPage = await report.evaluate(() =>
      JSON.stringify([
        history.state,
        Object.entries(sessionStorage),
        Object.entries(localStorage),
        document.title,
      ]),
    );
    expect(ofPage).not.toMatch(/secret|nobody else reads|Somebody|rfc-key/);
    await report.close();
  });

  it.each(['check', 'full-report', 'copy-summary', 'workshop', 'options'])(
    'the menus there have the entry %s',
    async (id) => {
      // Rejects for an entry that is not there.
      const change = () => desk.evaluate((entry) => chrome.contextMenus.update(entry, { enabled: true }), id);
      await expect.poll(() => change().then(() => true, String), PATIENT).toBe(true);
    },
  );
});

declare const chrome: {
  tabs: { query(filter: object): Promise<{ id: number; url: string; incognito: boolean }[]> };
  action: { getBadgeText(details: { tabId: number }): Promise<string> };
  contextMenus: { update(id: string, change: object): Promise<void> };
};
