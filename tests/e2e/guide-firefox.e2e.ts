import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Lab } from '../lab/lab.ts';
import { startLab } from '../lab/start.ts';
import { violationsAsShown } from './axe.ts';
import { launchFirefox, type Firefox } from './browsers/firefox.ts';
import { checkAgain, openGuide, policyOnPage, publicationOnPage, statesOf } from './guide-view.ts';

const FIREFOX_BUILD = new URL('../../.output/firefox-mv3', import.meta.url).pathname;

describe.each(['light', 'dark'] as const)('the guide, in Firefox, %s', (scheme) => {
  let lab: Lab;
  let firefox: Firefox;
  beforeAll(async () => {
    lab = await startLab();
    firefox = await launchFirefox({ extensionDir: FIREFOX_BUILD, lab, scheme });
    await firefox.desk.store('local', { settings: { resolver: { id: 'custom', url: lab.dohUrl } } });
  });
  afterAll(() => lab?.stop());

  it.each([
    ['no-address.test', 'testing'],
    ['refused.test', 'testing'],
    ['half-delegated.test', 'testing'],
    ['indented.test', 'enforced'],
  ])('%s: who does what it says is %s, and every line is ticked', async (domain, expected) => {
    const page = await openGuide(firefox, domain);
    expect(await violationsAsShown(page)).toEqual([]);
    await lab.publish(domain, await publicationOnPage(page, await policyOnPage(page)));
    await checkAgain(page);
    expect(await page.$eval('main', ({ dataset }) => dataset['standing'])).toBe(expected);
    expect(new Set(Object.values(await statesOf(page, 'step')))).toEqual(new Set(['done']));
    expect(new Set(Object.values(await statesOf(page, 'check')))).toEqual(new Set(['done']));
    await page.close();
  });
});
