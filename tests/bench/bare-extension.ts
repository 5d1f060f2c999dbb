import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const BARE = new URL('bare', import.meta.url).pathname;

/**
 * The least that a popup can be: an extension with the manifest, icons and languages of the build, and behind them a page that is nothing but
 * text and a background that does nothing. Gives its folder.
 */
export function bareExtension(build: string, folder: string): string {
  mkdirSync(folder, { recursive: true });
  for (const part of ['_locales', 'icon', 'managed-schema.json'])
    cpSync(join(build, part), join(folder, part), { recursive: true });
  cpSync(BARE, folder, { recursive: true });
  const manifest = JSON.parse(readFileSync(join(build, 'manifest.json'), 'utf8')) as Record<string, unknown>;
  // Its options page is not there, and its name tells the two apart.
  const { options_ui: _, ...rest } = manifest;
  writeFileSync(join(folder, 'manifest.json'), JSON.stringify({ ...rest, name: 'Bare' }));
  return folder;
}
