import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SPACING_MS } from '../../lib/automatic/queue.ts';
import { startSession, type Session } from './chromium-session.ts';

const PATIENT = { timeout: 20_000 };

/** Ten domains that no other test here looks at. */
const BURST = [
  'none',
  'two-records',
  'redirect',
  'not-found',
  'expired',
  'wrong-name',
  'null-mx',
  'bom',
  'unix',
  'wildcard',
];

describe('the automatic badge in Chromium', () => {
  let session: Session;
  beforeAll(async () => {
    session = await startSession();
  });
  afterAll(() => session?.close());

  /** The domains that were checked, by the one question that every check asks once. */
  const checked = async () =>
    (await session.lab.queries()).filter(({ type }) => type === 'MX').map(({ name }) => name);
  const badge = async (page: Page) => (await session.chromium.desk.badge(page)).text;
  const withOptions = async (act: (options: Page) => Promise<unknown>) => {
    const options = await session.chromium.open(session.chromium.url('options.html'));
    await options.waitForSelector('input[name=automatic]');
    await act(options);
    await options.waitForFunction(() => document.querySelector('[role=status]')?.textContent === 'Saved.');
    await options.close();
  };
  const leaveAlone = (domain: string) =>
    withOptions(async (options) => {
      await options.type('input[name=leave-alone]', domain);
      await options.keyboard.press('Enter');
    });

  it('is off at first: pages are opened, reloaded and left, and nothing is asked', async () => {
    await session.lab.clearLogs();
    const page = await session.chromium.open('https://enforce.test/');
    await page.reload();
    await page.goto('https://testing.test/');
    expect(await badge(page)).toBe('');
    expect(await session.lab.queries()).toEqual([]);
    expect(session.lab.policyRequests().filter(({ host }) => host.startsWith('mta-sts.'))).toEqual([]);
    await page.close();
  });

  it('asks for its permission when it is chosen, and then marks a page without a click', async () => {
    await withOptions((options) => options.click('input[name=automatic]'));
    const worker = await session.chromium.worker();
    // The browser tells nobody which icon it shows, so what it was told is noted.
    await worker.evaluate(() => {
      const { setIcon } = chrome.action;
      chrome.action.setIcon = (details, done) =>
        setIcon.call(chrome.action, details, () => {
          const shownIcon = chrome.runtime.lastError?.message ?? [...(details.imageData?.[16]?.data ?? [])];
          Object.assign(globalThis, { shownIcon });
          done?.();
        });
    });
    const options = await session.chromium.open(session.chromium.url('options.html'));
    const seal = await options.evaluate(async () => {
      const picture = new Image();
      picture.src = '/seal/enforced-good-16.png';
      await picture.decode();
      const context = document.createElement('canvas').getContext('2d')!;
      context.drawImage(picture, 0, 0);
      return [...context.getImageData(0, 0, 16, 16).data];
    });
    await options.close();
    const page = await session.chromium.open('https://www.enforce.test/');
    await expect.poll(() => badge(page), PATIENT).toBe('✓');
    expect(await checked()).toEqual(['enforce.test']);
    await expect
      .poll(() => worker.evaluate(() => (globalThis as { shownIcon?: unknown }).shownIcon), PATIENT)
      .toEqual(seal);
    await page.close();
  });

  it('asks once for a domain, in whatever tab, and marks each page of it again', async () => {
    await session.lab.clearLogs();
    const page = await session.chromium.open('https://enforce.test/');
    await expect.poll(() => badge(page), PATIENT).toBe('✓');
    await page.goto('https://enforce.test/other');
    await expect.poll(() => badge(page), PATIENT).toBe('✓');
    expect(await session.lab.queries()).toEqual([]);
    await page.close();
  });

  it('leaves alone what is in the list, with everything below it; a click still checks it', async () => {
    await leaveAlone('uncovered.test');
    await session.lab.clearLogs();
    const left = await session.chromium.open('https://www.uncovered.test/');
    const next = await session.chromium.open('https://testing.test/');
    await expect.poll(() => badge(next), PATIENT).toBe('T');
    expect(await checked()).toEqual(['testing.test']);
    await left.bringToFront();
    const popup = await session.chromium.clickToolbar(left);
    await popup.waitForSelector('main[data-standing=uncovered]');
    await left.close();
    await next.close();
  });

  it('shows the worse of both lanes where that is chosen, asks about both for it, and takes it back at once', async () => {
    const choose = (shown: string) =>
      withOptions((options) => options.click(`input[name=badge][value=${shown}]`));
    await choose('worst');
    await session.lab.clearLogs();
    const page = await session.chromium.open('https://dmarc-none.test/');
    const both = { text: '!', title: 'dmarc-none.test: Spoofing: can be forged. In transit: protected.' };
    await expect.poll(() => session.chromium.desk.badge(page), PATIENT).toMatchObject(both);
    const asked = (await session.lab.queries()).map(({ name, type }) => `${name} ${type}`);
    expect(asked).toContain('_dmarc.dmarc-none.test TXT');
    expect(asked).not.toContain('default._bimi.dmarc-none.test TXT');
    await choose('transit');
    await expect.poll(() => badge(page), PATIENT).toBe('✓');
    await page.close();
  });

  it('checks at most two domains a second in a burst of ten windows', async () => {
    await session.lab.clearLogs();
    const burst = BURST.map((label) => `${label}.test`);
    const desk = await session.chromium.desk.page();
    const counts: { asked: number; most: number }[] = [];
    const start = performance.now();
    // Each in front in a window of its own, so that none is passed over.
    const opened = await desk.evaluate(
      (names) => Promise.all(names.map((name) => chrome.windows.create({ url: `https://${name}/` }))),
      burst,
    );
    const look = async () => {
      const asked = await checked();
      counts.push({ asked: asked.length, most: 1 + (performance.now() - start) / SPACING_MS });
      return asked.toSorted();
    };
    await expect.poll(look, PATIENT).toEqual(burst.toSorted());
    expect(counts.filter(({ asked, most }) => asked > most)).toEqual([]);
    await desk.evaluate((windows) => Promise.all(windows.map(({ id }) => chrome.windows.remove(id))), opened);
  });

  it('asks DNS alone where policy files may not be read', async () => {
    await session.chromium.desk.revoke(['https://*/*']);
    await session.chromium.desk.request(['https://doh.lab.test/*']);
    await session.lab.clearLogs();
    const page = await session.chromium.open('https://delegated.test/');
    await expect.poll(() => badge(page), PATIENT).toBe('?');
    expect(await checked()).toEqual(['delegated.test']);
    expect(session.lab.policyRequests().filter(({ host }) => host.startsWith('mta-sts.'))).toEqual([]);
    await page.close();
  });

  it('asks nothing more once it is switched off, and gives its permission back', async () => {
    await withOptions((options) => options.click('input[name=automatic]'));
    await session.lab.clearLogs();
    const page = await session.chromium.open('https://twenty-mx.test/');
    await page.reload();
    expect(await badge(page)).toBe('');
    expect(await session.lab.queries()).toEqual([]);
    const desk = await session.chromium.desk.page();
    expect(await desk.evaluate(async () => (await chrome.permissions.getAll()).permissions)).not.toContain(
      'tabs',
    );
    await page.close();
  });
});

declare const chrome: {
  action: { setIcon(details: { imageData?: Record<number, ImageData> }, done?: () => void): void };
  runtime: { lastError?: { message: string } };
  windows: {
    create(options: { url: string }): Promise<{ id: number }>;
    remove(id: number): Promise<void>;
  };
  permissions: { getAll(): Promise<{ permissions: string[] }> };
};
