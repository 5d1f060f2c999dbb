import type { Page } from 'puppeteer-core';
import type { Screen } from './screen.ts';
import { until } from './until.ts';

/** What is under the mouse: the menu of a plain page has one entry more below that of the extension ("View page source"). */
export type MenuPlace = 'page' | 'link' | 'selection';

/**
 * Right-clicks the element with the mouse and picks the extension's entry of the native menu with the keyboard: it is the last but one,
 * above "Inspect". With `selection` the text of the element is selected before. Needs a real window in front.
 */
export async function pickFromContextMenu(
  page: Page,
  screen: Screen,
  selector: string,
  place: MenuPlace,
): Promise<void> {
  await page.bringToFront();
  if (place === 'selection') await selectText(page, selector);
  const point = await screenPoint(page, selector);
  const before = await screen.windowCount();
  await screen.rightClick(point.x, point.y);
  await until('the context menu', async () => (await screen.windowCount()) > before);
  await screen.press(...Array<string>(place === 'page' ? 3 : 2).fill('Up'), 'Return');
  await until('the end of the context menu', async () => (await screen.windowCount()) <= before);
}

async function selectText(page: Page, selector: string): Promise<void> {
  await page.$eval(selector, (element) => {
    const range = document.createRange();
    range.selectNodeContents(element);
    getSelection()?.removeAllRanges();
    getSelection()?.addRange(range);
  });
}

/** A point within the first letters of the element, in pixels of the screen. */
function screenPoint(page: Page, selector: string): Promise<{ x: number; y: number }> {
  return page.$eval(selector, (element) => {
    const box = element.getBoundingClientRect();
    const border = (outerWidth - innerWidth) / 2;
    return {
      x: screenX + border + box.x + Math.min(10, box.width / 2),
      y: screenY + outerHeight - innerHeight - border + box.y + box.height / 2,
    };
  });
}
