import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { EITHER, type EitherSession } from './either-session.ts';
import { guideReady, policyOnPage } from './guide-view.ts';
import { reportReady } from './report-view.ts';

const DOMAIN = 'google-like.test';
/** More stops than the page has. */
const MOST_STOPS = 150;

describe.each(EITHER)('the guide by keyboard alone, in %s', (_name, start) => {
  let session: EitherSession;
  let page: Page;
  beforeAll(async () => {
    session = await start();
    page = await session.openAsked(`report.html?domain=${DOMAIN}`);
    await reportReady(page, DOMAIN);
  });
  afterAll(() => session?.close());

  const hasFocus = (selector: string) =>
    page.evaluate((wanted) => document.activeElement?.matches(wanted) === true, selector);

  /** Goes on with Tab until what fits has the focus, never back. */
  async function tabTo(selector: string): Promise<void> {
    for (let stop = 0; stop < MOST_STOPS; stop += 1) {
      await page.keyboard.press('Tab');
      if (await hasFocus(selector)) return;
    }
    throw new Error(`Tab never reaches ${selector}`);
  }
  const policy = async () => new TextDecoder().decode(await policyOnPage(page));

  it('opens from the report with Enter', async () => {
    await tabTo('.parts a[href="#guide"]');
    await page.keyboard.press('Enter');
    await guideReady(page);
    expect(await policy()).toContain('mode: enforce');
  });

  it('lets the arrows choose mode and patterns, and what is proposed follows at once', async () => {
    await tabTo('input[name=mode]:checked');
    await page.keyboard.press('ArrowUp');
    await page.waitForSelector('input[value=testing]:checked');
    await guideReady(page);
    expect(await policy()).toContain('mode: testing');
    await tabTo('input[name=patterns]:checked');
    // From the names that are kept over all names to wildcards.
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    await page.waitForSelector('.stars');
    await guideReady(page);
    expect(await policy()).toContain('mx: *.aspmx.l.google.com');
    expect(await hasFocus('input[value=shortest]')).toBe(true);
  });

  it('saves the file with Enter, as it is shown', async () => {
    const folder = await session.downloads(page);
    await tabTo('[data-step=policy] button.main');
    await page.keyboard.press('Enter');
    const file = () => readFile(join(folder, 'mta-sts.txt'), 'utf8').catch(() => '');
    await expect.poll(file).toBe(await policy());
  });

  it('copies the line for the zone file with Space, and says so', async () => {
    await tabTo('[data-step=record] .record > .copyable button');
    await page.keyboard.press(' ');
    await page.waitForFunction(
      () => document.querySelector('[data-step=record] .record > .copyable [role=status]')?.textContent,
    );
    const line = await page.$eval(
      '[data-step=record] .record > .copyable pre',
      ({ textContent }) => textContent,
    );
    expect(line).toMatch(/^_mta-sts\.google-like\.test\. IN TXT "v=STSv1; id=20\d{12};"$/);
    expect((await session.clipboard()).trimEnd()).toBe(line);
    await page.bringToFront();
  });

  it('checks again with Enter, and keeps the focus where it is', async () => {
    const checkedAt = () => page.$eval('[data-checked]', (each) => each.getAttribute('data-checked'));
    const before = await checkedAt();
    await tabTo('[data-step=verify] button.main');
    await page.keyboard.press('Enter');
    await expect.poll(checkedAt, { timeout: 20_000 }).not.toBe(before);
    await page.waitForSelector('[data-step=verify] button.main[aria-disabled=false]');
    expect(await hasFocus('[data-step=verify] button.main')).toBe(true);
    expect(await policy()).toContain('mode: testing');
  });

  it('unfolds a plan with Enter, and its calendar file is reached from there', async () => {
    await tabTo('[data-plan=remove] summary, [data-plan=remove] > summary');
    await page.keyboard.press('Enter');
    await page.waitForSelector('[data-plan=remove] [data-event]', { visible: true });
    await tabTo('[data-plan=remove] .actions button');
  });
});
