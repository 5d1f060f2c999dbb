import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { launch, type Browser, type Page } from 'puppeteer-core';
import type { Lab } from '../../lab/lab.ts';
import { createCertificateStore } from './certificate-store.ts';
import { ALL_SITES, type HostAccess } from './chromium-profile.ts';
import { findFirefox } from './executables.mjs';
import { ExtensionDesk } from './extension-desk.ts';
import { personAt, type FirefoxPerson } from './firefox-person.ts';
import { FirefoxWindow } from './firefox-window.ts';
import { until } from './until.ts';

export interface FirefoxOptions {
  extensionDir: string;
  lab: Lab;
  /** `false` needs a display. */
  headless?: boolean;
  /** The display of a real window, such as `:7`. */
  display?: string;
  /** A folder that outlives the browser; left out, a new one that does not. */
  profileDir?: string;
  /** What an administrator lays down, by a native manifest. */
  managed?: Readonly<Record<string, unknown>>;
  /** The folder of another extension, installed beside; its pages stand at `STRANGER_UUID`. */
  beside?: string;
  /** What the system prefers; left out, light. */
  scheme?: 'light' | 'dark';
  /** What the person says about host access; see HostAccess. Left out: `granted`. */
  hostAccess?: HostAccess;
}

export interface Firefox extends FirefoxPerson {
  browser: Browser;
  /** The window around the pages. */
  window: FirefoxWindow;
  /** The extension's own data, seen without running any of its pages. */
  desk: ExtensionDesk;
  /** The folder that downloads go to. */
  downloads: string;
  /** `moz-extension://<uuid>/<path>`. */
  url(path: string): string;
  /** Opens a page of the web, or of the extension, in a new tab in front. */
  open(url: string): Promise<Page>;
  /** Opens a page of the extension as a person does, so that it checks at once; in a new tab in front, or in one that is open. */
  openAsked(path: string, tab?: Page): Promise<Page>;
  /** Opens a page of the web in a private window; at no address that is open already. */
  openPrivate(url: string): Promise<Page>;
  close(): Promise<void>;
  /** Ends the background page, as Firefox does after half a minute without work. */
  endBackground(): Promise<void>;
}

/** Any one will do; a fixed one gives the extension's pages an address that tests can know. */
export const UUID = '5ea1ed00-3a15-4d0c-9c0d-000000000001';
export const STRANGER_UUID = '5ea1ed00-3a15-4d0c-9c0d-000000000002';

/**
 * Starts Firefox with the extension in the lab's world; `close`, or the end of the lab, ends it and removes what it wrote. Rejects where
 * no Firefox, or no certutil, is installed.
 */
export async function launchFirefox(options: FirefoxOptions): Promise<Firefox> {
  const { lab, extensionDir, headless = true, display, hostAccess = 'granted' } = options;
  const executablePath = findFirefox();
  if (!executablePath) throw new Error('Firefox is not installed');
  const profileDir = options.profileDir ?? lab.cleanup.directory('waxseal-firefox');
  createCertificateStore(profileDir, lab.caCertificatePem);
  const downloads = lab.cleanup.directory('waxseal-downloads');
  if (options.managed) layDown(profileDir, geckoId(extensionDir), options.managed);
  const browser = await launch({
    browser: 'firefox',
    executablePath,
    headless,
    userDataDir: profileDir,
    defaultViewport: null,
    env: {
      ...process.env,
      HOME: profileDir,
      MOZ_REMOTE_SETTINGS_DEVTOOLS: '1',
      ...(display && { DISPLAY: display }),
    },
    handleSIGINT: false,
    handleSIGTERM: false,
    // Without it the extension's own pages cannot be opened.
    args: ['--remote-allow-system-access'],
    extraPrefsFirefox: {
      ...lab.firefoxPrefs(),
      'extensions.webextensions.uuids': JSON.stringify({
        [geckoId(extensionDir)]: UUID,
        ...(options.beside && { [geckoId(options.beside)]: STRANGER_UUID }),
      }),
      'extensions.webextOptionalPermissionPrompts': hostAccess === 'ask',
      // A plain page for the desk instead of a viewer.
      'devtools.jsonview.enabled': false,
      'browser.download.folderList': 2,
      'browser.download.dir': downloads,
      'browser.download.alwaysOpenPanel': false,
      'services.settings.server': 'data:,#remote-settings-dummy/v1',
      'network.captive-portal-service.enabled': false,
      'network.connectivity-service.enabled': false,
      'network.trr.mode': 5,
      'intl.locale.requested': 'en-US',
      // Otherwise a prompt lets the first half second of input pass.
      'security.notification_enable_delay': 0,
      'ui.systemUsesDarkTheme': options.scheme === 'dark' ? 1 : 0,
    },
  });
  const close = async (): Promise<void> => {
    if (browser.connected) await browser.close();
  };
  lab.cleanup.add(close, () => browser.process()?.kill('SIGKILL'));
  const window = new FirefoxWindow(browser);
  const id = geckoId(extensionDir);
  // Whoever opens a private window in a test has allowed Waxseal there.
  await window.run(ALLOW_PRIVATE_WINDOWS, { id });
  await browser.installExtension(extensionDir);
  if (options.beside) await browser.installExtension(options.beside);
  const url = (path: string): string => `moz-extension://${UUID}/${path}`;
  const open = async (address: string): Promise<Page> => openIn(await browser.newPage(), address);
  const desk = new ExtensionDesk(() => open(url('manifest.json')));
  if (options.managed?.['welcome'] !== false) {
    const welcome = await until('the welcome page', () => pageAt(browser, url('welcome.html')));
    await welcome.close();
  }
  if (hostAccess === 'granted') await desk.request([ALL_SITES]);
  return {
    browser,
    window,
    desk,
    downloads,
    url,
    open,
    openAsked: async (path, tab) => {
      await desk.leaveTicket(path);
      return openIn(tab ?? (await browser.newPage()), url(path));
    },
    close,
    openPrivate: async (address) => {
      await desk.openPrivateWindow(address);
      return until(address, () => pageAt(browser, address));
    },
    endBackground: async () => {
      await window.run(END_BACKGROUND, { id });
    },
    ...personAt(window, id),
  };
}

/** The page that stands at an address, by its own word: Firefox reports no end of a navigation to a page of an extension. */
async function pageAt(browser: Browser, address: string): Promise<Page | undefined> {
  for (const page of await browser.pages()) {
    // A page that has just gone stands nowhere.
    const at = await page.evaluate(() => location.href).catch(() => null);
    if (at === address) return page;
  }
  return undefined;
}

/** What the person's own choice in about:addons writes. */
const ALLOW_PRIVATE_WINDOWS = `
  const { ExtensionPermissions } = ChromeUtils.importESModule('resource://gre/modules/ExtensionPermissions.sys.mjs');
  await ExtensionPermissions.add(args.id, { permissions: ['internal:privateBrowsingAllowed'], origins: [] });`;

const END_BACKGROUND = `
  const { extension } = WebExtensionPolicy.getByID(args.id);
  // As it stands: a page that still has an answer to give would otherwise be given more time, and stay.
  await extension.terminateBackground({ ignoreDevToolsAttached: true, disableResetIdleForTest: true });
  if (extension.backgroundState === 'running') throw new Error('The background goes on');`;

async function openIn(page: Page, address: string): Promise<Page> {
  if (!address.startsWith('moz-extension:')) {
    await page.goto(address);
    return page;
  }
  // Firefox never reports the end of this navigation, so the page itself is asked, and that which stood there is marked.
  await page.evaluate(() => Object.assign(globalThis, { isLeft: true }));
  page.goto(address).catch(() => {});
  await until(address, () =>
    page.evaluate(
      (to) => !('isLeft' in globalThis) && location.href === to && document.readyState === 'complete',
      address,
    ),
  );
  return page;
}

/** Firefox on Linux looks for managed storage below the home folder, which is the profile's here. */
function layDown(home: string, name: string, data: Readonly<Record<string, unknown>>): void {
  const folder = join(home, '.mozilla', 'managed-storage');
  mkdirSync(folder, { recursive: true });
  const manifest = { name, description: 'For a test', type: 'storage', data };
  writeFileSync(join(folder, `${name}.json`), JSON.stringify(manifest));
}

function geckoId(extensionDir: string): string {
  const manifest = JSON.parse(readFileSync(join(extensionDir, 'manifest.json'), 'utf8')) as {
    browser_specific_settings: { gecko: { id: string } };
  };
  return manifest.browser_specific_settings.gecko.id;
}
