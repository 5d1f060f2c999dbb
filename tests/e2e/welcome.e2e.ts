import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startSession, type Session } from './chromium-session.ts';
import { violations } from './axe.ts';

describe('the welcome page in Chromium', () => {
  let session: Session;
  let page: Page;
  beforeAll(async () => {
    session = await startSession({ keepsWelcome: true });
    const welcome = session.chromium.url('welcome.html');
    const target = await session.chromium.browser.waitForTarget((each) => each.url() === welcome);
    page = await target.asPage();
    await page.bringToFront();
    await page.waitForSelector('h1');
  });
  afterAll(() => session?.close());

  const heading = () => page.$eval('h1', ({ textContent }) => textContent);
  const saved = () =>
    page.waitForFunction(() => document.querySelector('[role=status]')?.textContent === 'Saved.');
  const settings = async () => (await session.chromium.desk.stored('sync'))['settings'];

  it('opens by itself after the installation, and nothing has been sent by then', async () => {
    expect(await heading()).toBe('Does mail travel sealed?');
    expect(await session.lab.queries()).toEqual([]);
  });

  it('goes through its steps by keyboard alone, without a complaint of axe in light or dark', async () => {
    expect(await violations(page)).toEqual([]);
    await page.focus('button[name=next]');
    await page.keyboard.press('Enter');
    await page.waitForSelector('main[data-step="2"]');
    expect(await violations(page)).toEqual([]);
    // The focus is on the heading of the step; what follows is what comes next on the page.
    await page.waitForFunction(() => document.activeElement?.tagName === 'H1');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.waitForSelector('main[data-step="3"]');
    expect(await heading()).toBe('Your choices');
    expect(await violations(page)).toEqual([]);
  });

  it('takes the choices at once: resolver, policy files, automatic badge', async () => {
    await page.click('input[value=quad9]');
    await expect.poll(settings).toMatchObject({ resolver: { id: 'quad9' } });
    await page.waitForSelector('[data-access=all]');
    await page.click('button[name=revoke]');
    await page.waitForSelector('[data-access=none]');
    expect(await session.chromium.desk.origins()).not.toContain('https://*/*');
    await page.click('button[name=allow-all]');
    await page.waitForSelector('[data-access=all]');
    await page.click('input[name=automatic]');
    await page.waitForSelector('input[name=automatic]:checked');
    await saved();
    expect(await settings()).toEqual({ resolver: { id: 'quad9' }, automatic: true });
  });

  it('shows the same in the options', async () => {
    const options = await session.chromium.open(session.chromium.url('options.html'));
    await options.waitForSelector('input[value=quad9]:checked');
    await options.waitForSelector('input[name=automatic]:checked');
    await options.waitForSelector('[data-access=all]');
    await options.close();
  });

  it('closes when it is through', async () => {
    await page.bringToFront();
    const isClosed = new Promise<void>((resolve) => {
      page.once('close', () => resolve());
    });
    // The tab may be gone before the click has been answered.
    await page.click('button[name=next]').catch(() => undefined);
    await isClosed;
  });
});
