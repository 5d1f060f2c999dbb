import type { Page } from 'puppeteer-core';

/** What a person reads in the popup, taken from the page itself. */
export interface PopupView {
  standing: string;
  domain: string;
  /** The headline sentence. */
  says: string;
  mode: string | null;
  maxAge: string | null;
  coverage: string | null;
  servers: string[];
  reports: string;
  reportsState: string;
  /** Codes of all findings, folded ones too. */
  findings: string[];
}

/** Waits until the assessment in view is finished (or there is nothing to assess), then reads the page. */
export async function readPopup(popup: Page, domain?: string): Promise<PopupView> {
  await popup.waitForFunction(
    (wanted) => {
      const main = document.querySelector<HTMLElement>('main');
      const heading = main?.querySelector('h1')?.textContent;
      const isSettled =
        main?.querySelector('.fold .evidence h3') || main?.dataset['standing'] === 'unsupported';
      return Boolean(isSettled) && heading !== 'Waxseal' && (wanted === undefined || heading === wanted);
    },
    // A tab behind another one draws no frames, which puppeteer would wait for.
    { polling: 'mutation' },
    domain,
  );
  const view = await popup.evaluate(() => {
    const text = (selector: string) => document.querySelector(selector)?.textContent?.trim() ?? null;
    const texts = (selector: string) =>
      [...document.querySelectorAll(selector)].map((element) => element.textContent?.trim() ?? '');
    // What stands there instead of a value is words of Waxseal.
    const [mode = null, maxAge = null, coverage = null] = [...document.querySelectorAll('.facts dd')].map(
      (fact) => (fact.querySelector('.none') ? null : (fact.textContent?.trim() ?? null)),
    );
    const plain = (value: string | null) => value?.replace(/[\u2066-\u2069]/g, '') || null;
    return {
      standing: document.querySelector<HTMLElement>('main')?.dataset['standing'] ?? '',
      domain: text('h1') ?? '',
      says: text('.say') ?? '',
      mode: plain(mode),
      maxAge: plain(maxAge),
      coverage: plain(coverage),
      servers: texts('.servers li').map((server) => plain(server) ?? ''),
      reports: text('section[aria-labelledby=reports]') ?? '',
      reportsState:
        document.querySelector<HTMLElement>('section[aria-labelledby=reports]')?.dataset['state'] ?? '',
      findings: [...document.querySelectorAll<HTMLElement>('[data-code]')].map(
        ({ dataset }) => dataset['code'] ?? '',
      ),
    };
  });
  // What was known of it stood there, and more is asked now.
  return view.standing === 'checking' ? readPopup(popup, domain) : view;
}

/** Brings the field for another domain into sight, by the lens where it is behind that. */
export async function openField(popup: Page): Promise<void> {
  // In one step: the lens is there until the popup knows that there is nothing to check, and stands open then.
  await popup.waitForFunction(() => {
    const lens = document.querySelector<HTMLElement>('.lens[aria-expanded=false]');
    lens?.click();
    return document.querySelector('#subject') !== null;
  });
}

/** Brings the other names of the page into sight. */
export async function openNames(popup: Page): Promise<void> {
  await popup.waitForSelector('.others');
  await popup.$eval('.others', (details) => {
    (details as HTMLDetailsElement).open = true;
  });
}
