// Plain JavaScript, because the setup needs it on a machine that has no packages yet.
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { env, platform } from 'node:process';

const CHROMIUMS = [
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
  'microsoft-edge',
  'brave-browser',
];
const FIREFOXES = ['firefox-esr', 'firefox'];

/** Where programs lie that are not in the PATH. */
const PLACES = {
  darwin: {
    chromium: [
      '/Applications/Chromium.app/Contents/MacOS/Chromium',
      '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
      '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
    ],
    firefox: ['/Applications/Firefox.app/Contents/MacOS/firefox'],
  },
  win32: {
    chromium: [
      'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
      'C:\\Program Files (x86)\\Google\\Chrome\\Application\\chrome.exe',
      'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
    ],
    firefox: ['C:\\Program Files\\Mozilla Firefox\\firefox.exe'],
  },
};

/** The path of the first of these programs that is installed, or `undefined`. */
export function findProgram(...names) {
  const folders = [
    ...(env.PATH ?? '').split(delimiter),
    '/usr/bin',
    '/usr/sbin',
    '/usr/local/bin',
    '/usr/local/sbin',
  ];
  return names
    .flatMap((name) => folders.map((folder) => join(folder, name)))
    .find((path) => existsSync(path));
}

/** A Chromium, Chrome or Edge: the one that CHROMIUM_PATH names, else an installed one, or `undefined`. */
export function findChromium() {
  return (
    env.CHROMIUM_PATH ||
    findProgram(...CHROMIUMS) ||
    PLACES[platform]?.chromium.find((path) => existsSync(path))
  );
}

/** A Firefox: the one that FIREFOX_PATH names, else an installed one, or `undefined`. */
export function findFirefox() {
  return (
    env.FIREFOX_PATH ||
    findProgram(...FIREFOXES) ||
    PLACES[platform]?.firefox.find((path) => existsSync(path))
  );
}
