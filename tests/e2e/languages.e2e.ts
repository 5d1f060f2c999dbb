import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { EITHER, type EitherSession } from './either-session.ts';
import { unreadableTexts } from './layout.ts';
import { OneTab } from './one-tab.ts';
import { readPopup } from './popup-view.ts';
import { reportReady } from './report-view.ts';
import { copyInPseudoLanguage } from './pseudo-build.ts';
import { typeInto } from './workshop-view.ts';

/** The popup's page in a tab of its width: a popup itself grows with what is too wide for it. */
const POPUP = { width: 360, height: 600 };

/** One of each kind of popup, among them the longest. */
const DOMAINS = [
  'enforce.test',
  'testing.test',
  'uncovered.test',
  'redirect.test',
  'broken-rua.test',
  'bom.test',
  'none.test',
  'absent.test',
  'null-mx.test',
  'servfail.test',
  'twenty-mx.test',
];

const LANGUAGES = [
  ['accented', 'ltr'],
  ['right-to-left', 'rtl'],
] as const;

/** How many pixels each link of a chain but the first leaves for its arrow, from where the list begins. */
const roomForArrows = (report: Page) =>
  report.$$eval('.chain li + li', (links) =>
    links.map((link) => {
      const box = link.getBoundingClientRect();
      const list = link.parentElement?.getBoundingClientRect() ?? box;
      return document.dir === 'rtl' ? list.right - box.right : box.left - list.left;
    }),
  );

describe.each(
  EITHER.flatMap(([browser, start]) =>
    LANGUAGES.map(([pseudo, direction]) => ({ browser, start, pseudo, direction })),
  ),
)('in a language that is longer: $pseudo, in $browser', ({ browser, start, pseudo, direction }) => {
  let session: EitherSession;
  let tab: OneTab;
  beforeAll(async () => {
    session = await start({
      prepareBuild: (build, folder) => copyInPseudoLanguage(build, folder, pseudo),
    });
    tab = new OneTab(session);
  });
  afterAll(() => session?.close());

  async function show(domain: string): Promise<Page> {
    const page = await tab.show(`popup.html?domain=${domain}`);
    await page.setViewport(POPUP);
    await readPopup(page);
    await page.evaluate(() => document.documentElement.classList.remove('in-tab'));
    return page;
  }

  // Firefox lays out the same style sheet: the first of them tell.
  it.each(browser === 'Firefox' ? DOMAINS.slice(0, 5) : DOMAINS)(
    'no text of the popup is cut or lies on another: %s',
    async (domain) => {
      const page = await show(domain);
      expect(await page.evaluate(() => document.documentElement.dir)).toBe(direction);
      expect(await unreadableTexts(page)).toEqual([]);
    },
  );

  it('and what is cut, runs out or lies on another would be seen', async () => {
    const page = await show('absent.test');
    await page.evaluate(() => {
      const texts = ['cut off here', 'far beyond the edge', 'one', 'on the other'];
      const styles = ['width: 20px; overflow: hidden', 'margin-inline-start: 340px', '', 'margin-top: -15px'];
      const made = texts.map((text, index) => {
        const element = document.createElement('p');
        element.textContent = text;
        element.style.cssText = `white-space: nowrap; ${styles[index]}`;
        return element;
      });
      document.body.append(...made);
    });
    const found = await unreadableTexts(page);
    for (const sign of [
      /^cut: cut off here/,
      /^out of the page: far beyond/,
      /^overlap: one \/ on the other/,
    ])
      expect(found).toContainEqual(expect.stringMatching(sign));
  });

  it('nor on a page without a domain, nor in the options', async () => {
    expect(await unreadableTexts(await show('192.0.2.7'))).toEqual([]);
    const options = await session.open(session.url('options.html'));
    await options.waitForSelector('h1');
    expect(await options.evaluate(() => document.documentElement.dir)).toBe(direction);
    await options.setViewport({ width: 360, height: 700 });
    expect(await unreadableTexts(options)).toEqual([]);
    await options.close();
  });

  it('nor in the workshop, whose editors run from left to right in every language', async () => {
    const page = await session.open(session.url('workshop.html'));
    await page.waitForSelector('[data-part=tlsrpt] .cm-content');
    await typeInto(page, 'policy', ' version : stsv1\n\nMode: Enforce\nmx: a.example., b.example');
    await page.waitForSelector('[data-code=policy-mx-list]');
    const directions = await page.$$eval('.cm-content', (editors) =>
      editors.map((editor) => getComputedStyle(editor).direction),
    );
    expect(directions.length).toBeGreaterThan(0);
    expect(new Set(directions)).toEqual(new Set(['ltr']));
    for (const width of [1180, 360]) {
      await page.setViewport({ width, height: 700 });
      expect(await unreadableTexts(page)).toEqual([]);
    }
    await page.close();
  });

  it.each(['delegated.test', 'blank-line.test'])('nor in the report, wide and narrow: %s', async (domain) => {
    const report = await session.openAsked(`report.html?domain=${domain}`);
    await reportReady(report, domain);
    for (const width of [900, 360]) {
      await report.setViewport({ width, height: 700 });
      expect(await unreadableTexts(report), `${width} px`).toEqual([]);
      expect(Math.min(...(await roomForArrows(report))), `${width} px`).toBeGreaterThanOrEqual(20);
    }
    await report.close();
  });

  it('nor in the welcome page, in any of its steps', async () => {
    const welcome = await session.open(session.url('welcome.html'));
    await welcome.setViewport({ width: 360, height: 700 });
    for (const step of [1, 2, 3]) {
      await welcome.waitForSelector(`main[data-step="${step}"]`);
      expect(await unreadableTexts(welcome), `step ${step}`).toEqual([]);
      if (step < 3) await welcome.click('button[name=next]');
    }
    await welcome.close();
  });
});
