import type { Browser } from 'puppeteer-core';
import type { Screen } from './screen.ts';
import { until } from './until.ts';

/** Chromium lets input to a new dialog pass for half a second, so that nobody agrees by accident; with a margin for a busy machine. */
const UNTIL_DIALOG_LISTENS_MS = 1200;

/**
 * Answers Chromium's own dialog for permissions with the keyboard, as a person does: waits until it is there, answers, waits until it has
 * gone. A popup that asks is closed by the dialog. Rejects where no dialog comes. Needs a real window in front.
 */
export async function answerPermissionDialog(
  browser: Browser,
  screen: Screen,
  answer: 'allow' | 'deny',
): Promise<void> {
  // The dialog is no window of its own; but while it is there, no page has the focus.
  await until('the permission dialog', async () => !(await anyPageHasFocus(browser)));
  await new Promise((resolve) => setTimeout(resolve, UNTIL_DIALOG_LISTENS_MS));
  // The focus is on Deny.
  await screen.press(...(answer === 'allow' ? ['Tab', 'Return'] : ['Return']));
  await until('the end of the permission dialog', () => anyPageHasFocus(browser));
}

async function anyPageHasFocus(browser: Browser): Promise<boolean> {
  const pages = browser.targets().filter((target) => target.type() === 'page');
  const focused = await Promise.all(
    pages.map(async (target) => {
      try {
        return await (await target.asPage()).evaluate(() => document.hasFocus());
      } catch {
        // A page that has just gone has no focus.
        return false;
      }
    }),
  );
  return focused.includes(true);
}
