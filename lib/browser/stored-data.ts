import { storage } from 'wxt/utils/storage';

/** Forgets settings, policies and snapshots: all that Waxseal ever wrote. */
export async function forgetEverything(): Promise<void> {
  await Promise.all([storage.clear('local'), storage.clear('session')]);
}
