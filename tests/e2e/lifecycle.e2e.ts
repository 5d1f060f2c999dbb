import fc from 'fast-check';
import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { MAX_WAITING, SPACING_MS } from '../../lib/automatic/queue.ts';
import { ENDED_CASES, NETWORK_CASES, STEP_CASES, STORAGE_CASES, TIME_CASES } from '../lifecycle/cases.ts';
import { words } from '../support/i18n.ts';
import { startSession, type Session } from './chromium-session.ts';
import {
  forgetResults,
  holdStep,
  itShows,
  outcomeOf,
  requestsTo,
  saysOf,
  timesOf,
} from './lifecycle-checks.ts';
import { readPopup } from './popup-view.ts';
import { playRound } from './soak/play.ts';
import { drawRounds } from './soak/rounds.ts';

const DOMAIN = 'enforce.test';
const RESULT = `assessment:${DOMAIN}`;
const POLICY = `policy:${DOMAIN}`;
const YEAR_MS = 365 * 24 * 3600 * 1000;
const PATIENT = { timeout: 30_000 };
/** The same ones each time; any other number is as good. */
const SEED = 8461;

describe('the life of the extension in Chromium', () => {
  let session: Session;
  let view: Page;
  beforeAll(async () => {
    // The embedded server waits where it is told to.
    session = await startSession({ dns: 'embedded' });
    view = await session.chromium.browser.newPage();
  });
  afterAll(() => session?.close());
  beforeEach(async () => {
    await view.goto('about:blank');
    await forgetResults(session);
    await session.lab.clearLogs();
  });

  const look = async () => {
    const path = `popup.html?domain=${DOMAIN}`;
    // A memory that is full has no room for the ticket either, and then the page waits for a click.
    const hasTicket = await session.chromium.desk.leaveTicket(path).then(
      () => true,
      () => false,
    );
    await view.goto(session.chromium.url(path));
    if (!hasTicket) await view.locator('.permission .main').click();
  };
  const seen = async () => (await readPopup(view, DOMAIN)).says;
  const lookAt = async () => {
    await look();
    return seen();
  };

  it.each(STEP_CASES)('$what', async (step) => {
    const { arrived, release } = holdStep(session.lab, step);
    const opened = look();
    await arrived;
    await session.chromium.stopWorker();
    release();
    await opened;
    expect(await seen()).toBe(saysOf(step));
    const times = timesOf(await requestsTo(session.lab));
    // Two workers lived, and neither asked anything twice.
    expect([...times].filter(([, count]) => count > 2)).toEqual([]);
    await session.lab.clearLogs();
    await view.reload();
    expect(await seen()).toBe(saysOf(step));
    expect(await requestsTo(session.lab)).toEqual([]);
  });

  itShows(ENDED_CASES.randomly, async () => {
    for (const round of drawRounds(SEED, 4)) {
      const { faults } = await playRound(session, view, round);
      expect(faults, JSON.stringify(round)).toEqual([]);
    }
  });

  itShows(STORAGE_CASES['memory-full-of-results'], async (says) => {
    await fill('session', 'assessment:old.example');
    expect(await lookAt()).toBe(says);
    expect(await session.chromium.desk.stored('session')).not.toHaveProperty('assessment:old.example');
  });

  itShows(STORAGE_CASES['memory-full'], async () => {
    await fill('session', 'ballast');
    await look();
    await view.waitForSelector('[role=alert] button');
    expect(await view.$eval('[role=alert]', ({ textContent }) => textContent)).toContain(
      words('popup.interrupted'),
    );
    await session.chromium.desk.clear('session');
    expect((await outcomeOf(view)).standing).toBe('enforced');
  });

  itShows(STORAGE_CASES['disk-full'], async (says) => {
    await fill('local', 'ballast');
    expect(await lookAt()).toBe(says);
    const local = await session.chromium.desk.stored('local');
    expect(Object.keys(local).toSorted()).toEqual(expect.arrayContaining(['ballast', 'settings']));
    expect(local).not.toHaveProperty(POLICY);
  });

  itShows(STORAGE_CASES.corrupt, async (says) => {
    const { desk } = session.chromium;
    const keys = { local: ['confirmedResolvers', POLICY, 'recent'], sync: ['settings'] } as const;
    const inMemory = [RESULT, `subject:${DOMAIN}`, 'tabs', 'chosen', 'copyAsked', 'awaited'];
    const anything = fc.sample(fc.jsonValue({ maxDepth: 3 }), { seed: SEED, numRuns: 40 });
    for (let turn = 0; turn < 4; turn += 1) {
      const under = (names: readonly string[]) =>
        Object.fromEntries(names.map((name, index) => [name, anything[turn * 10 + index]]));
      await view.goto('about:blank');
      await desk.store('local', under(keys.local));
      await desk.store('sync', under(keys.sync));
      await desk.store('session', under(inMemory));
      expect(await lookAt()).toBe(says);
    }
    await desk.clear('sync');
  });

  /** Moves the times of what is stored instead of the clock of the machine. */
  const moved = async (area: 'local' | 'session', key: string, names: readonly string[], by: number) => {
    const { desk } = session.chromium;
    const value = (await desk.stored(area))[key] as Record<string, number>;
    const times = names.map((name) => [name, (value[name] ?? 0) + by]);
    await desk.store(area, { [key]: { ...value, ...Object.fromEntries(times) } });
  };
  const askedAgain = async (says: string, by: number) => {
    await lookAt();
    await moved('session', RESULT, ['startedAt', 'finishedAt'], by);
    await session.lab.clearLogs();
    expect(await lookAt()).toBe(says);
    await expect.poll(() => requestsTo(session.lab)).toContain(`${DOMAIN} MX`);
    const age = async () => {
      const { finishedAt } = (await session.chromium.desk.stored('session'))[RESULT] as {
        finishedAt: number;
      };
      return Math.abs(Date.now() - finishedAt);
    };
    await expect.poll(age).toBeLessThan(YEAR_MS / 2);
  };
  const readAgain = async (says: string, by: number) => {
    await lookAt();
    await moved('local', POLICY, ['fetchedAt'], by);
    await view.goto('about:blank');
    await session.chromium.desk.clear('session');
    await session.lab.clearLogs();
    expect(await lookAt()).toBe(says);
    expect((await requestsTo(session.lab)).filter((request) => request.includes('/'))).toHaveLength(1);
  };
  itShows(TIME_CASES['result-from-ahead'], (says) => askedAgain(says, YEAR_MS));
  itShows(TIME_CASES['result-from-behind'], (says) => askedAgain(says, -YEAR_MS));
  itShows(TIME_CASES['policy-from-ahead'], (says) => readAgain(says, YEAR_MS));
  itShows(TIME_CASES['policy-from-behind'], (says) => readAgain(says, -YEAR_MS));

  itShows(NETWORK_CASES.offline, async (says) => {
    await look();
    await seen();
    // What a person sees of a network that is away: the browser says so, and no request comes through.
    await view.setOfflineMode(true);
    session.lab.setDnsFault(() => 'reset');
    await view.click('.top button.icon');
    await view.waitForFunction(
      (title) => document.querySelector('.say')?.textContent?.includes(title),
      {},
      words('offline.title'),
    );
    await view.setOfflineMode(false);
    session.lab.setDnsFault(undefined);
    await view.click('.top button.icon');
    await view.waitForFunction((text) => document.querySelector('.say')?.textContent === text, {}, says);
  });

  itShows(NETWORK_CASES['many-tabs'], async () => {
    const { browser, desk, url } = session.chromium;
    const options = await session.chromium.open(url('options.html'));
    await (await options.waitForSelector('input[name=automatic]'))?.click();
    await options.waitForFunction(() => document.querySelector('[role=status]')?.textContent === 'Saved.');
    await options.close();
    const page = await desk.page();
    const domains = session.lab.world.domains
      .map(({ domain }) => domain)
      .filter((name) => name.split('.').length === 2);
    const urls = Array.from({ length: 100 }, (_, index) => `https://${domains[index % 50]}/`);
    const before = new Set(await browser.pages());
    const start = performance.now();
    const checked = async () =>
      (await session.lab.queries()).filter(({ type }) => type === 'MX').map(({ name }) => name);
    await page.evaluate((all) => Promise.all(all.map((each) => chrome.tabs.create({ url: each }))), urls);
    const last = await session.chromium.open('https://testing.test/');
    await expect.poll(async () => (await desk.badge(last)).text, PATIENT).toBe('T');
    const asked = await checked();
    expect(asked.length).toBeLessThanOrEqual(1 + (performance.now() - start) / SPACING_MS);
    expect(new Set(asked).size).toBe(asked.length);
    expect(asked.length).toBeLessThanOrEqual(MAX_WAITING + 2);
    const opened = (await browser.pages()).filter((each) => !before.has(each));
    await Promise.all(opened.map((each) => each.close()));
  });

  /** Fills an area of storage under a key and another like it, but for less than any result needs. */
  async function fill(area: 'local' | 'session', key: string): Promise<void> {
    const page = await session.chromium.desk.page();
    await page.evaluate(
      async (name, item) => {
        const storage = chrome.storage[name];
        const isStored = (more: string, bytes: number) =>
          storage.set({ [item + more]: 'x'.repeat(bytes) }).then(
            () => true,
            () => false,
          );
        const STEP = 65_536;
        let most = storage.QUOTA_BYTES - STEP;
        while (!(await isStored('', most))) most -= STEP;
        let [fits, tooMuch] = [0, 2 * STEP];
        while (tooMuch - fits > 200) {
          const bytes = Math.floor((fits + tooMuch) / 2);
          if (await isStored('.rest', bytes)) fits = bytes;
          else tooMuch = bytes;
        }
      },
      area,
      key,
    );
  }
});

declare const chrome: {
  storage: Record<'local' | 'session', { QUOTA_BYTES: number; set(items: object): Promise<void> }>;
  tabs: { create(options: { url: string }): Promise<unknown> };
};
