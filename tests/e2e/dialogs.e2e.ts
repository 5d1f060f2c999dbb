import type { ElementHandle } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Lab } from '../lab/lab.ts';
import { startLab } from '../lab/start.ts';
import { launchChromium, type Chromium } from './browsers/chromium.ts';
import { pickFromContextMenu } from './browsers/context-menu.ts';
import { answerPermissionDialog } from './browsers/permission-dialog.ts';
import { Screen } from './browsers/screen.ts';
import { startXvfb } from './browsers/xvfb.ts';
import { CHROME_BUILD } from './chromium-session.ts';
import { readPopup } from './popup-view.ts';

describe('the browser’s own dialogs and menus, in a real window', () => {
  let lab: Lab;
  let chromium: Chromium;
  let screen: Screen;
  beforeAll(async () => {
    lab = await startLab();
    const display = await startXvfb(lab.cleanup);
    screen = new Screen(display);
    chromium = await launchChromium({
      extensionDir: CHROME_BUILD,
      lab,
      headless: false,
      display,
      hostAccess: 'ask',
    });
  });
  afterAll(() => lab?.stop());

  const answer = (said: 'allow' | 'deny') => answerPermissionDialog(chromium.browser, screen, said);
  /** The dialog may close the popup before the button is up again; that it was pressed shows in the dialog, which is waited for. */
  const pressed = (button: ElementHandle | undefined) => button?.click().catch(() => undefined);
  const policyFetches = () => lab.policyRequests().filter(({ host }) => host.startsWith('mta-sts.'));

  it('an own resolver is saved in the options once the browser allows it', async () => {
    const options = await chromium.open(chromium.url('options.html'));
    await options.bringToFront();
    await options.click('input[value=custom]');
    await options.type('input[name=url]', 'http://not-https.test/');
    await options.click('button[type=submit]');
    await options.waitForSelector('[role=alert]');
    await options.$eval('input[name=url]', (input) => input.select());
    await options.type('input[name=url]', lab.dohUrl);
    await options.click('button[type=submit]');
    await answer('allow');
    await options.waitForFunction(() => document.querySelector('[role=status]')?.textContent === 'Saved.');
    expect(await chromium.desk.origins()).toContain('https://doh.lab.test/*');
    await options.close();
  });

  // Before leave for all domains is given, which counts as leave to see their addresses.
  it('the automatic badge wants leave to see tabs: a no leaves it off, a yes switches it on', async () => {
    const options = await chromium.open(chromium.url('options.html'));
    await options.bringToFront();
    await options.waitForSelector('input[name=automatic]');
    const isOn = () => options.$eval('input[name=automatic]', (input) => (input as HTMLInputElement).checked);
    const said = (sentence: string) =>
      options.waitForFunction(
        (wanted) => document.querySelector('[role=status], [role=alert]')?.textContent?.includes(wanted),
        {},
        sentence,
      );
    await options.click('input[name=automatic]');
    await answer('deny');
    await said('did not');
    expect(await isOn()).toBe(false);
    await lab.clearLogs();
    const page = await chromium.open('https://absent.test/');
    expect(await lab.queries()).toEqual([]);
    await options.bringToFront();
    await options.click('input[name=automatic]');
    await answer('allow');
    await options.waitForSelector('input[name=automatic]:checked');
    await page.bringToFront();
    await page.reload();
    await expect.poll(async () => (await chromium.desk.badge(page)).text, { timeout: 10_000 }).toBe('–');
    await page.close();
    await options.bringToFront();
    await options.click('input[name=automatic]');
    await options.waitForSelector('input[name=automatic]:not(:checked)');
    await said('Saved.');
    await options.close();
  });

  it('without leave for the policy host, DNS is shown, the file is not fetched, and a no changes nothing', async () => {
    const page = await chromium.open('https://enforce.test/');
    const popup = await chromium.clickToolbar(page);
    const view = await readPopup(popup, 'enforce.test');
    expect(view.standing).toBe('unknown');
    expect(view.says).toContain('A policy is announced.');
    expect(view.servers).toHaveLength(2);
    const [deny] = await popup.$$('.permission button');
    await deny?.click();
    await answer('deny');
    expect(await chromium.desk.origins()).not.toContain('https://mta-sts.enforce.test/*');
    expect((await chromium.desk.badge(page)).text).toBe('?');
    expect(policyFetches()).toEqual([]);
    // A grant of something else later does not start the check that was refused now.
    const asked = (await lab.queries()).length;
    const options = await chromium.open(chromium.url('options.html'));
    await options.bringToFront();
    await options.click('input[value=quad9]');
    await options.click('button[type=submit]');
    await answer('allow');
    await options.waitForFunction(() => document.querySelector('[role=status]')?.textContent === 'Saved.');
    await options.click('input[value=custom]');
    await options.$eval('input[name=url]', (input) => input.select());
    await options.type('input[name=url]', lab.dohUrl);
    await options.click('button[type=submit]');
    await options.waitForFunction(
      (url) => document.querySelector<HTMLInputElement>('input[name=url]')?.value === url,
      {},
      lab.dohUrl,
    );
    expect((await lab.queries()).length).toBe(asked);
    await options.close();
    await page.close();
  });

  it('after a yes for this domain the check goes on by itself, whether or not the dialog closed the popup', async () => {
    const page = await chromium.open('https://enforce.test/');
    const popup = await chromium.clickToolbar(page);
    await readPopup(popup, 'enforce.test');
    const [allow] = await popup.$$('.permission button');
    await pressed(allow);
    await answer('allow');
    await expect.poll(async () => (await chromium.desk.badge(page)).text, { timeout: 10_000 }).toBe('✓');
    expect(await chromium.desk.origins()).toContain('https://mta-sts.enforce.test/*');
    const again = await chromium.clickToolbar(page);
    expect((await readPopup(again, 'enforce.test')).standing).toBe('enforced');
    await page.close();
  });

  it('a yes for all domains is asked once', async () => {
    const page = await chromium.open('https://testing.test/');
    const popup = await chromium.clickToolbar(page);
    await readPopup(popup, 'testing.test');
    const [, all] = await popup.$$('.permission button');
    await pressed(all);
    await answer('allow');
    await expect.poll(async () => (await chromium.desk.badge(page)).text, { timeout: 10_000 }).toBe('T');
    const other = await chromium.open('https://uncovered.test/');
    const next = await chromium.clickToolbar(other);
    expect((await readPopup(next, 'uncovered.test')).standing).toBe('uncovered');
    await other.close();
    await page.close();
  });

  it('the native context menu of a link opens the popup for the domain of its host, not of the page', async () => {
    const page = await chromium.open('https://uncovered.test/');
    const popup = await chromium.pageAfter(() => pickFromContextMenu(page, screen, '#elsewhere', 'link'));
    expect((await readPopup(popup, 'enforce.test')).standing).toBe('enforced');
    await page.close();
  });
});
