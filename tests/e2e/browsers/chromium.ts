import { join } from 'node:path';
import { launch, type Browser, type Extension, type Page, type Target, type WebWorker } from 'puppeteer-core';
import type { Lab } from '../../lab/lab.ts';
import { createCertificateStore, hasCertificateTool } from './certificate-store.ts';
import { administer } from './chromium-policy.ts';
import { prepareProfile, type HostAccess } from './chromium-profile.ts';
import { findChromium } from './executables.mjs';
import { ExtensionDesk } from './extension-desk.ts';
import { until } from './until.ts';

export interface ChromiumOptions {
  extensionDir: string;
  lab: Lab;
  /** `false` needs a display. */
  headless?: boolean;
  /** The display of a real window, such as `:7`; left out, the one of this process. */
  display?: string;
  /** A folder that outlives the browser; left out, a new one that does not. */
  profileDir?: string;
  /** What the person has said about host access; see HostAccess. Left out: `granted`. */
  hostAccess?: HostAccess;
  /** Folders of other extensions, installed beside. */
  beside?: readonly string[];
  /** Leaves the welcome page open, which the extension opens after its installation. */
  keepsWelcome?: boolean;
  /** What an administrator lays down. Chromium hands it over some seconds after it has started. */
  managed?: Readonly<Record<string, unknown>>;
  /** The clock of the extension, where it is not that of the machine. */
  now?: () => number;
}

export interface Chromium {
  browser: Browser;
  extensionId: string;
  /** The extension's own pages and data, seen without running any of its pages. */
  desk: ExtensionDesk;
  /** `chrome-extension://<id>/<path>`. */
  url(path: string): string;
  /** Opens a page in a new tab in front. */
  open(url: string): Promise<Page>;
  /** Opens a page of the extension as a person does, so that it checks at once; in a new tab in front, or in one that is open. */
  openAsked(path: string, tab?: Page): Promise<Page>;
  /** Opens a page of the web in a private window. */
  openPrivate(url: string): Promise<Page>;
  /** A real click on the toolbar icon while `page` is the tab in front; gives the popup. */
  clickToolbar(page: Page): Promise<Page>;
  /** Waits for a page of the extension (or of another origin) that was not there before `act`, such as a popup or a tab that it opens. */
  pageAfter(act: () => Promise<unknown>, from?: string): Promise<Page>;
  /** The service worker; waits until it runs. */
  worker(): Promise<WebWorker>;
  /** Ends the service worker, as the browser does after half a minute without work: nobody waits for it, who would wake the next at once. */
  endWorker(): Promise<void>;
  /** Ends the service worker in the middle of its work; whoever waits for it may have woken the next one already. */
  stopWorker(): Promise<void>;
  close(): Promise<void>;
}

/** Keep Chromium from doing anything but what the test asks. */
const QUIET = [
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-quic',
  '--no-first-run',
  '--no-default-browser-check',
  '--disable-search-engine-choice-screen',
  '--password-store=basic',
];

/**
 * Starts Chromium with the extension in the lab's world; `close`, or the end of the lab, ends it and removes what it wrote. Rejects
 * where no Chromium is installed.
 */
export async function launchChromium(options: ChromiumOptions): Promise<Chromium> {
  const { lab, extensionDir, headless = true, display, managed } = options;
  const installed = findChromium();
  if (!installed) throw new Error('Chromium, Chrome or Edge is not installed');
  const profileDir = options.profileDir ?? lab.cleanup.directory('waxseal-chromium');
  const extensionId = prepareProfile(profileDir, extensionDir, options.hostAccess ?? 'granted');
  const trust = trustLab(lab);
  const program = managed
    ? administer(lab.cleanup, installed, extensionId, managed)
    : { executablePath: installed, args: [] };
  const browser = await launch({
    executablePath: program.executablePath,
    headless,
    pipe: true,
    enableExtensions: [extensionDir, ...(options.beside ?? [])],
    // Whoever opens a private window in a test has allowed Waxseal there.
    extensionsEnabledInIncognito: [extensionDir],
    userDataDir: profileDir,
    defaultViewport: null,
    env: { ...process.env, ...trust.env, ...(display && { DISPLAY: display }) },
    // Signals are the lab's to handle: it closes this browser before its servers.
    handleSIGINT: false,
    handleSIGTERM: false,
    args: [
      ...QUIET,
      ...sandbox(),
      ...program.args,
      ...trust.args,
      '--window-size=1200,900',
      ...lab.chromiumArgs(),
    ],
  });
  const close = async (): Promise<void> => {
    if (browser.connected) await browser.close();
  };
  lab.cleanup.add(close, () => browser.process()?.kill('SIGKILL'));
  const extension = await until('the extension', async () => (await browser.extensions()).get(extensionId));
  const driven = drive(browser, extension, options.now);
  if (!options.keepsWelcome) {
    const welcome = await browser.waitForTarget((target) => target.url() === driven.url('welcome.html'));
    await (await welcome.asPage()).close();
  }
  return { browser, extensionId, close, ...driven };
}

function drive(
  browser: Browser,
  extension: Extension,
  now?: () => number,
): Omit<Chromium, 'browser' | 'extensionId' | 'close'> {
  const origin = `chrome-extension://${extension.id}`;
  const url = (path: string): string => `${origin}/${path}`;
  const pageAfter = async (act: () => Promise<unknown>, from = origin): Promise<Page> => {
    const before = new Set(browser.targets());
    const isNew = (target: Target): boolean =>
      !before.has(target) && target.type() === 'page' && target.url().startsWith(`${from}/`);
    const [target] = await Promise.all([browser.waitForTarget(isNew), act()]);
    return target.asPage();
  };
  const isWorker = (target: Target): boolean =>
    target.type() === 'service_worker' && target.url().startsWith(`${origin}/`);
  const worker = async (): Promise<WebWorker> => {
    const found = await (await browser.waitForTarget(isWorker)).worker();
    if (!found) throw new Error('The service worker has gone');
    return found;
  };
  const open = async (address: string): Promise<Page> => {
    const page = await browser.newPage();
    await page.goto(address);
    return page;
  };
  const desk = new ExtensionDesk(async () => {
    const page = await browser.newPage({ background: true });
    await page.goto(url('manifest.json'));
    return page;
  }, now);
  return {
    desk,
    url,
    pageAfter,
    worker,
    open,
    openAsked: async (path, tab) => {
      await desk.leaveTicket(path);
      const page = tab ?? (await browser.newPage());
      await page.goto(url(path));
      return page;
    },
    openPrivate: async (address) => {
      const before = new Set(browser.targets());
      const isIt = (target: Target): boolean => !before.has(target) && target.url() === address;
      const [target] = await Promise.all([browser.waitForTarget(isIt), desk.openPrivateWindow(address)]);
      return target.asPage();
    },
    clickToolbar: async (page) => {
      await page.bringToFront();
      return pageAfter(() => extension.triggerAction(page));
    },
    endWorker: async () => {
      const target = await browser.waitForTarget(isWorker);
      const { promise: gone, resolve } = Promise.withResolvers<void>();
      const onGone = (ended: Target) => {
        if (ended === target) resolve();
      };
      browser.on('targetdestroyed', onGone);
      await (await worker()).close();
      await gone;
      browser.off('targetdestroyed', onGone);
    },
    stopWorker: async () => {
      // The browser's own account of the worker, for the next one may come to stand behind the same target.
      const devtools = await (await desk.page()).createCDPSession();
      const { promise: stopped, resolve } = Promise.withResolvers<void>();
      devtools.on('ServiceWorker.workerVersionUpdated', ({ versions }) => {
        const own = versions.filter(({ scriptURL }) => scriptURL.startsWith(`${origin}/`));
        if (own.some(({ runningStatus }) => runningStatus === 'stopped')) resolve();
      });
      await devtools.send('ServiceWorker.enable');
      await devtools.send('ServiceWorker.stopAllWorkers');
      await stopped;
      await devtools.detach();
    },
  };
}

/** Trust in the lab's CA: through the certificate store where there is the tool for it, else in the one key of good certificates. */
function trustLab(lab: Lab): { env: Record<string, string>; args: string[] } {
  if (!hasCertificateTool())
    return { env: {}, args: [`--ignore-certificate-errors-spki-list=${lab.goodKeyHash}`] };
  const home = lab.cleanup.directory('waxseal-home');
  createCertificateStore(join(home, '.pki', 'nssdb'), lab.caCertificatePem);
  return { env: { HOME: home }, args: [] };
}

/** Chromium refuses to run as root with its sandbox. */
function sandbox(): string[] {
  return process.getuid?.() === 0 ? ['--no-sandbox'] : [];
}
