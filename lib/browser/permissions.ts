import { browser } from 'wxt/browser';
import { storage } from 'wxt/utils/storage';
import { parseDomainName, type DomainName } from '../domain-name.ts';
import { originOf, type Resolver } from '../dns/resolver.ts';
import { policyHostOf } from '../mta-sts/fetch-policy.ts';

/** What a person was asked to allow. */
export type Scope = 'this-domain' | 'all-domains';

/** The assessment that goes on once a permission is granted. */
export interface Awaited {
  readonly domain: DomainName;
  readonly tabId: number | null;
  readonly isPrivate: boolean;
}

const AWAITED = 'session:awaited';

/** Whether pages of an https host may be read: without it a fetch fails, and reaches the server all the same. */
export async function mayRead(host: string): Promise<boolean> {
  return browser.permissions.contains({ origins: [`https://${host}/*`] });
}

/**
 * Asks for leave to read policy files. Must be called in the click itself, before anything is awaited. The dialog may
 * close the popup, so that what comes after a grant happens in the background (`onGranted`).
 */
export function requestPolicyHost(awaited: Awaited, scope: Scope): Promise<boolean> {
  // Started before the request and not awaited: the gesture would be over.
  void storage.setItem(AWAITED, awaited);
  const origin = scope === 'this-domain' ? `https://${policyHostOf(awaited.domain)}/*` : 'https://*/*';
  return browser.permissions.request({ origins: [origin] });
}

/** The same for the resolver's own host; `awaited` is null where no assessment waits for it. */
export function requestResolver(resolver: Resolver, awaited: Awaited | null): Promise<boolean> {
  if (awaited) void storage.setItem(AWAITED, awaited);
  return browser.permissions.request({ origins: [originOf(resolver)] });
}

/** Calls back with what was waiting when a permission is granted. To be called as the background starts. */
export function onGranted(callback: (awaited: Awaited) => void): void {
  browser.permissions.onAdded.addListener(async () => {
    const stored = await storage.getItem<Partial<Record<keyof Awaited, unknown>>>(AWAITED);
    const domain = typeof stored?.domain === 'string' ? parseDomainName(stored.domain) : null;
    if (!domain) return;
    await storage.removeItem(AWAITED);
    const tabId = typeof stored?.tabId === 'number' ? stored.tabId : null;
    callback({ domain, tabId, isPrivate: stored?.isPrivate !== false });
  });
}
