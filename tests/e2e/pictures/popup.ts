import type { Session } from '../chromium-session.ts';
import { readPopup } from '../popup-view.ts';
import { drawBoth, openPopupPage } from './album.ts';
import { STATES } from './states.ts';

/** As wide as a window without popups of its own shows it. */
const WIDE = 640;

/** Draws the popup in every state that it can be in. */
export async function drawPopups(session: Session): Promise<void> {
  for (const [state, host] of Object.entries(STATES)) {
    const page = await openPopupPage(session, host);
    await readPopup(page);
    await drawBoth(page, `popup/${state}`);
    await drawBoth(page, `popup/${state}-wide`, WIDE);
    await page.close();
  }
  await drawUnsupported(session);
  await drawChecking(session);
  await drawInterrupted(session);
  // Last, since it takes leave away.
  await drawPermission(session);
}

async function drawUnsupported(session: Session): Promise<void> {
  const page = await openPopupPage(session, '192.0.2.7');
  await readPopup(page);
  await drawBoth(page, 'popup/unsupported');
  await page.close();
}

async function drawChecking(session: Session): Promise<void> {
  const gate = session.lab.hold('mta-sts.wildcard.test');
  const page = await openPopupPage(session, 'wildcard.test');
  await gate.arrived;
  await page.waitForSelector('.servers li');
  await drawBoth(page, 'popup/checking');
  gate.release();
  await page.close();
}

/** The background ends twice without an answer. */
async function drawInterrupted(session: Session): Promise<void> {
  const { chromium, lab } = session;
  const first = lab.hold('mta-sts.unix.test');
  const page = await openPopupPage(session, 'unix.test');
  await first.arrived;
  const second = lab.hold('mta-sts.unix.test');
  await chromium.endWorker();
  await second.arrived;
  await chromium.endWorker();
  await page.waitForSelector('[role=alert]');
  await drawBoth(page, 'popup/interrupted');
  second.release();
  await page.close();
}

async function drawPermission(session: Session): Promise<void> {
  const { desk } = session.chromium;
  await desk.revoke(['https://*/*']);
  // The resolver alone may be read; granted once, Chromium grants it again without a dialog.
  await desk.request([`https://${new URL(session.lab.dohUrl).hostname}/*`]);
  const page = await openPopupPage(session, 'delegated.test');
  await readPopup(page, 'delegated.test');
  await drawBoth(page, 'popup/permission');
  await page.close();
}
