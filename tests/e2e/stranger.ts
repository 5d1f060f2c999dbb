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

/** Pages that anybody may open at these addresses, and what is there once they have settled. */
export const OPENED: readonly (readonly [path: string, selector: string])[] = [
  ['popup.html?domain=example.net', '[data-standing=unchecked]'],
  ['report.html?domain=example.net', '[data-standing=unchecked]'],
  ['report.html?domain=example.net#guide', '[data-standing=unchecked]'],
  ['report.html?domain=example.net&private', '[data-standing=unchecked]'],
  ['report.html?private=00000000-0000-4000-8000-000000000000', '[data-standing=unsupported]'],
  ['popup.html?text=00000000-0000-4000-8000-000000000000', '[data-standing=unsupported]'],
  ['popup.html', '[data-standing=unsupported]'],
  ['report.html', '[data-standing=unsupported]'],
  ['workshop.html?domain=example.net', '[data-part=tlsrpt] .cm-content'],
  ['options.html', 'input[name=leave-alone]'],
  ['welcome.html', 'main button'],
];

/** Writes another extension, which can do nothing but send messages and open tabs, into the folder. Its page is `stranger.html`. */
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
