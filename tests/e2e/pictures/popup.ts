import type { Session } from '../chromium-session.ts';
import { readPopup } from '../popup-view.ts';
import { drawBoth, openPopupPage } from './album.ts';

/** A picture for each standing, by a domain of the lab that has it, and for what is long. */
const STATES: Readonly<Record<string, string>> = {
  enforced: 'enforce.test',
  testing: 'testing.test',
  'uncovered-some': 'uncovered.test',
  'uncovered-all': 'short-wildcard.test',
  'uncovered-testing': 'testing-uncovered.test',
  'broken-record': 'two-records.test',
  'broken-fetch': 'redirect.test',
  'broken-certificate': 'expired.test',
  'broken-policy': 'wrong-mode.test',
  fragile: 'bom.test',
  disabled: 'none.test',
  absent: 'absent.test',
  'no-mail': 'null-mx.test',
  'no-such-domain': 'nxdomain.test',
  unknown: 'servfail.test',
  'twenty-servers': 'twenty-mx.test',
  'long-names': 'long-names.test',
  'broken-reports': 'broken-rua.test',
  international: 'xn--bcher-kva.test',
};

/** Draws the popup in every state that it can be in. */
export async function drawPopups(session: Session): Promise<void> {
  for (const [state, host] of Object.entries(STATES)) {
    const page = await openPopupPage(session, host);
    await readPopup(page);
    await drawBoth(page, `popup/${state}`);
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
