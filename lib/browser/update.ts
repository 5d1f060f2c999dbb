import { browser } from 'wxt/browser';
import { sweepPolicies } from './policy-store.ts';
import { confirmEarlierResolver } from './settings.ts';

/** Brings what an earlier version stored into the form of this one. To be called as the background starts. */
export function setUpUpdate(): void {
  browser.runtime.onInstalled.addListener(async ({ reason }) => {
    if (reason !== 'update') return;
    // Neither waits for the other, and what fails is done again in use.
    await Promise.allSettled([sweepPolicies(), confirmEarlierResolver()]);
  });
}
