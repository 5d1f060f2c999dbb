// @vitest-environment happy-dom
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { EMPTY_TEXTS, type Writing } from '../../../lib/workshop/writing.ts';
import { name } from '../../support/assessments.ts';
import { fakeBrowser } from '../../support/fake-browser.ts';

const browser = fakeBrowser();
const { handDraft, openDrafts } = await import('../../../lib/browser/drafts.ts');

const ASKED = 'example.com';
const KEY = `draft:${ASKED}`;
const EVERY_BYTE = Uint8Array.from({ length: 256 }, (_, byte) => byte);
const WRITTEN: Writing = {
  texts: { ...EMPTY_TEXTS, policy: 'version: STSv1\r\nmode', stsRecord: 'v=STSv1' },
  opened: EVERY_BYTE,
};
const handed = { policy: 'version: STSv1\r\n', stsRecord: 'v=STSv1; id=1;' };
/** What the pages that are open wait for. */
let listeners: (() => void)[] = [];
vi.spyOn(window, 'addEventListener').mockImplementation((type, listener) => {
  if (type === 'pagehide') listeners.push(listener as () => void);
});
vi.spyOn(document, 'addEventListener').mockImplementation(() => undefined);
const leave = () => {
  for (const listener of listeners) listener();
};

beforeEach(() => {
  listeners = [];
  sessionStorage.clear();
  delete browser.stored.session[`handed:${ASKED}`];
});

describe('drafts of the workshop', () => {
  it('outlive a reload as they were left, bytes included, each where it was asked for', async () => {
    const drafts = await openDrafts(ASKED, false);
    expect(drafts.begun).toBeNull();
    drafts.keep({ ...WRITTEN, texts: { ...WRITTEN.texts, policy: 'version' } });
    drafts.keep(WRITTEN);
    leave();
    expect((await openDrafts(ASKED, false)).begun).toEqual(WRITTEN);
    expect((await openDrafts('', false)).begun).toBeNull();
    expect((await openDrafts('other.example', false)).begun).toBeNull();
  });

  it('leave nothing where nothing was written', async () => {
    await openDrafts(ASKED, false);
    leave();
    expect(sessionStorage).toHaveLength(0);
  });

  it('of a private window are neither stored nor shown', async () => {
    sessionStorage.setItem(KEY, JSON.stringify({ texts: WRITTEN.texts, opened: null }));
    const drafts = await openDrafts(ASKED, true);
    expect(drafts.begun).toBeNull();
    sessionStorage.clear();
    drafts.keep(WRITTEN);
    leave();
    expect(sessionStorage).toHaveLength(0);
  });

  it('that have no room leave nothing older in their place', async () => {
    const drafts = await openDrafts(ASKED, false);
    drafts.keep(WRITTEN);
    leave();
    expect(sessionStorage).toHaveLength(1);
    const full = vi.spyOn(sessionStorage, 'setItem').mockImplementation(() => {
      throw new DOMException('full', 'QuotaExceededError');
    });
    leave();
    full.mockRestore();
    expect(sessionStorage).toHaveLength(0);
  });

  it('of before a text was added come back with it empty', async () => {
    const { policy, stsRecord } = WRITTEN.texts;
    sessionStorage.setItem(KEY, JSON.stringify({ texts: { policy, stsRecord }, opened: null }));
    expect((await openDrafts(ASKED, false)).begun?.texts).toEqual({ ...EMPTY_TEXTS, policy, stsRecord });
  });

  it.each([
    ['no JSON', '{'],
    ['another shape', '{"texts":{"policy":1,"stsRecord":"","tlsrpt":""},"opened":null}'],
    ['an older shape', '"version: STSv1"'],
  ])('that cannot be read count as not there: %s', async (_, stored) => {
    sessionStorage.setItem(KEY, stored);
    expect((await openDrafts(ASKED, false)).begun).toBeNull();
  });

  it.each([false, true])('are handed over once, also where the window is private: %s', async (isPrivate) => {
    await handDraft(name(ASKED), handed);
    expect((await openDrafts('other.example', isPrivate)).begun).toBeNull();
    const { begun } = await openDrafts(ASKED, isPrivate);
    expect(begun).toEqual({ texts: { ...EMPTY_TEXTS, ...handed }, opened: null });
    expect((await openDrafts(ASKED, true)).begun).toBeNull();
    expect(browser.stored.session).toEqual({});
    leave();
    expect(sessionStorage).toHaveLength(isPrivate ? 0 : 1);
  });

  it('that were handed over in another shape are taken away unread', async () => {
    browser.stored.session[`handed:${ASKED}`] = { policy: 7 };
    expect((await openDrafts(ASKED, false)).begun).toBeNull();
    expect(browser.stored.session).toEqual({});
  });
});
