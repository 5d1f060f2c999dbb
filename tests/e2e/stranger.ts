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

/** A driver looks into a page as if a person had just clicked there; browsers forget a click after five seconds. */
export const forgetClicks = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 5500));

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

/** Writes another extension without any permission into the folder: it can send messages, open tabs, and has an icon with a popup. Its page is `stranger.html`. */
export function writeStranger(folder: string): string {
  const manifest = {
    manifest_version: 3,
    name: 'Stranger',
    version: '1',
    action: { default_popup: 'stranger.html' },
    browser_specific_settings: { gecko: { id: 'stranger@waxseal.example' } },
  };
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'manifest.json'), JSON.stringify(manifest));
  writeFileSync(join(folder, 'stranger.html'), '<!doctype html><title>Stranger</title>');
  return folder;
}

/** The part of the extension API with which another extension tries it; the same in both browsers. */
interface Api {
  readonly action: {
    setPopup(details: { popup: string }): Promise<void>;
    openPopup(): Promise<void>;
  };
  readonly runtime: {
    readonly lastError?: { readonly message: string };
    connect(id: string): {
      postMessage(message: unknown): void;
      readonly onDisconnect: { addListener(listener: (port: { error?: { message: string } }) => void): void };
    };
  };
  readonly tabs: { update(id: number, change: { url: string }): Promise<unknown> };
  readonly windows: { create(options: { url: string; type: 'popup' }): Promise<unknown> };
}

declare const chrome: Api;

/** What another extension can try in its own page, beyond opening tabs; each gives what came of it, in words. */
export const TRIES = {
  /** A port, through which it asks for a check. */
  connect: (id: string, request: unknown) =>
    new Promise<string>((resolve) => {
      const port = chrome.runtime.connect(id);
      port.onDisconnect.addListener(({ error }) =>
        resolve(error?.message ?? chrome.runtime.lastError?.message ?? 'closed'),
      );
      port.postMessage(request);
    }),
  /** The popup of Waxseal as its own. */
  takePopup: (url: string) =>
    chrome.action
      .setPopup({ popup: url })
      .then(() => chrome.action.openPopup())
      .then(() => 'opened', String),
  /** A window of the type that is called popup. */
  openWindow: (url: string) => chrome.windows.create({ url, type: 'popup' }).then(() => 'opened', String),
  /** A frame. */
  frame: (url: string) => {
    const frame = document.createElement('iframe');
    frame.src = url;
    document.body.append(frame);
  },
  /** Another address for a tab that is open. */
  lead: (tabId: number, url: string) => chrome.tabs.update(tabId, { url }).then(() => 'led', String),
} as const;
