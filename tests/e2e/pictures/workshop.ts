import type { Session } from '../chromium-session.ts';
import { typeInto } from '../workshop-view.ts';
import { OUT, draw, drawBoth } from './album.ts';
import { startPictureSession } from './session.ts';

const FAULTY = 'version: stsv1\n\nMode: Enforce\n mx: mx1.uncovered.test.\n# ours\nmax_age: 604800';

/** Draws the workshop: empty, full of faults, narrow, and from right to left. */
export async function drawWorkshop(session: Session): Promise<void> {
  const page = await openFaulty(session);
  await drawBoth(page, 'workshop/faulty', 1180);
  await drawBoth(page, 'workshop/narrow', 360);
  await page.close();
  const empty = await session.chromium.open(session.chromium.url('workshop.html'));
  await empty.waitForSelector('[data-part=tlsrpt] .cm-content');
  await drawBoth(empty, 'workshop/empty', 1180);
  await empty.close();
  const other = await startPictureSession('right-to-left');
  await draw(await openFaulty(other), `${OUT}workshop/right-to-left.png`, 'light', 1180);
  await other.close();
}

async function openFaulty({ chromium }: Session) {
  const page = await chromium.open(chromium.url('workshop.html'));
  await page.waitForSelector('[data-part=tlsrpt] .cm-content');
  await page.setViewport({ width: 1180, height: 900 });
  await typeInto(page, 'policy', FAULTY);
  await typeInto(page, 'stsRecord', 'v=STSv1 ; id=20260601');
  await page.type('#live-domain', 'uncovered.test');
  await page.keyboard.press('Enter');
  await page.waitForSelector('[name=load]');
  return page;
}
