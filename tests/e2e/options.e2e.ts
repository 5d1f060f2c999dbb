import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startSession, type Session } from './chromium-session.ts';
import { readPopup } from './popup-view.ts';

describe('the options page in Chromium', () => {
  let session: Session;
  beforeAll(async () => {
    session = await startSession();
  });
  afterAll(() => session?.close());

  /** The lab's resolver, as chosen in these options. */
  const useLab = async () => {
    const { dohUrl } = session.lab;
    await session.chromium.desk.store('local', { confirmedResolvers: [dohUrl] });
    await session.chromium.desk.store('sync', { settings: { resolver: { id: 'custom', url: dohUrl } } });
  };

  it('shows the resolver in use, and saves another', async () => {
    const options = await session.chromium.open(session.chromium.url('options.html'));
    await options.waitForSelector('input[value=custom]:checked');
    expect(await options.$eval('input[name=url]', (input) => input.value)).toBe(session.lab.dohUrl);
    await options.click('input[value=quad9]');
    await options.click('button[type=submit]');
    await options.waitForFunction(() => document.querySelector('[role=status]')?.textContent === 'Saved.');
    // Where the browser syncs, what was on this device alone moves there.
    expect((await session.chromium.desk.stored('sync'))['settings']).toEqual({ resolver: { id: 'quad9' } });
    expect((await session.chromium.desk.stored('local'))['settings']).toBeUndefined();
    await options.close();
  });

  it('asks a public resolver for no name that is not public', async () => {
    await session.lab.clearLogs();
    const { page, popup } = await session.check('enforce.test');
    expect((await readPopup(popup)).domain).toContain('enforce.test is not a public domain.');
    expect(await session.lab.queries()).toEqual([]);
    await page.close();
  });

  it('lists what is stored, and hands it over as a file', async () => {
    await useLab();
    const { page, popup } = await session.check('testing.test');
    await readPopup(popup, 'testing.test');
    const options = await session.chromium.open(session.chromium.url('options.html'));
    const listed = await options.waitForSelector('.policies li');
    expect(await listed?.evaluate(({ textContent }) => textContent)).toContain('testing.test');
    const folder = session.lab.cleanup.directory('waxseal-downloads');
    const client = await options.createCDPSession();
    await client.send('Browser.setDownloadBehavior', { behavior: 'allow', downloadPath: folder });
    await options.click('button[name=export]');
    const isThere = async () => (await readdir(folder)).filter((name) => name.endsWith('.json'));
    await expect.poll(isThere, { timeout: 10_000 }).toHaveLength(1);
    const [file = ''] = await isThere();
    expect(file).toMatch(/^waxseal-stored-data-\d{4}-\d{2}-\d{2}\.json$/);
    const data = JSON.parse(await readFile(join(folder, file), 'utf8')) as Record<string, object>;
    expect(data).toMatchObject({
      format: 'waxseal-stored-data',
      version: 1,
      synced: { settings: { resolver: { id: 'custom' } } },
    });
    expect(Object.keys(data['local'] ?? {})).toContain('policy:testing.test');
    await options.close();
    await page.close();
  });

  it('keeps a list of domains to leave alone, and says why it does not take what is none', async () => {
    const options = await session.chromium.open(session.chromium.url('options.html'));
    const field = 'input[name=leave-alone]';
    await options.waitForSelector(field);
    await options.type(field, 'no name');
    await options.keyboard.press('Enter');
    await options.waitForSelector('#leave-alone-error');
    await options.$eval(field, (input) => (input as HTMLInputElement).select());
    await options.type(field, 'https://intranet.example.com/start');
    await options.keyboard.press('Enter');
    await options.waitForFunction(
      () => document.querySelector('.domains bdi')?.textContent === 'intranet.example.com',
    );
    await options.reload();
    await options.waitForSelector('.domains button');
    await options.click('.domains button');
    await options.waitForFunction(() => document.querySelectorAll('.domains:not(.policies) li').length === 0);
    expect((await session.chromium.desk.stored('sync'))['settings']).toMatchObject({ leaveAlone: [] });
    await options.close();
  });

  it('forgets everything', async () => {
    const { desk } = session.chromium;
    await useLab();
    const { page, popup } = await session.check('enforce.test');
    await readPopup(popup, 'enforce.test');
    expect(Object.keys(await desk.stored('local')).toSorted()).toEqual([
      'confirmedResolvers',
      'policy:enforce.test',
      'policy:testing.test',
      'recent',
    ]);
    await desk.request(['https://mta-sts.enforce.test/*']);
    const options = await session.chromium.open(session.chromium.url('options.html'));
    await options.waitForSelector('button[name=forget]');
    await options.evaluate(() => document.querySelector<HTMLElement>('button[name=forget]')?.click());
    await options.waitForFunction(() =>
      document.querySelector('[role=status]')?.textContent?.startsWith('Deleted'),
    );
    expect(await desk.stored('local')).toEqual({});
    expect(await desk.stored('sync')).toEqual({});
    expect(await desk.stored('session')).toEqual({});
    // A list of single hosts would tell which domains were checked.
    expect((await desk.origins()).toSorted()).toEqual(['https://*/*', 'https://cloudflare-dns.com/*']);
    await options.waitForSelector('input[value=cloudflare]:checked');
    await options.close();
    await page.close();
  });
});
