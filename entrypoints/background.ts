import { browser } from 'wxt/browser';
import { defineBackground } from 'wxt/utils/define-background';
import { answer, showKnown } from '../lib/browser/assessor.ts';
import { setUpAutomatic } from '../lib/browser/automatic.ts';
import { setUpMenus } from '../lib/browser/menus.ts';
import { messages } from '../lib/browser/messages.ts';
import { onGranted } from '../lib/browser/permissions.ts';
import { onTabReturned } from '../lib/browser/tabs.ts';
import { setUpWelcome } from '../lib/browser/welcome.ts';

/** Wires the events to what answers them. Everything is registered at once, or a waking worker would miss its event. */
export default defineBackground(() => {
  messages.onMessage('assess', ({ data, sender }) => {
    const isOwnPage =
      sender.id === browser.runtime.id && sender.url?.startsWith(browser.runtime.getURL('')) === true;
    if (!isOwnPage) throw new Error('Only pages of Waxseal may ask.');
    return answer(data);
  });
  onGranted((awaited) => {
    // Whoever waits sees the outcome in storage; a domain that may not be asked was refused where it was typed.
    void answer({ ...awaited, fresh: false }).catch(() => undefined);
  });
  onTabReturned((tabId, domain) => void showKnown(tabId, domain));
  setUpMenus();
  setUpAutomatic();
  setUpWelcome();
});
