import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SPACING_MS } from '../../lib/automatic/queue.ts';
import { words } from '../support/i18n.ts';
import { EITHER, type EitherSession } from './either-session.ts';
import { holdStep } from './lifecycle-checks.ts';
import { readPopup } from './popup-view.ts';

/** What a page that wants it cannot make the automatic badge do. Private windows: tests/e2e/private.e2e.ts. */
const PATIENT = { timeout: 20_000 };
/** By then the queue has come to a page that has just loaded. */
const ITS_TURN_MS = 3 * SPACING_MS;
const passed = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

describe.each(EITHER)('the automatic badge in %s', (_name, start) => {
  let session: EitherSession;
  let page: Page;
  const switchOn = async () => {
    const options = await session.open(session.url('options.html'));
    await options.waitForSelector('input[name=automatic]');
    await options.click('input[name=automatic]');
    await options.waitForSelector('input[name=automatic]:checked');
    await options.close();
  };
  beforeAll(async () => {
    session = await start({ dns: 'embedded' });
    await switchOn();
    page = await session.open('about:blank');
  });
  afterAll(() => session?.close());

  /** The domains that were checked, by the one question that every check asks once. */
  const checked = async () =>
    (await session.lab.queries()).filter(({ type }) => type === 'MX').map(({ name }) => name);
  const badge = async () => (await session.desk.badge(page)).text;
  const visit = async (url: string) => {
    await page.bringToFront();
    // Where nothing answers there is an error page, at the address all the same; Firefox does not tell of each.
    await page.goto(url, { timeout: 4000 }).catch(() => undefined);
  };

  /** A badge stands before all is asked: until then the rest falls into what the next test counts, or into its faults. */
  const finished = (domain: string) =>
    expect
      .poll(async () => (await session.desk.stored('session'))[`assessment:${domain}`], PATIENT)
      .toMatchObject({ finishedAt: expect.any(Number) as number });

  it('never asks for a name that is nobody else’s business', async () => {
    await session.lab.clearLogs();
    for (const host of ['intranet', 'localhost', 'printer.local', 'hidden.onion', '192.0.2.7', '[::1]'])
      await visit(`https://${host}/`);
    await visit('about:blank');
    await visit('https://absent.test/');
    await expect.poll(badge, PATIENT).toBe('–');
    // What comes before it in the queue has had its turn.
    expect(await checked()).toEqual(['absent.test']);
    await finished('absent.test');
  });

  it('asks at most twice a second for a tab that leads on by itself, and once for a domain', async () => {
    await session.lab.clearLogs();
    const began = performance.now();
    for (let round = 0; round < 3; round += 1)
      for (const label of ['none', 'two-records', 'not-found', 'null-mx', 'bom', 'unix', 'testing'])
        await visit(`https://${label}.test/`);
    await expect.poll(badge, PATIENT).toBe('T');
    const asked = await checked();
    expect(asked).toContain('testing.test');
    expect(new Set(asked).size).toBe(asked.length);
    expect(asked.length).toBeLessThanOrEqual(1 + (performance.now() - began) / SPACING_MS);
    for (const domain of asked) await finished(domain);
  });

  it('rests while the resolver wants a pause, in which a click asks all the same', async () => {
    session.lab.setDnsFault(() => ({ httpStatus: 429, retryAfter: '120' }));
    await visit('https://delegated.test/');
    await expect.poll(badge, PATIENT).toBe('?');
    await finished('delegated.test');
    session.lab.setDnsFault(undefined);
    await session.lab.clearLogs();
    await visit('https://enforce.test/');
    await passed(ITS_TURN_MS);
    expect(await badge()).toBe('');
    expect(await session.lab.queries()).toEqual([]);
    const { popup, close } = await session.check('enforce.test');
    expect((await readPopup(popup, 'enforce.test')).standing).toBe('enforced');
    await finished('enforce.test');
    await close();
  });

  it('asks nothing of a resolver that came by sync before the person allows it here', async () => {
    const { settings } = await session.desk.stored('sync');
    expect(settings).toMatchObject({ automatic: true, resolver: { url: session.lab.dohUrl } });
    // In this order: without the pause, which stands in the session, the page that is open has its turn.
    await session.desk.clear('local');
    await session.desk.clear('session');
    await session.lab.clearLogs();
    await visit('https://wildcard.test/');
    await expect.poll(badge, PATIENT).toBe('?');
    expect(await session.lab.queries()).toEqual([]);
    await session.desk.store('local', { confirmedResolvers: [session.lab.dohUrl] });
  });

  it('a private window asks nothing of such a resolver either, by a click', async () => {
    await session.desk.clear('local');
    await session.lab.clearLogs();
    const hidden = await session.openPrivate('https://uncovered.test/');
    const popup = await session.clickToolbar(hidden);
    await expect.poll(() => popup.text(), PATIENT).toContain('no permission to ask the DNS resolver');
    expect(await session.lab.queries()).toEqual([]);
    await hidden.close();
    await session.desk.store('local', { confirmedResolvers: [session.lab.dohUrl] });
  });

  it('leaves nothing of a check during which everything was forgotten, and is off afterwards', async () => {
    await session.desk.clear('session');
    const held = holdStep(session.lab, { at: { name: '_mta-sts.testing.test', type: 'TXT' } });
    await visit('https://testing.test/');
    await held.arrived;
    const options = await session.open(session.url('options.html'));
    await options.waitForSelector('button[name=forget]');
    await options.click('button[name=forget]');
    await options.waitForFunction(
      (said) => document.querySelector('main')?.textContent?.includes(said),
      {},
      words('options.forgotten'),
    );
    held.release();
    await passed(ITS_TURN_MS);
    for (const area of ['local', 'session', 'sync'] as const)
      expect(await session.desk.stored(area), area).toEqual({});
    await options.close();
    await session.lab.clearLogs();
    await visit('https://enforce.test/');
    await passed(ITS_TURN_MS);
    expect(await badge()).toBe('');
    // The resolver is the first one again.
    expect(session.lab.handshakes()).not.toContain('cloudflare-dns.com');
  });
});
