import { readPopup } from '../popup-view.ts';
import { openGuide } from '../guide-view.ts';
import { reportReady } from '../report-view.ts';
import { OUT, draw, openPopupPage } from './album.ts';
import { startPictureSession, steadyTimes } from './session.ts';

const DOMAINS = ['enforce.test', 'uncovered.test', 'redirect.test', 'absent.test', 'twenty-mx.test'];

/** Draws popup, options, report and welcome page as if they were translated: longer, and from right to left. */
export async function drawLanguages(): Promise<void> {
  for (const pseudo of ['accented', 'right-to-left'] as const) {
    const session = await startPictureSession(pseudo);
    for (const domain of DOMAINS) {
      const page = await openPopupPage(session, domain);
      await readPopup(page, domain);
      await draw(page, `${OUT}languages/${pseudo}-${domain}.png`, 'light');
      await page.close();
    }
    const options = await session.chromium.open(session.chromium.url('options.html'));
    await options.waitForSelector('h1');
    await draw(options, `${OUT}languages/${pseudo}-options.png`, 'light', 640);
    for (const domain of ['absent.test', 'uncovered.test']) {
      const page = await openGuide(session.chromium, domain);
      await draw(page, `${OUT}languages/${pseudo}-guide-${domain}.png`, 'light', 760);
      await page.close();
    }
    const report = await session.chromium.openAsked('report.html?domain=delegated.test');
    await reportReady(report, 'delegated.test');
    await steadyTimes(session, report, 'delegated.test');
    await draw(report, `${OUT}languages/${pseudo}-report.png`, 'light', 900);
    await draw(report, `${OUT}languages/${pseudo}-report-narrow.png`, 'light');
    const welcome = await session.chromium.open(session.chromium.url('welcome.html'));
    await welcome.waitForSelector('h1');
    await draw(welcome, `${OUT}languages/${pseudo}-welcome.png`, 'light');
    await session.close();
  }
}
