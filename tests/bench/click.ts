import { join } from 'node:path';
import { CHROME_BUILD } from '../e2e/chromium-session.ts';
import { launchChromium, type Chromium } from '../e2e/browsers/chromium.ts';
import { until } from '../e2e/browsers/until.ts';
import { startLab } from '../lab/start.ts';
import { bareExtension } from './bare-extension.ts';
import { PROFILES, nameOf, worldWith, type Delays } from './delays.ts';
import { figure, type Figure } from './figure.ts';
import { floor } from './peers.ts';
import { clickToComplete, clickToText } from './popup-clock.ts';
import { inTurns, timed } from './rounds.ts';

const DOMAIN = 'enforce.test';

/** A Chromium in a lab with delays, with Waxseal and the bare extension, on a page of the domain. */
async function open(delays: Delays) {
  const lab = await startLab({ dns: 'embedded', world: worldWith(delays) });
  const bareDir = bareExtension(CHROME_BUILD, join(lab.cleanup.directory('waxseal-bare'), 'bare'));
  const chromium = await launchChromium({ extensionDir: CHROME_BUILD, lab, beside: [bareDir] });
  await chromium.desk.store('local', { settings: { resolver: { id: 'custom', url: lab.dohUrl } } });
  const extensions = await until('both extensions', async () => {
    const all = await chromium.browser.extensions();
    return all.size === 2 ? all : undefined;
  });
  const ours = extensions.get(chromium.extensionId)!;
  const bare = [...extensions.values()].find(({ id }) => id !== chromium.extensionId)!;
  const page = await chromium.open(`https://${DOMAIN}/`);
  return { lab, chromium, ours, bare, page };
}

/** Click to painted verdict where it is known already, against click to painted text of the bare extension. */
export async function measureWarmClick(rounds: number): Promise<Figure[]> {
  const { lab, chromium, ours, bare, page } = await open({ doh: 0, policy: 0 });
  await clickToComplete(chromium, ours, page);
  const alive = await inTurns(
    {
      waxseal: () => clickToText(chromium, ours, page),
      bare: () => clickToText(chromium, bare, page),
    },
    rounds,
  );
  const dead = await inTurns(
    {
      // The last popup woke it.
      waxseal: async () => {
        await chromium.endWorker();
        return clickToText(chromium, ours, page);
      },
      bare: () => clickToText(chromium, bare, page),
    },
    rounds,
  );
  await lab.stop();
  const name = { group: 'warm', against: 'bare extension', target: 1.15 };
  return [
    figure({ ...name, what: 'click to verdict, background alive' }, alive.waxseal, alive.bare),
    figure({ ...name, what: 'click to verdict, background ended' }, dead.waxseal, dead.bare),
  ];
}

/**
 * Click to the verdict about mail in transit, and to the complete popup, where nothing is known, against the network's floor and the bare extension's
 * popup, one after the other. The floor has the two steps of MTA-STS; the whole posture asks in more, one after the other.
 */
export async function measureColdClick(rounds: number): Promise<Figure[]> {
  const figures: Figure[] = [];
  for (const delays of PROFILES) {
    const { lab, chromium, ours, bare, page } = await open(delays);
    lab.setDnsFault(() => ({ delayMs: delays.doh }));
    const complete: number[] = [];
    const series = await inTurns(
      {
        waxseal: async () => {
          await forgetResults(chromium);
          const reached = await clickToComplete(chromium, ours, page);
          complete.push(reached.complete);
          return reached.verdict;
        },
        floor: async () =>
          (await clickToText(chromium, bare, page)) + (await timed(() => floor(lab, DOMAIN))),
      },
      rounds,
    );
    await lab.stop();
    const name = { group: 'cold', against: 'bare popup + record, then policy' };
    const what = (end: string) => `click to ${end}, ${nameOf(delays)}`;
    figures.push(
      figure({ ...name, what: what('transit verdict'), target: 1.1 }, series.waxseal, series.floor),
      // The first round warms up there too.
      figure({ ...name, what: what('complete popup') }, complete.slice(1), series.floor),
    );
  }
  return figures;
}

/** Forgets what is known of domains, and keeps the settings. */
async function forgetResults(chromium: Chromium): Promise<void> {
  await (
    await chromium.desk.page()
  ).evaluate(async () => {
    const stored = Object.keys(await chrome.storage.local.get(null));
    await chrome.storage.local.remove(stored.filter((key) => key.startsWith('polic')));
    await chrome.storage.session.clear();
  });
}

declare const chrome: {
  storage: {
    local: { get(keys: null): Promise<Record<string, unknown>>; remove(keys: string[]): Promise<void> };
    session: { clear(): Promise<void> };
  };
};
