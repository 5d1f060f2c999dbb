import { browser, type Browser } from 'wxt/browser';
import { sayPlainly } from '../locales/say.ts';
import { actionEntries, answerActionEntry } from './action-menu.ts';
import type { Pointed } from './messages.ts';
import { dropChosen, noteChosen } from './note-opening.ts';
import { isPrivateBackground } from './private-background.ts';
import { subjectOf } from './subjects.ts';
import { openInTab } from './tabs.ts';

const MENU_ID = 'check';

/** Puts the entry into the context menus and answers it. To be called as the background starts. */
export function setUpMenus(): void {
  // Firefox for Android has none.
  if (!('contextMenus' in browser)) return;
  browser.runtime.onInstalled.addListener(async () => {
    await browser.contextMenus.removeAll();
    createEntries();
  });
  // Chromium forgets the entries for private windows with the last of these, and says nothing of the next but this.
  if (!import.meta.env.FIREFOX)
    browser.windows.onCreated.addListener(() => {
      if (isPrivateBackground()) createEntries();
    });
  browser.contextMenus.onClicked.addListener((info, tab) => {
    if (answerActionEntry(info.menuItemId, tab) || info.menuItemId !== MENU_ID) return;
    // The narrowest thing under the pointer is what was meant: a selection, then a link, then the page.
    const chosen: Pointed = info.selectionText
      ? { kind: 'text', value: info.selectionText }
      : { kind: 'url', value: info.linkUrl ?? info.pageUrl ?? tab?.url ?? '' };
    void show(chosen, tab?.incognito === true);
  });
}

function createEntries(): void {
  createEntry({ id: MENU_ID, title: sayPlainly('menu.check'), contexts: ['page', 'link', 'selection'] });
  for (const entry of actionEntries()) createEntry(entry);
}

function createEntry(entry: Browser.contextMenus.CreateProperties): void {
  // One that is there already stays as it is.
  browser.contextMenus.create(entry, () => void browser.runtime.lastError);
}

/** The popup where the browser opens it, else the same page in a tab. */
async function show(chosen: Pointed, isPrivate: boolean): Promise<void> {
  const stored = noteChosen(chosen);
  try {
    // Not behind an await: older Firefox opens the popup only within the gesture.
    await browser.action.openPopup();
    await stored;
  } catch {
    await dropChosen();
    const subject = subjectOf(chosen);
    const isFound = subject.state === 'found';
    // What a person selected may be anything, and the browser writes addresses down.
    await openInTab(isFound ? subject.policyDomain : subject.text, {
      isPrivate,
      isHidden: chosen.kind === 'text' || !isFound,
    });
  }
}
