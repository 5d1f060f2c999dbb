/**
 * Draws the surfaces from the real pages in the lab: `npm run pictures`. All of them go into tests/.out/pictures, those of the
 * README and the stores into docs/. `npm run pictures -- popup` draws only what is named: popup, options, report, guide,
 * welcome, docs, languages, workshop.
 */
import { toUnicodeName, type DomainName } from '../../../lib/names/domain-name.ts';
import type { Session } from '../chromium-session.ts';
import { readPopup } from '../popup-view.ts';
import { reportReady } from '../report-view.ts';
import { DOCS, draw, drawBoth, openPopupPage } from './album.ts';
import { drawGuides } from './guide.ts';
import { drawLanguages } from './languages.ts';
import { drawPopups } from './popup.ts';
import { startPictureSession, steadyTimes } from './session.ts';
import { STATES } from './states.ts';
import { drawForStores } from './store.ts';
import { drawWorkshop } from './workshop.ts';

const PARTS: Readonly<Record<string, (session: Session) => Promise<void>>> = {
  docs: async (session) => {
    await drawForReadme(session);
    await drawForStores(session);
  },
  options: drawOptions,
  report: drawReports,
  guide: drawGuides,
  welcome: drawWelcome,
  popup: drawPopups,
  languages: drawLanguages,
  workshop: drawWorkshop,
};

const wanted = process.argv.slice(2);
for (const [part, drawPart] of Object.entries(PARTS)) {
  if (wanted.length > 0 && !wanted.includes(part)) continue;
  const session = await startPictureSession();
  await drawPart(session);
  await session.close();
}

async function drawForReadme(session: Session): Promise<void> {
  for (const [name, domain, scheme] of [
    ['popup-light', 'uncovered.test', 'light'],
    ['popup-dark', 'enforce.test', 'dark'],
  ] as const) {
    const page = await openPopupPage(session, domain);
    await readPopup(page, domain);
    await draw(page, `${DOCS}${name}.png`, scheme);
    await page.close();
  }
}

async function drawOptions({ chromium }: Session): Promise<void> {
  const options = await chromium.open(chromium.url('options.html'));
  await options.waitForSelector('h1');
  await drawBoth(options, 'options', 640);
  await drawBoth(options, 'options-narrow');
  await options.close();
}

async function drawReports(session: Session): Promise<void> {
  for (const [state, domain] of Object.entries(STATES)) {
    const report = await session.chromium.openAsked(`report.html?domain=${domain}`);
    await reportReady(report, toUnicodeName(domain as DomainName));
    await steadyTimes(session, report, domain);
    await drawBoth(report, `report/${state}`, 1100);
    await drawBoth(report, `report/${state}-narrow`);
    await report.close();
  }
}

async function drawWelcome({ chromium }: Session): Promise<void> {
  const welcome = await chromium.open(chromium.url('welcome.html'));
  for (const step of [1, 2, 3]) {
    await welcome.waitForSelector(`main[data-step="${step}"]`);
    await drawBoth(welcome, `welcome/${step}`, 640);
    await drawBoth(welcome, `welcome/${step}-narrow`);
    if (step < 3) await welcome.click('button[name=next]');
  }
  await welcome.close();
}
