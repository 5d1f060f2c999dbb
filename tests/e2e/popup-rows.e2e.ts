import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { EITHER, type EitherSession } from './either-session.ts';
import { OneTab } from './one-tab.ts';
import { readPopup } from './popup-view.ts';

/** What a browser gives a popup at most. */
const HEIGHT = 600;

/** What is open in the popup of a domain: null where nothing is. */
const OPEN: readonly (readonly [domain: string, open: string | null])[] = [
  ['enforce.test', null],
  ['testing.test', null],
  ['none.test', null],
  ['absent.test', null],
  ['null-mx.test', null],
  ['dane.test', null],
  ['microsoft-dane.test', null],
  ['dane-testing.test', null],
  ['delegated.test', null],
  ['xn--bcher-kva.test', null],
  ['nxdomain.test', null],
  ['twenty-mx.test', null],
  ['long-names.test', null],
  ['uncovered.test', 'mta-sts'],
  ['short-wildcard.test', 'mta-sts'],
  ['two-records.test', 'mta-sts'],
  ['expired.test', 'mta-sts'],
  ['wrong-mode.test', 'mta-sts'],
  ['bom.test', 'mta-sts'],
  ['null-mx-beside.test', 'mx'],
  ['broken-rua.test', 'tlsrpt'],
];

describe.each(EITHER)('the rows of the popup, in %s', (browser, start) => {
  let session: EitherSession;
  let tab: OneTab;
  beforeAll(async () => {
    session = await start();
    tab = new OneTab(session);
  });
  afterAll(() => session?.close());

  const inTab = async (domain: string) => {
    const page = await tab.show(`popup.html?domain=${domain}`);
    // As wide as the window that a browser opens for it.
    await page.setViewport({ width: 360, height: HEIGHT });
    await readPopup(page);
    await page.evaluate(() => document.documentElement.classList.remove('in-tab'));
    return page;
  };

  // Firefox lays out the same style sheet: every fifth tells.
  const rows = browser === 'Firefox' ? OPEN.filter((_, index) => index % 5 === 0) : OPEN;
  it.each(rows)('%s: open is %s, its repair in sight; folded, all of it is', async (domain, open) => {
    const page = await inTab(domain);
    const seen = await page.evaluate(() => ({
      open: [...document.querySelectorAll<HTMLElement>('.fold[open]')].map(
        ({ dataset }) => dataset['mechanism'],
      ),
      repair: document.querySelector('.fold[open] .repair')?.getBoundingClientRect().bottom ?? 0,
      button: document.querySelectorAll('[data-offer]').length,
    }));
    expect(seen.open).toEqual(open === null ? [] : [open]);
    expect(seen.repair > 0).toBe(open !== null);
    expect(seen.repair).toBeLessThanOrEqual(HEIGHT);
    expect(seen.button).toBeLessThanOrEqual(1);
    const folded = await page.evaluate(() => {
      for (const fold of document.querySelectorAll('details')) fold.open = false;
      return document.querySelector('main')?.getBoundingClientRect().height;
    });
    expect(folded).toBeLessThanOrEqual(HEIGHT);
  });

  it('each says which protection it is, and how that stands', async () => {
    const page = await inTab('broken-rua.test');
    const told = await page.$$eval('[data-mechanism]', (all) =>
      all.map((row) => {
        const { mechanism, state } = (row as HTMLElement).dataset;
        return `${mechanism} ${state}`;
      }),
    );
    expect(told).toEqual([
      'mta-sts enforced',
      'dane absent',
      'mx receives',
      'tlsrpt invalid',
      'dmarc reject',
      'spf strict',
      'dkim signed',
      'dnssec insecure',
      'bimi absent',
      'caa open',
    ]);
    expect(await page.$eval('.say', ({ textContent }) => textContent)).toContain('Sealed, one fault.');
  });
});
