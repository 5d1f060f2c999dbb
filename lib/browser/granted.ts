import * as v from 'valibot';
import { parseDomainName } from '../names/domain-name.ts';
import { confirmResolver } from './confirmed-resolvers.ts';
import { currentEra, isOver, type Era } from './era.ts';
import { browser } from './native.ts';
import { AWAITED, type WaitingCheck } from './permissions.ts';
import { isPrivateBackground } from './private-background.ts';
import { readItem, removeItem } from './storage.ts';

/** A dialog that nobody answers for so long was not about this any more. */
const PATIENCE_MS = 120_000;

const awaitedSchema = v.object({
  domain: v.string(),
  tabId: v.nullable(v.number()),
  isPrivate: v.boolean(),
  origin: v.string(),
  resolverUrl: v.nullable(v.string()),
  at: v.number(),
});

/**
 * Calls back with what was waiting for exactly the permission that is granted. To be called as the background starts.
 */
export function onGranted(callback: (awaited: WaitingCheck, since: Era) => void): void {
  browser.permissions.onAdded.addListener(async ({ origins = [] }) => {
    const since = currentEra();
    const stored = v.safeParse(awaitedSchema, await readItem(AWAITED));
    if (!stored.success || !origins.includes(stored.output.origin)) return;
    const { tabId, isPrivate, at, resolverUrl } = stored.output;
    // The one for private windows hears of it as well, and what waits in one of them waits for that.
    if (!import.meta.env.FIREFOX && isPrivate !== isPrivateBackground()) return;
    await removeItem(AWAITED);
    const domain = parseDomainName(stored.output.domain);
    if (!domain || Math.abs(Date.now() - at) >= PATIENCE_MS || (await isOver(since))) return;
    if (resolverUrl !== null) await confirmResolver(resolverUrl, isPrivate, since).catch(() => undefined);
    callback({ domain, tabId, isPrivate }, since);
  });
}
