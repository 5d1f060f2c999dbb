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
      const isSettled = main?.querySelector('.evidence h3') || main?.dataset['standing'] === 'unsupported';
      return Boolean(isSettled) && heading !== 'Waxseal' && (wanted === undefined || heading === wanted);
    },
    {},
    domain,
  );
  return popup.evaluate(() => {
    const text = (selector: string) => document.querySelector(selector)?.textContent?.trim() ?? null;
    const texts = (selector: string) =>
      [...document.querySelectorAll(selector)].map((element) => element.textContent?.trim() ?? '');
    const [mode = null, maxAge = null, coverage = null] = texts('.facts dd');
    const plain = (value: string | null) => value?.replace(/[\u2066-\u2069]/g, '').replace(/^–$/, '') || null;
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
}
