import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startSession, type Session } from './chromium-session.ts';
import { readPopup } from './popup-view.ts';

describe('the options page in Chromium', () => {
  let session: Session;
  beforeAll(async () => {
    session = await startSession();
  });
  afterAll(() => session?.close());

  it('shows the resolver in use, and saves another', async () => {
    const options = await session.chromium.open(session.chromium.url('options.html'));
    await options.waitForSelector('input[value=custom]:checked');
    expect(await options.$eval('input[name=url]', (input) => input.value)).toBe(session.lab.dohUrl);
    await options.click('input[value=quad9]');
    await options.click('button[type=submit]');
    await options.waitForFunction(() => document.querySelector('[role=status]')?.textContent === 'Saved.');
    expect((await session.chromium.desk.stored('local'))['settings']).toEqual({ resolver: { id: 'quad9' } });
    await options.close();
  });

  it('asks a public resolver for no name that is not public', async () => {
    await session.lab.clearLogs();
    const { page, popup } = await session.check('enforce.test');
    expect((await readPopup(popup)).domain).toContain('enforce.test is not a public domain.');
    expect(await session.lab.queries()).toEqual([]);
    await page.close();
  });

  it('forgets everything', async () => {
    const { desk } = session.chromium;
    await desk.store('local', { settings: { resolver: { id: 'custom', url: session.lab.dohUrl } } });
    const { page, popup } = await session.check('enforce.test');
    await readPopup(popup, 'enforce.test');
    expect(Object.keys(await desk.stored('local')).toSorted()).toEqual([
      'policies',
      'policy:enforce.test',
      'recent',
      'settings',
    ]);
    await desk.request(['https://mta-sts.enforce.test/*']);
    const options = await session.chromium.open(session.chromium.url('options.html'));
    await options.waitForSelector('section button');
    await options.evaluate(() =>
      document.querySelector<HTMLElement>('section[aria-labelledby=data] button')?.click(),
    );
    await options.waitForFunction(() =>
      document.querySelector('[role=status]')?.textContent?.startsWith('Forgotten'),
    );
    expect(await desk.stored('local')).toEqual({});
    expect(await desk.stored('session')).toEqual({});
    // A list of single hosts would tell which domains were checked.
    expect((await desk.origins()).toSorted()).toEqual(['https://*/*', 'https://cloudflare-dns.com/*']);
    await options.waitForSelector('input[value=cloudflare]:checked');
    await options.close();
    await page.close();
  });
});
