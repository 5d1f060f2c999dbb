import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startSession, type Session } from './chromium-session.ts';
import { readPopup } from './popup-view.ts';

/** What the browser tells of a click in the context menu. */
interface MenuClick {
  readonly pageUrl?: string;
  readonly linkUrl?: string;
  readonly selectionText?: string;
}

describe('the context menu, through its event, in Chromium', () => {
  let session: Session;
  let page: Page;
  beforeAll(async () => {
    session = await startSession();
    page = await session.chromium.open('https://absent.test/');
  });
  afterAll(() => session?.close());

  async function choose(click: MenuClick): Promise<Page> {
    const { chromium } = session;
    await page.bringToFront();
    const tabId = await chromium.desk.tabId(page);
    const worker = await chromium.worker();
    return chromium.pageAfter(() =>
      worker.evaluate(
        (info, id) => {
          const { chrome } = globalThis as unknown as {
            chrome: { contextMenus: { onClicked: { dispatch(info: object, tab: object): void } } };
          };
          chrome.contextMenus.onClicked.dispatch({ menuItemId: 'check', editable: false, ...info }, { id });
        },
        { pageUrl: 'https://absent.test/', ...click },
        tabId,
      ),
    );
  }

  it.each<[string, MenuClick, string, string]>([
    ['the page', {}, 'absent.test', 'absent'],
    ['a link: its host', { linkUrl: 'https://www.enforce.test/x' }, 'enforce.test', 'enforced'],
    [
      'a mailto link: the domain of its address',
      { linkUrl: 'mailto:a@testing.test?subject=x' },
      'testing.test',
      'testing',
    ],
    ['a selected domain', { selectionText: 'expired.test.' }, 'expired.test', 'broken'],
    ['a selected URL', { selectionText: 'https://none.test/a?b#c' }, 'none.test', 'disabled'],
    [
      'a selected address in brackets',
      { selectionText: '"A. B." <a@uncovered.test>,' },
      'uncovered.test',
      'uncovered',
    ],
  ])('on %s', async (_what, click, domain, standing) => {
    const popup = await choose(click);
    expect((await readPopup(popup, domain)).standing).toBe(standing);
    await popup.close();
  });

  it('on a selection that names no domain, says so and asks nobody', async () => {
    await session.lab.clearLogs();
    const popup = await choose({ selectionText: 'no domain here' });
    expect((await readPopup(popup)).standing).toBe('unsupported');
    expect(await session.lab.queries()).toEqual([]);
    await popup.close();
  });

  it('opens the same view in a tab where the browser opens no popup', async () => {
    const worker = await session.chromium.worker();
    await worker.evaluate(() => {
      const { chrome } = globalThis as unknown as { chrome: { action: { openPopup: () => Promise<void> } } };
      chrome.action.openPopup = () => Promise.reject(new Error('no'));
    });
    const tab = await choose({ linkUrl: 'https://enforce.test/' });
    await expect.poll(() => tab.url()).toContain('popup.html?domain=enforce.test');
    expect((await readPopup(tab, 'enforce.test')).standing).toBe('enforced');
    await tab.close();
    // What a person selected may be anything, and browsers write addresses down.
    for (const [selectionText, domain, standing] of [
      ['my secret is at none.test', 'none.test', 'disabled'],
      ['my secret is nowhere', undefined, 'unsupported'],
    ] as const) {
      const selected = await choose({ selectionText });
      await expect.poll(() => selected.url()).toMatch(/\/popup\.html\?text=[\da-f-]{36}$/);
      expect((await readPopup(selected, domain)).standing).toBe(standing);
      await selected.close();
    }
  });
});
