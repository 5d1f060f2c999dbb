import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { violationsAsShown } from './axe.ts';
import { EITHER, type EitherSession } from './either-session.ts';
import { openGuide, recordOnPage, ticked, unfold } from './guide-view.ts';

function isInSight(page: Page, selector: string): Promise<boolean> {
  return page.$eval(selector, (each) => {
    const { top } = each.getBoundingClientRect();
    return top >= 0 && top < window.innerHeight;
  });
}

describe.each(EITHER)('the guide against forged mail, in %s', (_browser, start) => {
  let session: EitherSession;
  beforeAll(async () => {
    session = await start();
  });
  afterAll(() => session?.close());

  it.each<[domain: string, of: string, step: string, typed: Readonly<Record<string, string>>]>([
    ['spf-two.test', 'spf', 'record', {}],
    ['spf-dash.test', 'spf', 'record', {}],
    ['spf-dangling.test', 'spf', 'record', {}],
    ['spf-absent.test', 'spf', 'record', { 'spf-own': 'mx' }],
    ['dmarc-two.test', 'dmarc', 'record', {}],
    ['dmarc-case.test', 'dmarc', 'record', {}],
    ['dmarc-spf.test', 'dmarc', 'record', { 'dmarc-rua': 'dmarc@dmarc-spf.test' }],
    ['no-dmarc.test', 'dmarc', 'record', { 'dmarc-rua': 'dmarc@no-dmarc.test' }],
    ['dmarc-unread.test', 'dmarc', 'reports', { 'dmarc-rua': 'dmarc@dmarc-unread.test' }],
    ['pasted-key.test', 'dkim', 'record', {}],
    ['parked-keys.test', 'dkim', 'parked', {}],
  ])('%s: who publishes what %s says has its step ticked', async (domain, of, step, typed) => {
    const page = await openGuide(session, domain);
    await unfold(page, `[data-steps=${of}] > details`);
    await page.waitForSelector(`[data-advice^=${of}-]`);
    for (const [name, text] of Object.entries(typed)) await page.type(`[name=${name}]`, text);
    await session.lab.publish(domain, { edits: await recordOnPage(page, of) });
    await ticked(page, of, step);
    await page.close();
  });

  it('comes with the steps for the first fault open and in sight, readable for everybody', async () => {
    const page = await openGuide(session, 'spf-eleven.test');
    expect(await page.$eval('[data-steps=spf] > details', (each) => (each as HTMLDetailsElement).open)).toBe(
      true,
    );
    expect(await isInSight(page, '[data-steps=spf]')).toBe(true);
    expect(await violationsAsShown(page)).toEqual([]);
    await page.close();
  });

  it('has the dates to full protection, and what is not to be published yet behind a fold', async () => {
    const page = await openGuide(session, 'dmarc-none.test');
    await page.waitForSelector('[data-advice=dmarc-enforce] [data-event=reject]');
    const isOpen = await page.$eval(
      '[data-advice=dmarc-enforce] .case',
      (each) => (each as HTMLDetailsElement).open,
    );
    expect(isOpen).toBe(false);
    expect(await page.$('[data-advice=dmarc-enforce] .step-body > .record')).toBeNull();
    expect(await violationsAsShown(page)).toEqual([]);
    await page.close();
  });
});
