// @vitest-environment happy-dom
import { beforeEach, describe, expect, it } from 'vitest';
import type { Subject } from '../../../lib/names/subject.ts';
import { NO_VIEW, type View } from '../../../lib/view.ts';
import { assessmentOf, name } from '../../support/assessments.ts';
import { fakeBrowser } from '../../support/fake-browser.ts';
import { quiet } from '../../support/time.ts';

declare const chrome: {
  runtime: object;
  tabs: object;
  storage: { session: { set(items: object): Promise<void> } };
};

const browser = fakeBrowser();
const { Viewer } = await import('../../../lib/browser/viewer.ts');
const { ASSESSMENTS } = await import('../../../lib/browser/assessment-store.ts');
const DOMAIN = name('asked.example');

let sent: { type: string; data: { value?: string; look?: unknown; check?: object | false } }[];
let views: View[];
const assessed = () => sent.filter(({ type }) => type === 'assess').map(({ data }) => data);

beforeEach(() => {
  browser.reset();
  sent = [];
  views = [];
  const subject: Subject = { state: 'found', policyDomain: DOMAIN, alternatives: [] };
  Object.assign(chrome.runtime, {
    sendMessage: async (message: (typeof sent)[number]) => {
      sent.push(message);
      const isPage = message.data.value === 'about:blank';
      const refused = { state: 'unsupported', reason: 'browser-page', text: '' };
      return { res: message.type === 'subject' ? (isPage ? refused : subject) : undefined };
    },
  });
  Object.assign(chrome.tabs, {
    query: async () => [{ id: 1, url: 'https://asked.example/', incognito: false }],
  });
});
const viewer = () => new Viewer(ASSESSMENTS, (view) => views.push(view));

it('what is checked before it is known in which window leaves nothing on disk', async () => {
  // A tab that is not told yet.
  Object.assign(chrome.tabs, { query: () => Promise.withResolvers().promise });
  const early = viewer();
  void early.start({ asked: null, isPrivate: false, mayAsk: true });
  expect(await early.checkText('private.example')).toBe(true);
  await expect.poll(assessed).toContainEqual(expect.objectContaining({ isPrivate: true }));
  expect(browser.stored.local).toEqual({});
});

it('what a person asks for before the tab is known stays in view', async () => {
  const tabs = Promise.withResolvers<unknown[]>();
  Object.assign(chrome.tabs, { query: () => tabs.promise });
  const early = viewer();
  const started = early.start({ asked: null, isPrivate: false, mayAsk: true });
  expect(await early.checkText('asked.example')).toBe(true);
  tabs.resolve([{ id: 1, url: 'about:blank', incognito: false }]);
  await started;
  expect(views.at(-1)).toMatchObject({ domain: DOMAIN, source: 'asked', subject: { state: 'found' } });
});

it('asks which domain it is about and to check that at once; of the page beside it, which domain alone', async () => {
  await viewer().start({ asked: null, isPrivate: false, mayAsk: true });
  expect(sent[0]).toMatchObject({ type: 'subject', data: { check: { tabId: 1, isPrivate: false } } });
  sent = [];
  await viewer().start({ asked: 'other.example', isPrivate: false, mayAsk: true });
  const checks = sent.filter(({ type }) => type === 'subject').map(({ data }) => [data.value, data.check]);
  expect(new Map(checks as [string, object][])).toEqual(
    new Map([
      ['other.example', expect.objectContaining({ tabId: null, isPrivate: false })],
      ['https://asked.example/', false],
    ]),
  );
});

it('begins with what was known of the page, unless it was opened for something else', async () => {
  const seen = {
    ...NO_VIEW,
    domain: DOMAIN,
    subject: { state: 'found', policyDomain: DOMAIN, alternatives: [] },
  } as const;
  await viewer().start({ asked: null, isPrivate: false, mayAsk: true }, 'text', Promise.resolve(seen));
  expect(views[0]).toMatchObject({ domain: DOMAIN });
  views = [];
  browser.stored.session['chosen'] = { kind: 'text', value: 'selected.example', at: Date.now() };
  await viewer().start({ asked: null, isPrivate: false, mayAsk: true }, 'text', Promise.resolve(seen));
  expect(views[0]).toMatchObject({ domain: null });
});

describe('a page that nobody opened just now', () => {
  const NOT_ASKED = { asked: DOMAIN, isPrivate: false, mayAsk: false };

  it('asks nothing, remembers nothing, and checks at a click', async () => {
    const waiting = viewer();
    await waiting.start(NOT_ASKED);
    await expect.poll(() => views.at(-1)?.domain).toBe(DOMAIN);
    expect(views.at(-1)).toMatchObject({ awaitsClick: true, assessment: null });
    expect(assessed()).toEqual([]);
    expect(sent.filter(({ data }) => data.check)).toEqual([]);
    expect(browser.stored.local).toEqual({});
    waiting.checkAgain();
    await expect.poll(assessed).toEqual([expect.objectContaining({ domain: DOMAIN, fresh: false })]);
    expect(views.at(-1)).toMatchObject({ awaitsClick: false });
  });

  it.each([
    ['what is stored', 1, false],
    ['what is stored of a check that did not end, as interrupted', null, true],
  ])('shows %s', async (_, finishedAt, isInterrupted) => {
    const known = assessmentOf({ policyDomain: DOMAIN, finishedAt });
    browser.stored.session[`assessment:${DOMAIN}`] = known;
    await viewer().start(NOT_ASKED);
    await expect.poll(() => views.at(-1)?.assessment).toEqual(known);
    expect(views.at(-1)).toMatchObject({ isInterrupted, awaitsClick: true });
    expect(assessed()).toEqual([]);
  });

  it('shows what is found out for somebody else', async () => {
    await viewer().start(NOT_ASKED);
    await expect.poll(() => views.at(-1)?.domain).toBe(DOMAIN);
    const found = assessmentOf({ policyDomain: DOMAIN, finishedAt: 1 });
    await chrome.storage.session.set({ [`assessment:${DOMAIN}`]: found });
    await expect.poll(() => views.at(-1)?.assessment).toEqual(found);
    expect(assessed()).toEqual([]);
  });

  it('is not told which tab is in front, nor what a menu was opened on', async () => {
    const chosen = { kind: 'text', value: 'selected.example', at: Date.now() };
    Object.assign(browser.stored.session, { chosen, copyAsked: Date.now() });
    await viewer().start({ asked: null, isPrivate: false, mayAsk: false });
    await expect.poll(() => views.at(-1)?.subject?.state).toBe('unsupported');
    expect(sent.map(({ data }) => data.value)).toEqual(['about:blank']);
    expect(browser.stored.session).toHaveProperty('chosen');
    expect(browser.stored.session).toHaveProperty('copyAsked');
  });
});

it('what the guide wants to know is asked from the click that leads to it on, and a file that was asked for stays so', async () => {
  const looks = () => assessed().map(({ look }) => look);
  const guided = viewer();
  await guided.checkText('example.com');
  await expect.poll(looks).toEqual([undefined]);
  guided.lookFor('guide');
  guided.lookFor('file');
  guided.lookFor('guide');
  await expect.poll(looks).toEqual([undefined, 'guide', 'file', 'file']);
});

it('the guide to which no person led asks nothing, and what it wants to know is asked at the next click', async () => {
  const looks = () => assessed().map(({ look }) => look);
  const opened = viewer();
  await opened.start({ asked: DOMAIN, isPrivate: false, mayAsk: true });
  await expect.poll(looks).toEqual([undefined]);
  opened.lookFor('guide', false);
  await quiet();
  expect(looks()).toEqual([undefined]);
  opened.checkAgain();
  await expect.poll(looks).toEqual([undefined, 'guide']);
});

it('the guide in a page that nobody opened just now asks nothing, but reads a file at its click', async () => {
  const waiting = viewer();
  await waiting.start({ asked: DOMAIN, isPrivate: false, mayAsk: false });
  await expect.poll(() => views.at(-1)?.domain).toBe(DOMAIN);
  waiting.lookFor('guide');
  await quiet();
  expect(assessed()).toEqual([]);
  waiting.lookFor('file');
  await expect.poll(assessed).toEqual([expect.objectContaining({ domain: DOMAIN, look: 'file' })]);
});
