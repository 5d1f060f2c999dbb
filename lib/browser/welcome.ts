import { browser } from './native.ts';
import { readManaged } from './settings.ts';

/** Opens the welcome page after the installation, unless an administrator chose for the person. To be called as the background starts. */
export function setUpWelcome(): void {
  browser.runtime.onInstalled.addListener(async ({ reason }) => {
    if (reason !== 'install') return;
    const { welcome = true } = await readManaged();
    if (welcome) await browser.tabs.create({ url: browser.runtime.getURL('/welcome.html') });
  });
}
