import { readFile, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { labDomainOf } from '../lab/world.ts';
import { violations } from './axe.ts';
import { startSession, type Session } from './chromium-session.ts';
import {
  checkAgain,
  guideReady,
  openGuide,
  policyOnPage,
  publicationOnPage,
  readFileThatIsThere,
  statesOf,
  unfold,
} from './guide-view.ts';
import { unreadableTexts } from './layout.ts';
import { readPopup } from './popup-view.ts';
import { shownLines } from './workshop-view.ts';

const ALL_DONE = { policy: 'done', hosting: 'done', record: 'done', tlsrpt: 'done', verify: 'done' };

describe('the guide, in Chromium', () => {
  let session: Session;
  let folder: string;
  beforeAll(async () => {
    session = await startSession();
    folder = session.lab.cleanup.directory('waxseal-downloads');
  });
  afterAll(() => session?.close());

  /** Saves a file from the guide, and gives its bytes. */
  async function saved(page: Page, name: string, button: string): Promise<Uint8Array> {
    await rm(join(folder, name), { force: true });
    await unfold(page, `:is(${button.split(' ')[0]}, ${button.split(' ')[0]} > details)`);
    const devtools = await page.createCDPSession();
    await devtools.send('Browser.setDownloadBehavior', { behavior: 'allow', downloadPath: folder });
    await page.click(button);
    await expect.poll(() => readdir(folder)).toContain(name);
    return readFile(join(folder, name));
  }

  const standing = (page: Page) => page.$eval('main', ({ dataset }) => dataset['standing']);

  /** Does what the guide says, and looks again. */
  async function follow(page: Page, domain: string): Promise<void> {
    const file = await saved(page, 'mta-sts.txt', '[data-step=policy] button.main');
    expect(Buffer.from(file).equals(await policyOnPage(page))).toBe(true);
    await session.lab.publish(domain, await publicationOnPage(page, file));
    await checkAgain(page);
  }

  async function expectAllDone(page: Page): Promise<void> {
    expect(await statesOf(page, 'step')).toEqual(ALL_DONE);
    expect(new Set(Object.values(await statesOf(page, 'check')))).toEqual(new Set(['done']));
  }

  it.each([
    ['two-records.test', 'record', 'Replace this record with the new one, and do not add a second'],
    [
      'broken-record.test',
      'record',
      'two MTA-STS records at one name count as none. Now it reads “v=STSv1; id=2026-01-01;”.',
    ],
    ['two-tlsrpt.test', 'tlsrpt', 'Replace this record with the new one, and do not add a second'],
    ['token-beside.test', 'record', 'Keep them as they are, and add the new record next to them.'],
    ['spf-wildcard.test', 'record', 'Replace nothing, and keep the wildcard as it is.'],
  ])(
    '%s: says in the open step what has to go, so that no second record is added',
    async (domain, step, says) => {
      const page = await openGuide(session.chromium, domain);
      const text = await page.$eval(
        `[data-step=${step}] > details[open] [data-note]`,
        (note) => note.textContent,
      );
      expect(text?.replaceAll(/[\u2066-\u2069]/g, '')).toContain(says);
      await page.close();
    },
  );

  it.each([
    ['null-mx-beside.test', 'mx-null-beside-others'],
    ['alias-mx.test', 'mx-alias'],
  ])(
    '%s: the fault that no step repairs stands above the steps, and is not forgotten at the end',
    async (domain, code) => {
      const page = await openGuide(session.chromium, domain);
      expect(await statesOf(page, 'step')).toEqual(ALL_DONE);
      expect(await page.$$(`details .mx-records`)).toEqual([]);
      expect(await page.$(`.mx-records [data-code=${code}]`)).not.toBeNull();
      expect(await page.$eval('[data-checked]', ({ textContent }) => textContent)).toContain('are left');
      await page.close();
    },
  );

  it.each(['slow.test', 'expired.test'])(
    '%s: nobody can know whether file and id are to change',
    async (domain) => {
      const page = await openGuide(session.chromium, domain);
      expect(await statesOf(page, 'step')).toMatchObject({ policy: 'unknown', record: 'unknown' });
      await page.close();
    },
  );

  it('reads the file that no record announces by a click, and keeps what is right in it', async () => {
    const domain = 'right-behind-broken.test';
    await session.lab.clearLogs();
    const page = await openGuide(session.chromium, domain);
    const requests = () => session.lab.policyRequests().filter(({ host }) => host === `mta-sts.${domain}`);
    expect(await statesOf(page, 'step')).toMatchObject({ policy: 'unknown', hosting: 'unknown' });
    expect(requests()).toEqual([]);
    await readFileThatIsThere(page);
    expect(requests()).toHaveLength(1);
    expect(await statesOf(page, 'step')).toMatchObject({ policy: 'done', hosting: 'done', record: 'needed' });
    expect(new TextDecoder().decode(await policyOnPage(page))).toContain('mode: enforce\r\n');
    // The verdict is that of senders, who do not see the file.
    expect(await standing(page)).toBe('broken');
    await follow(page, domain);
    expect(await standing(page)).toBe('enforced');
    await expectAllDone(page);
    await page.close();
    // And so it is for whoever comes to it anew.
    const { page: site, popup } = await session.check(domain);
    expect((await readPopup(popup, domain)).standing).toBe('enforced');
    await site.close();
  });

  it('a policy that is being withdrawn stays so until testing is chosen', async () => {
    const domain = 'none.test';
    const page = await openGuide(session.chromium, domain);
    await expectAllDone(page);
    await page.click('input[value=testing]');
    await page.waitForSelector('[data-step=record][data-state=needed]');
    await guideReady(page);
    await follow(page, domain);
    expect(await standing(page)).toBe('testing');
    await expectAllDone(page);
    await page.close();
  });

  it('from nothing to the trial and on to enforce, with an id that grows each time', async () => {
    const domain = 'new-here.test';
    const page = await openGuide(session.chromium, domain);
    expect(await page.$('[data-step=tlsrpt] pre')).toBeNull();
    await page.type('#rua', 'tls-reports@provider.test');
    await page.waitForSelector('[data-step=tlsrpt] pre');
    const idOf = () =>
      page.$eval('[data-step=record] .record', ({ textContent }) => /id=(\d+);/.exec(textContent ?? '')?.[1]);
    const first = await idOf();
    expect(first).toMatch(/^20\d{12}$/);
    await follow(page, domain);
    expect(await standing(page)).toBe('testing');
    await expectAllDone(page);

    await page.click('input[value=enforce]');
    await page.waitForSelector('[data-step=record][data-state=needed]');
    expect(await statesOf(page, 'step')).toMatchObject({ policy: 'needed', hosting: 'done', tlsrpt: 'done' });
    expect(Number(await idOf())).toBeGreaterThan(Number(first));
    await guideReady(page);
    await follow(page, domain);
    expect(await standing(page)).toBe('enforced');
    await expectAllDone(page);
    await page.close();
  });

  it('a new file under the old id is not done: senders would not see it', async () => {
    const domain = 'bom.test';
    const page = await openGuide(session.chromium, domain);
    const file = await policyOnPage(page);
    const { policyHost } = await publicationOnPage(page, file);
    await session.lab.publish(domain, { policyHost: policyHost ?? null });
    await checkAgain(page);
    expect(await statesOf(page, 'step')).toEqual({
      ...ALL_DONE,
      record: 'needed',
      verify: 'needed',
    });
    expect((await statesOf(page, 'check'))['record-published']).toBe('open');
    await session.lab.publish(domain, await publicationOnPage(page, file));
    await checkAgain(page);
    await expectAllDone(page);
    await page.close();
  });

  it('opens from the popup, where it says what it is for', async () => {
    const { page, popup } = await session.check('self-signed.test');
    await readPopup(popup, 'self-signed.test');
    const label = await popup.$eval('[data-offer]', ({ textContent }) => textContent);
    expect(label).toBe('Fix this');
    const report = await session.chromium.pageAfter(() => popup.click('[data-offer]'));
    await guideReady(report);
    expect(new URL(report.url()).hash).toBe('#guide');
    await report.click('.parts a[href="#report"]');
    await report.waitForSelector('.export');
    await report.close();
    await page.close();
  });

  it('opens in the workshop as it stands, with its records; there it is kept over a reload', async () => {
    const domain = 'split-txt.test';
    const page = await openGuide(session.chromium, domain);
    await page.click('input[value=testing]');
    await guideReady(page);
    await session.lab.clearLogs();
    const proposed = new TextDecoder().decode(await policyOnPage(page));
    expect(proposed).toContain('mode: testing');
    const workshop = await session.chromium.pageAfter(() => page.click('[name=open-draft]'));
    const expectProposed = async () => {
      await workshop.waitForSelector('[data-part=tlsrpt] .cm-content');
      const lines = await shownLines(workshop, 'policy');
      expect(lines.map((line) => line.replace(/CR$/, '\r')).join('\n')).toBe(proposed);
      expect((await shownLines(workshop, 'stsRecord')).join()).toMatch(/^v=STSv1; id=20\d{12};$/);
      expect(await shownLines(workshop, 'tlsrpt')).toEqual([
        'v=TLSRPTv1;rua=mailto:tls-reports@split-txt.test',
      ]);
    };
    await expectProposed();
    await workshop.reload();
    await expectProposed();
    expect(await session.lab.queries()).toEqual([]);
    expect(Object.keys(await session.chromium.desk.stored('session'))).not.toContain(`handed:${domain}`);
    await workshop.close();
    await page.close();
  });

  it('hands nothing on that stays, where it was opened from a private window', async () => {
    const query = 'report.html?domain=unix.test&private#guide';
    const page = await session.chromium.openAsked(query);
    await guideReady(page);
    await unfold(page, '[data-step=policy] details');
    const workshop = await session.chromium.pageAfter(() => page.click('[name=open-draft]'));
    await workshop.waitForSelector('[data-part=tlsrpt] .cm-content');
    expect(workshop.url()).toMatch(/workshop\.html\?private=[\da-f-]+$/);
    expect((await shownLines(workshop, 'policy'))[0]).toBe('version: STSv1CR');
    await workshop.reload();
    expect(await workshop.evaluate(() => sessionStorage.length)).toBe(0);
    expect(JSON.stringify(await session.chromium.desk.stored('local'))).not.toContain('unix.test');
    await workshop.close();
    await page.close();
  });

  it('shows what the live file loses and gets, in words too', async () => {
    const page = await openGuide(session.chromium, 'no-max-age.test');
    const lines = await page.$$eval('.difference li', (all) =>
      all.map((each) => [...each.children].map(({ textContent }) => textContent)),
    );
    expect(lines).toContainEqual(['+', 'new', 'max_age: 604800']);
    expect(lines).toContainEqual(['−', 'old', 'mode: enforce']);
    expect(lines).toContainEqual([' ', 'same', 'version: STSv1']);
    await page.close();
  });

  it('explains the star with what it covers and what it does not', async () => {
    const page = await openGuide(session.chromium, 'google-like.test');
    await page.click('input[value=shortest]');
    await page.waitForSelector('.stars');
    const says = await page.$eval('.stars', ({ textContent }) =>
      textContent?.replace(/[\u2066-\u2069]/g, ''),
    );
    expect(says).toContain('*.aspmx.l.google.com covers alt1.aspmx.l.google.com');
    expect(says).toContain('It does not cover aspmx.l.google.com');
    const text = new TextDecoder().decode(await policyOnPage(page));
    expect(text).toContain('mx: *.aspmx.l.google.com\r\n');
    expect(text).not.toContain('alt1');
    await page.close();
  });

  it.each([
    ['null-mx.test', 'A null MX says that this domain receives no mail'],
    ['nxdomain.test', 'DNS does not know this name.'],
    ['lost-mx.test', 'None of the mail servers has an address'],
  ])('%s: says why nothing can be proposed', async (domain, sentence) => {
    expect(labDomainOf(domain).expected.standing).toBe('no-mail');
    const page = await openGuide(session.chromium, domain);
    expect(await page.$eval('[role=alert]', ({ textContent }) => textContent)).toContain(sentence);
    expect(await page.$('[data-step]')).toBeNull();
    await page.close();
  });

  it('reads every target as it is typed, and leaves out what is of no use', async () => {
    const page = await openGuide(session.chromium, 'servfail.test');
    await page.$eval('#rua', (field) => {
      (field as HTMLTextAreaElement).value = '';
    });
    await page.type(
      '#rua',
      ['a@bücher.test', 'http://x.test/', 'a@x.test, b@x.test', 'nonsense', 'grüße@x.test'].join('\n'),
    );
    const read = await page.$$eval('#rua-read li', (all) =>
      all.map((each) => (each as HTMLElement).dataset['fault'] ?? each.textContent),
    );
    expect(read.map((each) => each?.replace(/[\u2066-\u2069]/g, ''))).toEqual([
      'as published: mailto:a@xn--bcher-kva.test',
      'plain-http',
      'several',
      'address',
      'not-ascii',
    ]);
    await page.close();
  });

  it('a max_age that is none, or that senders refuse, gets a sentence, and nothing is lost', async () => {
    const page = await openGuide(session.chromium, 'no-max-age.test');
    await page.select('#max-age', 'other');
    const type = async (text: string) => {
      await page.click('#max-age-seconds', { count: 3 });
      await page.type('#max-age-seconds', text);
    };
    await type('1e3');
    expect(await page.$eval('#max-age-error', ({ textContent }) => textContent)).toContain(
      'not a number of seconds',
    );
    await type('99999999999');
    await page.waitForSelector('[data-guide=impossible]');
    expect(await page.$eval('[role=alert]', ({ textContent }) => textContent)).toContain('max_age');
    await type('86401');
    await guideReady(page);
    expect(new TextDecoder().decode(await policyOnPage(page))).toContain('max_age: 86401\r\n');
    await page.click('.parts a[href="#report"]');
    await page.waitForSelector('[data-guide]', { hidden: true });
    await page.click('.parts a[href="#guide"]');
    await page.waitForSelector('[data-guide]', { visible: true });
    expect(new TextDecoder().decode(await policyOnPage(page))).toContain('max_age: 86401\r\n');
    await page.close();
  });

  it('saves a plan as a calendar file', async () => {
    const page = await openGuide(session.chromium, 'no-reports.test');
    await unfold(page, '[data-plan=remove]');
    const events = await page.$$eval('[data-plan=remove] [data-event]', (all) =>
      all.map((each) => (each as HTMLElement).dataset['event']),
    );
    expect(events).toEqual(['publish-none', 'change-id', 'remove-record-assumed', 'remove-file']);
    const file = await saved(
      page,
      'mta-sts-remove-no-reports.test.ics',
      '[data-plan=remove] .actions button',
    );
    const text = new TextDecoder().decode(file);
    expect(text).toMatch(/^BEGIN:VCALENDAR\r\n/);
    expect(text.match(/BEGIN:VEVENT/g)).toHaveLength(events.length);
    await unfold(page, '[data-plan=change-mx]');
    await page.type('#mx-added', '192.0.2.1');
    await page.waitForSelector('[data-no-plan=host-not-a-name]');
    await page.close();
  });

  it.each([
    'absent.test',
    'uncovered.test',
    'google-like.test',
    'null-mx.test',
    'alias-mx.test',
    'servfail.test',
  ])(
    'axe finds nothing, light and dark, wide and narrow, and nothing is cut where it is shown twice as large: %s',
    async (domain) => {
      const page = await openGuide(session.chromium, domain);
      if (await page.$('input[value=shortest]')) await page.click('input[value=shortest]');
      expect(await violations(page)).toEqual([]);
      for (const width of [360, 320]) {
        await page.setViewport({ width, height: 640, deviceScaleFactor: 2 });
        expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width);
        expect(await unreadableTexts(page)).toEqual([]);
      }
      expect(await violations(page)).toEqual([]);
      await page.close();
    },
  );
});
