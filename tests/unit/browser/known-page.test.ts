import { beforeEach, describe, expect, it, vi } from 'vitest';
import { EXAMPLE } from '../../support/assessments.ts';
import { HEALTHY, POLICY, POLICY_URL, ANY_SELECTOR, VALIDATING } from '../../support/deps.ts';
import { fakeBrowser } from '../../support/fake-browser.ts';
import { fakeNetwork, file } from '../../support/network.ts';

/** What a page costs whose domain is known: the automatic badge pays it for every one that loads. */
const browser = fakeBrowser();
vi.mock('../../../lib/browser/seal-picture.ts', () => ({ sealPicture: async () => ({}) }));
const { answer, isKnown, showKnown, showKnownEverywhere } = await import('../../../lib/browser/assessor.ts');
const { readSettings } = await import('../../../lib/browser/settings.ts');

declare const chrome: {
  storage: Record<
    string,
    { get(keys: unknown): Promise<unknown>; set(items: Record<string, unknown>): Promise<void> }
  >;
};

const AREAS = ['local', 'session', 'sync', 'managed'];
const REQUEST = { domain: EXAMPLE, fresh: false, tabId: 1, isPrivate: false };
const KEY = `digest:${EXAMPLE}`;

/** What is looked up in storage meanwhile, each as `area name`. */
async function looksOf(work: () => Promise<unknown>): Promise<string[]> {
  const looks: string[] = [];
  const spies = AREAS.map((area) => {
    const get = chrome.storage[area]!.get.bind(chrome.storage[area]);
    return vi.spyOn(chrome.storage[area]!, 'get').mockImplementation((keys) => {
      looks.push(`${area} ${String(keys)}`);
      return get(keys);
    });
  });
  await work();
  for (const spy of spies) spy.mockRestore();
  return looks;
}

beforeEach(async () => {
  browser.reset();
  // Whoever keeps settings hears that they are new.
  await chrome.storage['sync']!.set({ settings: {} });
  const files = { [POLICY_URL]: file(POLICY) };
  vi.stubGlobal('fetch', fakeNetwork({ dns: { ...HEALTHY, ...ANY_SELECTOR, ...VALIDATING }, files }).fetch);
  await answer(REQUEST);
});

describe('a page of a known domain', () => {
  it('takes one look into storage, at the digest, however many ask, once the settings are known', async () => {
    const settings = await readSettings();
    await showKnown(1, EXAMPLE);
    browser.badges.clear();
    const looks = await looksOf(() =>
      Promise.all([isKnown(EXAMPLE, settings, ['transit', 'spoofing']), showKnown(1, EXAMPLE)]),
    );
    expect(looks).toEqual([`session ${KEY}`]);
    expect(browser.badges.get(1)).toBe('✓');
  });

  it('is known by the digest alone', async () => {
    const settings = await readSettings();
    delete browser.stored.session[`assessment:${EXAMPLE}`];
    expect(await isKnown(EXAMPLE, settings, ['transit'])).toBe(true);
    delete browser.stored.session[KEY];
    expect(await isKnown(EXAMPLE, settings, ['transit'])).toBe(false);
  });

  it.each<[why: string, change: Record<string, unknown>, is: boolean]>([
    ['as it was found', {}, true],
    ['everything was asked for', { lanes: undefined }, true],
    ['what the badge shows was not asked for', { lanes: ['transit'] }, false],
    ['it has run out', { expiresAt: Date.now() - 1 }, false],
    ['it is unfinished', { finishedAt: null, expiresAt: 0 }, false],
    ['the clock was set back', { startedAt: Date.now() + 60_000 }, false],
    ['a host that may be read by now', { awaitsHost: 'mta-sts.example.com' }, false],
    [
      'another resolver said it',
      { resolver: { id: 'quad9', name: 'Quad9', url: 'https://dns.quad9.net/dns-query' } },
      false,
    ],
    ['in part unknown, to this life of the background', { isUnknownInPart: true }, true],
    ['in part unknown, to an earlier life', { isUnknownInPart: true, startedAt: 1 }, false],
    ['another shape', { schema: 3 }, false],
    ['spoilt', { isUnknownInPart: 'no' }, false],
    ['spoilt lanes', { lanes: ['everything'] }, false],
  ])('is known or not: %s', async (_, change, is) => {
    const settings = await readSettings();
    browser.stored.session[KEY] = { ...(browser.stored.session[KEY] as object), ...change };
    if ('lanes' in change && change['lanes'] === undefined)
      delete (browser.stored.session[KEY] as { lanes?: unknown }).lanes;
    expect(await isKnown(EXAMPLE, settings, ['transit', 'spoofing'])).toBe(is);
  });

  it('asks nothing and is shown again where its digest was lost', async () => {
    delete browser.stored.session[KEY];
    browser.badges.clear();
    const sent = vi.fn<typeof fetch>();
    vi.stubGlobal('fetch', sent);
    await answer(REQUEST);
    expect(sent).not.toHaveBeenCalled();
    expect(browser.badges.get(1)).toBe('✓');
    expect(browser.stored.session[KEY]).toMatchObject({ policyDomain: EXAMPLE });
  });

  it('is shown by the settings that are in force then', async () => {
    await showKnown(1, EXAMPLE);
    const spoofed = { ...(browser.stored.session[KEY] as object), rows: [] };
    browser.stored.session[KEY] = spoofed;
    await chrome.storage['sync']!.set({ settings: { badge: 'spoofing' } });
    await showKnown(1, EXAMPLE);
    expect(browser.badges.get(1)).toBe('?');
    await chrome.storage['sync']!.set({ settings: {} });
    await showKnownEverywhere();
    expect(browser.badges.get(1)).toBe('✓');
  });
});
