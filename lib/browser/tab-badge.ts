import * as v from 'valibot';
import { browser, type Browser } from 'wxt/browser';
import type { DomainName } from '../names/domain-name.ts';
import { subjectOfUrl } from '../names/subject.ts';
import { domainName } from '../stored/shapes.ts';
import { currentEra, isKnownOver, type Era } from './era.ts';
import { listenWhile } from './listen-while.ts';
import { isPrivateBackground } from './private-background.ts';
import { readItem, writeItem } from './storage.ts';

/** Which domain the badge of each tab speaks of. One item for each background, so that it is known at a look whether there is any. */
const keyOfTabs = () => (isPrivateBackground() ? 'session:privateTabs' : 'session:tabs');
const schema = v.record(v.string(), domainName);

/** Read once in an era, by the background, which alone writes it: every page that loads asks for it. */
let known: Promise<Record<string, DomainName>> | null = null;
let knownIn: Era = -1;

/** Changes happen one after the other, or two of them would each forget the other's. */
let turn: Promise<void> = Promise.resolve();
let onChange: () => void = () => undefined;

/** Remembers, for the life of the tab, which domain its badge speaks of since a person asked in that era. Rejects where the memory is full. */
export async function rememberTabDomain(
  tabId: number,
  domain: DomainName,
  since: Era = currentEra(),
): Promise<void> {
  await change((domains) => ({ ...domains, [tabId]: domain }), since);
}

/** The domain that the tab's badge speaks of, or null. */
export async function tabDomain(tabId: number): Promise<DomainName | null> {
  await turn.catch(() => undefined);
  return (await read())[tabId] ?? null;
}

/** Every tab that has a badge, and the domain that it speaks of. */
export async function badgedTabs(): Promise<[tabId: number, domain: DomainName][]> {
  await turn.catch(() => undefined);
  return Object.entries(await read()).map(([tabId, domain]) => [Number(tabId), domain]);
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
  const since = currentEra();
  if (!(await tabDomain(tabId))) return;
  await change(
    (domains) => Object.fromEntries(Object.entries(domains).filter(([id]) => id !== String(tabId))),
    since,
  );
}

function change(
  edit: (domains: Record<string, DomainName>) => Record<string, DomainName>,
  since: Era,
): Promise<void> {
  const before = turn.catch(() => undefined);
  turn = (async () => {
    await before;
    const next = edit(await read());
    await writeItem(keyOfTabs(), next, since);
    if (!isKnownOver(since)) known = Promise.resolve(next);
    onChange();
  })();
  return turn;
}

/** To be called when everything that is stored was forgotten. */
export function forgetTabs(): void {
  known = null;
  onChange();
}

function read(): Promise<Record<string, DomainName>> {
  // That for private windows may hear late of a forgetting.
  if (isPrivateBackground() || knownIn !== currentEra()) known = null;
  knownIn = currentEra();
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
