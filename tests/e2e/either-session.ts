import type { Page } from 'puppeteer-core';
import type { Lab } from '../lab/lab.ts';
import type { LabOptions } from '../lab/start.ts';
import type { World } from '../lab/description/types.ts';
import type { ExtensionDesk } from './browsers/extension-desk.ts';
import { CHROME_BUILD, startSession } from './chromium-session.ts';
import { FIREFOX_BUILD, startFirefoxSession } from './firefox-session.ts';
import { pasted } from './pasted.ts';

/** A look at one domain: the popup, or its page in a tab. */
export interface Look {
  readonly popup: Page;
  close(): Promise<void>;
}

/** What the tests ask of a browser that run in both. */
export interface EitherSession {
  readonly lab: Lab;
  readonly desk: ExtensionDesk;
  url(path: string): string;
  open(url: string): Promise<Page>;
  openAsked(path: string, tab?: Page): Promise<Page>;
  openPrivate(url: string): Promise<Page>;
  /** Looks at the domain of a website: Chromium by a click on its icon; Firefox, whose popup no driver reads, by its page in a tab. */
  check(host: string): Promise<Look>;
  /** A real click on the icon; gives what can be read in the popup. */
  clickToolbar(page: Page): Promise<{ text(): Promise<string> }>;
  /** Ends the background, as the browser does after half a minute without work. */
  endBackground(): Promise<void>;
  /** What a person who wants forced colours sees. */
  forceColours(page: Page, isForced: boolean): Promise<void>;
  /** The text on the clipboard. */
  clipboard(): Promise<string>;
  /** The folder that what a page saves goes to. */
  downloads(page: Page): Promise<string>;
  close(): Promise<void>;
}

export interface EitherOptions {
  dns?: NonNullable<LabOptions['dns']>;
  /** Left out, the ordinary one. */
  world?: World;
  /** Makes another build of the one under test, in a folder that ends with the lab. */
  prepareBuild?: (build: string, folder: string) => string;
}

/** For `describe.each`: the name of each browser, and what starts it in a lab of its own. */
export const EITHER: readonly (readonly [string, (options?: EitherOptions) => Promise<EitherSession>])[] = [
  ['Chromium', startEitherChromium],
  ['Firefox', startEitherFirefox],
];

async function startEitherChromium({ dns = 'auto', world, prepareBuild }: EitherOptions = {}) {
  const session = await startSession({
    dns,
    ...(world && { world }),
    ...(prepareBuild && { prepareBuild: (folder) => prepareBuild(CHROME_BUILD, folder) }),
  });
  const { lab, chromium } = session;
  return {
    ...chromium,
    lab,
    check: async (host: string) => {
      const { page, popup } = await session.check(host);
      const close = async () => {
        await popup.close().catch(() => undefined);
        await page.close();
      };
      return { popup, close };
    },
    clickToolbar: async (page: Page) => {
      const popup = await chromium.clickToolbar(page);
      return { text: () => popup.evaluate(() => document.body.textContent ?? '') };
    },
    endBackground: () => chromium.stopWorker(),
    forceColours: async (page: Page, isForced: boolean) => {
      const devtools = await page.createCDPSession();
      const value = isForced ? 'active' : 'none';
      await devtools.send('Emulation.setEmulatedMedia', { features: [{ name: 'forced-colors', value }] });
    },
    clipboard: () => pasted(chromium),
    downloads: async (page: Page) => {
      const downloadPath = lab.cleanup.directory('waxseal-downloads');
      const devtools = await page.createCDPSession();
      await devtools.send('Browser.setDownloadBehavior', { behavior: 'allow', downloadPath });
      return downloadPath;
    },
    close: () => session.close(),
  };
}

async function startEitherFirefox({ dns = 'auto', world, prepareBuild }: EitherOptions = {}) {
  const session = await startFirefoxSession({
    dns,
    ...(world && { world }),
    ...(prepareBuild && { prepareBuild: (folder) => prepareBuild(FIREFOX_BUILD, folder) }),
  });
  const { lab, firefox } = session;
  return {
    ...firefox,
    lab,
    check: async (host: string) => {
      const subject = encodeURIComponent(`https://${host}/`);
      const popup = await firefox.openAsked(`popup.html?domain=${subject}`);
      return { popup, close: () => popup.close() };
    },
    downloads: async () => firefox.downloads,
    forceColours: (_page: Page, isForced: boolean) => firefox.forceColours(isForced),
    close: () => session.close(),
  };
}
