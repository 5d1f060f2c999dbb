import { browser } from 'wxt/browser';
import { sayPlainly } from '../locales/say.ts';
import { isDigestCurrent } from '../verdict/digest.ts';
import { readDigest } from './digest-store.ts';
import { subjectOf } from './subjects.ts';
import { openInTab } from './tabs.ts';
import { verdictSaid } from './verdict-said.ts';

/**
 * Answers the keyword in the address bar: `mx example.com` shows the popup’s page for what was typed. While a person types, nothing is sent before Enter: what is
 * suggested is what is known of the domain anyway. To be called as the background starts.
 */
export function setUpOmnibox(): void {
  // Firefox for Android has no such thing.
  if (!('omnibox' in browser)) return;
  let typed = '';
  const rest = () => {
    typed = '';
    suggest(sayPlainly('omnibox.hint'));
  };
  rest();
  browser.omnibox.onInputChanged.addListener(async (text) => {
    typed = text;
    const known = await knownOf(text);
    // Meanwhile something else may stand there.
    if (typed === text) suggest(known ?? sayPlainly('omnibox.hint'));
  });
  browser.omnibox.onInputCancelled.addListener(rest);
  browser.omnibox.onInputEntered.addListener((text, disposition) => {
    rest();
    void open(text, disposition);
  });
}

function suggest(description: string): void {
  void browser.omnibox.setDefaultSuggestion({ description: asText(description) });
}

/** What is known of the domain that a text stands for, from memory alone; null where that is nothing, or may not be shown any more. Never rejects. */
async function knownOf(text: string): Promise<string | null> {
  const subject = subjectOf({ kind: 'text', value: text });
  const digest = subject.state === 'found' ? await readDigest(subject.policyDomain).catch(() => null) : null;
  return digest && isDigestCurrent(digest, Date.now()) ? verdictSaid(digest, 'transit') : null;
}

/** Chromium reads descriptions as XML, in which text has to be escaped; Firefox shows them as they are. */
function asText(description: string): string {
  return import.meta.env.FIREFOX
    ? description
    : description.replaceAll(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}

async function open(text: string, disposition: string): Promise<void> {
  const [tab] = await browser.tabs.query({ active: true, lastFocusedWindow: true });
  const isPrivate = tab?.incognito === true;
  // Chromium shows no page of the extension in a private window: there it has to be a tab of its own.
  const inTab = disposition === 'currentTab' && !isPrivate ? (tab?.id ?? null) : null;
  await openInTab(text, { isPrivate, inTab, inFront: disposition !== 'newBackgroundTab' });
}
