import * as v from 'valibot';
import { browser, type Browser } from 'wxt/browser';
import type { DomainName } from '../domain-name.ts';
import { subjectOfUrl } from '../subject.ts';
import { domainName } from './assessment-schema.ts';
import { listenWhile } from './listen-while.ts';
import { isPrivateBackground } from './private-background.ts';
import { readItem, writeItem } from './storage.ts';

/** Which domain the badge of each tab speaks of. One item for each background, so that it is known at a look whether there is any. */
const keyOfTabs = () => (isPrivateBackground() ? 'session:privateTabs' : 'session:tabs');
const schema = v.record(v.string(), domainName);

/** Read once in the life of the background, which alone writes it: every page that loads asks for it. That for private windows is told of no forgetting. */
let known: Promise<Record<string, DomainName>> | null = null;

/** Changes happen one after the other, or two of them would each forget the other's. */
let turn: Promise<void> = Promise.resolve();
let onChange: () => void = () => undefined;

/** Counts how often everything was forgotten. */
let era = 0;

/** Remembers, for the life of the tab, which domain its badge speaks of. Rejects where the memory is full. */
export async function rememberTabDomain(tabId: number, domain: DomainName): Promise<void> {
  await change((domains) => ({ ...domains, [tabId]: domain }));
}

/** The domain that the tab's badge speaks of, or null. */
export async function tabDomain(tabId: number): Promise<DomainName | null> {
  await turn.catch(() => undefined);
  return (await read())[tabId] ?? null;
}

/**
 * Calls back when a tab that has a badge has loaded another page of the same domain, since the browser takes the badge off
 * at every navigation, and when it has left the domain (then with null). Listens only while a tab has a badge. To be called as
 * the background starts.
 */
export function onTabMoved(callback: (tabId: number, domain: DomainName | null) => void): void {
  const onUpdated = async (tabId: number, { status }: { status?: string }, tab: Browser.tabs.Tab) => {
    if (status === undefined) return;
    const domain = await tabDomain(tabId);
    if (!domain) return;
    if (tab.url !== undefined && isOf(domain, tab.url)) {
      if (status === 'complete') callback(tabId, domain);
      return;
    }
    await forgetTab(tabId);
    callback(tabId, null);
  };
  const settleUpdated = listenWhile(browser.tabs.onUpdated, onUpdated, hasBadges);
  const settleRemoved = listenWhile(browser.tabs.onRemoved, forgetTab, hasBadges);
  onChange = () => {
    void settleUpdated();
    void settleRemoved();
  };
}

async function hasBadges(): Promise<boolean> {
  return Object.keys(await read()).length > 0;
}

async function forgetTab(tabId: number): Promise<void> {
  if (!(await tabDomain(tabId))) return;
  await change((domains) =>
    Object.fromEntries(Object.entries(domains).filter(([id]) => id !== String(tabId))),
  );
}

function change(edit: (domains: Record<string, DomainName>) => Record<string, DomainName>): Promise<void> {
  const before = turn.catch(() => undefined);
  turn = (async () => {
    await before;
    let begun: number;
    let next: Record<string, DomainName>;
    do {
      begun = era;
      next = edit(await read());
      // What was forgotten meanwhile is not written again.
    } while (era !== begun);
    await writeItem(keyOfTabs(), next);
    if (era === begun) known = Promise.resolve(next);
    onChange();
  })();
  return turn;
}

/** To be called when everything that is stored is being forgotten, and when it was. */
export function forgetTabs(): void {
  era += 1;
  known = null;
  onChange();
}

function read(): Promise<Record<string, DomainName>> {
  if (isPrivateBackground()) known = null;
  known ??= readItem(keyOfTabs()).then((stored) => {
    const result = v.safeParse(schema, stored);
    return result.success ? result.output : {};
  });
  known.catch(() => (known = null));
  return known;
}

/** True where a page's own names include the domain. */
function isOf(domain: DomainName, url: string): boolean {
  const subject = subjectOfUrl(url);
  return subject.state === 'found' && [subject.policyDomain, ...subject.alternatives].includes(domain);
}
