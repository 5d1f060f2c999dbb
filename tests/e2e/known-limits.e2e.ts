/**
 * What SECURITY.md says is not promised, as browsers do it today. Where one of these fails, a browser has changed: the documents then say
 * less than the truth, and want to be mended with the test.
 */
import { createServer, type Server } from 'node:http';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { COLLECTOR, ISSUER_PATH, browserWorld } from '../hostile/browser-world.ts';
import type { Lab } from '../lab/lab.ts';
import { listen } from '../lab/ports.ts';
import { startLab } from '../lab/start.ts';
import { launchChromium, type Chromium } from './browsers/chromium.ts';
import { unpackFirefoxFiles } from './browsers/firefox-unpack.ts';
import { launchFirefox, type Firefox } from './browsers/firefox.ts';
import { filesWith } from './browsers/profile-files.ts';
import { CHROME_BUILD } from './chromium-session.ts';
import type { ExtensionDesk } from './browsers/extension-desk.ts';
import { FIREFOX_BUILD } from './firefox-session.ts';
import { openField, readPopup } from './popup-view.ts';

/** A machine of the private network; what it was asked for, in order. */
let machine: Server;
let port: number;
const asked: string[] = [];
beforeAll(async () => {
  machine = createServer(({ method, url }, response) => {
    if (url !== '/favicon.ico') asked.push(`${method} ${url}`);
    response.writeHead(404).end();
  });
  port = await listen(machine);
});
afterAll(() => {
  machine.closeAllConnections();
  machine.close();
});
beforeEach(() => void asked.splice(0));

/** The requests with which a browser brings reports to the collector. */
const reports = (lab: Lab) =>
  lab.policyRequests().filter(({ host, path }) => host === COLLECTOR && path === '/reports');

/** Removes what it wrote with the lab, which ends after the browser. */
const startIn = async (launch: (lab: Lab, profileDir: string) => Promise<unknown>) => {
  const lab = await startLab({ dns: 'embedded', world: browserWorld(port) });
  await launch(lab, lab.cleanup.directory('waxseal-profile'));
  return lab;
};

describe('Chromium', () => {
  let lab: Lab;
  let chromium: Chromium;
  let profile: string;
  beforeEach(async () => {
    lab = await startIn(async (started, profileDir) => {
      profile = profileDir;
      chromium = await launchChromium({ extensionDir: CHROME_BUILD, lab: started, profileDir });
      await chromium.desk.store('local', { settings: { resolver: { id: 'custom', url: started.dohUrl } } });
    });
  });
  afterEach(() => lab?.stop());
  const look = async (domain: string) => {
    const page = await chromium.open(`https://${domain}/`);
    return readPopup(await chromium.clickToolbar(page), domain);
  };

  it('known limit: fetches the address that an untrusted certificate names, in the private network too', async () => {
    expect((await look('aia.test')).findings).toContain('policy-certificate-untrusted');
    expect(asked).toContain(`GET ${ISSUER_PATH}`);
    // Not a line of HTTP went to the policy host itself.
    expect(lab.policyRequests().filter(({ host }) => host === 'mta-sts.aia.test')).toEqual([]);
  });

  it('known limit: reports a visit where a policy host has it do so, and keeps that after “Forget everything”', async () => {
    const view = await look('nel.test');
    expect(view.standing).toBe('enforced');
    expect(view.findings).toContain('policy-host-nel');
    // The browser gathers reports for up to a minute.
    await expect.poll(() => reports(lab).map(({ method }) => method), { timeout: 90_000 }).toContain('POST');
    const options = await chromium.open(chromium.url('options.html'));
    await options.waitForSelector('button[name=forget]');
    await options.evaluate(() => document.querySelector<HTMLElement>('button[name=forget]')?.click());
    await expect.poll(() => chromium.desk.stored('local')).toEqual({});
    await chromium.close();
    expect(filesWith(profile, COLLECTOR)).toEqual(['Default/Reporting and NEL']);
    // The second is where else the host can be reached, as its header Alt-Svc said.
    expect(filesWith(profile, 'mta-sts.nel.test').toSorted()).toEqual([
      'Default/Network Persistent State',
      'Default/Reporting and NEL',
    ]);
  }, 120_000);
});

describe('Firefox', () => {
  let lab: Lab;
  let firefox: Firefox;
  let profile: string;
  beforeAll(async () => {
    lab = await startIn(async (started, profileDir) => {
      profile = profileDir;
      firefox = await launchFirefox({ extensionDir: FIREFOX_BUILD, lab: started, profileDir });
      await firefox.desk.store('local', { settings: { resolver: { id: 'custom', url: started.dohUrl } } });
    });
  });
  afterAll(() => lab?.stop());
  const shows = async (domain: string, words: string) => {
    const page = await firefox.open(`https://${domain}/`);
    const popup = await firefox.clickToolbar(page);
    await expect.poll(() => popup.text(), { timeout: 20_000 }).toContain(words);
    await popup.close();
  };

  it('has neither limit: it fetches no issuer, sends no report, and keeps nothing of what it was told', async () => {
    await shows('aia.test', 'Broken.');
    // Said to whoever looks: the same policy host speaks to the Chromium of others.
    await shows('nel.test', 'Sealed.');
    expect(JSON.stringify(await firefox.desk.stored('session'))).toContain('policy-host-nel');
    // The witness that the machine can be reached, and would have been told of anything before.
    await (await firefox.open(`http://127.0.0.1:${port}/control`)).close();
    expect(asked).toEqual(['GET /control']);
    await firefox.close();
    expect(reports(lab)).toEqual([]);
    const other = await launchFirefox({ extensionDir: FIREFOX_BUILD, lab });
    await unpackFirefoxFiles(profile, other.window);
    // The witness that a name would be found where there is one: the page that was visited.
    expect(filesWith(profile, 'nel.test')).not.toEqual([]);
    expect(filesWith(profile, COLLECTOR)).toEqual([]);
  }, 120_000);
});

/** Checks a domain that stands in no address, allows its policy host alone, and forgets everything. */
async function allowAndForget({ desk, open, url }: Chromium | Firefox, lab: Lab): Promise<void> {
  await desk.store('local', { settings: { resolver: { id: 'custom', url: lab.dohUrl } } });
  await desk.request([`https://${new URL(lab.dohUrl).hostname}/*`]);
  const page = await open(url('popup.html'));
  await openField(page);
  await page.type('#subject', 'unix.test');
  await page.keyboard.press('Enter');
  await page.waitForSelector('.permission button');
  await page.click('.permission button');
  await page.waitForSelector('main[data-standing=enforced]');
  expect(await stored(desk)).toContain('unix.test');
  expect(await desk.origins()).toContain('https://mta-sts.unix.test/*');
  const options = await open(url('options.html'));
  await options.waitForSelector('button[name=forget]');
  await options.evaluate(() => document.querySelector<HTMLElement>('button[name=forget]')?.click());
  await expect.poll(() => stored(desk)).toBe('[{},{},{}]');
  expect(await desk.origins()).not.toContain('https://mta-sts.unix.test/*');
}

async function stored(desk: ExtensionDesk): Promise<string> {
  const areas = (['local', 'session', 'sync'] as const).map((area) => desk.stored(area));
  return JSON.stringify(await Promise.all(areas));
}

describe('after “Forget everything” the profile', () => {
  let lab: Lab;
  let profileDir: string;
  beforeEach(async () => {
    lab = await startLab({ dns: 'embedded' });
    profileDir = lab.cleanup.directory('waxseal-profile');
  });
  afterEach(() => lab?.stop());

  it('known limit: of Chromium names the policy host, as reached and as allowed alone, and nothing of Waxseal’s own does', async () => {
    const hostAccess = 'preapproved';
    const chromium = await launchChromium({ extensionDir: CHROME_BUILD, lab, profileDir, hostAccess });
    await allowAndForget(chromium, lab);
    await chromium.close();
    expect(filesWith(profileDir, 'unix.test').toSorted()).toEqual([
      'Default/Network Persistent State',
      'Default/Preferences',
    ]);
  });

  it('known limit: of Firefox may have the bytes of what was deleted in the file of its storage, and nowhere else', async () => {
    const hostAccess = 'preapproved';
    const firefox = await launchFirefox({ extensionDir: FIREFOX_BUILD, lab, profileDir, hostAccess });
    await allowAndForget(firefox, lab);
    await firefox.close();
    const other = await launchFirefox({ extensionDir: FIREFOX_BUILD, lab });
    await unpackFirefoxFiles(profileDir, other.window);
    const found = filesWith(profileDir, 'unix.test');
    expect(found.filter((file) => !file.startsWith('storage/default/moz-extension'))).toEqual([]);
  });
});
