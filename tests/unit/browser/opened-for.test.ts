import { describe, expect, it } from 'vitest';
import { fakeBrowser } from '../../support/fake-browser.ts';

const browser = fakeBrowser();
const { openedFor, queryFor } = await import('../../../lib/browser/opened-for.ts');

describe('what a page in a tab was opened for', () => {
  it.each([
    ['a domain', 'example.com', { asked: 'example.com', isPrivate: false }],
    ['a text that is no domain', 'a b&c=d#e', { asked: 'a b&c=d#e', isPrivate: false }],
    ['nothing', '', { asked: null, isPrivate: false }],
  ])('stands in its address: %s', async (_, text, opened) => {
    const query = await queryFor(text, false);
    expect(await openedFor(new URLSearchParams(query.toString()))).toEqual(opened);
    expect(browser.stored.session).toEqual({});
  });

  it('in a private window stands in memory alone, as often as the page is loaded', async () => {
    const query = await queryFor('example.com', true);
    expect(query.toString()).toMatch(/^private=[\da-f-]{36}$/);
    for (let load = 0; load < 2; load += 1)
      expect(await openedFor(query)).toEqual({ asked: 'example.com', isPrivate: true });
    expect(browser.stored.local).toEqual({});
  });

  it('in a private window for nothing needs no memory', async () => {
    expect(await openedFor(await queryFor('', true))).toEqual({ asked: null, isPrivate: true });
  });

  it.each([
    ['the browser was closed since', {}],
    ['something else stands there', { 'ticket:1': { domain: 'example.com' } }],
  ])('is nothing any more where %s', async (_, session) => {
    Object.assign(browser.stored.session, session);
    expect(await openedFor(new URLSearchParams('private=1'))).toEqual({ asked: '', isPrivate: true });
  });
});
