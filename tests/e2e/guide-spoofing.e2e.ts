import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { GOOD_DKIM } from '../lab/description/domain.ts';
import { publicationOf } from '../support/zone-block.ts';
import { violationsAsShown } from './axe.ts';
import { EITHER, type EitherSession } from './either-session.ts';
import {
  checkAgain,
  openGuide,
  policyOnPage,
  publicationOnPage,
  recordOnPage,
  ticked,
  unfold,
} from './guide-view.ts';
import { reportReady } from './report-view.ts';

/** What the plan says of what is to be done now, line by line. */
function linesOnPage(page: Page): Promise<string[]> {
  return page.$$eval('.whole-plan .acts:first-of-type [data-act]', (all) =>
    all.map((each) => `${(each as HTMLElement).dataset['act']} ${(each as HTMLElement).dataset['state']}`),
  );
}

/** Presses a line of the plan, and waits until its steps are there, with the focus on them. */
async function seek(page: Page, act: string): Promise<void> {
  await page.click(`.whole-plan [data-act=${act}] button`);
  await page.waitForFunction(
    (name) => document.activeElement?.closest(`[data-advice=${name}], [data-step=${name}]`) !== null,
    {},
    act,
  );
}

function isInSight(page: Page, selector: string): Promise<boolean> {
  return page.$eval(selector, (each) => {
    const { top } = each.getBoundingClientRect();
    return top >= 0 && top < window.innerHeight;
  });
}

/** Domains whose owner publishes what a step says, once it has what they typed. */
const FOLLOWED: readonly (readonly [
  domain: string,
  of: string,
  step: string,
  typed: Readonly<Record<string, string>>,
])[] = [
  ['spf-two.test', 'spf', 'record', {}],
  ['spf-dash.test', 'spf', 'record', {}],
  ['spf-dangling.test', 'spf', 'record', {}],
  ['spf-absent.test', 'spf', 'record', { 'spf-own': 'mx' }],
  ['dmarc-two.test', 'dmarc', 'record', {}],
  ['dmarc-case.test', 'dmarc', 'record', {}],
  ['dmarc-spf.test', 'dmarc', 'record', { 'dmarc-rua': 'dmarc@dmarc-spf.test' }],
  ['no-dmarc.test', 'dmarc', 'record', { 'dmarc-rua': 'dmarc@no-dmarc.test' }],
  ['dmarc-unread.test', 'dmarc', 'reports', { 'dmarc-rua': 'dmarc@dmarc-unread.test' }],
  ['pasted-key.test', 'dkim', 'record', {}],
  ['parked-keys.test', 'dkim', 'parked', {}],
];

describe.each(EITHER)('the guide against forged mail, in %s', (browser, start) => {
  let session: EitherSession;
  beforeAll(async () => {
    session = await start();
  });
  afterAll(() => session?.close());

  // The letter is the same in both: in Firefox the first of each mechanism.
  const rows =
    browser === 'Firefox'
      ? FOLLOWED.filter(([, of], index) => FOLLOWED.findIndex((each) => each[1] === of) === index)
      : FOLLOWED;
  it.each(rows)('%s: who publishes what %s says has its step ticked', async (domain, of, step, typed) => {
    const page = await openGuide(session, domain);
    await unfold(page, `[data-steps=${of}] > details`);
    await page.waitForSelector(`[data-advice^=${of}-]`);
    for (const [name, text] of Object.entries(typed)) await page.type(`[name=${name}]`, text);
    await session.lab.publish(domain, { edits: await recordOnPage(page, of) });
    await ticked(page, of, step);
    await page.close();
  });

  it('has one plan for a domain with nothing, and who follows it line by line has it ticked', async () => {
    const domain = 'new-here.test';
    const gone = [domain, `_dmarc.${domain}`, `default._domainkey.${domain}`];
    await session.lab.publish(domain, { texts: Object.fromEntries(gone.map((name) => [name, []])) });
    const page = await openGuide(session, domain);
    expect(await linesOnPage(page)).toEqual([
      'spf-record needed',
      'dkim-key needed',
      'dmarc-record needed',
      'tlsrpt needed',
    ]);
    expect(await violationsAsShown(page)).toEqual([]);
    await seek(page, 'spf-record');
    await page.type('[name=spf-own]', 'mx');
    await session.lab.publish(domain, { edits: await recordOnPage(page, 'spf') });
    await ticked(page, 'spf', 'record');
    await seek(page, 'dkim-key');
    // The key is made by a command, under the name that the step gives.
    const command = await page.$$eval('[data-advice=dkim-key] pre', (all) =>
      all.map(({ textContent }) => textContent).join('\n'),
    );
    expect(command).toContain(`default._domainkey.${domain}`);
    await session.lab.publish(domain, { texts: { [`default._domainkey.${domain}`]: [GOOD_DKIM] } });
    await ticked(page, 'dkim', 'key');
    await seek(page, 'dmarc-record');
    await page.type('[name=dmarc-rua]', `dmarc@${domain}`);
    await session.lab.publish(domain, { edits: await recordOnPage(page, 'dmarc') });
    await ticked(page, 'dmarc', 'record');
    await seek(page, 'tlsrpt');
    await page.type('#rua', 'tls-reports@provider.test');
    const { edits } = await publicationOnPage(page, await policyOnPage(page));
    const reports = Object.entries(edits ?? {}).filter(([name]) => name.startsWith('_smtp._tls'));
    await session.lab.publish(domain, { edits: Object.fromEntries(reports) });
    await checkAgain(page);
    expect(await linesOnPage(page)).toEqual([
      'spf-record done',
      'spf-look-ups done',
      'dkim-record done',
      'dkim-key done',
      'dmarc-record done',
      'dmarc-reports done',
      'tlsrpt done',
      'policy needed',
    ]);
    await session.lab.publish(domain, await publicationOnPage(page, await policyOnPage(page)));
    await checkAgain(page);
    expect((await linesOnPage(page)).at(-1)).toBe('policy done');
    expect(await page.$('.whole-plan [data-waits]')).toBeNull();
    const dated = await page.$$eval('.whole-plan [data-act]:has(time)', (all) =>
      all.map((each) => (each as HTMLElement).dataset['act']),
    );
    expect(dated).toEqual([
      'roll-out',
      'dmarc-enforce',
      'roll-out',
      'dmarc-enforce',
      'roll-out',
      'dmarc-enforce',
    ]);
    await page.close();
  });

  it.each([
    ['spf-closed.test', 'said', 'the facts say that it has no mail'],
    ['absent.test', 'mail', 'its owner says so, though it has mail servers'],
  ])('%s (%s: %s) loses nothing to forgers once its block is published', async (domain, state) => {
    const gone = state === 'said' ? [`_dmarc.${domain}`, `default._domainkey.${domain}`] : [];
    await session.lab.publish(domain, { texts: Object.fromEntries(gone.map((name) => [name, []])) });
    const page = await openGuide(session, domain);
    expect(await page.$eval('.parked', (each) => (each as HTMLElement).dataset['parked'])).toBe(state);
    if (state !== 'said') {
      await unfold(page, '.parked');
      expect(await page.$('.parked pre')).toBeNull();
      await page.click('.parked [name=parked]');
    }
    await page.waitForSelector('.parked pre');
    expect(await violationsAsShown(page)).toEqual([]);
    const { lines, replaced } = await page.$eval('.parked', (block) => ({
      lines: (block.querySelector('pre')?.textContent ?? '').trim().split('\n'),
      replaced: [...block.querySelectorAll('.replaced bdi')].map(({ textContent }) => textContent),
    }));
    await session.lab.publish(domain, publicationOf(lines, replaced));
    await page.click('.parked button.main');
    await page.waitForSelector('.parked [data-parked-done=true]');
    await page.close();
    const report = await session.openAsked(`report.html?domain=${domain}`);
    await reportReady(report, domain);
    expect(await report.$eval('[aria-labelledby=score]', ({ textContent }) => textContent)).toContain('100');
    expect(await report.$eval('[aria-labelledby=to-fix]', ({ textContent }) => textContent)).toContain(
      'Nothing to fix',
    );
    await report.close();
  });

  it('comes with the steps for the first fault open and in sight, readable for everybody', async () => {
    const page = await openGuide(session, 'spf-eleven.test');
    expect(await page.$eval('[data-steps=spf] > details', (each) => (each as HTMLDetailsElement).open)).toBe(
      true,
    );
    expect(await isInSight(page, '[data-steps=spf]')).toBe(true);
    expect(await violationsAsShown(page)).toEqual([]);
    await page.close();
  });

  it('has the dates to full protection, and what is not to be published yet behind a fold', async () => {
    const page = await openGuide(session, 'dmarc-none.test');
    await page.waitForSelector('[data-advice=dmarc-enforce] [data-event=reject]');
    const isOpen = await page.$eval(
      '[data-advice=dmarc-enforce] .case',
      (each) => (each as HTMLDetailsElement).open,
    );
    expect(isOpen).toBe(false);
    expect(await page.$('[data-advice=dmarc-enforce] .step-body > .record')).toBeNull();
    expect(await violationsAsShown(page)).toEqual([]);
    await page.close();
  });
});
