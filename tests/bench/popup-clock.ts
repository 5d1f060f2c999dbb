import type { Extension, Page } from 'puppeteer-core';
import type { Chromium } from '../e2e/browsers/chromium.ts';

/**
 * Milliseconds from a real click on the toolbar icon until the text of the popup has been painted, as the browser itself notes it
 * (the last of its largest contentful paints, W3C). Closes the popup again.
 */
export async function clickToText(chromium: Chromium, extension: Extension, page: Page): Promise<number> {
  const { text } = await click(chromium, extension, page, (popup) =>
    popup.evaluate(
      () =>
        new Promise<{ text: number }>((resolve, reject) => {
          const never = setTimeout(
            () => reject(new Error('The popup painted nothing in ten seconds.')),
            10_000,
          );
          let settled: ReturnType<typeof setTimeout> | undefined;
          const observer = new PerformanceObserver((list) => {
            const last = list.getEntries().at(-1);
            if (!last) return;
            clearTimeout(never);
            clearTimeout(settled);
            // Once everything has come to rest, no larger paint follows.
            settled = setTimeout(() => resolve({ text: performance.timeOrigin + last.startTime }), 150);
          });
          observer.observe({ type: 'largest-contentful-paint', buffered: true });
        }),
    ),
  );
  return text;
}

/** When each of two states of the popup was painted, in milliseconds from the click. */
export interface Reached {
  /** The verdict about mail in transit: what the seal stands for. */
  readonly verdict: number;
  /** The check has finished and its evidence is there. */
  readonly complete: number;
}

/** The same until the verdict, and until the popup is complete. */
export async function clickToComplete(
  chromium: Chromium,
  extension: Extension,
  page: Page,
): Promise<Reached> {
  return click(chromium, extension, page, (popup) =>
    popup.evaluate(
      () =>
        new Promise<Reached>((resolve) => {
          let verdict: Promise<number> | null = null;
          const painted = () =>
            new Promise<number>((done) =>
              requestAnimationFrame((frame) => done(performance.timeOrigin + frame)),
            );
          const look = () => {
            const standing = document.querySelector('main')?.dataset['standing'] ?? 'checking';
            if (standing !== 'checking') verdict ??= painted();
            if (verdict === null || !document.querySelector('.evidence')) return;
            observer.disconnect();
            void Promise.all([verdict, painted()]).then(([first, last]) =>
              resolve({ verdict: first, complete: last }),
            );
          };
          const observer = new MutationObserver(look);
          observer.observe(document, { attributes: true, childList: true, subtree: true });
          look();
        }),
    ),
  );
}

/** Clicks, and gives what the popup's page tells of itself (in milliseconds since 1970 UTC) as milliseconds since the click. */
async function click<Moments extends object>(
  chromium: Chromium,
  extension: Extension,
  page: Page,
  painted: (popup: Page) => Promise<Moments>,
  tries = 3,
): Promise<Moments> {
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
  const moments = Object.entries(seen).map(([name, at]) => [name, Number(at) - clickedAt]);
  return Object.fromEntries(moments) as Moments;
}
