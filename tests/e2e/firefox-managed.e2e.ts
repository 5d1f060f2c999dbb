import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Lab } from '../lab/lab.ts';
import { startLab } from '../lab/start.ts';
import { launchFirefox, type Firefox } from './browsers/firefox.ts';
import { readPopup } from './popup-view.ts';

const FIREFOX_BUILD = new URL('../../.output/firefox-mv3', import.meta.url).pathname;

let lab: Lab;
let firefox: Firefox;
beforeAll(async () => {
  lab = await startLab();
  const managed = { resolver: lab.dohUrl, leaveAlone: ['enforce.test'], welcome: false };
  firefox = await launchFirefox({ extensionDir: FIREFOX_BUILD, lab, managed });
});
afterAll(() => lab?.stop());

it('what an administrator lays down for Firefox is in force, and locked in the options', async () => {
  const options = await firefox.open(firefox.url('options.html'));
  await options.waitForSelector('input[value=custom]:checked');
  expect(await options.$eval('input[value=cloudflare]', (input) => input.matches(':disabled'))).toBe(true);
  expect(await options.$eval('main', ({ textContent }) => textContent)).toContain(
    'Set by your administrator.',
  );
  await options.close();
  const page = await firefox.open(firefox.url('popup.html?domain=enforce.test'));
  expect((await readPopup(page, 'enforce.test')).standing).toBe('enforced');
  await page.close();
});
