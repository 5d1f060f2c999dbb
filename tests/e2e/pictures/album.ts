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
  await page.screenshot({ path, fullPage: true });
}

/**
 * The popup's page in a tab, with the looks of the popup: of a popup itself no more can be drawn than its window shows.
 */
export async function openPopupPage({ chromium }: Session, domain: string): Promise<Page> {
  const page = await chromium.openAsked(`popup.html?domain=${domain}`);
  await page.evaluate(() => document.documentElement.classList.remove('in-tab'));
  return page;
}

/** The same page light and dark, as `<name>-light.png` and `<name>-dark.png`. */
export async function drawBoth(page: Page, name: string, width = POPUP_WIDTH): Promise<void> {
  for (const scheme of SCHEMES) await draw(page, `${OUT}${name}-${scheme}.png`, scheme, width);
}
