import { browser } from './native.ts';

/** True where the browser shows a popup as a whole page, of whatever width the screen has: Firefox for Android. */
export async function isWholeScreen(): Promise<boolean> {
  const { os } = await browser.runtime.getPlatformInfo();
  return os === 'android';
}

/** True in the popup of the toolbar icon, which a person alone opens; false where its page stands in a tab, opened by anybody. */
export function isPopup(): boolean {
  return browser.extension.getViews({ type: 'popup' }).includes(window);
}

export function openOptions(): void {
  void browser.runtime.openOptionsPage();
}
