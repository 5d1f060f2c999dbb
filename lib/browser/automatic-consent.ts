import type { Browser } from 'wxt/browser';
import { browser } from './native.ts';

/**
 * The leave that the automatic badge needs: `tabs`, to see the address of a page without a click, and in Firefox the consent to
 * send domains that are visited. Chromium knows no such consent, and refuses a request that names one.
 */
const NEEDED = {
  permissions: ['tabs'],
  ...(import.meta.env.FIREFOX && { data_collection: ['browsingActivity'] }),
} as Browser.permissions.Permissions;

/** Asks for it. Must be called in the click itself, before anything is awaited. */
export function requestAutomatic(): Promise<boolean> {
  return browser.permissions.request(NEEDED);
}

/** Whether it was given, and still is: it can be taken back in the browser's own settings. */
export function mayCheckAutomatically(): Promise<boolean> {
  return browser.permissions.contains(NEEDED);
}

/** Gives it back. */
export async function releaseAutomatic(): Promise<void> {
  await browser.permissions.remove(NEEDED);
}
