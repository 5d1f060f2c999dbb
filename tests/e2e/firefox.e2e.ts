import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Lab } from '../lab/lab.ts';
import { startLab } from '../lab/start.ts';
import type { ProblemCode } from '../../lib/mechanisms.ts';
import { toUnicodeName, type DomainName } from '../../lib/names/domain-name.ts';
import { WORLD, WORLD_FILES } from '../lab/world.ts';
import { launchFirefox, type Firefox } from './browsers/firefox.ts';
import { checkBehind } from './check-behind.ts';
import { FIREFOX_BUILD } from './firefox-session.ts';
import { OneTab } from './one-tab.ts';
import { expectDigest, expectView, oneOfEach } from './lab-expectations.ts';
import { openField, readPopup } from './popup-view.ts';
import { exportBy, reportReady } from './report-view.ts';

/** A script that Firefox loses while it opens a popup is sent again. */
const PATIENT = { timeout: 10_000 };

describe('the same build of the same code in Firefox', () => {
  let lab: Lab;
  let firefox: Firefox;
  let tab: OneTab;
  beforeAll(async () => {
    lab = await startLab();
    // What is asked of the person is granted without a dialog, but nothing is granted unasked.
    firefox = await launchFirefox({ extensionDir: FIREFOX_BUILD, lab, hostAccess: 'preapproved' });
    tab = new OneTab(firefox);
  });
  afterAll(() => lab?.stop());

  const check = (domain: string) => firefox.openAsked(`popup.html?domain=${domain}`);
  const policyFetches = () => lab.policyRequests().filter(({ host }) => host.startsWith('mta-sts.'));

  it('saves an own resolver in the options', async () => {
    const options = await firefox.open(firefox.url('options.html'));
    await options.waitForSelector('input[value=custom]');
    await options.click('input[value=custom]');
    await options.type('input[name=url]', lab.dohUrl);
    await options.click('button[type=submit]');
    await options.waitForFunction(() => document.querySelector('[role=status]')?.textContent === 'Saved.');
    await options.close();
  });

  it('asks for the policy host, then goes on by itself', async () => {
    const page = await check('enforce.test');
    const before = await readPopup(page, 'enforce.test');
    expect(before.says).toContain('A policy is announced.');
    expect(before.servers).toHaveLength(2);
    expect(policyFetches()).toEqual([]);
    await page.click('.permission button');
    await page.waitForSelector('main[data-standing=enforced]');
    expect(await readPopup(page, 'enforce.test')).toMatchObject({ mode: 'enforce', coverage: '2 of 2' });
    await page.close();
  });

  it('sends neither Origin nor Referer nor cookies to the policy host', () => {
    const [request] = policyFetches();
    const names = Object.keys(request?.headers ?? {});
    expect(names).toContain('host');
    for (const telling of ['origin', 'referer', 'cookie']) expect(names).not.toContain(telling);
  });

  it('offers what was checked before in the field, until that is cleared', async () => {
    const page = await check('none.test');
    await readPopup(page, 'none.test');
    await openField(page);
    await page.waitForSelector('datalist option');
    expect(await page.$$eval('datalist option', (options) => options.map(({ value }) => value))).toEqual([
      'enforce.test',
    ]);
    await page.click('.recent button');
    await expect.poll(() => firefox.desk.stored('local')).not.toHaveProperty('recent');
    await page.close();
  });

  it('suggests the keyboard shortcut', async () => {
    const desk = await firefox.desk.page();
    const shortcuts = await desk.evaluate(async () => {
      const { browser } = globalThis as unknown as {
        browser: { commands: { getAll(): Promise<{ name: string; shortcut: string }[]> } };
      };
      return (await browser.commands.getAll()).map(({ name, shortcut }) => `${name} ${shortcut}`);
    });
    expect(shortcuts).toEqual(['_execute_action Alt+Shift+M']);
  });

  it('all domains: one yes', async () => {
    const page = await check('testing.test');
    await readPopup(page, 'testing.test');
    await page.click('.permission button + button');
    await page.waitForSelector('main[data-standing=testing]');
    await page.close();
  });

  it('the report is saved as JSON and as Markdown, and what is stored as JSON', async () => {
    const saved = async (press: () => Promise<void>, name: RegExp): Promise<string> => {
      await press();
      const named = async () => (await readdir(firefox.downloads)).find((file) => name.test(file)) ?? '';
      const text = async () => readFile(join(firefox.downloads, await named()), 'utf8').catch(() => '');
      // Firefox writes into the place of the file, which is empty until it is whole.
      await expect.poll(text, PATIENT).not.toBe('');
      return text();
    };
    const report = await firefox.openAsked('report.html?domain=enforce.test');
    await reportReady(report, 'enforce.test');
    const json = await saved(() => exportBy(report, 'json'), /^waxseal-enforce\.test-[\d-]+\.json$/);
    expect(JSON.parse(json)).toMatchObject({ schema: 'waxseal-report', policyDomain: 'enforce.test' });
    const markdown = await saved(() => exportBy(report, 'markdown'), /^waxseal-enforce\.test-[\d-]+\.md$/);
    expect(markdown).toContain('# Mail security of `enforce.test`');
    await report.close();
    const options = await firefox.open(firefox.url('options.html'));
    await options.waitForSelector('button[name=export]');
    const stored = await saved(
      () => options.click('button[name=export]'),
      /^waxseal-stored-data-[\d-]+\.json$/,
    );
    expect(JSON.parse(stored)).toMatchObject({ format: 'waxseal-stored-data', version: 1 });
    await options.close();
  });

  it('a real click on the toolbar icon opens the popup for the domain of the tab, and marks the tab', async () => {
    const page = await firefox.open('https://www.enforce.test/');
    const popup = await firefox.clickToolbar(page);
    await expect.poll(() => popup.text(), PATIENT).toContain('Sealed.');
    await expect
      .poll(() => popup.read("document.querySelector('h1').textContent"), PATIENT)
      .toBe('enforce.test');
    await popup.close();
    const badge = await firefox.desk.badge(page);
    // The other lane comes to it once it is known.
    expect(badge).toMatchObject({ text: '✓', title: expect.stringMatching(/^enforce\.test: Sealed\./) });
    await page.close();
  });

  it.each([
    ['a mail link', '#mail', 'absent.test'],
    ['a link', '#elsewhere', 'enforce.test'],
    ['the page', 'h1', 'absent.test'],
  ])('the native context menu of %s opens the popup', async (_what, selector, domain) => {
    const page = await firefox.open('https://absent.test/');
    await firefox.pickFromContextMenu(page, selector);
    const popup = await firefox.popup();
    await expect.poll(() => popup.read("document.querySelector('h1').textContent"), PATIENT).toBe(domain);
    await popup.close();
    await page.close();
  });

  it('the automatic badge marks a page without a click once it is chosen, and a domain once', async () => {
    const options = await firefox.open(firefox.url('options.html'));
    await options.waitForSelector('input[name=automatic]');
    await options.click('input[name=automatic]');
    await options.waitForSelector('input[name=automatic]:checked');
    expect(await options.$('button[name=allow-automatic]')).toBeNull();
    await options.close();
    await lab.clearLogs();
    // A page wakes it from now on.
    await firefox.endBackground();
    const page = await firefox.open('https://unix.test/');
    const patient = { timeout: 20_000 };
    await expect.poll(async () => (await firefox.desk.badge(page)).text, patient).toBe('✓');
    await page.goto('https://unix.test/other');
    await expect.poll(async () => (await firefox.desk.badge(page)).text, patient).toBe('✓');
    expect((await lab.queries()).filter(({ type }) => type === 'MX')).toHaveLength(1);
    await page.close();
    const again = await firefox.open(firefox.url('options.html'));
    await again.waitForSelector('input[name=automatic]:checked');
    await again.click('input[name=automatic]');
    await again.waitForFunction(() => document.querySelector('[role=status]')?.textContent === 'Saved.');
    await again.waitForSelector('input[name=automatic]:not(:checked)');
    await again.close();
  });
  // A subdomain is no registrable domain of its own; international names are shown with U-labels. What is read of mail in its name comes from DNS alone, by the same code in both browsers: here the
  // first domains of its files stand for the others, all of which Chromium checks (lab-domains.e2e.ts).
  const alike = new Set(
    ['spf', 'spf-senders', 'dmarc', 'dkim', 'bimi', 'caa', 'providers'].flatMap((file) =>
      (WORLD_FILES[file] ?? []).slice(5).map(({ domain }) => domain),
    ),
  );
  const domains = WORLD.domains.filter(({ domain }) => !domain.startsWith('sub.') && !alike.has(domain));
  it.each(domains.map((each) => [each.domain, each.expected] as const))('%s', async (domain, expected) => {
    expectDigest((await checkBehind(firefox.desk, domain)).digest, expected, asInFirefox(expected.findings));
  });

  const oneOfEachStanding = oneOfEach(domains, ({ standing }) => standing);
  it.each(oneOfEachStanding.map((each) => [each.expected.standing, each.domain, each.expected] as const))(
    '%s, in the popup of %s',
    async (_standing, domain, expected) => {
      const page = await tab.show(`popup.html?domain=${domain}`);
      const view = await readPopup(page, toUnicodeName(domain as DomainName));
      expectView(view, expected, asInFirefox(expected.findings));
    },
  );
});

/** Firefox has no code for what is wrong with a certificate, only a sentence in the person's language. */
function asInFirefox(codes: readonly ProblemCode[]): ProblemCode[] {
  return codes.map((code) => (code.startsWith('policy-certificate') ? 'policy-tls' : code));
}
