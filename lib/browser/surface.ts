import { browser } from './native.ts';

/** True where the browser shows a popup as a whole page, of whatever width the screen has: Firefox for Android. */
export async function isWholeScreen(): Promise<boolean> {
  const { os } = await browser.runtime.getPlatformInfo();
  return os === 'android';
}

export function openOptions(): void {
  void browser.runtime.openOptionsPage();
}
