import { browser } from 'wxt/browser';
import { storage } from 'wxt/utils/storage';
import { sayPlainly } from '../locales/say.ts';
import { subjectOfText, subjectOfUrl, type Subject } from '../subject.ts';
import { openInTab } from './tabs.ts';

const MENU_ID = 'check';
const CHOSEN = 'session:chosen';
/** What was chosen belongs to the popup that opens now, not to one that is opened later by a click on the toolbar. */
const CHOSEN_LIFE_MS = 5000;

/** What the menu was opened on. */
export interface Chosen {
  readonly kind: 'url' | 'text';
  readonly value: string;
  readonly at: number;
}

/** Puts the entry into the context menus and answers it. To be called as the background starts. */
export function setUpMenus(): void {
  // Firefox for Android has no context menus.
  if (!browser.contextMenus) return;
  browser.runtime.onInstalled.addListener(async () => {
    await browser.contextMenus.removeAll();
    browser.contextMenus.create({
      id: MENU_ID,
      title: sayPlainly('menu.check'),
      contexts: ['page', 'link', 'selection'],
    });
  });
  browser.contextMenus.onClicked.addListener((info, tab) => {
    if (info.menuItemId !== MENU_ID) return;
    const at = Date.now();
    // The narrowest thing under the pointer is what was meant: a selection, then a link, then the page.
    const chosen: Chosen = info.selectionText
      ? { kind: 'text', value: info.selectionText, at }
      : { kind: 'url', value: info.linkUrl ?? info.pageUrl ?? tab?.url ?? '', at };
    void show(chosen);
  });
}

/** What the menu was opened on, told once; null for a popup that was opened by the toolbar. */
export async function takeChosen(): Promise<Subject | null> {
  const chosen = await storage.getItem<Chosen>(CHOSEN);
  if (!chosen) return null;
  await storage.removeItem(CHOSEN);
  if (typeof chosen.value !== 'string' || !(Math.abs(Date.now() - chosen.at) < CHOSEN_LIFE_MS)) return null;
  return subjectOfChosen(chosen);
}

function subjectOfChosen({ kind, value }: Chosen): Subject {
  return kind === 'text' ? subjectOfText(value) : subjectOfUrl(value);
}

/** The popup where the browser opens it, else the same page in a tab. */
async function show(chosen: Chosen): Promise<void> {
  const stored = storage.setItem(CHOSEN, chosen);
  try {
    // Not behind an await: older Firefox opens the popup only within the gesture.
    await browser.action.openPopup();
    await stored;
  } catch {
    await storage.removeItem(CHOSEN);
    const subject = subjectOfChosen(chosen);
    await openInTab(subject.state === 'found' ? subject.policyDomain : subject.text);
  }
}
