import type { Extension, Page } from 'puppeteer-core';
import type { Chromium } from '../e2e/browsers/chromium.ts';

/** What the popup's page tells of itself. */
interface Painted {
  /** Milliseconds since 1970 UTC. */
  readonly at: number;
}

/**
 * Milliseconds from a real click on the toolbar icon until the text of the popup has been painted, as the browser itself notes it
 * (the last of its largest contentful paints, W3C). Closes the popup again.
 */
export async function clickToText(chromium: Chromium, extension: Extension, page: Page): Promise<number> {
  return click(chromium, extension, page, (popup) =>
    popup.evaluate(
      () =>
        new Promise<Painted>((resolve) => {
          // Two frames after everything has come to rest, no larger paint follows.
          const settled = () => {
            const [last] = observer
              .takeRecords()
              .concat(seen)
              .toSorted((a, b) => b.startTime - a.startTime);
            observer.disconnect();
            resolve({ at: performance.timeOrigin + (last?.startTime ?? Number.NaN) });
          };
          const seen: PerformanceEntry[] = [];
          const observer = new PerformanceObserver((list) => void seen.push(...list.getEntries()));
          observer.observe({ type: 'largest-contentful-paint', buffered: true });
          setTimeout(settled, 150);
        }),
    ),
  );
}

/** The same until the popup is complete: the check has finished and its evidence has been painted. */
export async function clickToComplete(chromium: Chromium, extension: Extension, page: Page): Promise<number> {
  return click(chromium, extension, page, (popup) =>
    popup.evaluate(
      () =>
        new Promise<Painted>((resolve) => {
          const look = () => {
            if (!document.querySelector('.evidence')) return;
            observer.disconnect();
            requestAnimationFrame((frame) => resolve({ at: performance.timeOrigin + frame }));
          };
          const observer = new MutationObserver(look);
          observer.observe(document, { childList: true, subtree: true });
          look();
        }),
    ),
  );
}

async function click(
  chromium: Chromium,
  extension: Extension,
  page: Page,
  painted: (popup: Page) => Promise<Painted>,
  tries = 3,
): Promise<number> {
  await page.bringToFront();
  let clickedAt = 0;
  const popup = await chromium.pageAfter(async () => {
    clickedAt = performance.timeOrigin + performance.now();
    await extension.triggerAction(page);
  }, `chrome-extension://${extension.id}`);
  // A popup that lost the focus is gone before it could be read: that click does not count.
  const seen = await painted(popup).catch((error: unknown) => {
    if (tries <= 1 || !popup.isClosed()) throw error;
    return null;
  });
  if (seen === null) return click(chromium, extension, page, painted, tries - 1);
  await popup.close();
  return seen.at - clickedAt;
}
