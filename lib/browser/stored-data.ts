import { browser } from 'wxt/browser';
import { storage } from 'wxt/utils/storage';
import { DEFAULT_RESOLVER, originOf } from '../dns/resolver.ts';

/**
 * Forgets settings, policies and snapshots, all that Waxseal ever wrote, and gives back the leave for single hosts, whose
 * list would tell which domains were checked. Leave for all domains tells nothing, and stays.
 */
export async function forgetEverything(): Promise<void> {
  await Promise.all([storage.clear('local'), storage.clear('session')]);
  const { origins = [] } = await browser.permissions.getAll();
  const single = origins.filter((origin) => !origin.includes('//*') && origin !== originOf(DEFAULT_RESOLVER));
  if (single.length > 0) await browser.permissions.remove({ origins: single });
}
