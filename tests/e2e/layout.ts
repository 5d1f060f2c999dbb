import type { Page } from 'puppeteer-core';

/**
 * What a person could not read on a page, in words: text that is cut off or runs out of the page, and texts that lie on
 * each other. Everything folded is unfolded first; but a menu, which lies over the page, is looked at by itself.
 */
export async function unreadableTexts(page: Page): Promise<string[]> {
  await page.evaluate(() => {
    for (const details of document.querySelectorAll('details'))
      details.open = details.querySelector('.menu') === null;
  });
  const found = await unreadableNow(page);
  const hasMenu = await page.evaluate(() => {
    const menu = document.querySelector<HTMLElement>('details .menu');
    menu?.closest('details')?.setAttribute('open', '');
    return menu !== null;
  });
  return hasMenu ? [...found, ...(await unreadableNow(page, '.menu'))] : found;
}

/** What of the texts in all elements that fit cannot be read as the page stands. */
function unreadableNow(page: Page, within = 'body'): Promise<string[]> {
  return page.evaluate((part) => {
    interface Shown {
      readonly text: string;
      readonly boxes: readonly DOMRect[];
    }
    const SLACK = 1;
    const isSeen = (element: Element | null) =>
      element?.checkVisibility({ opacityProperty: true, visibilityProperty: true }) === true;
    const found: string[] = [];
    const shown: Shown[] = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const text = node.textContent?.trim() ?? '';
      const range = document.createRange();
      range.selectNodeContents(node);
      const boxes = [...range.getClientRects()].filter(({ width, height }) => width > 0 && height > 0);
      // What scrolls by itself shows all of it to whoever scrolls.
      const scrolls = node.parentElement?.closest('pre, datalist, script');
      const isWanted = node.parentElement?.closest(part) !== null;
      if (text !== '' && boxes.length > 0 && isWanted && !scrolls && isSeen(node.parentElement))
        shown.push({ text, boxes });
    }
    const width = document.documentElement.clientWidth;
    for (const { text, boxes } of shown)
      if (boxes.some(({ left, right }) => left < -SLACK || right > width + SLACK))
        found.push(`out of the page: ${text}`);
    for (const element of document.querySelectorAll<HTMLElement>('body *:not(pre, bdi, code, span, small)'))
      if (
        element.clientWidth > 0 &&
        isSeen(element) &&
        element.scrollWidth > element.clientWidth + SLACK &&
        // A field scrolls what stands in it.
        !(element instanceof HTMLInputElement && element.value !== '')
      )
        found.push(`cut: ${element.textContent?.slice(0, 60)}`);
    const overlap = (a: DOMRect, b: DOMRect) =>
      Math.min(a.right, b.right) - Math.max(a.left, b.left) > SLACK &&
      // Lines of one paragraph may touch by a little where a font is taller than its line.
      Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 4;
    shown.forEach((one, index) => {
      for (const other of shown.slice(index + 1))
        if (one.boxes.some((a) => other.boxes.some((b) => overlap(a, b))))
          found.push(`overlap: ${one.text} / ${other.text}`);
    });
    return found;
  }, within);
}
