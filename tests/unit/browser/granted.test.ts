import { beforeEach, describe, expect, it, vi } from 'vitest';
import { EXAMPLE } from '../../support/assessments.ts';
import { fakeBrowser } from '../../support/fake-browser.ts';

const browser = fakeBrowser();
const { onGranted } = await import('../../../lib/browser/granted.ts');
const ORIGIN = 'https://*/*';

/** What the background goes on with that stands for private windows, or does not, when the origin is granted. */
async function granted(isPrivateBackground: boolean, waiting: object) {
  Object.assign(chrome.extension, { inIncognitoContext: isPrivateBackground });
  browser.stored.session['awaited'] = {
    domain: EXAMPLE,
    tabId: 1,
    isPrivate: false,
    origin: ORIGIN,
    resolverUrl: null,
    at: Date.now(),
    ...waiting,
  };
  const goOn = vi.fn();
  const { promise, resolve } = Promise.withResolvers<(added: object) => Promise<void>>();
  Object.assign(chrome.permissions, { onAdded: { addListener: resolve } });
  onGranted(goOn);
  await (
    await promise
  )({ origins: [ORIGIN] });
  return {
    calls: goOn.mock.calls.map(([awaited]) => awaited as unknown),
    isLeft: 'awaited' in browser.stored.session,
  };
}

describe('onGranted', () => {
  beforeEach(() => browser.reset());

  it.each([false, true])('goes on with what waits for it; in private windows: %s', async (isPrivate) => {
    const call = { domain: EXAMPLE, tabId: 1, isPrivate };
    expect(await granted(isPrivate, { isPrivate })).toEqual({ calls: [call], isLeft: false });
  });

  // Or Chromium would write down, for an ordinary window, what a private one asked.
  it.each([false, true])(
    'leaves to the other background what waits there; in private windows: %s',
    async (isPrivate) => {
      expect(await granted(!isPrivate, { isPrivate })).toEqual({ calls: [], isLeft: true });
    },
  );

  it('confirms the resolver that was asked for, and another one never', async () => {
    await granted(false, { resolverUrl: 'https://dns.example/dns-query' });
    expect(browser.stored.local).toEqual({ confirmedResolvers: ['https://dns.example/dns-query'] });
    browser.reset();
    await granted(false, {});
    expect(browser.stored.local).toEqual({});
  });

  it('confirms it in memory alone where a private window asked', async () => {
    await granted(true, { isPrivate: true, resolverUrl: 'https://dns.example/dns-query' });
    expect(browser.stored.local).toEqual({});
    expect(browser.stored.session).toEqual({ confirmedResolvers: ['https://dns.example/dns-query'] });
  });

  it.each([
    ['another origin', { origin: 'https://mta-sts.example.com/*' }, true],
    ['too long ago', { at: Date.now() - 121_000 }, false],
    ['no domain', { domain: 'no domain' }, false],
  ])('goes on with nothing that waited for %s', async (_, waiting, isLeft) => {
    expect(await granted(false, waiting)).toEqual({ calls: [], isLeft });
  });
});

declare const chrome: { permissions: object; extension: object };
