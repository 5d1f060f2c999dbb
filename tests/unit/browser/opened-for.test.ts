// @vitest-environment happy-dom
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from '../../support/fake-browser.ts';

const browser = fakeBrowser();
/** One after the other, whatever the name: the DOM of the tests has no locks. */
let turn: Promise<unknown> = Promise.resolve();
Object.defineProperty(navigator, 'locks', {
  value: { request: (_name: string, work: () => Promise<unknown>) => (turn = turn.then(work)) },
});
const { openedFor, queryFor } = await import('../../../lib/browser/opened-for.ts');

const OPEN = { isPrivate: false, isHidden: false };
const PRIVATE = { isPrivate: true, isHidden: false };
const HIDDEN = { isPrivate: false, isHidden: true };

beforeEach(() => {
  browser.reset();
  vi.useRealTimers();
});

const at = (pathname: string, query: URLSearchParams | string) => ({
  pathname,
  search: `?${query.toString()}`,
});

describe('what a page in a tab was opened for', () => {
  it.each([
    ['a domain', 'example.com'],
    ['a text that is no domain', 'a b&c=d#e'],
  ])('stands in its address: %s', async (_, text) => {
    const query = await queryFor('/popup.html', text, OPEN);
    expect(query.get('domain')).toBe(text);
    expect(await openedFor(at('/popup.html', query))).toEqual({
      asked: text,
      isPrivate: false,
      mayAsk: true,
    });
  });

  it.each([
    ['in a private window', PRIVATE, 'private'],
    ['for what was selected', HIDDEN, 'text'],
    ['for a selection in a private window', { isPrivate: true, isHidden: true }, 'private'],
  ])('%s stands in memory alone, as often as the page is loaded', async (_, way, name) => {
    const query = await queryFor('/report.html', 'example.com', way);
    expect(query.toString()).toMatch(new RegExp(`^${name}=[\\da-f-]{36}$`));
    for (let load = 0; load < 2; load += 1)
      expect(await openedFor(at('/report.html', query))).toMatchObject({
        asked: 'example.com',
        isPrivate: way.isPrivate,
      });
    expect(browser.stored.local).toEqual({});
  });

  it.each([
    ['no window', OPEN, false],
    ['a private window', PRIVATE, true],
    ['a selection of nothing', HIDDEN, false],
  ])('for nothing, from %s, needs no memory', async (_, way, isPrivate) => {
    const opened = await openedFor(at('/popup.html', await queryFor('/popup.html', '', way)));
    expect(opened).toEqual({ asked: null, isPrivate, mayAsk: false });
  });

  it.each([
    ['the browser was closed since', {}],
    ['something else stands there', { 'ticket:1': { domain: 'example.com' } }],
  ])('is nothing any more where %s', async (_, session) => {
    Object.assign(browser.stored.session, session);
    const opened = await openedFor(at('/popup.html', 'private=1'));
    expect(opened).toEqual({ asked: '', isPrivate: true, mayAsk: false });
  });
});

describe('a page may check at once', () => {
  it('alone: of two pages that come with one ticket at the same time, one waits for a click', async () => {
    const query = await queryFor('/report.html', 'example.com', OPEN);
    const both = await Promise.all([1, 2].map(() => openedFor(at('/report.html', query))));
    expect(both.map(({ mayAsk }) => mayAsk)).toEqual([true, false]);
  });

  it('once: a page that is loaded again waits for a click', async () => {
    const query = await queryFor('/report.html', 'example.com', OPEN);
    expect(await openedFor(at('/report.html', query))).toMatchObject({ mayAsk: true });
    expect(await openedFor(at('/report.html', query))).toMatchObject({ mayAsk: false });
    expect(browser.stored.session).toEqual({});
  });

  it.each([
    ['an address that somebody else opened', '/popup.html', 'domain=other.example'],
    ['another page for the same domain', '/report.html', 'domain=example.com'],
    ['an address with more in it', '/popup.html', 'domain=example.com&private'],
    ['an id that was guessed', '/popup.html', 'private=00000000-0000-4000-8000-000000000000'],
    ['the popup’s page without a domain', '/popup.html', ''],
  ])('with its own ticket alone, not %s', async (_, page, query) => {
    await queryFor('/popup.html', 'example.com', OPEN);
    await queryFor('/popup.html', 'example.com', PRIVATE);
    expect(await openedFor(at(page, query))).toMatchObject({ mayAsk: false });
  });

  it.each([
    ['just now', 29_000, true],
    ['long ago', 31_000, false],
    ['after the clock was set back', -31_000, false],
  ])('where a person opened it %s', async (_, later, mayAsk) => {
    const query = await queryFor('/popup.html', 'example.com', OPEN);
    vi.useFakeTimers({ now: Date.now() + later, toFake: ['Date'] });
    expect(await openedFor(at('/popup.html', query))).toMatchObject({ mayAsk });
  });

  it('in the popup of the toolbar, which needs no ticket', async () => {
    browser.showAsPopup(true);
    expect(await openedFor({ pathname: '/popup.html', search: '' })).toEqual({
      asked: null,
      isPrivate: false,
      mayAsk: true,
    });
  });

  it.each([1, 'yes', null, {}])('not with something else in the place of its ticket: %j', async (spoilt) => {
    browser.stored.session['mayAsk:/popup.html?domain=example.com'] = spoilt;
    expect(await openedFor(at('/popup.html', 'domain=example.com'))).toMatchObject({ mayAsk: false });
  });

  it('after a click alone where the memory has no room for a ticket, and for the workshop', async () => {
    browser.refuse(() => true);
    const query = await queryFor('/popup.html', 'example.com', OPEN);
    expect(await openedFor(at('/popup.html', query))).toMatchObject({ asked: 'example.com', mayAsk: false });
    browser.refuse(() => false);
    await queryFor('/workshop.html', 'example.com', OPEN);
    expect(browser.stored.session).toEqual({});
  });
});
