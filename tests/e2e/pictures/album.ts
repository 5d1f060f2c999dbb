import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Page } from 'puppeteer-core';
import type { Session } from '../chromium-session.ts';

/** Where pictures for the eye go; nothing there is kept in the repository. */
export const OUT = new URL('../../.out/pictures/', import.meta.url).pathname;
/** The pictures that people see: in the README and in the stores. */
export const DOCS = new URL('../../../docs/', import.meta.url).pathname;

export type Scheme = 'light' | 'dark';
export const SCHEMES: readonly Scheme[] = ['light', 'dark'];

/** The width that the popup has in a window, whatever room a browser without one gives it. */
export const POPUP_WIDTH = 360;

/** One picture of a page from top to bottom, in the given width. */
export async function draw(page: Page, path: string, scheme: Scheme, width = POPUP_WIDTH): Promise<void> {
  mkdirSync(dirname(path), { recursive: true });
  // What is drawn has to stand still.
  await page.emulateMediaFeatures([
    { name: 'prefers-color-scheme', value: scheme },
    { name: 'prefers-reduced-motion', value: 'reduce' },
  ]);
  await page.setViewport({ width, height: 240, deviceScaleFactor: 1 });
  const height = await page.evaluate(standStill);
  // A window as tall as the page: what is drawn beyond a window stands where it was scrolled to.
  await page.setViewport({ width, height, deviceScaleFactor: 1 });
  await page.evaluate(standStill);
  await page.screenshot({ path, fullPage: true });
}

/** Runs in the page: scrolls it to its top, and gives its height once it has been laid out. */
async function standStill(): Promise<number> {
  if (document.activeElement instanceof HTMLElement)
    document.activeElement.style.setProperty('caret-color', 'transparent', 'important');
  for (let frame = 0; frame < 3; frame++) {
    scrollTo(0, 0);
    await new Promise(requestAnimationFrame);
  }
  return document.documentElement.scrollHeight;
}

/**
 * The popup's page in a tab, with the looks of the popup: of a popup itself no more can be drawn than its window shows.
 */
export async function openPopupPage({ chromium }: Session, domain: string): Promise<Page> {
  const page = await chromium.openAsked(`popup.html?domain=${domain}`);
  await page.evaluate(() => {
    const { classList } = document.documentElement;
    const remove = () => {
      // To remove what is not there is a change as well, and would go on for ever.
      if (classList.contains('in-tab')) classList.remove('in-tab');
    };
    // The page may find out only later that it is in a tab.
    new MutationObserver(remove).observe(document.documentElement, { attributeFilter: ['class'] });
    remove();
  });
  return page;
}

/** The same page light and dark, as `<name>-light.png` and `<name>-dark.png`. */
export async function drawBoth(page: Page, name: string, width = POPUP_WIDTH): Promise<void> {
  for (const scheme of SCHEMES) await draw(page, `${OUT}${name}-${scheme}.png`, scheme, width);
}
