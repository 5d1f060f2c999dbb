import type { Page } from 'puppeteer-core';

export type PartName = 'policy' | 'stsRecord' | 'tlsrpt' | 'dane' | 'spf' | 'dmarc' | 'dkim' | 'bimi';

const partOf = (name: PartName) => `[data-part=${name}]`;

/** Puts the cursor into an editor and types, as a person would. */
export async function typeInto(page: Page, name: PartName, text: string): Promise<void> {
  await page.click(`${partOf(name)} .cm-content`);
  await page.keyboard.type(text);
}

/** Pastes a text, which is there at once; where the browser lets no script make a paste, types it. */
export async function putInto(page: Page, name: PartName, text: string): Promise<void> {
  const editor = `${partOf(name)} .cm-content`;
  await page.click(editor);
  const isTaken = await page.$eval(
    editor,
    (content, pasted) => {
      const clipboardData = new DataTransfer();
      clipboardData.setData('text/plain', pasted);
      const paste = new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true });
      // Taken, it is not left to the browser.
      return paste.clipboardData?.getData('text/plain') === pasted && !content.dispatchEvent(paste);
    },
    text,
  );
  if (!isTaken) await page.keyboard.type(text);
}

/** The lines of an editor as they are shown, signs for invisible characters included. */
export function shownLines(page: Page, name: PartName): Promise<string[]> {
  return page.$$eval(`${partOf(name)} .cm-line`, (lines) =>
    lines.map(({ textContent }) => textContent ?? ''),
  );
}

/** The problems in the list beside an editor: code and places. */
export function listed(page: Page, name: PartName): Promise<string[]> {
  return page.$$eval(`${partOf(name)} .findings li`, (items) =>
    items.map((item) => {
      const places = Array.from(item.querySelectorAll('.places button'), ({ textContent }) => textContent);
      return [item.getAttribute('data-code'), ...places].join(', ');
    }),
  );
}

/** What is underlined in an editor, or marked where there is nothing to underline. */
export function underlined(page: Page, name: PartName): Promise<string[]> {
  return page.$$eval(`${partOf(name)} :is(.cm-lintRange, .cm-lintPoint)`, (marks) =>
    marks.map(({ textContent }) => textContent ?? ''),
  );
}

/** What the page says of a text, in a sentence. */
export function reading(page: Page, name: PartName): Promise<string> {
  return page.$eval(`#${name}-reading`, ({ textContent }) =>
    (textContent ?? '').replace(/[\u2066-\u2069]/g, ''),
  );
}

/** Waits until the list beside an editor holds these codes and no other. */
export async function waitForCodes(page: Page, name: PartName, codes: readonly string[]): Promise<void> {
  await page.waitForFunction(
    (part, wanted) => {
      const items = [...document.querySelectorAll(`${part} .findings li`)];
      return items.map((item) => item.getAttribute('data-code')).join() === wanted;
    },
    {},
    partOf(name),
    codes.join(),
  );
}
