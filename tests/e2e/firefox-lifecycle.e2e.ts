import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Lab } from '../lab/lab.ts';
import { startLab } from '../lab/start.ts';
import { PRIVATE_CASES } from '../lifecycle/cases.ts';
import { launchFirefox, type Firefox } from './browsers/firefox.ts';
import { unpackFirefoxFiles } from './browsers/firefox-unpack.ts';
import { filesWith } from './browsers/profile-files.ts';
import { FIREFOX_BUILD } from './firefox-session.ts';
import { itShows } from './lifecycle-checks.ts';
import { readPopup } from './popup-view.ts';
import { reportReady } from './report-view.ts';
import { typeInto } from './workshop-view.ts';

describe('prompts and memory in Firefox', () => {
  let lab: Lab;
  let firefox: Firefox;
  beforeAll(async () => {
    lab = await startLab();
    firefox = await launchFirefox({ extensionDir: FIREFOX_BUILD, lab, hostAccess: 'ask' });
    await firefox.desk.store('local', { settings: { resolver: { id: 'custom', url: lab.dohUrl } } });
  });
  afterAll(() => lab?.stop());

  const check = (domain: string) => firefox.openAsked(`popup.html?domain=${domain}`);
  const fetches = () => lab.policyRequests().filter(({ host }) => host.startsWith('mta-sts.'));

  it('leave to ask the resolver is asked by the browser’s own prompt, and a yes goes on with the check', async () => {
    const page = await check('enforce.test');
    expect((await readPopup(page, 'enforce.test')).says).toContain('no permission to ask the DNS resolver');
    await page.click('.actions button');
    await firefox.answerPrompt('allow');
    await page.waitForFunction(() => document.querySelectorAll('.servers li').length === 2);
    expect((await readPopup(page, 'enforce.test')).says).toContain('A policy is announced.');
    await page.close();
  });

  it('a no to the policy host changes nothing, a yes goes on by itself', async () => {
    const page = await check('enforce.test');
    await readPopup(page, 'enforce.test');
    await page.click('.permission button');
    await firefox.answerPrompt('deny');
    await page.waitForSelector('.permission [role=alert]');
    expect(fetches()).toEqual([]);
    await page.click('.permission button');
    await firefox.answerPrompt('allow');
    await page.waitForSelector('main[data-standing=enforced]');
    expect(fetches()).toHaveLength(1);
    await page.close();
  });

  it('nothing is asked again after the background page was ended: what is known is in memory', async () => {
    await firefox.endBackground();
    await lab.clearLogs();
    const page = await check('enforce.test');
    expect((await readPopup(page, 'enforce.test')).standing).toBe('enforced');
    expect(await lab.queries()).toEqual([]);
    await page.close();
  });
});

describe('what Firefox leaves on disk', () => {
  let lab: Lab;
  beforeAll(async () => {
    lab = await startLab({ dns: 'embedded' });
  });
  afterAll(() => lab?.stop());

  itShows(PRIVATE_CASES.disk, async (says) => {
    const profileDir = lab.cleanup.directory('waxseal-profile');
    const firefox = await launchFirefox({ extensionDir: FIREFOX_BUILD, lab, profileDir });
    await firefox.desk.store('local', { settings: { resolver: { id: 'custom', url: lab.dohUrl } } });
    // The witness that a name would be found where there is one; a tab that was closed can be opened again, so the session has it too.
    await (await firefox.open('https://unix.test/')).close();
    const look = await firefox.openAsked('popup.html?domain=unix.test');
    await readPopup(look, 'unix.test');
    const page = await firefox.openPrivate('https://split-txt.test/');
    const popup = await firefox.clickToolbar(page);
    const text = async () => (await popup.text()).replaceAll(/\s+/g, ' ');
    await expect.poll(text, { timeout: 20_000 }).toContain(says);
    await popup.close();
    await firefox.desk.leaveTicket('report.html?domain=split-txt.test');
    const report = await firefox.openPrivate(firefox.url('report.html?domain=split-txt.test'));
    await reportReady(report, 'split-txt.test');
    const workshop = await firefox.openPrivate(firefox.url('workshop.html'));
    await workshop.waitForSelector('[data-part=policy] .cm-content');
    await typeInto(workshop, 'policy', 'mx: split-txt.test');
    await workshop.waitForSelector('[data-code=policy-version-missing]');
    await firefox.close();
    const other = await launchFirefox({ extensionDir: FIREFOX_BUILD, lab });
    await unpackFirefoxFiles(profileDir, other.window);
    const found = filesWith(profileDir, 'unix.test').join('\n');
    expect(found).toContain('sessionstore.jsonlz4.unpacked');
    expect(found).toMatch(/^storage\/default\/moz-extension/m);
    expect(filesWith(profileDir, 'split-txt')).toEqual([]);
  });
});
