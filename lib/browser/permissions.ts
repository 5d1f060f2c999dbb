import type { DomainName } from '../names/domain-name.ts';
import type { Resolver } from '../dns/resolver.ts';
import { originOf } from '../dns/resolver-origin.ts';
import { policyHostOf } from '../mechanisms/mta-sts/policy-host.ts';
import { browser } from './native.ts';
import { removeItem, writeItem } from './storage.ts';

/** What a person was asked to allow. */
export type Scope = 'this-domain' | 'all-domains';

/** The assessment that goes on once a permission is granted. */
export interface WaitingCheck {
  readonly domain: DomainName;
  readonly tabId: number | null;
  readonly isPrivate: boolean;
}

/** Where it waits. */
export const AWAITED = 'session:awaited';

/** Whether pages of an https host may be read: without it a fetch fails, and reaches the server all the same. */
export async function mayRead(host: string): Promise<boolean> {
  return browser.permissions.contains({ origins: [`https://${host}/*`] });
}

/**
 * Asks for leave to read policy files. Must be called in the click itself, before anything is awaited. The dialog may
 * close the popup, so that what comes after a grant happens in the background (`onGranted`).
 */
export function requestPolicyHost(awaited: WaitingCheck, scope: Scope): Promise<boolean> {
  const origin = scope === 'this-domain' ? `https://${policyHostOf(awaited.domain)}/*` : 'https://*/*';
  return request(origin, awaited, null);
}

/**
 * The same for the resolver's own host, which a grant confirms; `awaited` is null where no assessment waits for it. Whoever asked confirms it too: the
 * browser tells nobody of a host that was allowed before.
 */
export function requestResolver(
  resolver: Pick<Resolver, 'url'>,
  awaited: WaitingCheck | null,
): Promise<boolean> {
  return request(originOf(resolver), awaited, resolver.url);
}

async function request(
  origin: string,
  awaited: WaitingCheck | null,
  resolverUrl: string | null,
): Promise<boolean> {
  // Both are started in the click, and neither waits for the other: the gesture would be over.
  const noted = awaited && writeItem(AWAITED, { ...awaited, origin, resolverUrl, at: Date.now() });
  const isGranted = await browser.permissions.request({ origins: [origin] });
  await noted;
  // After a no, nothing waits any more. Where the dialog closed the popup, the note runs out by itself.
  if (!isGranted) await removeItem(AWAITED);
  return isGranted;
}
