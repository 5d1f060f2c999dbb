import { beforeEach, describe, expect, it, vi } from 'vitest';
import { EXAMPLE } from '../../support/assessments.ts';
import { world } from '../../support/deps.ts';
import { fakeBrowser } from '../../support/fake-browser.ts';
import { fakeNetwork } from '../../support/network.ts';
import { quiet } from '../../support/time.ts';

type OnUpdated = (tabId: number, change: { status?: string }, tab: object) => void;

const browser = fakeBrowser();
const TAB = { id: 1, active: true, url: 'https://example.com/', incognito: false, status: 'complete' };
const URL = 'https://dns.example/dns-query';

/** The automatic badge in a browser that shows example.com in front; `load` is the end of loading. */
async function automatic() {
  const listeners = new Set<OnUpdated>();
  const event = (set: Set<unknown>) => ({
    addListener: (listener: unknown) => set.add(listener),
    removeListener: (listener: unknown) => set.delete(listener),
  });
  const tabs = { get: async () => TAB, onUpdated: event(listeners), onActivated: event(new Set()) };
  const { chrome } = globalThis as unknown as { chrome: { tabs: object } };
  Object.assign(chrome.tabs, tabs);
  browser.stored.sync['settings'] = { resolver: { id: 'custom', url: URL }, automatic: true };
  vi.resetModules();
  const { setUpAutomatic } = await import('../../../lib/browser/automatic.ts');
  setUpAutomatic();
  return {
    load: async () => {
      for (const listener of listeners) listener(TAB.id, { status: 'complete' }, TAB);
      await quiet();
    },
  };
}

function network(answering?: () => Response) {
  const { dns, ...rest } = world();
  const answers = answering && Object.fromEntries(Object.keys(dns ?? {}).map((key) => [key, answering]));
  const fake = fakeNetwork({ ...rest, dns: answers ?? dns ?? {}, resolverUrl: URL });
  vi.stubGlobal('fetch', fake.fetch);
  return fake;
}

const limited = (retryAfter: string) => () =>
  new Response(null, { status: 429, headers: { 'retry-after': retryAfter } });

describe('a resolver that asks for a pause', () => {
  beforeEach(() => {
    browser.reset();
    // A resolver that nobody confirmed on this device is not asked at all.
    browser.stored.local['confirmedResolvers'] = [URL];
  });

  it('is not asked by the automatic badge before it is over, whichever life of the background it is', async () => {
    const first = network(limited('120'));
    await (await automatic()).load();
    expect(first.questions()).toHaveLength(3);
    expect(browser.stored.session['resolverRest']).toMatchObject({ url: URL });

    // What is known of the domain is no answer any more, and another life begins.
    delete browser.stored.session[`assessment:${EXAMPLE}`];
    const second = network();
    const badge = await automatic();
    await badge.load();
    expect(second.questions()).toEqual([]);

    browser.stored.session['resolverRest'] = { url: URL, until: Date.now() - 1 };
    await badge.load();
    expect(second.questions()).toContain(`${EXAMPLE} MX`);
  });

  const others: readonly (readonly [why: string, rest: unknown])[] = [
    ['another resolver', { url: 'https://other.example/', until: Date.now() + 60_000 }],
    ['a moment that lies further ahead than any pause', { url: URL, until: Date.now() + 7200_000 }],
    ['something else', { url: URL, until: 'soon' }],
  ];
  it.each(others)('is asked where %s is what is noted', async (_, rest) => {
    browser.stored.session['resolverRest'] = rest;
    const { questions } = network();
    await (await automatic()).load();
    expect(questions()).toContain(`${EXAMPLE} MX`);
  });

  it('is asked by a click', async () => {
    browser.stored.sync['settings'] = { resolver: { id: 'custom', url: URL } };
    browser.stored.session['resolverRest'] = { url: URL, until: Date.now() + 60_000 };
    vi.resetModules();
    const { questions } = network();
    const { answer } = await import('../../../lib/browser/assessor.ts');
    await answer({ domain: EXAMPLE, fresh: false, tabId: null, isPrivate: false });
    expect(questions()).toContain(`${EXAMPLE} MX`);
  });
});
