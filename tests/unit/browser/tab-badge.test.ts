import { expect, it } from 'vitest';
import { name } from '../../support/assessments.ts';
import { fakeBrowser } from '../../support/fake-browser.ts';

const browser = fakeBrowser();
const { forget } = await import('../../../lib/browser/assessor.ts');
const { rememberTabDomain, tabDomain } = await import('../../../lib/browser/tab-badge.ts');

it('a badge that is noted while everything is forgotten is forgotten with the others', async () => {
  const { promise: origins, resolve: answer } = Promise.withResolvers<object>();
  Object.assign(chrome.permissions, { remove: async () => true, getAll: () => origins });
  await rememberTabDomain(1, name('forgotten.example'));
  const forgotten = forget();
  const noted = rememberTabDomain(2, name('other.example'));
  answer({ origins: [] });
  await Promise.all([noted, forgotten]);
  expect(browser.stored.session).toEqual({});
  expect(await tabDomain(1)).toBeNull();
  await rememberTabDomain(3, name('later.example'));
  expect(browser.stored.session).toEqual({ tabs: { 3: 'later.example' } });
});

it('the background for private windows has badges of its own, and holds none that were forgotten', async () => {
  browser.reset();
  Object.assign(chrome.extension, { inIncognitoContext: true });
  await rememberTabDomain(1, name('private.example'));
  expect(browser.stored.session).toEqual({ privateTabs: { 1: 'private.example' } });
  // By the other background, which tells it nothing.
  browser.reset();
  await rememberTabDomain(2, name('other.example'));
  expect(browser.stored.session).toEqual({ privateTabs: { 2: 'other.example' } });
  Object.assign(chrome.extension, { inIncognitoContext: false });
});

declare const chrome: { permissions: object; extension: object };
