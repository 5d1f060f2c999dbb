import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { labDomainOf } from '../lab/world.ts';
import { violationsAsShown } from './axe.ts';
import { EITHER, type EitherSession } from './either-session.ts';
import { checkAgain, openGuide, unfold } from './guide-view.ts';

interface Advice {
  readonly step: string;
  readonly state: string;
  readonly isOpen: boolean;
  readonly copied: readonly string[];
}

/** The steps of DANE as they are drawn, with what each has to be copied. */
function adviceOn(page: Page): Promise<Advice[]> {
  return page.$$eval('[data-advice^=dane-]', (steps) =>
    steps.map((step) => ({
      step: step.getAttribute('data-advice') ?? '',
      state: step.getAttribute('data-state') ?? '',
      isOpen: step.querySelector('details')?.open ?? false,
      copied: [...step.querySelectorAll('pre')].map(({ textContent }) => textContent ?? ''),
    })),
  );
}

/** What somebody reads in a step. */
function wordsOf(page: Page, step: string): Promise<string> {
  return page.$eval(`[data-advice=${step}]`, ({ textContent }) =>
    (textContent ?? '').replace(/[\u2066-\u2069]/g, ''),
  );
}

/** What stands above what, in the order of the page. */
function partsOf(page: Page): Promise<string[]> {
  return page.$$eval('[data-guide] :is(#steps-dane, #steps, form)', (parts) =>
    parts.map(({ id, localName }) => id || localName),
  );
}

describe.each(EITHER)('what the guide says of DANE, in %s', (_, start) => {
  let session: EitherSession;
  beforeAll(async () => {
    session = await start();
  });
  afterAll(() => session?.close());

  it('a signed domain whose second server has no records: publish them, for that server', async () => {
    const page = await openGuide(session, 'dane-partial.test');
    const advice = await adviceOn(page);
    expect(advice.map(({ step, state, isOpen }) => [step, state, isOpen])).toEqual([
      ['dane-sign', 'done', false],
      ['dane-starttls', 'unknown', false],
      ['dane-publish', 'needed', true],
      ['dane-roll', 'needed', false],
    ]);
    const publish = advice.find(({ step }) => step === 'dane-publish');
    expect(publish?.copied.join('\n')).toContain('_25._tcp.mx2.dane-partial.test. IN TLSA 3 1 1');
    await unfold(page, '[data-advice] details');
    expect(await violationsAsShown(page)).toEqual([]);
    await page.close();
  });

  it('an unsigned domain: nothing but a heading, until somebody unfolds it', async () => {
    const page = await openGuide(session, 'absent.test');
    expect(await adviceOn(page)).toEqual([]);
    await page.click('section[aria-labelledby=steps-dane] > details > summary');
    await page.waitForSelector('[data-advice=dane-sign][data-state=needed]');
    expect((await adviceOn(page)).some(({ isOpen }) => isOpen)).toBe(false);
    await page.close();
  });

  it('name servers that fail where TLSA is asked for: what keeps mail back comes first, and is ticked off', async () => {
    const domain = 'dane-servfail.test';
    const page = await openGuide(session, domain);
    const [repair] = await adviceOn(page);
    expect(repair).toEqual({
      step: 'dane-repair',
      state: 'needed',
      isOpen: true,
      copied: [`delv _25._tcp.mx1.${domain} TLSA\ndelv _25._tcp.mx2.${domain} TLSA`],
    });
    expect(await wordsOf(page, 'dane-repair')).toContain('name servers give no usable answer');
    expect((await partsOf(page))[0]).toBe('steps-dane');
    expect(await violationsAsShown(page)).toEqual([]);
    // Who publishes at a name has brought its name server back.
    await session.lab.publish(domain, {
      texts: { [`_25._tcp.mx1.${domain}`]: [], [`_25._tcp.mx2.${domain}`]: [] },
    });
    await checkAgain(page);
    await page.waitForFunction(() => document.querySelector('[data-advice=dane-repair]') === null);
    await page.close();
  });

  it('signatures that do not hold: of the MX records, and of the proof that there are none', async () => {
    const mx = await openGuide(session, 'mx-bogus.test');
    expect((await adviceOn(mx))[0]).toMatchObject({ step: 'dane-repair', copied: ['delv mx-bogus.test MX'] });
    expect(await wordsOf(mx, 'dane-repair')).toContain('fail DNSSEC validation');
    await mx.close();
    const denial = await openGuide(session, 'dane-denial.test');
    expect(await wordsOf(denial, 'dane-repair')).toContain('complete NSEC or NSEC3 records');
    await denial.close();
  });

  it('a provider that has DANE is asked for nothing', async () => {
    const page = await openGuide(session, 'proton-like.test');
    // All of it is done, so it lies folded.
    await page.click('[data-steps=dane] > details > summary');
    await page.waitForSelector('[data-advice=dane-provider]');
    const provider = (await adviceOn(page)).find(({ step }) => step === 'dane-provider');
    expect(provider).toMatchObject({ state: 'done', copied: [] });
    expect(labDomainOf('proton-like.test').expected.headlines.dane).toBe('protected');
    await page.close();
  });
});
