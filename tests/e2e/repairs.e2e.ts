import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { MechanismName, ProblemCode } from '../../lib/mechanisms.ts';
import { startSession, type Session } from './chromium-session.ts';
import {
  checkAgain,
  guideReady,
  policyOnPage,
  publicationOnPage,
  recordOnPage,
  ticked,
  unfold,
} from './guide-view.ts';
import { reportReady } from './report-view.ts';

/** A domain, and what becomes of it by doing what the guide says, mechanism by mechanism. */
interface Repair {
  readonly domain: string;
  readonly what: string;
  /** What the guide is followed for, in that order. */
  readonly of: readonly MechanismName[];
  /** What a person types, by the name of the field. */
  readonly typed?: Readonly<Record<string, string>>;
  /** What the rows come to, before and after. */
  readonly rows: Readonly<Partial<Record<MechanismName, readonly [before: string, after: string]>>>;
  readonly gone: readonly ProblemCode[];
  readonly score: readonly [before: string, after: string];
}

const REPAIRS: readonly Repair[] = [
  {
    domain: 'new-here.test',
    what: 'nothing but mail servers',
    of: ['mta-sts', 'spf', 'dmarc'],
    typed: { 'spf-own': 'mx', 'dmarc-rua': 'dmarc@new-here.test' },
    rows: {},
    gone: [],
    score: ['', ''],
  },
  { domain: 'two-records.test', what: '', of: ['mta-sts'], rows: {}, gone: [], score: ['', ''] },
  { domain: 'shallow-wildcard.test', what: '', of: ['mta-sts'], rows: {}, gone: [], score: ['', ''] },
  { domain: 'spf-eleven.test', what: '', of: ['spf'], rows: {}, gone: [], score: ['', ''] },
  { domain: 'spf-open.test', what: '', of: ['spf'], rows: {}, gone: [], score: ['', ''] },
  { domain: 'spf-two.test', what: '', of: ['spf'], rows: {}, gone: [], score: ['', ''] },
  { domain: 'spf-void.test', what: '', of: ['spf'], rows: {}, gone: [], score: ['', ''] },
  { domain: 'spf-absent.test', what: '', of: ['spf'], typed: { 'spf-own': 'mx' }, rows: {}, gone: [], score: ['', ''] },
  { domain: 'dmarc-two.test', what: '', of: ['dmarc'], rows: {}, gone: [], score: ['', ''] },
  { domain: 'no-dmarc.test', what: '', of: ['dmarc'], typed: { 'dmarc-rua': 'dmarc@no-dmarc.test' }, rows: {}, gone: [], score: ['', ''] },
  { domain: 'dmarc-unread.test', what: '', of: ['dmarc'], typed: { 'dmarc-rua': 'dmarc@dmarc-unread.test' }, rows: {}, gone: [], score: ['', ''] },
  { domain: 'dmarc-report-refused.test', what: '', of: ['dmarc'], typed: { 'dmarc-rua': 'dmarc@dmarc-report-refused.test' }, rows: {}, gone: [], score: ['', ''] },
  { domain: 'dmarc-typo.test', what: '', of: ['dmarc'], rows: {}, gone: [], score: ['', ''] },
  { domain: 'quoted-key.test', what: '', of: ['dkim'], rows: {}, gone: [], score: ['', ''] },
  { domain: 'twice-key.test', what: '', of: ['dkim'], rows: {}, gone: [], score: ['', ''] },
  { domain: 'null-mx.test', what: '', of: ['spf', 'dmarc', 'dkim'], rows: {}, gone: [], score: ['', ''] },
];

describe('what the guide says, published to the letter, as the report tells it, in Chromium', () => {
  let session: Session;
  beforeAll(async () => {
    session = await startSession();
  });
  afterAll(() => session?.close());

  it.each(REPAIRS)('$domain: $what', async ({ domain, of, typed = {}, rows, gone, score }) => {
    const page = await session.chromium.openAsked(`report.html?domain=${domain}`);
    await reportReady(page, domain);
    const before = await readReport(page);
    const told = new Set<string>();
    for (const mechanism of of) {
      await goTo(page, `#guide-${mechanism}`);
      const follow = mechanism === 'mta-sts' ? followSts : followSteps;
      for (const code of await follow(session, page, domain, mechanism, typed)) told.add(code);
    }
    await goTo(page, '#report');
    await reportReady(page, domain);
    const after = await readReport(page);
    console.log('@@', domain, JSON.stringify({ before, after, told: [...told] }));
    await page.close();
  });
});

/** What a person reads in the report. */
function readReport(page: Page) {
  return page.evaluate(() => {
    const textOf = (each: Element | null) => (each?.textContent ?? '').replaceAll(/[\u2066-\u2069]/g, '');
    return {
      rows: Object.fromEntries(
        [...document.querySelectorAll<HTMLElement>('.part[data-mechanism]')].map(({ dataset }) => [
          dataset['mechanism'] ?? '',
          dataset['state'] ?? '',
        ]),
      ),
      toFix: [...document.querySelectorAll<HTMLElement>('.summary .findings > li')].map((each) => ({
        code: each.dataset['code'] ?? '',
        gain: textOf(each.querySelector('.gain strong')),
        link: each.querySelector('.gain a')?.getAttribute('href') ?? '',
      })),
      score: textOf(document.querySelector('#score .aside')).split(' ')[0] ?? '',
    };
  });
}

/** Takes the link of a repair where the report has it, as a person does, or else what the address bar takes. */
async function goTo(page: Page, hash: string): Promise<void> {
  const link = await page.$(`.summary a[href="${hash}"]`);
  if (link) await link.click();
  else await page.evaluate((to) => location.assign(to), hash);
  await (hash === '#report' ? page.waitForSelector('.summary') : guideReady(page));
}

/** The codes that the page says are no longer found. */
async function goneOn(page: Page): Promise<string[]> {
  await page.waitForFunction(() => document.querySelector('.changed [role=status]')?.textContent !== '');
  return page.$$eval('.changed [data-change=gone]', (all) =>
    all.map((each) => (each as HTMLElement).dataset['code'] ?? ''),
  );
}

async function followSts(session: Session, page: Page, domain: string): Promise<string[]> {
  if ((await page.$eval('#rua', (each) => (each as HTMLTextAreaElement).value)) === '')
    await page.type('#rua', 'tls-reports@provider.test');
  await session.lab.publish(domain, await publicationOnPage(page, await policyOnPage(page)));
  await checkAgain(page);
  return goneOn(page);
}

async function followSteps(
  session: Session,
  page: Page,
  domain: string,
  of: MechanismName,
  typed: Readonly<Record<string, string>>,
): Promise<string[]> {
  await page.waitForSelector(`[data-steps=${of}] > details[open] [data-advice]`);
  for (const [name, text] of Object.entries(typed)) {
    const field = await page.$(`[data-steps=${of}] [name=${name}]`);
    await field?.type(text);
  }
  const gone: string[] = [];
  for (;;) {
    const step = await page
      .$eval(`[data-advice^=${of}-][data-state=needed]:has(.step-body > .record)`, (each) => (each as HTMLElement).dataset['advice'])
      .catch(() => undefined);
    if (step === undefined) return gone;
    console.log('@@ step', domain, step, JSON.stringify(await recordOnPage(page, of)));
    await session.lab.publish(domain, { edits: await recordOnPage(page, of) });
    await ticked(page, of, step.slice(of.length + 1));
    gone.push(...(await goneOn(page)));
    await unfold(page, `[data-steps=${of}] > details`);
  }
}
