import type { Page } from 'puppeteer-core';
import { toUnicodeName } from '../../lib/names/domain-name.ts';
import { CANARY_HOST } from '../hostile/canary.ts';
import { name } from '../support/assessments.ts';
import type { Lab } from '../lab/lab.ts';
import { readPopup } from './popup-view.ts';

/** What a person sees of a hostile domain in the popup's page: the sentence at the top, and each finding once. */
export async function hostileView(page: Page, domain: string): Promise<{ says: string; findings: string[] }> {
  const { says, findings } = await readPopup(page, toUnicodeName(name(domain)));
  // The lab's resolver validates, and so it is known of all of them that they are not signed.
  const unlike = new Set(findings.filter((code) => code !== 'dnssec-insecure'));
  return { says, findings: [...unlike].toSorted() };
}

/** What would be there if anything of what strangers wrote had become more than text. */
export interface Song {
  /** Whether a script of theirs ran. */
  readonly ran: boolean;
  /** Elements that only they would have made. */
  readonly elements: number;
  /** Characters that cannot be seen, or turn the direction of reading. */
  readonly invisible: string[];
}

/** Listens for the canary in a page of the extension. */
export async function songIn(page: Page): Promise<Song> {
  return page.evaluate((host) => {
    const text = document.body.textContent ?? '';
    return {
      ran: 'pwned' in globalThis,
      elements: document.querySelectorAll(
        `body script:not([src^="/"]), iframe, [onerror], [src*="${host}"], [href*="${host}"], [href^="javascript:"]`,
      ).length,
      // Isolates are our own: they keep each value of a sentence apart.
      invisible: [...text.matchAll(/(?![\n\t\u2068\u2069])[\p{Cc}\p{Cf}]/gu)].map(String),
    };
  }, CANARY_HOST);
}

export const SILENT: Song = { ran: false, elements: 0, invisible: [] };

/** What reached the canary's host. */
export function heardBy(lab: Lab): string[] {
  return [...lab.handshakes(), ...lab.policyRequests().map(({ host }) => host)].filter(
    (host) => host === CANARY_HOST,
  );
}
