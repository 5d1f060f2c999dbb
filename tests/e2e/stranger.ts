import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { AssessRequest } from '../../lib/browser/messages.ts';

/** What would start a check, were it obeyed. */
export const REQUEST = {
  id: 1,
  type: 'assess',
  data: { domain: 'example.net', fresh: true, tabId: null, isPrivate: false } satisfies AssessRequest,
  timestamp: 0,
};

/** Writes another extension, which can do nothing but send messages, into the folder. Its page is `stranger.html`. */
export function writeStranger(folder: string): string {
  const manifest = {
    manifest_version: 3,
    name: 'Stranger',
    version: '1',
    browser_specific_settings: { gecko: { id: 'stranger@waxseal.example' } },
  };
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'manifest.json'), JSON.stringify(manifest));
  writeFileSync(join(folder, 'stranger.html'), '<!doctype html><title>Stranger</title>');
  return folder;
}
