import { DEFAULT_RESOLVER } from '../dns/resolver.ts';
import { originOf } from '../dns/resolver-origin.ts';
import { releaseAutomatic } from './automatic-consent.ts';
import { beginForgetting, endForgetting, isForgettingLeft } from './era.ts';
import { browser } from './native.ts';
import { clearArea, readArea } from './storage.ts';

/**
 * Forgets settings, policies and snapshots, all that Waxseal ever wrote, and gives back the permissions that only a setting
 * made use of, and those for single hosts, whose list would tell which domains were checked. The one for all domains
 * tells nothing, and stays.
 */
export async function forgetEverything(): Promise<void> {
  await beginForgetting();
  try {
    await Promise.all([clearArea('local'), clearSync(), releaseAutomatic(), removeSingleHosts()]);
  } finally {
    // Once more, and the memory only now: what a page wrote before it knew, and that was closed before it could look again.
    await clearArea('local');
    await endForgetting();
  }
}

/** Goes on where a background ended in the middle of it. To be called as the background starts. */
export async function finishForgetting(): Promise<void> {
  if (await isForgettingLeft()) await forgetEverything();
}

/** A browser without sync has nothing there; one that counts how often it is written, and refuses, is no reason to say that it was forgotten. */
async function clearSync(): Promise<void> {
  const synced = await readArea('sync').catch(() => ({}));
  if (Object.keys(synced).length > 0) await clearArea('sync');
}

async function removeSingleHosts(): Promise<void> {
  const { origins = [] } = await browser.permissions.getAll();
  const single = origins.filter((origin) => !origin.includes('//*') && origin !== originOf(DEFAULT_RESOLVER));
  if (single.length > 0) await browser.permissions.remove({ origins: single });
}
