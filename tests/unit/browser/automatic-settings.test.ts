import { expect, it, vi } from 'vitest';
import { world } from '../../support/deps.ts';
import { fakeBrowser } from '../../support/fake-browser.ts';
import { fakeNetwork } from '../../support/network.ts';
import { automaticBadge } from '../../support/visited-tab.ts';

const browser = fakeBrowser();
vi.mock('../../../lib/browser/seal-picture.ts', () => ({ sealPicture: async () => ({}) }));

declare const chrome: { storage: { local: { get(keys: unknown): Promise<unknown> } } };

it('settings that could not be read once are read again at the next page', async () => {
  browser.stored.sync['settings'] = { automatic: true };
  const network = fakeNetwork(world());
  vi.stubGlobal('fetch', network.fetch);
  const fails = vi.spyOn(chrome.storage.local, 'get').mockRejectedValue(new Error('IO error'));
  const badge = await automaticBadge();
  await badge.load();
  expect(network.sent).toEqual([]);
  fails.mockRestore();
  await badge.load();
  await vi.waitFor(() => expect(browser.badges.get(1)).toBe('✓'));
});
