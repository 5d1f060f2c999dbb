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
  RECORD,
  ticked,
} from './guide-view.ts';
import { reportReady } from './report-view.ts';

/** A domain, and what becomes of it by doing what the guide says, mechanism by mechanism. */
interface Repair {
  readonly domain: string;
  readonly what: string;
  /** The TXT records that it has in place of those of the lab, by their name; without any, what stands there is taken away. */
  readonly instead?: Readonly<Record<string, readonly string[]>>;
  /** What the guide is followed for, in that order. */
  readonly of: readonly MechanismName[];
  /** What a person types, by the name of the field. */
  readonly typed?: Readonly<Record<string, string>>;
  /** The person has met the condition behind which the record stands. */
  readonly isConditionMet?: true;
  /** What the rows come to, before and after. */
  readonly rows: Readonly<Partial<Record<MechanismName, readonly [before: string, after: string]>>>;
  /** Faults that are told to be gone. */
  readonly gone: readonly ProblemCode[];
  readonly score: readonly [before: string, after: string];
}

const NOTHING = (domain: string) => ({
  [domain]: [],
  [`_dmarc.${domain}`]: [],
  [`default._domainkey.${domain}`]: [],
});

/**
 * Zones of the lab are not signed (5 points), the rest of each is as it should be: 96 points, where nothing else is said. A policy that begins in testing has 10 of the 30
 * points, and one of DMARC that begins with reports 6 of 30 and none for subdomains, which is what the guide promises at first.
 */
const REPAIRS: readonly Repair[] = [
  {
    domain: 'new-here.test',
    what: 'a new domain with nothing but mail servers',
    instead: NOTHING('new-here.test'),
    of: ['spf', 'dmarc', 'mta-sts'],
    typed: { 'spf-own': 'mx', 'dmarc-rua': 'dmarc@new-here.test' },
    rows: {
      spf: ['absent', 'soft'],
      dmarc: ['absent', 'none'],
      'mta-sts': ['absent', 'testing'],
      tlsrpt: ['absent', 'reported'],
    },
    gone: ['spf-absent', 'dmarc-absent', 'sts-absent'],
    score: ['0', '39'],
  },
  {
    domain: 'null-mx.test',
    what: 'a parked domain with nothing but its null MX',
    instead: NOTHING('null-mx.test'),
    of: ['spf', 'dmarc', 'dkim'],
    rows: { spf: ['absent', 'closed'], dmarc: ['absent', 'reject'] },
    gone: ['spf-absent-no-mail', 'dmarc-absent-no-mail'],
    score: ['40', '100'],
  },
  {
    domain: 'two-records.test',
    what: 'two MTA-STS records',
    of: ['mta-sts'],
    rows: { 'mta-sts': ['broken-record', 'testing'] },
    gone: ['sts-records-several'],
    score: ['60', '76'],
  },
  {
    domain: 'shallow-wildcard.test',
    what: 'a mail server that the policy leaves out',
    of: ['mta-sts'],
    rows: { 'mta-sts': ['uncovered-all', 'testing'] },
    gone: ['mx-all-uncovered', 'mx-wildcard-depth'],
    score: ['61', '76'],
  },
  {
    domain: 'spf-eleven.test',
    what: 'eleven look-ups',
    of: ['spf'],
    rows: { spf: ['too-many', 'soft'] },
    gone: ['spf-too-many-lookups'],
    score: ['84', '96'],
  },
  {
    domain: 'spf-open.test',
    what: 'SPF that lets everybody pass, and a list of senders that is complete',
    of: ['spf'],
    isConditionMet: true,
    rows: { spf: ['open', 'soft'], dmarc: ['open', 'reject'] },
    gone: ['spf-all-pass'],
    score: ['55', '96'],
  },
  {
    domain: 'spf-two.test',
    what: 'two SPF records',
    of: ['spf'],
    rows: { spf: ['broken', 'soft'] },
    gone: ['spf-records-several'],
    score: ['84', '96'],
  },
  {
    domain: 'dmarc-two.test',
    what: 'two DMARC records',
    of: ['dmarc'],
    rows: { dmarc: ['invalid', 'none'] },
    gone: ['dmarc-several-records'],
    score: ['56', '67'],
  },
  {
    domain: 'no-dmarc.test',
    what: 'no DMARC',
    of: ['dmarc'],
    typed: { 'dmarc-rua': 'dmarc@no-dmarc.test' },
    rows: { dmarc: ['absent', 'none'] },
    gone: ['dmarc-absent'],
    score: ['56', '67'],
  },
  {
    domain: 'dmarc-unread.test',
    what: 'a policy of none that nobody reads about',
    of: ['dmarc'],
    typed: { 'dmarc-rua': 'dmarc@dmarc-unread.test' },
    rows: { dmarc: ['none', 'none'] },
    gone: ['dmarc-policy-none-unread'],
    score: ['56', '67'],
  },
  {
    domain: 'dmarc-report-refused.test',
    what: 'reports for an organization that has not agreed',
    instead: {
      '_dmarc.dmarc-report-refused.test': ['v=DMARC1; p=reject; rua=mailto:a@dmarc-reject.test'],
    },
    of: ['dmarc'],
    rows: { dmarc: ['reject', 'reject'] },
    gone: ['dmarc-report-unauthorised'],
    score: ['91', '96'],
  },
  {
    domain: 'pasted-key.test',
    what: 'a DKIM key with quotes around it',
    of: ['dkim'],
    rows: { dkim: ['unusable', 'signed'] },
    gone: ['dkim-key-quotes'],
    score: ['88–96', '96'],
  },
];

describe('what the guide says, published to the letter, as the report tells it, in Chromium', () => {
  let session: Session;
  beforeAll(async () => {
    session = await startSession();
  });
  afterAll(() => session?.close());

  it.each(REPAIRS)('$domain: $what', async (repair) => {
    const { domain, instead, of, rows, gone, score } = repair;
    if (instead) await session.lab.publish(domain, { texts: instead });
    const page = await session.chromium.openAsked(`report.html?domain=${domain}`);
    await reportReady(page, domain);
    const before = await readReport(page);
    const told: string[] = [];
    for (const mechanism of of) {
      await goTo(page, `#guide-${mechanism}`);
      const follow = mechanism === 'mta-sts' ? followPolicy : followSteps;
      told.push(...(await follow(session, page, repair, mechanism)));
    }
    await goTo(page, '#report');
    const after = await readReport(page);
    for (const [mechanism, states] of Object.entries(rows))
      expect([mechanism, before.rows[mechanism], after.rows[mechanism]]).toEqual([mechanism, ...states]);
    expect(told).toEqual(expect.arrayContaining([...gone]));
    const left = after.toFix.map(({ code }) => code);
    expect(left.filter((code) => (gone as readonly string[]).includes(code))).toEqual([]);
    expect([before.score, after.score]).toEqual(score);
    // No repair brings more than it promised.
    const promised = before.toFix
      .filter(({ code }) => (gone as readonly string[]).includes(code))
      .reduce((sum, { most }) => sum + most, 0);
    const low = (text: string) => Number.parseInt(text, 10);
    expect(low(after.score) - low(before.score)).toBeGreaterThan(0);
    expect(low(after.score) - low(before.score)).toBeLessThanOrEqual(promised);
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
        // “Up to 30 points …”, or “0–8 points …”.
        most: Number(/(\d+) points/.exec(textOf(each.querySelector('.gain strong')))?.[1] ?? 0),
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

/** Publishes what the guide says of MTA-STS and TLSRPT, and checks again; gives what is gone by that. */
async function followPolicy({ lab }: Session, page: Page, { domain }: Repair): Promise<string[]> {
  if ((await page.$eval('#rua', (each) => (each as HTMLTextAreaElement).value)) === '')
    await page.type('#rua', 'tls-reports@provider.test');
  await lab.publish(domain, await publicationOnPage(page, await policyOnPage(page)));
  await checkAgain(page);
  return goneOn(page);
}

/** The same for the steps of one mechanism, one record after the other, until none is left. */
async function followSteps(
  { lab }: Session,
  page: Page,
  { typed = {}, isConditionMet }: Repair,
  of: MechanismName,
): Promise<string[]> {
  // The link has brought them open.
  await page.waitForSelector(`[data-steps=${of}] > details[open] [data-advice]`);
  for (const [name, text] of Object.entries(typed))
    await (await page.$(`[data-steps=${of}] [name=${name}]`))?.type(text);
  const gone: string[] = [];
  const where = isConditionMet ? 'onCondition' : 'asIs';
  const next = () =>
    page.$$eval(
      `[data-advice^=${of}-][data-state=needed]:has(${RECORD[where]})`,
      ([step]) => (step as HTMLElement | undefined)?.dataset['advice'],
    );
  for (let step = await next(); step !== undefined; step = await next()) {
    const edits = await recordOnPage(page, of, where);
    const [name = ''] = Object.keys(edits);
    // A record of consent stands with whoever gets the reports.
    await lab.publish(name.split('.').slice(-2).join('.'), { edits });
    await ticked(page, of, step.slice(of.length + 1));
    gone.push(...(await goneOn(page)));
  }
  return gone;
}
