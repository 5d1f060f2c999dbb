import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect } from 'vitest';
import type { Lab } from '../lab/lab.ts';
import { startLab } from '../lab/start.ts';
import { PRIVATE_CASES, RESTART_CASES } from '../lifecycle/cases.ts';
import { launchChromium, type Chromium } from './browsers/chromium.ts';
import { filesWith } from './browsers/profile-files.ts';
import { until } from './browsers/until.ts';
import { CHROME_BUILD } from './chromium-session.ts';
import { itShows, requestsTo } from './lifecycle-checks.ts';
import { guideReady, unfold } from './guide-view.ts';
import { readPopup } from './popup-view.ts';
import { reportReady } from './report-view.ts';
import { shownLines } from './workshop-view.ts';

const DOMAIN = 'enforce.test';
const POLICY = `policy:${DOMAIN}`;

describe('what outlives the browser, in Chromium', () => {
  let lab: Lab;
  let profileDir: string;
  let extensionDir: string;
  beforeEach(async () => {
    lab = await startLab({ dns: 'embedded' });
    profileDir = lab.cleanup.directory('waxseal-profile');
    extensionDir = lab.cleanup.directory('waxseal-build');
    cpSync(CHROME_BUILD, extensionDir, { recursive: true });
  });
  afterEach(() => lab?.stop());

  const settings = () => ({ resolver: { id: 'custom', url: lab.dohUrl }, leaveAlone: ['private.example'] });
  /** Starts the browser in its one profile. The extension is installed by each start, and welcomes. */
  const start = () => launchChromium({ extensionDir, lab, profileDir });
  const look = async ({ openAsked }: Chromium, domain = DOMAIN) => {
    const page = await openAsked(`popup.html?domain=${domain}`);
    const view = await readPopup(page, domain);
    await page.close();
    return view.says;
  };
  const leftAlone = async ({ open, url }: Chromium) => {
    const page = await open(url('options.html'));
    await page.waitForSelector('input[name=leave-alone]');
    const text = await page.$eval('main', ({ textContent }) => textContent);
    await page.close();
    return text?.includes('private.example');
  };

  itShows(RESTART_CASES.restart, async (says) => {
    const before = await start();
    await before.desk.store('local', { settings: settings() });
    await look(before);
    await before.close();
    await lab.clearLogs();
    const after = await start();
    const page = await after.open(`https://${DOMAIN}/`);
    expect(await requestsTo(lab)).toEqual([]);
    expect((await after.desk.badge(page)).text).toBe('');
    expect(await look(after)).toBe(says);
    expect((await requestsTo(lab)).filter((request) => request.includes('/'))).toEqual([]);
    expect(await requestsTo(lab)).toContain(`${DOMAIN} MX`);
    expect(await leftAlone(after)).toBe(true);
  });

  itShows(RESTART_CASES['tabs-come-back'], async () => {
    const before = await start();
    await before.desk.store('local', { settings: settings() });
    const pages = [
      `popup.html?domain=${DOMAIN}`,
      `report.html?domain=${DOMAIN}`,
      `report.html?domain=${DOMAIN}#guide`,
    ];
    for (const path of pages) await before.openAsked(path);
    await before.close();
    comeBack(profileDir);
    await lab.clearLogs();
    const after = await start();
    for (const path of pages) {
      const url = after.url(path);
      // What the browser does not bring back is opened as it would be.
      const back =
        (await after.browser.pages()).find((page) => page.url() === url) ?? (await after.open(url));
      await back.bringToFront();
      await back.waitForSelector('[data-standing=unchecked]');
    }
    expect(await requestsTo(lab)).toEqual([]);
  });

  /** Stores what another version would have left, and puts this one in its place. */
  const updated = async (says: string, local: Record<string, unknown>) => {
    setVersion('0.0.1');
    const chromium = await start();
    await chromium.desk.store('local', local);
    setVersion('0.1.1');
    await chromium.browser.installExtension(extensionDir);
    const page = await until('the update', () => chromium.open(chromium.url('manifest.json')));
    expect(await page.evaluate(() => chrome.runtime.getManifest().version)).toBe('0.1.1');
    await page.close();
    expect(await look(chromium)).toBe(says);
    expect(await leftAlone(chromium)).toBe(true);
    const stored = (await chromium.desk.stored('local'))[POLICY] as { mode: string; policyText: string };
    // Read from the policy host, not taken over from what nobody can read.
    expect(stored).toMatchObject({ mode: 'enforce' });
    expect(lab.policyRequests().filter(({ host }) => host === `mta-sts.${DOMAIN}`)).toHaveLength(1);
  };
  const setVersion = (version: string) => {
    const file = join(extensionDir, 'manifest.json');
    const manifest = JSON.parse(readFileSync(file, 'utf8')) as object;
    writeFileSync(file, JSON.stringify({ ...manifest, version }));
  };

  itShows(RESTART_CASES['update-from-older'], (says) =>
    updated(says, {
      settings: { ...settings(), automatic: 'sometimes', theme: 'dark' },
      recent: [{ domain: DOMAIN, at: 1 }],
      policies: [DOMAIN],
      [POLICY]: { domain: DOMAIN, text: 'version: STSv1', mode: 'testing', fetched: 1 },
    }),
  );

  itShows(RESTART_CASES['update-from-newer'], (says) =>
    updated(says, {
      settings: { schema: 7, ...settings(), automatic: { when: 'always' }, protections: ['dane'] },
      recent: { schema: 7, checks: [DOMAIN] },
      policies: { schema: 7, domains: [DOMAIN], order: 'newest' },
      [POLICY]: { schema: 7, policyDomain: DOMAIN, policyId: '1', policies: [{ mode: 'testing' }] },
    }),
  );

  itShows(PRIVATE_CASES.disk, async (says) => {
    const chromium = await start();
    await chromium.desk.store('local', { settings: settings() });
    // The witness that a name would be found where there is one.
    await look(chromium, 'unix.test');
    const page = await chromium.openPrivate('https://split-txt.test/');
    const popup = await chromium.clickToolbar(page);
    expect((await readPopup(popup, 'split-txt.test')).says).toBe(says);
    // Chromium shows them in a window that is not private, whose addresses and titles it writes down.
    const report = await chromium.pageAfter(() => popup.click('footer ::-p-text(Full report)'));
    await reportReady(report, 'split-txt.test');
    await report.click('.parts a[href="#guide"]');
    await guideReady(report);
    await unfold(report, '[data-step=policy] details');
    const workshop = await chromium.pageAfter(() => report.click('[name=open-draft]'));
    await workshop.waitForSelector('[data-part=tlsrpt] .cm-content');
    expect(await shownLines(workshop, 'policy')).toContain('mx: mx1.split-txt.testCR');
    await page.close();
    await chromium.close();
    expect(filesWith(profileDir, 'unix.test')).not.toEqual([]);
    expect(filesWith(profileDir, 'split-txt')).toEqual([]);
  });
});

/** Has Chromium open the tabs of the last time at its start. */
function comeBack(profileDir: string): void {
  const file = join(profileDir, 'Default', 'Preferences');
  const preferences = JSON.parse(readFileSync(file, 'utf8')) as object;
  writeFileSync(file, JSON.stringify({ ...preferences, session: { restore_on_startup: 1 } }));
}

declare const chrome: { runtime: { getManifest(): { version: string } } };
