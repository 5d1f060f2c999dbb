import type { Session } from '../chromium-session.ts';
import { until } from '../browsers/until.ts';
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
  const host = 'mta-sts.unix.test';
  const gate = lab.hold(host);
  const requests = () => lab.policyRequests().filter((request) => request.host === host);
  const page = await openPopupPage(session, 'unix.test');
  for (const times of [1, 2]) {
    await until(`request ${times}`, async () => requests().length === times);
    await chromium.stopWorker();
  }
  await page.waitForSelector('[role=alert]');
  await drawBoth(page, 'popup/interrupted');
  gate.release();
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
