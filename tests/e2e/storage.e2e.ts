import type { Page } from 'puppeteer-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { words } from '../support/i18n.ts';
import { EITHER, type EitherSession } from './either-session.ts';
import { holdStep } from './lifecycle-checks.ts';
import { readPopup } from './popup-view.ts';

/** What is stored, in real browsers: room for what is ordinary, nothing left after "Forget everything", no resolver that nobody here confirmed. */
const ROUNDS = 40;
const AREAS = ['local', 'session', 'sync'] as const;
const LATEST_MS = 160;
/** As long as a policy may be, of characters that JSON writes as six. */
const ESCAPED = '\u0001'.repeat(65_536);

describe.each(EITHER)('storage in %s', (_name, start) => {
  let session: EitherSession;
  beforeAll(async () => {
    session = await start({ dns: 'embedded' });
  });
  afterAll(() => session?.close());

  const custom = () => ({ settings: { resolver: { id: 'custom', url: session.lab.dohUrl } } });
  const everything = async () => ({
    local: Object.keys(await session.desk.stored('local')),
    session: Object.keys(await session.desk.stored('session')),
    sync: Object.keys(await session.desk.stored('sync')),
  });
  const NOTHING = { local: [], session: [], sync: [] };
  const empty = async () => {
    // Chromium counts how often the sync is written.
    for (const area of (await everything()).sync.length > 0 ? AREAS : AREAS.slice(0, 2))
      await session.desk.clear(area);
  };

  describe('that hostile domains filled', () => {
    beforeEach(async () => {
      await empty();
      await session.desk.store('local', custom());
    });

    const hostile = (n: number) => {
      const held = { policyText: ESCAPED, maxAgeSeconds: 31_557_600, fetchedAt: Date.now() - 1000 * n };
      return {
        ...held,
        policyDomain: `hostile${n}.test`,
        policyId: '1',
        mediaType: 'text/plain',
        mode: 'none',
        replaced: held,
      };
    };

    it('on disk: an ordinary policy is remembered all the same, and the recent list', async () => {
      let stored = 0;
      // Chromium refuses what is more than ten million bytes; Firefox takes all of it.
      for (let n = 0; n < 30; n += 1)
        await session.desk.store('local', { [`policy:hostile${n}.test`]: hostile(n) }).then(
          () => (stored += 1),
          () => undefined,
        );
      expect(stored).toBeGreaterThan(10);
      const look = await session.check('enforce.test');
      expect((await readPopup(look.popup, 'enforce.test')).standing).toBe('enforced');
      await look.close();
      const { local } = await everything();
      expect(local).toEqual(expect.arrayContaining(['policy:enforce.test', 'policy:hostile0.test']));
      expect(local.filter((key) => key.startsWith('policy:hostile')).length).toBeLessThan(6);
      const second = await session.check('testing.test');
      await readPopup(second.popup, 'testing.test');
      await second.close();
      expect((await session.desk.stored('local'))['recent']).toContain('testing.test');
    });

    it('in memory: an ordinary result is remembered all the same', async () => {
      const ballast = (n: number) => ({ [`assessment:hostile${n}.test`]: { texts: [ESCAPED.repeat(8)], n } });
      let stored = 0;
      for (let n = 0; n < 30; n += 1)
        await session.desk.store('session', ballast(n)).then(
          () => (stored += 1),
          () => undefined,
        );
      expect(stored).toBeGreaterThan(10);
      const look = await session.check('enforce.test');
      expect((await readPopup(look.popup, 'enforce.test')).standing).toBe('enforced');
      await look.close();
      expect((await everything()).session).toContain('assessment:enforce.test');
    });
  });

  describe('while everything is forgotten', () => {
    let view: Page;
    beforeAll(async () => {
      view = await session.open(session.url('popup.html'));
      await view.waitForSelector('#subject');
      // Timers of a tab in the back run once a second.
      await view.bringToFront();
    });
    afterAll(() => view?.close());

    /** Checks a domain, and so many milliseconds later asks the background to forget, as the options page does. */
    const askAndForget = (domain: string, milliseconds: number) =>
      view.evaluate(
        async (text, after) => {
          document.dispatchEvent(new KeyboardEvent('keydown', { key: '/' }));
          await new Promise(requestAnimationFrame);
          const field = document.querySelector<HTMLInputElement>('#subject');
          if (field) field.value = text;
          field?.form?.requestSubmit();
          await new Promise((resolve) => setTimeout(resolve, after));
          const answer = await chrome.runtime.sendMessage({ id: 0, type: 'forget', timestamp: Date.now() });
          return answer?.err ?? null;
        },
        domain,
        milliseconds,
      );
    /** The check came to its end, or says that it did not. */
    const settled = (domain: string) =>
      view.waitForFunction(
        (wanted) => {
          const main = document.querySelector('main');
          const title = main?.querySelector('h1')?.textContent ?? '';
          const isThere = title === wanted;
          // Once the person's own resolver is forgotten, no other is asked about names such as these.
          const isLeft = main?.dataset['standing'] === 'unsupported' && title.includes(wanted);
          const isOver = main?.querySelector('[role=alert] button, .field [role=alert]');
          // What was forgotten meanwhile has no facts to show.
          return Boolean(isOver || isLeft || (isThere && main?.querySelector('.evidence h3, .evidence p')));
        },
        {},
        domain,
      );

    it(
      `a page that checks is never left with anything, in ${ROUNDS} rounds`,
      { timeout: 300_000 },
      async () => {
        const left: string[] = [];
        let under = 0;
        for (let round = 0; round < ROUNDS; round += 1) {
          await empty();
          await session.desk.store('local', custom());
          const after = Math.round((LATEST_MS * round) / ROUNDS);
          const domain = round % 2 ? 'enforce.test' : 'testing.test';
          expect(await askAndForget(domain, after)).toBeNull();
          await settled(domain);
          if (await view.$('[role=alert] button')) under += 1;
          const found = await everything();
          const keys = [...found.local, ...found.session, ...found.sync];
          if (keys.length > 0) left.push(`after ${after} ms: ${keys.join(', ')}`);
        }
        expect(left).toEqual([]);
        // Or the rounds would have shown nothing.
        expect(under).toBeGreaterThan(ROUNDS / 20);
        expect(await everything()).toEqual(NOTHING);
      },
    );

    it.each(['report.html?domain=testing.test', 'report.html?domain=testing.test#guide'])(
      '%s says that it was interrupted, and nothing is left of it',
      async (path) => {
        await empty();
        await session.desk.store('local', custom());
        const held = holdStep(session.lab, { at: { name: '_mta-sts.testing.test', type: 'TXT' } });
        const page = await session.openAsked(path);
        await held.arrived;
        const desk = await session.desk.page();
        await desk.evaluate(() =>
          chrome.runtime.sendMessage({ id: 0, type: 'forget', timestamp: Date.now() }),
        );
        held.release();
        const text = () => page.evaluate(() => document.body.textContent);
        await expect.poll(text, { timeout: 20_000 }).toContain(words('popup.interrupted'));
        // A background that was about to write looks again behind that, and takes it back.
        await expect.poll(everything).toEqual(NOTHING);
        await page.close();
      },
    );
  });

  describe('while a private window checks', () => {
    it('everything is forgotten there too, by whichever background', async () => {
      await empty();
      await session.desk.store('local', custom());
      const page = await session.openPrivate('https://testing.test/');
      const held = holdStep(session.lab, { at: { name: '_mta-sts.testing.test', type: 'TXT' } });
      const popup = await session.clickToolbar(page);
      await held.arrived;
      const desk = await session.desk.page();
      await desk.evaluate(() => chrome.runtime.sendMessage({ id: 0, type: 'forget', timestamp: Date.now() }));
      held.release();
      await expect.poll(() => popup.text(), { timeout: 20_000 }).toContain(words('popup.interrupted'));
      await expect.poll(everything).toEqual(NOTHING);
      await page.close();
    });
  });

  describe('of a resolver that arrives by sync', () => {
    afterEach(empty);

    it('asks it nothing before the person allows it here, even where all hosts are allowed', async () => {
      await empty();
      await session.desk.request(['https://*/*']);
      await session.desk.store('sync', custom());
      await session.lab.clearLogs();
      const look = await session.check('enforce.test');
      const before = await readPopup(look.popup, 'enforce.test');
      expect(before.says).toContain('no permission to ask the DNS resolver');
      expect(await session.lab.queries()).toEqual([]);
      await look.popup.click('.actions button.main');
      await look.popup.waitForFunction(
        () => document.querySelector('main')?.dataset['standing'] === 'enforced',
      );
      expect((await session.desk.stored('local'))['confirmedResolvers']).toEqual([session.lab.dohUrl]);
      await look.close();
    });
  });
});

declare const chrome: {
  runtime: { sendMessage(message: object): Promise<{ err?: unknown } | undefined> };
};
