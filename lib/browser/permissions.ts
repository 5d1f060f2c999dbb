import * as v from 'valibot';
import { parseDomainName, type DomainName } from '../domain-name.ts';
import { originOf, type Resolver } from '../dns/resolver.ts';
import { policyHostOf } from '../mta-sts/policy-host.ts';
import { browser } from './native.ts';
import { readItem, removeItem, writeItem } from './storage.ts';

/** What a person was asked to allow. */
export type Scope = 'this-domain' | 'all-domains';

/** The assessment that goes on once a permission is granted. */
export interface WaitingCheck {
  readonly domain: DomainName;
  readonly tabId: number | null;
  readonly isPrivate: boolean;
}

const AWAITED = 'session:awaited';
/** A dialog that nobody answers for so long was not about this any more. */
const PATIENCE_MS = 120_000;

const awaitedSchema = v.object({
  domain: v.string(),
  tabId: v.nullable(v.number()),
  isPrivate: v.boolean(),
  origin: v.string(),
  at: v.number(),
});

/** Whether pages of an https host may be read: without it a fetch fails, and reaches the server all the same. */
export async function mayRead(host: string): Promise<boolean> {
  return browser.permissions.contains({ origins: [`https://${host}/*`] });
}

/**
 * Asks for leave to read policy files. Must be called in the click itself, before anything is awaited. The dialog may
 * close the popup, so that what comes after a grant happens in the background (`onGranted`).
 */
export function requestPolicyHost(awaited: WaitingCheck, scope: Scope): Promise<boolean> {
  return request(
    scope === 'this-domain' ? `https://${policyHostOf(awaited.domain)}/*` : 'https://*/*',
    awaited,
  );
}

/** The same for the resolver's own host; `awaited` is null where no assessment waits for it. */
export function requestResolver(
  resolver: Pick<Resolver, 'url'>,
  awaited: WaitingCheck | null,
): Promise<boolean> {
  return request(originOf(resolver), awaited);
}

async function request(origin: string, awaited: WaitingCheck | null): Promise<boolean> {
  // Both are started in the click, and neither waits for the other: the gesture would be over.
  const noted = awaited && writeItem(AWAITED, { ...awaited, origin, at: Date.now() });
  const isGranted = await browser.permissions.request({ origins: [origin] });
  await noted;
  // After a no, nothing waits any more. Where the dialog closed the popup, the note runs out by itself.
  if (!isGranted) await removeItem(AWAITED);
  return isGranted;
}

/**
 * Calls back with what was waiting for exactly the permission that is granted. To be called as the background starts.
 */
export function onGranted(callback: (awaited: WaitingCheck) => void): void {
  browser.permissions.onAdded.addListener(async ({ origins = [] }) => {
    const stored = v.safeParse(awaitedSchema, await readItem(AWAITED));
    if (!stored.success || !origins.includes(stored.output.origin)) return;
    await removeItem(AWAITED);
    const { tabId, isPrivate, at } = stored.output;
    const domain = parseDomainName(stored.output.domain);
    if (domain && Math.abs(Date.now() - at) < PATIENCE_MS) callback({ domain, tabId, isPrivate });
  });
}
