import type { Page } from 'puppeteer-core';
import type { Session } from './chromium-session.ts';

/** Opens the guide for a domain, in a tab of its own, and waits until it is there. */
export async function openGuide({ chromium }: Session, domain: string): Promise<Page> {
  const page = await chromium.open(chromium.url(`report.html?domain=${domain}#guide`));
  await guideReady(page);
  return page;
}

/** Waits for the guide, and until what it reckons in the background is there too. */
export async function guideReady(page: Page): Promise<void> {
  await page.waitForSelector('[data-guide]');
  await page.waitForFunction(
    () =>
      document.querySelector('[data-guide=impossible]') !== null ||
      document.querySelector('[data-sha256]') !== null,
  );
}

/** Unfolds the parts that the selector names. */
export async function unfold(page: Page, selector: string): Promise<void> {
  await page.$$eval(selector, (all) => {
    for (const each of all) if (each instanceof HTMLDetailsElement) each.open = true;
  });
}
