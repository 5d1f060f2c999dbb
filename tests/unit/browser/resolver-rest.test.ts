import { beforeEach, describe, expect, it, vi } from 'vitest';
import { EXAMPLE } from '../../support/assessments.ts';
import { world } from '../../support/deps.ts';
import { fakeBrowser } from '../../support/fake-browser.ts';
import { fakeNetwork } from '../../support/network.ts';
import { automaticBadge } from '../../support/visited-tab.ts';

const browser = fakeBrowser();
const URL = 'https://dns.example/dns-query';

async function automatic() {
  browser.stored.sync['settings'] = { resolver: { id: 'custom', url: URL }, automatic: true };
  return automaticBadge();
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
