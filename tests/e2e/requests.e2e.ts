import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SELECTORS } from '../support/selectors.ts';
import { EITHER, type EitherSession } from './either-session.ts';
import { readPopup } from './popup-view.ts';
import { reportReady } from './report-view.ts';

const POLICY = '/.well-known/mta-sts.txt';

/** What is asked for DKIM, one of it by a label of chance. */
const KEYS = ['', 'random.', ...SELECTORS.map((each) => `${each}.`)];

/** Everything that a check of enforce.test has to ask, and nothing else. */
const QUESTIONS = [
  { name: '_dmarc.enforce.test', type: 'TXT' },
  { name: '_dmarc.test', type: 'TXT' },
  { name: '_mta-sts.enforce.test', type: 'TXT' },
  { name: '_smtp._tls.enforce.test', type: 'TXT' },
  { name: 'enforce.test', type: 'MX' },
  { name: 'enforce.test', type: 'TXT' },
  { name: 'mta-sts.enforce.test', type: 'A' },
  { name: 'mx1.enforce.test', type: 'A' },
  { name: 'mx1.enforce.test', type: 'AAAA' },
  { name: 'mx2.enforce.test', type: 'A' },
  { name: 'mx2.enforce.test', type: 'AAAA' },
  ...KEYS.map((label) => ({ name: `${label}_domainkey.enforce.test`, type: 'TXT' })),
  { name: 'default._bimi.enforce.test', type: 'TXT' },
  { name: 'mta-sts.enforce.test', type: 'CAA' },
  { name: 'enforce.test', type: 'CAA' },
].toSorted(inOrder);

function inOrder(a: Asked, b: Asked): number {
  return a.name.localeCompare(b.name) || a.type.localeCompare(b.type);
}

interface Asked {
  readonly name: string;
  readonly type: string;
}

/** Asked at most once in the life of a background whether the resolver validates; not where that shows before, as in the signed answer about `_dmarc.test`. */
const HABIT = 'arpa';

describe.each(EITHER)('what leaves %s, by the log of the lab', (_name, start) => {
  let session: EitherSession;
  beforeAll(async () => {
    // The embedded server writes down every request as it came, headers and all.
    session = await start({ dns: 'embedded' });
  });
  afterAll(() => session?.close());

  const questions = async () =>
    [...(await session.lab.queries())]
      .filter(({ name }) => name !== HABIT)
      .map(({ name, type }) => ({ name: name.replace(/^[0-9a-f-]{36}\./, 'random.'), type }))
      .toSorted(inOrder);
  const habits = async () => (await session.lab.queries()).filter(({ name }) => name === HABIT);
  const fetches = () => session.lab.policyRequests().filter(({ host }) => host.startsWith('mta-sts.'));

  it('nothing before the first click, then exactly the questions of one check', async () => {
    await session.lab.clearLogs();
    const page = await session.open('https://enforce.test/');
    await page.goto('https://www.enforce.test/');
    expect(await questions()).toEqual([]);
    expect(fetches()).toEqual([]);
    const popup = await session.clickToolbar(page);
    await expect.poll(() => popup.text(), { timeout: 10_000 }).toContain('Sealed.');
    // The verdict does not wait for what comes last.
    await expect.poll(questions).toEqual(QUESTIONS);
    // Which answer comes first is a matter of luck.
    expect((await habits()).length).toBeLessThanOrEqual(1);
    expect(fetches().map(({ host, path }) => host + path)).toEqual([`mta-sts.enforce.test${POLICY}`]);
    await page.close();
  });

  it('without Origin, Referer, cookie or credentials on any request', async () => {
    const requests = [...session.lab.dohRequests(), ...fetches()];
    expect(requests.length).toBe(QUESTIONS.length + (await habits()).length + 1);
    for (const { headers } of requests) {
      const names = Object.keys(headers).map((name) => name.toLowerCase());
      for (const telling of ['origin', 'referer', 'cookie', 'authorization'])
        expect(names).not.toContain(telling);
    }
    for (const { method } of requests) expect(method).toBe('GET');
  });

  it('nothing at a second click; everything at “Check again”', async () => {
    await session.lab.clearLogs();
    const { popup, close } = await session.check('enforce.test');
    await readPopup(popup, 'enforce.test');
    expect(await questions()).toEqual([]);
    expect(fetches()).toEqual([]);
    const gate = session.lab.hold('mta-sts.enforce.test');
    await popup.click('.top button.icon');
    await gate.arrived;
    gate.release();
    await readPopup(popup, 'enforce.test');
    await expect.poll(questions).toEqual(QUESTIONS);
    expect(fetches()).toHaveLength(1);
    await close();
  });

  it('“Check again” reads the file also while a check that may use its memory is under way', async () => {
    const { desk } = session;
    const key = 'assessment:enforce.test';
    const stored = async () => (await desk.stored('session'))[key];
    // The verdict, and with it the test before, does not wait for what comes last.
    await expect
      .poll(stored, { timeout: 10_000 })
      .toMatchObject({ finishedAt: expect.any(Number) as number });
    const known = (await stored()) as { startedAt: number; finishedAt: number };
    const pressed = await session.openAsked('popup.html?domain=enforce.test');
    const again = await pressed.waitForSelector('.top button.icon');
    const hours = 7200_000;
    await desk.store('session', {
      [key]: { ...known, startedAt: known.startedAt - hours, finishedAt: known.finishedAt - hours },
    });
    await session.lab.clearLogs();
    const { promise: until, resolve: release } = Promise.withResolvers<void>();
    const { promise: arrived, resolve: arrive } = Promise.withResolvers<void>();
    session.lab.setDnsFault((name) => {
      if (name !== 'mx1.enforce.test') return undefined;
      arrive();
      return { until };
    });
    // What is known is too old: the ordinary look asks DNS, and takes the policy from its memory.
    const view = await session.openAsked('popup.html?domain=enforce.test');
    await arrived;
    // Pressed in the moment before the news of that check took the button away.
    await again?.evaluate((button) => (button as HTMLElement).click());
    session.lab.setDnsFault(undefined);
    release();
    await expect.poll(() => fetches().length, { timeout: 10_000 }).toBe(1);
    await view.close();
    await pressed.close();
  });

  it('a selector that is added asks one question; a look for more asks none before its button is pressed', async () => {
    const report = await session.openAsked('report.html?domain=enforce.test');
    await reportReady(report, 'enforce.test');
    await session.lab.clearLogs();
    await report.$eval('#selector-text', (field) => void ((field as HTMLTextAreaElement).value = 'mine'));
    await report.click('.selectors form button[type=submit]');
    await report.waitForSelector('.selectors .added > li[data-standing=absent]');
    expect(await questions()).toEqual([{ name: 'mine._domainkey.enforce.test', type: 'TXT' }]);
    await report.click('.selectors .added button');
    await session.lab.clearLogs();
    const { promise: until, resolve: release } = Promise.withResolvers<void>();
    session.lab.setDnsFault((name) => (name.includes('._domainkey.') ? { until } : undefined));
    await report.$eval('.selectors > .actions button', (button) => (button as HTMLElement).click());
    await report.waitForSelector('.selectors .look[data-look=looking]');
    // No more than four are on their way at a time, and a press of the other button lets no more go.
    await expect.poll(async () => (await questions()).length, { timeout: 10_000 }).toBe(4);
    await report.$eval('.selectors > .actions button', (button) => (button as HTMLElement).click());
    session.lab.setDnsFault(undefined);
    release();
    await report.waitForSelector('.selectors .look[data-look=stopped]');
    expect((await questions()).length).toBe(4);
    await report.close();
  });

  it('two popups for one domain make one assessment', async () => {
    await session.lab.clearLogs();
    const gate = session.lab.hold('mta-sts.testing.test');
    const { close } = await session.check('testing.test');
    await gate.arrived;
    const second = await session.openAsked('popup.html?domain=testing.test');
    await second.waitForFunction(() => document.querySelector('h1')?.textContent === 'testing.test');
    gate.release();
    expect((await readPopup(second, 'testing.test')).standing).toBe('testing');
    expect(fetches()).toHaveLength(1);
    expect((await questions()).filter(({ type }) => type === 'MX')).toHaveLength(1);
    await close();
  });

  it('fills in part by part: the mail servers stand there while the policy is still under way', async () => {
    const gate = session.lab.hold('mta-sts.unix.test');
    const { popup, close } = await session.check('unix.test');
    await gate.arrived;
    await popup.waitForFunction(
      () => document.querySelectorAll('.servers li').length > 0 && document.querySelector('.facts .skeleton'),
    );
    expect(await popup.$eval('main', ({ dataset }) => dataset['standing'])).toBe('checking');
    gate.release();
    expect((await readPopup(popup, 'unix.test')).standing).toBe('enforced');
    await close();
  });

  it('finishes at the next look after the background was ended in the middle of a slow policy', async () => {
    await session.lab.clearLogs();
    const gate = session.lab.hold('mta-sts.wildcard.test');
    const first = await session.check('wildcard.test');
    await gate.arrived;
    // The addresses of the mail servers come with the policy file, in whatever order; SPF asks for the same list, for its `mx`.
    const known = async () => {
      const stored = (await session.desk.stored('session'))['assessment:wildcard.test'];
      const { mx, spf } = (stored ?? {}) as { mx?: unknown; spf?: unknown };
      return JSON.stringify([mx, spf]);
    };
    await expect.poll(known, { timeout: 10_000 }).toMatch(/^(?!.*"pending").*"found"/);
    // The look is over before the background is: nobody is left to ask again by itself.
    await first.close();
    await session.endBackground();
    gate.release();
    const again = await session.check('wildcard.test');
    expect((await readPopup(again.popup, 'wildcard.test')).standing).toBe('enforced');
    // What had been published before is not asked again.
    expect((await questions()).filter(({ type }) => type === 'MX')).toHaveLength(1);
    expect(fetches()).toHaveLength(2);
    await again.close();
  });

  it('finishes by itself when the background is ended under an open popup', async () => {
    const gate = session.lab.hold('mta-sts.split-txt.test');
    const { popup, close } = await session.check('split-txt.test');
    await gate.arrived;
    await session.endBackground();
    gate.release();
    expect((await readPopup(popup, 'split-txt.test')).standing).toBe('enforced');
    await close();
  });
});
