import { createHash } from 'node:crypto';
import type { Page } from 'puppeteer-core';
import type { Publication } from '../lab/publish.ts';
import { serves } from '../lab/description/policy.ts';
import { readTxtLine } from '../lab/zone-line.ts';
import type { Chromium } from './browsers/chromium.ts';

/** Opens the guide for a domain, in a tab of its own, and waits until it is there. */
export async function openGuide(browser: Pick<Chromium, 'openAsked'>, domain: string): Promise<Page> {
  const page = await browser.openAsked(`report.html?domain=${domain}#guide`);
  await guideReady(page);
  return page;
}

/** Waits for the guide, and until what it reckons in the background is there too. */
export async function guideReady(page: Page): Promise<void> {
  await page.waitForSelector('[data-guide]');
  await page.waitForFunction(
    () =>
      document.querySelector('[data-guide=impossible]') !== null ||
      document.querySelector('[data-sha256]') !== null,
  );
}

/** Unfolds the parts that the selector names. */
export async function unfold(page: Page, selector: string): Promise<void> {
  await page.$$eval(selector, (all) => {
    for (const each of all) if (each instanceof HTMLDetailsElement) each.open = true;
  });
}

/** The state of each step, or of each line of the check list, by its name. */
export function statesOf(page: Page, kind: 'step' | 'check'): Promise<Record<string, string>> {
  const selector = kind === 'step' ? '[data-step]' : '[data-step=verify] [data-check]';
  return page.$$eval(
    selector,
    (all, name) =>
      Object.fromEntries(
        all.map((each) => {
          const { dataset } = each as HTMLElement;
          return [dataset[name] ?? '', dataset['state'] ?? ''];
        }),
      ),
    kind,
  );
}

/** The policy file as a person reads it off the page; throws where that does not give the SHA-256 beside it. */
export async function policyOnPage(page: Page): Promise<Uint8Array> {
  // It is reckoned for each text anew.
  await page.waitForSelector('[data-step=policy] [data-sha256]');
  const { lines, hash } = await page.$eval('[data-step=policy]', (step) => ({
    lines: (step.querySelector('pre')?.textContent ?? '').trimEnd().split(/\r?\n/),
    hash: step.querySelector<HTMLElement>('[data-sha256]')?.dataset['sha256'],
  }));
  const bytes = new TextEncoder().encode(lines.map((line) => `${line}\r\n`).join(''));
  const own = createHash('sha256').update(bytes).digest('hex');
  if (own !== hash) throw new Error(`The page says ${hash}, the file is ${own}`);
  return bytes;
}

/** What the steps that are not done ask for, to the letter of the page; `file` is the policy file as it was saved. */
export async function publicationOnPage(page: Page, file: Uint8Array): Promise<Publication> {
  const { hosting, records } = await page.evaluate(() => {
    const isOpen = (name: string) =>
      document.querySelector<HTMLElement>(`[data-step=${name}]`)?.dataset['state'] !== 'done';
    const notesIn = (name: string) =>
      [...document.querySelectorAll<HTMLElement>(`[data-step=${name}] [data-note]`)].map((note) => ({
        code: note.dataset['note'] ?? '',
        // The text that a note quotes is the only value in it; what nobody would see is named there.
        text: (note.querySelector('bdi')?.textContent ?? '').replaceAll(/⟨U\+([0-9A-F]+)⟩/g, (_, hex) =>
          String.fromCodePoint(Number.parseInt(hex, 16)),
        ),
      }));
    return {
      hosting: isOpen('policy') || isOpen('hosting'),
      records: ['record', 'tlsrpt'].filter(isOpen).map((name) => ({
        line: [...document.querySelectorAll(`[data-step=${name}] pre`)].at(-1)?.textContent ?? '',
        notes: notesIn(name),
      })),
    };
  });
  const edits = records.map(({ line, notes }) => {
    const { name, strings } = readTxtLine(line);
    const open = notes.find(({ code }) => code.includes('unknown'));
    if (open) throw new Error(`The page leaves open what to do: ${open.code}`);
    const remove = notes.flatMap(({ code, text }) => (/-(?:replace|remove)$/.test(code) ? text : []));
    const takesAliasAway = notes.some(({ code }) => code.endsWith('-delegated'));
    return [name, { remove, add: strings, takesAliasAway }] as const;
  });
  return { ...(hosting && { policyHost: serves(file) }), edits: Object.fromEntries(edits) };
}

/** Reads the file that no record announces, where the page offers that, and waits for what comes of it. */
export async function readFileThatIsThere(page: Page): Promise<void> {
  if ((await page.$('[name=read-file]')) === null) return;
  await page.click('[name=read-file]');
  await page.waitForSelector('[name=read-file]', { hidden: true });
  await guideReady(page);
}

/** Presses “Check again” in the last step, and waits for what comes of it. */
export async function checkAgain(page: Page): Promise<void> {
  const before = await page.$eval('[data-checked]', (each) => each.getAttribute('data-checked'));
  await unfold(page, '[data-step=verify] details');
  await page.click('[data-step=verify] button.main');
  await page.waitForFunction(
    (was) => {
      const now = document.querySelector('[data-checked]')?.getAttribute('data-checked');
      return now !== was && document.querySelector('[data-step=verify] [aria-disabled=true]') === null;
    },
    {},
    before,
  );
}

/** Where the record of a step stands that is to be published as it is, or once a condition is met. */
export const RECORD = { asIs: '.step-body > .record', onCondition: '.case .record' } as const;

/** What the first step to do of a mechanism asks for, as a person reads it off the page. */
export async function recordOnPage(page: Page, of: string, where: keyof typeof RECORD = 'asIs') {
  const { line, replaced } = await page.$eval(
    `[data-advice^=${of}-][data-state=needed] ${RECORD[where]}`,
    (record) => {
      const next = record.nextElementSibling?.nextElementSibling;
      const texts = next?.matches('.replaced') === true ? [...next.querySelectorAll('bdi')] : [];
      return {
        line: [...record.querySelectorAll('pre')].at(-1)?.textContent ?? '',
        // What nobody would see is named on the page.
        replaced: texts.map(({ textContent }) =>
          textContent.replaceAll(/⟨U\+([0-9A-F]+)⟩/g, (_, hex) =>
            String.fromCodePoint(Number.parseInt(hex, 16)),
          ),
        ),
      };
    },
  );
  const { name, strings } = readTxtLine(line);
  return { [name]: { remove: replaced, add: strings, takesAliasAway: false } };
}

/** Presses “Check again” in the last step of a mechanism, and waits until the step that was done has its tick. */
export async function ticked(page: Page, of: string, step: string): Promise<void> {
  await unfold(page, `[data-advice=${of}-verify] details`);
  await page.click(`[data-advice=${of}-verify] button.main`);
  await page.waitForSelector(`[data-advice=${of}-${step}][data-state=done]`);
  await page.waitForSelector(`[data-advice=${of}-verify] [aria-disabled=false]`);
}
