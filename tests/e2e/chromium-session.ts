import type { Page } from 'puppeteer-core';
import { startLab, type LabOptions } from '../lab/start.ts';
import type { Lab } from '../lab/lab.ts';
import { WORLD } from '../lab/world.ts';
import type { World } from '../lab/description/types.ts';
import { launchChromium, type Chromium, type ChromiumOptions } from './browsers/chromium.ts';

export const CHROME_BUILD = new URL('../../.output/chrome-mv3', import.meta.url).pathname;

/** A lab and a Chromium in it whose Waxseal asks the lab's resolver. */
export interface Session {
  readonly lab: Lab;
  readonly chromium: Chromium;
  /** Opens a website of the lab and clicks the toolbar icon there; gives both pages. */
  check(host: string): Promise<{ page: Page; popup: Page }>;
  close(): Promise<void>;
}

/** Starts both. `dns` is BIND where it is installed; `embedded` for what BIND would never answer. */
export async function startSession(
  options: Partial<ChromiumOptions> & {
    dns?: NonNullable<LabOptions['dns']>;
    /** Left out, the ordinary one. */
    world?: World;
    /** The resolver of the list that the lab plays; then nothing is chosen, as after the installation. */
    resolverHost?: string;
    /** Makes another build of the one under test, in a folder that ends with the lab. */
    prepareBuild?: (folder: string) => string;
  } = {},
): Promise<Session> {
  const { dns = 'auto', world = WORLD, resolverHost, prepareBuild, ...rest } = options;
  const lab = await startLab({ dns, world, ...(resolverHost !== undefined && { resolverHost }) });
  const extensionDir = prepareBuild?.(lab.cleanup.directory('waxseal-build')) ?? CHROME_BUILD;
  const chromium = await launchChromium({ extensionDir, lab, ...rest });
  if (resolverHost === undefined)
    await chromium.desk.store('local', { settings: { resolver: { id: 'custom', url: lab.dohUrl } } });
  return {
    lab,
    chromium,
    check: async (host) => {
      const page = await chromium.open(`https://${host}/`);
      return { page, popup: await chromium.clickToolbar(page) };
    },
    close: () => lab.stop(),
  };
}
