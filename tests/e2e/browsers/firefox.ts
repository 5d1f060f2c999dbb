import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { launch, type Browser, type Page } from 'puppeteer-core';
import type { Lab } from '../../lab/lab.ts';
import { createCertificateStore } from './certificate-store.ts';
import { ALL_SITES, type HostAccess } from './chromium-profile.ts';
import { findFirefox } from './executables.mjs';
import { ExtensionDesk } from './extension-desk.ts';
import { FirefoxPopup } from './firefox-popup.ts';
import { FirefoxWindow } from './firefox-window.ts';
import { until } from './until.ts';

export interface FirefoxOptions {
  extensionDir: string;
  lab: Lab;
  /** `false` needs a display. */
  headless?: boolean;
  /** The display of a real window, such as `:7`. */
  display?: string;
  /** What an administrator lays down, by a native manifest. */
  managed?: Readonly<Record<string, unknown>>;
  /** The folder of another extension, installed beside; its pages stand at `STRANGER_UUID`. */
  beside?: string;
  /** What the system prefers; left out, light. */
  scheme?: 'light' | 'dark';
  /** What the person says about host access; see HostAccess. Left out: `granted`. */
  hostAccess?: HostAccess;
}

export interface Firefox {
  browser: Browser;
  /** The extension's own data, seen without running any of its pages. */
  desk: ExtensionDesk;
  /** `moz-extension://<uuid>/<path>`. */
  url(path: string): string;
  /** Opens a page of the web, or of the extension, in a new tab in front. */
  open(url: string): Promise<Page>;
  /** A real click on the toolbar icon while `page` is the tab in front; gives the popup once its page has loaded. */
  clickToolbar(page: Page): Promise<FirefoxPopup>;
  /** A right click on the element, and the extension's entry of the menu picked. A selection of text has to be made before. */
  pickFromContextMenu(page: Page, selector: string): Promise<void>;
  /** The popup, for one that opens by itself; waits for it. */
  popup(): Promise<FirefoxPopup>;
  close(): Promise<void>;
  /** Answers Firefox's own prompt for permissions, once it is there, and waits until it has gone. */
  answerPrompt(answer: 'allow' | 'deny'): Promise<void>;
  /** Ends the background page, as Firefox does after half a minute without work. */
  endBackground(): Promise<void>;
}

/** Any one will do; a fixed one gives the extension's pages an address that tests can know. */
const UUID = '5ea1ed00-3a15-4d0c-9c0d-000000000001';
export const STRANGER_UUID = '5ea1ed00-3a15-4d0c-9c0d-000000000002';

/**
 * Starts Firefox with the extension in the lab's world; `close`, or the end of the lab, ends it and removes what it wrote. Rejects where
 * no Firefox, or no certutil, is installed.
 */
export async function launchFirefox(options: FirefoxOptions): Promise<Firefox> {
  const { lab, extensionDir, headless = true, display, hostAccess = 'granted' } = options;
  const executablePath = findFirefox();
  if (!executablePath) throw new Error('Firefox is not installed');
  const profileDir = lab.cleanup.directory('waxseal-firefox');
  createCertificateStore(profileDir, lab.caCertificatePem);
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
  await browser.installExtension(extensionDir);
  if (options.beside) await browser.installExtension(options.beside);
  const url = (path: string): string => `moz-extension://${UUID}/${path}`;
  const open = (address: string): Promise<Page> => openTab(browser, address);
  const desk = new ExtensionDesk(() => open(url('manifest.json')));
  if (options.managed?.['welcome'] !== false) {
    const welcome = await until('the welcome page', () => pageAt(browser, url('welcome.html')));
    await welcome.close();
  }
  if (hostAccess === 'granted') await desk.request([ALL_SITES]);
  return { browser, desk, url, open, close, ...drive(new FirefoxWindow(browser), geckoId(extensionDir)) };
}

function drive(
  window: FirefoxWindow,
  id: string,
): Pick<Firefox, 'clickToolbar' | 'pickFromContextMenu' | 'popup' | 'answerPrompt' | 'endBackground'> {
  const popup = async (): Promise<FirefoxPopup> => {
    const opened = new FirefoxPopup(window);
    await until(
      'the popup',
      async () => (await opened.isOpen()) && (await opened.read('document.readyState')) === 'complete',
    );
    return opened;
  };
  return {
    popup,
    clickToolbar: async (page) => {
      await page.bringToFront();
      await window.run(CLICK_ICON, { id });
      return popup();
    },
    pickFromContextMenu: async (page, selector) => {
      await page.bringToFront();
      const picked = window.run(PICK_FROM_MENU, { prefix: id.replaceAll(/[^\w-]/g, '_').toLowerCase() });
      await page.click(selector, { button: 'right' });
      await picked;
    },
    answerPrompt: async (answer) => {
      await window.run(ANSWER_PROMPT, { isAllowed: answer === 'allow' });
    },
    endBackground: async () => {
      await window.run(END_BACKGROUND, { id });
    },
  };
}

/** What Firefox does itself when the icon is clicked. */
const CLICK_ICON = `
  const { ExtensionParent } = ChromeUtils.importESModule('resource://gre/modules/ExtensionParent.sys.mjs');
  const { extension } = WebExtensionPolicy.getByID(args.id);
  await ExtensionParent.apiManager.global.browserActionFor(extension).triggerAction(window);`;

/** Waits for the menu to open; an entry of an extension has an id that begins with that of the extension. */
const PICK_FROM_MENU = `
  const menu = document.getElementById('contentAreaContextMenu');
  await new Promise((resolve) => menu.addEventListener('popupshown', resolve, { once: true }));
  const entry = [...menu.querySelectorAll('menuitem')].find((item) => item.id.startsWith(args.prefix));
  if (!entry) throw new Error('The menu has no entry of the extension');
  const hidden = new Promise((resolve) => menu.addEventListener('popuphidden', resolve, { once: true }));
  menu.activateItem(entry);
  await hidden;`;

/** The page that stands at an address, by its own word: Firefox reports no end of a navigation to a page of an extension. */
async function pageAt(browser: Browser, address: string): Promise<Page | undefined> {
  for (const page of await browser.pages())
    if ((await page.evaluate(() => location.href)) === address) return page;
  return undefined;
}

/** Waits for the prompt, presses a button in it and waits for its end. */
const ANSWER_PROMPT = `
  const { panel } = window.PopupNotifications;
  if (panel.state !== 'open')
    await new Promise((resolve) => panel.addEventListener('popupshown', resolve, { once: true }));
  const prompt = panel.querySelector('#addon-webext-permissions-notification');
  if (!prompt) throw new Error('The open prompt is not about permissions');
  const hidden = new Promise((resolve) => panel.addEventListener('popuphidden', resolve, { once: true }));
  (args.isAllowed ? prompt.button : prompt.secondaryButton).click();
  await hidden;`;

const END_BACKGROUND = `
  const { extension } = WebExtensionPolicy.getByID(args.id);
  await extension.terminateBackground({ ignoreDevToolsAttached: true });`;

async function openTab(browser: Browser, address: string): Promise<Page> {
  const page = await browser.newPage();
  if (!address.startsWith('moz-extension:')) {
    await page.goto(address);
    return page;
  }
  // Firefox never reports the end of this navigation, so the page itself is asked.
  page.goto(address).catch(() => {});
  await until(address, () =>
    page.evaluate((to) => location.href === to && document.readyState === 'complete', address),
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
