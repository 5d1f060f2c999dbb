import type { CDPSession, Target } from 'puppeteer-core';
import { startSession, type Session } from '../e2e/chromium-session.ts';
import { until } from '../e2e/browsers/until.ts';
import { readPopup } from '../e2e/popup-view.ts';
import { fixedFigure, figure, type Figure } from './figure.ts';
import { inTurns } from './rounds.ts';

const PAGES = 100;

/** What pages cost that nobody checks: how often the background is woken while a hundred are browsed in manual mode. */
export async function measureWakeUps(): Promise<Figure[]> {
  const session = await startSession({ dns: 'embedded' });
  const listens = async () =>
    (await session.chromium.worker()).evaluate(() => chrome.tabs.onUpdated.hasListeners());
  await until('the background at rest', async () => !(await listens()));
  await session.chromium.endWorker();
  let wakeUps = 0;
  session.chromium.browser.on('targetcreated', (target: Target) => {
    if (target.type() === 'service_worker') wakeUps += 1;
  });
  const page = await session.chromium.open('https://enforce.test/');
  for (let i = 1; i < PAGES; i += 1) await page.goto(`https://${i % 2 ? 'testing' : 'enforce'}.test/${i}`);
  await session.close();
  const name = {
    group: 'rest',
    what: 'wake-ups in manual mode',
    against: 'pages browsed',
    unit: '',
    target: 0,
  };
  return [fixedFigure(name, wakeUps, PAGES)];
}

/** What a page costs whose domain is known, in automatic mode: JavaScript in the background, and questions. */
export async function measureAutomatic(): Promise<Figure[]> {
  const session = await startSession({ dns: 'embedded' });
  const options = await session.chromium.open(session.chromium.url('options.html'));
  await (await options.waitForSelector('input[name=automatic]'))?.click();
  await options.waitForFunction(() => document.querySelector('[role=status]')?.textContent === 'Saved.');
  await options.close();
  const page = await session.chromium.open('https://enforce.test/');
  const badge = async () => (await session.chromium.desk.badge(page)).text === '✓';
  await until('the first badge', badge);
  await page.bringToFront();
  await session.lab.clearLogs();
  const { client } = await session.chromium.worker();
  await client.send('Profiler.enable');
  await client.send('Profiler.start');
  for (let i = 0; i < PAGES; i += 1) await page.goto(`https://enforce.test/${i}`);
  await until('the last badge', badge);
  const { profile } = await client.send('Profiler.stop');
  const idle = new Set(
    profile.nodes
      .filter(({ callFrame }) => ['(idle)', '(program)'].includes(callFrame.functionName))
      .map(({ id }) => id),
  );
  const { samples = [], timeDeltas = [] } = profile;
  const busy = timeDeltas.reduce((sum, delta, index) => sum + (idle.has(samples[index]!) ? 0 : delta), 0);
  const asked = (await session.lab.queries()).length;
  await session.close();
  const known = { group: 'automatic', what: 'JavaScript for a page of a known domain' };
  return [
    fixedFigure({ ...known, against: 'budget', unit: 'ms', target: 1 }, busy / 1000 / PAGES, 2),
    fixedFigure(
      {
        group: 'automatic',
        what: 'questions for known domains',
        against: 'pages browsed',
        unit: '',
        target: 0,
      },
      asked,
      PAGES,
    ),
  ];
}

const FEW = 10;
const MANY = 200;

/** What many known domains cost (the 10 MB of session storage hold fewer than 500 of ten protections): memory of background and popup, and the look-up of one among them. */
export async function measureMany(rounds: number): Promise<Figure[]> {
  const session = await startSession({ dns: 'embedded' });
  // A domain without records, as nearly all are.
  const { popup } = await session.check('absent.test');
  await readPopup(popup, 'absent.test');
  await popup.waitForSelector('.evidence');
  await popup.close();
  const few = await withKnown(session, FEW, rounds);
  const many = await withKnown(session, MANY, rounds);
  await session.close();
  const against = `${FEW} known domains`;
  const name = { group: 'memory', against, unit: 'kB' };
  return [
    figure(
      { ...name, what: `background, ${MANY} known domains`, target: 1.1 },
      many.background,
      few.background,
    ),
    figure({ ...name, what: `popup, ${MANY} known domains`, target: 1.1 }, many.popup, few.popup),
    figure({ group: 'memory', what: `look-up among ${MANY}`, against, target: 1.5 }, many.lookUp, few.lookUp),
  ];
}

async function withKnown(session: Session, count: number, rounds: number) {
  const desk = await session.chromium.desk.page();
  await desk.evaluate(async (wanted) => {
    const { 'assessment:absent.test': known } = await chrome.storage.session.get(['assessment:absent.test']);
    const items = Array.from({ length: wanted }, (_, index) => {
      const policyDomain = `known-${index}.test`;
      return [`assessment:${policyDomain}`, { ...(known as object), policyDomain }];
    });
    await chrome.storage.session.set(Object.fromEntries(items));
  }, count);
  return inTurns(
    {
      background: async () => {
        const worker = await session.chromium.worker();
        return heapOf(worker.client);
      },
      popup: async () => {
        const { page, popup } = await session.check('absent.test');
        await popup.waitForSelector('.evidence');
        const cdp = await popup.createCDPSession();
        const bytes = await heapOf(cdp);
        await popup.close();
        await page.close();
        return bytes;
      },
      lookUp: () =>
        desk.evaluate(async () => {
          let best = Infinity;
          for (let i = 0; i < 20; i += 1) {
            const start = performance.now();
            await chrome.storage.session.get(['assessment:known-7.test']);
            best = Math.min(best, performance.now() - start);
          }
          return best;
        }),
    },
    rounds,
  );
}

/** Kilobytes in use after garbage was collected. */
async function heapOf(client: CDPSession): Promise<number> {
  await client.send('HeapProfiler.enable');
  await client.send('HeapProfiler.collectGarbage');
  const { usedSize } = await client.send('Runtime.getHeapUsage');
  return usedSize / 1000;
}

declare const chrome: {
  tabs: { onUpdated: { hasListeners(): boolean } };
  storage: {
    session: {
      get(keys: string[]): Promise<Record<string, unknown>>;
      set(items: Record<string, unknown>): Promise<void>;
    };
  };
};
