import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { FirefoxWindow } from './firefox-window.ts';

const MAGIC = 'mozLz40\0';

/**
 * Writes what the compressed files of a profile that is not in use hold (windows and tabs to restore, telemetry, add-ons) beside each of them, with the
 * code of another Firefox. What stays packed is `startupCache`: Firefox's own scripts, and the manifest.
 */
export async function unpackFirefoxFiles(profileDir: string, window: FirefoxWindow): Promise<void> {
  const packed = readdirSync(profileDir, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => readFileSync(path).toString('latin1', 0, MAGIC.length) === MAGIC);
  await window.run(UNPACK, { packed });
}

const UNPACK = `
  for (const path of args.packed)
    await IOUtils.write(path + '.unpacked', await IOUtils.read(path, { decompress: true }));`;
