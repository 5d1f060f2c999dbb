import { browser } from './native.ts';

/**
 * True in the background that Chromium keeps for private windows alone (`incognito: split` in the manifest), so that it does not write down
 * which policy hosts were reached for them. It shares all storage with the other one. Firefox has one background for every window.
 */
export function isPrivateBackground(): boolean {
  return browser.extension.inIncognitoContext;
}
