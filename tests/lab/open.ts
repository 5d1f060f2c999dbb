/**
 * `npm start`: the built extension in the world of the lab. With a display, a browser window on the page that lists the lab's
 * domains; without one, a click on the toolbar icon on every domain, a line for each and a picture of each popup.
 * `npm start -- --live`: the same build on the real internet.
 */
import { spawnSync } from 'node:child_process';
import { mkdir, rm } from 'node:fs/promises';
import { relative } from 'node:path';
import { launch } from 'puppeteer-core';
import { toUnicodeName, type DomainName } from '../../lib/names/domain-name.ts';
import { findChromium } from '../e2e/browsers/executables.mjs';
import { labDomainOf } from './world.ts';
import { CHROME_BUILD, startSession, type Session } from '../e2e/chromium-session.ts';
import { readPopup } from '../e2e/popup-view.ts';

const PICTURES = new URL('../.out/pictures/lab', import.meta.url).pathname;
const COLUMNS = ['domain', 'standing', 'mode', 'max_age', 'MX covered', 'TLSRPT'];

const hasDisplay =
  process.platform !== 'linux' || Boolean(process.env['DISPLAY'] ?? process.env['WAYLAND_DISPLAY']);

console.log('Building the extension…');
build();
if (process.argv.includes('--live')) await openLive();
else await untilInterrupted(hasDisplay ? openWindow : printTable);

/** The production build, as it would be uploaded. */
function build(): void {
  const { status, stderr, stdout } = spawnSync('npm', ['run', 'build'], { encoding: 'utf8' });
  if (status === 0) return;
  console.error(`The extension could not be built.\n${stdout}\n${stderr}`);
  process.exit(1);
}

/** What an interruption leaves undone, such as a page of a browser that was just closed, is no failure to report; the lab stops by itself. */
async function untilInterrupted(work: () => Promise<void>): Promise<void> {
  let isInterrupted = false;
  for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => (isInterrupted = true));
  await work().catch((failure: unknown) => {
    if (!isInterrupted) throw failure;
  });
}

async function openLive(): Promise<void> {
  const executablePath = findChromium();
  if (!executablePath || !hasDisplay) {
    console.error('A Chromium and a display are needed to open the extension on the real internet.');
    process.exitCode = 1;
    return;
  }
  const browser = await launch({
    executablePath,
    headless: false,
    pipe: true,
    enableExtensions: [CHROME_BUILD],
    defaultViewport: null,
    args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
  });
  await untilClosed(browser);
}

async function openWindow(): Promise<void> {
  const session = await startSession({ headless: false });
  const page = await session.chromium.open('https://lab.test/');
  await page.bringToFront();
  console.log('The lab is open. Open one of its domains and click the seal in the toolbar.');
  console.log('Close the browser to stop.');
  await untilClosed(session.chromium.browser);
  await session.close();
}

async function printTable(): Promise<void> {
  await rm(PICTURES, { recursive: true, force: true });
  await mkdir(PICTURES, { recursive: true });
  console.log('No display, so each domain of the lab is clicked through. Ctrl-C stops it.');
  const session = await startSession();
  const domains = session.lab.world.domains.map(({ domain }) => domain);
  const widths = [Math.max(...domains.map((domain) => domain.length)) + 2, 11, 9, 34, 12, 12];
  const print = (cells: readonly string[]) =>
    console.log(
      cells
        .map((cell, index) => cell.padEnd(widths[index] ?? 0))
        .join('')
        .trimEnd(),
    );
  console.log(`DNS by ${session.lab.dns === 'bind' ? 'BIND' : 'the embedded server'}\n`);
  print(COLUMNS);
  for (const domain of domains) print(await lineFor(session, domain));
  await session.close();
  console.log(`\nPictures of the popups: ${relative(process.cwd(), PICTURES)}`);
}

async function lineFor(session: Session, domain: string): Promise<string[]> {
  const { page, popup } = await session.check(domain);
  const name = toUnicodeName(domain as DomainName);
  const registrable = name.split('.').slice(-2).join('.');
  await readPopup(popup, registrable);
  if (registrable !== name) {
    // A subdomain is looked at the way a person would: by the button with its name.
    await popup.evaluate((wanted) => {
      const buttons = [...document.querySelectorAll<HTMLButtonElement>('.names button')];
      buttons.find(({ textContent }) => textContent === wanted)?.click();
    }, name);
  }
  const view = await readPopup(popup, name);
  await popup.screenshot({ path: `${PICTURES}/${domain}.png` });
  await page.close();
  const maxAge = view.maxAge?.replace(/(\D)([\d,]+ s)$/, '$1 ($2)') ?? '-';
  const { expected } = labDomainOf(domain);
  return [
    domain,
    view.standing,
    view.mode ?? '-',
    maxAge,
    view.coverage?.replace(' of ', '/').replace('–', `-/${view.servers.length}`) ??
      `-/${view.servers.length}`,
    view.reportsState,
    view.standing === expected.standing ? '' : `expected ${expected.standing}`,
  ];
}

async function untilClosed(browser: {
  once(event: 'disconnected', listener: () => void): unknown;
}): Promise<void> {
  await new Promise<void>((resolve) => {
    browser.once('disconnected', resolve);
  });
}
