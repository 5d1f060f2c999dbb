import { beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { RESOLVERS } from '../../../lib/dns/resolver.ts';
import type { Choices } from '../../../lib/settings.ts';
import type { Digest } from '../../../lib/verdict/digest.ts';
import { EXAMPLE } from '../../support/assessments.ts';
import { POLICY, world } from '../../support/deps.ts';
import { fakeBrowser } from '../../support/fake-browser.ts';
import { fakeNetwork, file, nodata } from '../../support/network.ts';
import { quiet } from '../../support/time.ts';

const browser = fakeBrowser();
vi.mock('../../../lib/browser/seal-picture.ts', () => ({ sealPicture: async () => ({}) }));
const { answer, hideUnwantedScores, showKnown, showKnownEverywhere } =
  await import('../../../lib/browser/assessor.ts');
const { changeSettings, onSettingsChanged } = await import('../../../lib/browser/settings.ts');
const { extendKnown } = await import('../../../lib/browser/extend-known.ts');
const { currentEra } = await import('../../../lib/browser/era.ts');

declare const chrome: {
  storage: { session: { get(keys: unknown): Promise<unknown> } };
  action: { setBadgeText(details: { tabId: number; text: string }): Promise<void> };
};

// As the background wires it.
onSettingsChanged(() => {
  void showKnownEverywhere().catch(() => undefined);
  void hideUnwantedScores().catch(() => undefined);
});

const REQUEST = { domain: EXAMPLE, fresh: false, tabId: 1, isPrivate: false };
const QUAD9 = RESOLVERS.find(({ id }) => id === 'quad9')!;
const stored = () => browser.stored.session[`digest:${EXAMPLE}`] as Digest;

/** A world without DMARC, in which each policy file waits for `open`; both resolvers answer alike. */
function gated() {
  const gate = Promise.withResolvers<void>();
  const prepared = world(
    { '_dmarc.example.com TXT': nodata, '_dmarc.com TXT': nodata },
    async () => (await gate.promise, file(POLICY)()),
  );
  const first = fakeNetwork(prepared);
  const second = fakeNetwork({ ...prepared, resolverUrl: QUAD9.url });
  vi.stubGlobal('fetch', (url: string, init: RequestInit) =>
    (url.startsWith(QUAD9.url) ? second : first).fetch(url, init),
  );
  return { open: gate.resolve, first, second };
}

/** A check in the middle of which something is chosen. */
async function choosing(change: Choices): Promise<void> {
  const { open } = gated();
  const checked = answer(REQUEST);
  await vi.waitFor(() => expect(stored()?.mx.state).toBe('found'));
  await changeSettings(change);
  await quiet();
  open();
  await checked;
  await quiet();
}

beforeEach(async () => {
  browser.reset();
  // Whoever keeps settings hears that they are new.
  await changeSettings({});
});

describe('what is chosen in the middle of a check holds at its end', () => {
  it('no score', async () => {
    await choosing({});
    expect(stored().score).toMatch(/^\d/);
    browser.reset();
    await choosing({ score: false });
    expect(stored().finishedAt).not.toBeNull();
    expect(stored().score).toBeNull();
  });

  it('what the badge shows', async () => {
    await choosing({});
    expect(browser.badges.get(1)).toBe('✓');
    browser.reset();
    await choosing({ badge: 'spoofing' });
    expect(browser.badges.get(1)).toBe('–');
  });

  it('the resolver, for whoever asks from then on', async () => {
    const { open, first, second } = gated();
    const checked = answer(REQUEST);
    await vi.waitFor(() => expect(first.fetched()).toHaveLength(1));
    await changeSettings({ resolver: QUAD9 });
    const asked = answer(REQUEST);
    await quiet();
    expect(second.questions()).toEqual([]);
    open();
    await Promise.all([checked, asked]);
    expect(stored().resolver.id).toBe('quad9');
    expect(second.questions()).toContain('example.com MX');
  });

  it('no score, where names are added to what is known', async () => {
    const { open } = gated();
    open();
    await answer(REQUEST);
    const extended = extendKnown(EXAMPLE, 'dkim', ['mine'], { isPrivate: false, since: currentEra() });
    await changeSettings({ score: false });
    await extended;
    await vi.waitFor(() => expect(stored().score).toBeNull());
  });
});

it('what another resolver said comes back on no tab', async () => {
  const { open } = gated();
  open();
  await answer(REQUEST);
  browser.badges.clear();
  await showKnown(1, EXAMPLE);
  expect(browser.badges.get(1)).toBe('✓');
  await changeSettings({ resolver: QUAD9 });
  await quiet();
  browser.badges.clear();
  await showKnown(1, EXAMPLE);
  await showKnownEverywhere();
  expect(browser.badges.get(1)).toBeUndefined();
});

describe('a score that is taken off while a badge is painted for the last time', () => {
  /** Holds what is painted from now on. */
  function holdPaint() {
    const { promise, resolve } = Promise.withResolvers<void>();
    const spy = vi.spyOn(chrome.action, 'setBadgeText').mockReturnValue(promise);
    const release = () => {
      spy.mockRestore();
      resolve();
    };
    onTestFinished(release);
    return release;
  }

  it('is taken off what its check wrote before', async () => {
    gated().open();
    const release = holdPaint();
    const checked = answer(REQUEST);
    await vi.waitFor(() => expect(stored()?.finishedAt).toEqual(expect.any(Number)));
    await changeSettings({ score: false });
    await quiet();
    release();
    await checked;
    await quiet();
    expect(stored().score).toBeNull();
  });

  it('takes nothing back that a check wrote meanwhile', async () => {
    gated().open();
    await answer(REQUEST);
    expect(stored()).toMatchObject({ score: expect.any(String), reports: { state: 'found' } });
    const release = holdPaint();
    vi.stubGlobal('fetch', fakeNetwork(world({ '_smtp._tls.example.com TXT': nodata })).fetch);
    const { get } = chrome.storage.session;
    let checked: Promise<void> | undefined;
    const handedOver = Promise.withResolvers<void>();
    const reading = vi.spyOn(chrome.storage.session, 'get').mockImplementation(async (keys) => {
      const there = await get(keys);
      if (keys !== null || checked) return there;
      checked = answer({ ...REQUEST, fresh: true });
      const written = { finishedAt: expect.any(Number), reports: { state: 'absent' } };
      await vi.waitFor(() => expect(stored()).toMatchObject(written));
      handedOver.resolve();
      return there;
    });
    await changeSettings({ score: false });
    await handedOver.promise;
    await quiet();
    expect(stored()).toMatchObject({ score: null, reports: { state: 'absent' } });
    release();
    reading.mockRestore();
    await checked;
  });
});

it('a tab that joins while the badge is painted for the last time has its badge', async () => {
  const { open } = gated();
  open();
  await answer(REQUEST);
  const { setBadgeText } = chrome.action;
  let joined: Promise<void> | undefined;
  const spy = vi.spyOn(chrome.action, 'setBadgeText').mockImplementation(async (details) => {
    joined ??= answer({ ...REQUEST, tabId: 2 });
    await quiet();
    await setBadgeText(details);
  });
  await answer(REQUEST);
  await joined;
  spy.mockRestore();
  expect(browser.badges.get(2)).toBe('✓');
});
