import { DEFAULT_RESOLVER } from '../dns/resolver.ts';
import { originOf } from '../dns/resolver-origin.ts';
import { releaseAutomatic } from './automatic-consent.ts';
import { browser } from './native.ts';
import { clearArea } from './storage.ts';

/**
 * Forgets settings, policies and snapshots, all that Waxseal ever wrote, and gives back the permissions that only a setting
 * made use of, and those for single hosts, whose list would tell which domains were checked. The one for all domains
 * tells nothing, and stays.
 */
export async function forgetEverything(): Promise<void> {
  await Promise.all([
    clearArea('local'),
    clearArea('session'),
    clearArea('sync').catch(() => undefined),
    releaseAutomatic(),
  ]);
  const { origins = [] } = await browser.permissions.getAll();
  const single = origins.filter((origin) => !origin.includes('//*') && origin !== originOf(DEFAULT_RESOLVER));
  if (single.length > 0) await browser.permissions.remove({ origins: single });
}
