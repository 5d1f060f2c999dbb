import { browser, type Browser } from 'wxt/browser';
import { sayPlainly } from '../locales/say.ts';
import { subjectOfUrl } from '../names/subject.ts';
import { noteCopyAsked } from './note-opening.ts';
import { openInTab } from './tabs.ts';

/** The tab on whose toolbar icon the menu was opened. */
interface ClickedTab {
  readonly url?: string | undefined;
  readonly incognito: boolean;
}

const ENTRIES = {
  'full-report': 'menu.report',
  'copy-summary': 'menu.copySummary',
  workshop: 'menu.workshop',
  options: 'menu.options',
} as const;

/** The entries in the menu of the toolbar icon. */
export const actionEntries = (): Browser.contextMenus.CreateProperties[] =>
  Object.entries(ENTRIES).map(([id, key]) => ({ id, title: sayPlainly(key), contexts: ['action'] }));

/** Does what an entry of the icon’s menu says; false for an entry of another menu. */
export function answerActionEntry(id: string | number, tab: ClickedTab | undefined): boolean {
  if (id === 'options') void browser.runtime.openOptionsPage();
  else if (id === 'full-report') void openReport(tab);
  else if (id === 'workshop') void openWorkshop(tab);
  else if (id === 'copy-summary') void openToCopy(tab);
  else return false;
  return true;
}

/** The report of the tab's domain; for a page that has none, the popup's page says why. */
async function openReport(tab: ClickedTab | undefined): Promise<void> {
  const subject = subjectOfUrl(tab?.url ?? 'about:blank');
  const isPrivate = tab?.incognito === true;
  if (subject.state === 'found') await openInTab(subject.policyDomain, { isPrivate, page: '/report.html' });
  else await openInTab(subject.text, { isPrivate, isHidden: true });
}

/** The workshop, with the domain of the tab in its field where there is one. */
async function openWorkshop(tab: ClickedTab | undefined): Promise<void> {
  const subject = subjectOfUrl(tab?.url ?? 'about:blank');
  const domain = subject.state === 'found' ? subject.policyDomain : '';
  await openInTab(domain, { isPrivate: tab?.incognito === true, page: '/workshop.html' });
}

/**
 * The popup, which has the summary and may use the clipboard: the background of Chromium has none. Where the browser
 * opens no popup, the same page in a tab.
 */
async function openToCopy(tab: ClickedTab | undefined): Promise<void> {
  const asked = noteCopyAsked();
  try {
    // Not behind an await: older Firefox opens the popup only within the gesture.
    await browser.action.openPopup();
    await asked;
  } catch {
    const subject = subjectOfUrl(tab?.url ?? 'about:blank');
    const isFound = subject.state === 'found';
    await openInTab(isFound ? subject.policyDomain : subject.text, {
      isPrivate: tab?.incognito === true,
      isHidden: !isFound,
    });
  }
}
