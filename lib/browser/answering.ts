import { defineExtensionMessaging } from '@webext-core/messaging';
import type { Protocol } from './messages.ts';
import { browser } from './native.ts';

/** The background's end of what pages ask (`ask` in lib/browser/messages.ts). */
export const { onMessage } = defineExtensionMessaging<Protocol>();

/** Throws unless the message comes from a page of this extension. */
export function refuseStrangers({ id, url }: { id?: string | undefined; url?: string | undefined }): void {
  if (id !== browser.runtime.id || url?.startsWith(browser.runtime.getURL('')) !== true)
    throw new Error('Only pages of Waxseal may ask.');
}
