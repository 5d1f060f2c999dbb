import { startLab, type LabOptions } from '../lab/start.ts';
import type { Lab } from '../lab/lab.ts';
import { WORLD } from '../lab/world.ts';
import type { World } from '../lab/description/types.ts';
import { launchFirefox, type Firefox, type FirefoxOptions } from './browsers/firefox.ts';

export const FIREFOX_BUILD = new URL('../../.output/firefox-mv3', import.meta.url).pathname;

/** A lab and a Firefox in it whose Waxseal asks the lab's resolver. */
export interface FirefoxSession {
  readonly lab: Lab;
  readonly firefox: Firefox;
  close(): Promise<void>;
}

/** Starts both. `dns` is BIND where it is installed; `embedded` for what BIND would never answer. */
export async function startFirefoxSession(
  options: Partial<FirefoxOptions> & {
    dns?: NonNullable<LabOptions['dns']>;
    /** Left out, the ordinary one. */
    world?: World;
    /** Makes another build of the one under test, in a folder that ends with the lab. */
    prepareBuild?: (folder: string) => string;
  } = {},
): Promise<FirefoxSession> {
  const { dns = 'auto', world = WORLD, prepareBuild, ...rest } = options;
  const lab = await startLab({ dns, world });
  const extensionDir = prepareBuild?.(lab.cleanup.directory('waxseal-build')) ?? FIREFOX_BUILD;
  const firefox = await launchFirefox({ extensionDir, lab, ...rest });
  await firefox.desk.store('local', { settings: { resolver: { id: 'custom', url: lab.dohUrl } } });
  return { lab, firefox, close: () => lab.stop() };
}
