import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Page } from 'puppeteer-core';

/** Where pictures for the eye go; nothing there is kept in the repository. */
export const OUT = new URL('../../.out/pictures/', import.meta.url).pathname;
/** The pictures that people see: in the README and in the stores. */
export const DOCS = new URL('../../../docs/', import.meta.url).pathname;

export type Scheme = 'light' | 'dark';
export const SCHEMES: readonly Scheme[] = ['light', 'dark'];

/** The width that the popup has in a window, whatever room a browser without one gives it. */
export const POPUP_WIDTH = 360;

/** One picture of a page from top to bottom, in the given width; of a popup in its own. */
export async function draw(page: Page, path: string, scheme: Scheme, width = POPUP_WIDTH): Promise<void> {
  mkdirSync(dirname(path), { recursive: true });
  // What is drawn has to stand still.
  await page.emulateMediaFeatures([
    { name: 'prefers-color-scheme', value: scheme },
    { name: 'prefers-reduced-motion', value: 'reduce' },
  ]);
  if (isPopup(page)) {
    await page.screenshot({ path, clip: await popupBox(page) });
    return;
  }
  await page.setViewport({ width, height: 240, deviceScaleFactor: 1 });
  await page.screenshot({ path, fullPage: true });
}

/** The whole popup, or its upper part: a popup has no viewport that could be set, so its body is held to the width. */
export async function popupBox(popup: Page, maxHeight = Infinity) {
  const height = await popup.evaluate((width) => {
    document.body.style.width = `${width}px`;
    return document.body.offsetHeight;
  }, POPUP_WIDTH);
  return { x: 0, y: 0, width: POPUP_WIDTH, height: Math.min(height, maxHeight) };
}

/** A page in a tab says what it shows in its address. */
function isPopup(page: Page): boolean {
  return page.url().endsWith('/popup.html');
}

/** The same page light and dark, as `<name>-light.png` and `<name>-dark.png`. */
export async function drawBoth(page: Page, name: string, width = POPUP_WIDTH): Promise<void> {
  for (const scheme of SCHEMES) await draw(page, `${OUT}${name}-${scheme}.png`, scheme, width);
}
