import { browser } from 'wxt/browser';
import { sayPlainly } from '../locales/say.ts';
import { openInTab } from './tabs.ts';

/**
 * Answers the keyword in the address bar: `mx example.com` shows the popup’s page for what was typed. Nothing is
 * suggested while a person types, so that nothing is sent before Enter. To be called as the background starts.
 */
export function setUpOmnibox(): void {
  // Firefox for Android has no such thing.
  if (!('omnibox' in browser)) return;
  void browser.omnibox.setDefaultSuggestion({ description: sayPlainly('omnibox.hint') });
  browser.omnibox.onInputEntered.addListener((text, disposition) => void open(text, disposition));
}

async function open(text: string, disposition: string): Promise<void> {
  const [tab] = await browser.tabs.query({ active: true, lastFocusedWindow: true });
  const isPrivate = tab?.incognito === true;
  // Chromium shows no page of the extension in a private window: there it has to be a tab of its own.
  const inTab = disposition === 'currentTab' && !isPrivate ? (tab?.id ?? null) : null;
  await openInTab(text, { isPrivate, inTab, inFront: disposition !== 'newBackgroundTab' });
}
