import type { Page, Target } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startSession, type Session } from './chromium-session.ts';

const PATIENT = { timeout: 20_000 };

describe('what wakes the background, in Chromium', () => {
  let session: Session;
  beforeAll(async () => {
    session = await startSession();
  });
  afterAll(() => session?.close());

  const badge = async (page: Page) => (await session.chromium.desk.badge(page)).text;
  const listens = async () =>
    (await session.chromium.worker()).evaluate(() => chrome.tabs.onUpdated.hasListeners());
  const finished = (domain: string) =>
    expect
      .poll(async () => (await session.chromium.desk.stored('session'))[`assessment:${domain}`], PATIENT)
      .toMatchObject({ finishedAt: expect.any(Number) as number });
  /** How often a worker starts while `act` runs. */
  const startsDuring = async (act: () => Promise<unknown>) => {
    let starts = 0;
    const onCreated = (target: Target) => {
      if (target.type() === 'service_worker') starts += 1;
    };
    session.chromium.browser.on('targetcreated', onCreated);
    await act();
    session.chromium.browser.off('targetcreated', onCreated);
    return starts;
  };
  const browse = async () => {
    const page = await session.chromium.open('https://enforce.test/');
    await page.reload();
    await page.goto('https://testing.test/');
    const other = await session.chromium.open('https://absent.test/');
    await page.bringToFront();
    await other.close();
    await page.close();
  };

  it('is no page, as long as nothing is checked without a click', async () => {
    await expect.poll(listens, PATIENT).toBe(false);
    await session.chromium.endWorker();
    const starts = await startsDuring(async () => {
      await browse();
      // What comes after all that does wake it, so that one start of its own would have been seen.
      const { popup } = await session.check('unix.test');
      await popup.waitForSelector('main[data-standing=enforced]');
    });
    expect(starts).toBe(1);
  });

  it('is the page of a tab that has a badge, which comes back after a navigation', async () => {
    const { page, popup } = await session.check('enforce.test');
    await popup.waitForSelector('main[data-standing=enforced]');
    await popup.close();
    // The popup may show the verdict before the tab does, and both before all is asked: a check that is cut off is no known result.
    await expect.poll(() => badge(page), PATIENT).toBe('✓');
    await finished('enforce.test');
    await session.chromium.endWorker();
    await page.goto('https://enforce.test/other');
    await expect.poll(() => badge(page), PATIENT).toBe('✓');
    await page.goto('https://absent.test/');
    await expect.poll(() => badge(page), PATIENT).toBe('');
    await page.close();
    for (const each of await session.chromium.browser.pages())
      if (each.url().startsWith('https://unix.test')) await each.close();
    await expect.poll(listens, PATIENT).toBe(false);
  });

  it('is every page once the automatic badge is chosen, until it is given up', async () => {
    const choose = async () => {
      const options = await session.chromium.open(session.chromium.url('options.html'));
      await (await options.waitForSelector('input[name=automatic]'))?.click();
      await options.waitForFunction(() => document.querySelector('[role=status]')?.textContent === 'Saved.');
      await options.close();
    };
    await choose();
    await expect.poll(listens, PATIENT).toBe(true);
    await session.chromium.endWorker();
    const page = await session.chromium.open('https://testing.test/');
    await expect.poll(() => badge(page), PATIENT).toBe('T');
    await page.close();
    await choose();
    await expect.poll(listens, PATIENT).toBe(false);
  });
});

declare const chrome: { tabs: { onUpdated: { hasListeners(): boolean } } };
