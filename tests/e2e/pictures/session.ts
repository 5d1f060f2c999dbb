import { cpSync, globSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'puppeteer-core';
import { CHROME_BUILD, startSession, type Session } from '../chromium-session.ts';
import { copyInPseudoLanguage } from '../pseudo-build.ts';
import type { Pseudo } from '../pseudo-locale.ts';

/** What every clock in a picture shows: a picture changes only if what it shows does. */
const NOW = Date.UTC(2026, 5, 1, 10, 24);

const STOPPED_CLOCK = `{
  const Running = Date;
  globalThis.Date = class extends Running {
    constructor(...given) {
      super(...(given.length === 0 ? [${NOW}] : given));
    }
    static now() {
      return ${NOW};
    }
  };
}
`;

/** The resolver of the pictures: the usual port, since a free one differs in each run. */
const RESOLVER_HOST = 'resolver.lab.test';

/** A lab and a browser for pictures: the same time, time zone and resolver in each run. */
export async function startPictureSession(pseudo?: Pseudo): Promise<Session> {
  process.env['TZ'] = 'UTC';
  const session = await startSession({
    resolverHost: RESOLVER_HOST,
    now: () => NOW,
    prepareBuild: (folder) => {
      if (pseudo) copyInPseudoLanguage(CHROME_BUILD, folder, pseudo);
      else cpSync(CHROME_BUILD, folder, { recursive: true });
      stopClocks(folder);
      return folder;
    },
  });
  await session.chromium.desk.store('local', {
    settings: { resolver: { id: 'custom', url: session.lab.dohUrl } },
  });
  return session;
}

/** Stops the clock of every page and of the background of the build in the folder. */
function stopClocks(folder: string): void {
  writeFileSync(join(folder, 'stopped-clock.js'), STOPPED_CLOCK);
  for (const page of globSync('*.html', { cwd: folder }).map((name) => join(folder, name)))
    writeFileSync(
      page,
      readFileSync(page, 'utf8').replace('<head>', '<head><script src="/stopped-clock.js"></script>'),
    );
  const background = join(folder, 'background.js');
  // Before the modules that it imports.
  writeFileSync(background, `import './stopped-clock.js';${readFileSync(background, 'utf8')}`);
}

/** How long every question and every fetch took in a picture. */
const TOOK_MS = 40;
const APART_MS = 15;

/** Gives what was measured in the check of a domain fixed figures in a fixed order, and waits until its report shows them. */
export async function steadyTimes({ chromium }: Session, report: Page, domain: string): Promise<void> {
  const key = `assessment:${domain}`;
  const { queries, ...rest } = (await chromium.desk.stored('session'))[key] as {
    queries: { name: string; type: string }[];
  };
  // In the order in which a check asks: what is known first leads to the addresses, and those to the file.
  const placeOf = ({ name, type }: { name: string; type: string }) =>
    `${type === 'MX' ? 0 : type === 'TXT' ? 1 : 2} ${name} ${type}`;
  queries.sort((a, b) => placeOf(a).localeCompare(placeOf(b)));
  let spans = 0;
  const steady = (value: unknown, name = ''): unknown => {
    if (name === 'startedAfterMs') return APART_MS * spans++;
    if (name === 'tookMs' && typeof value === 'number') return TOOK_MS;
    if (Array.isArray(value)) return value.map((part) => steady(part));
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([part, inner]) => [part, steady(inner, part)]));
  };
  await chromium.desk.store('session', { [key]: steady({ queries, ...rest }) });
  await report.waitForFunction(
    (words) =>
      [...document.querySelectorAll('.asked td.number')].every((line) => line.textContent?.includes(words)),
    {},
    `${TOOK_MS} `,
  );
}
