import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { violationsAsShown } from './axe.ts';
import { EITHER, type EitherSession } from './either-session.ts';
import { reportReady } from './report-view.ts';

describe.each(EITHER.slice(0, 1))('“The logo” in the report, in %s', (_name, start) => {
  let session: EitherSession;
  beforeAll(async () => {
    session = await start({ dns: 'embedded' });
  });
  afterAll(() => session?.close());

  it('is fetched with the click and not before, and read without running or showing anything', async () => {
    const report = await session.openAsked('report.html?domain=logo-alone.test');
    await reportReady(report, 'logo-alone.test');
    const fetched = () => session.lab.policyRequests().filter(({ path }) => path === '/logo.svg');
    expect(fetched()).toEqual([]);
    await report.focus('.read-logo button');
    await report.keyboard.press('Enter');
    await report.waitForSelector('.read-logo .verdict[data-result=refused]');
    const requests = fetched();
    expect(requests).toMatchObject([{ host: 'logo-alone.test', method: 'GET' }]);
    for (const name of ['cookie', 'origin', 'referer']) expect(requests[0]?.headers[name]).toBeUndefined();
    const faults = await report.$$eval('.read-logo li', (items) =>
      items.map(({ textContent }) => textContent ?? ''),
    );
    expect(faults.some((each) => each.includes('<script>'))).toBe(true);
    expect(faults.some((each) => each.includes('tiny-ps'))).toBe(true);
    expect(await report.$$('.read-logo script, .read-logo img, .read-logo iframe')).toEqual([]);
    expect(await violationsAsShown(report)).toEqual([]);
  });

  it.each([
    ['logo-marked.test', 'mark.pem', 'good', []],
    ['logo-expired.test', 'expired.pem', 'refused', ['It expired on']],
    ['logo-other.test', 'other.pem', 'refused', ['not-logo-other.test']],
  ])('its certificate is fetched with a click of its own: %s', async (domain, file, verdict, words) => {
    const report = await session.openAsked(`report.html?domain=${domain}`);
    await reportReady(report, domain);
    const fetched = () => session.lab.policyRequests().filter(({ path }) => path === `/${file}`);
    expect(fetched()).toEqual([]);
    await report.focus('.read-certificate button');
    await report.keyboard.press('Enter');
    await report.waitForSelector(`.read-certificate .verdict[data-result=${verdict}]`);
    const requests = fetched();
    expect(requests).toMatchObject([{ host: domain, method: 'GET' }]);
    for (const name of ['cookie', 'origin', 'referer']) expect(requests[0]?.headers[name]).toBeUndefined();
    const said = () =>
      report.$eval('.read-certificate [role=status]', ({ textContent }) => textContent ?? '');
    expect(await said()).toContain('Example Brand Ltd');
    for (const each of words) expect(await said()).toContain(each);
    expect(await said()).toContain('was not compared');
    await report.focus('.read-logo button');
    await report.keyboard.press('Enter');
    await report.waitForSelector('.read-logo .verdict');
    expect(await said()).toContain('The logo in it is the one that the record names');
    expect(await violationsAsShown(report)).toEqual([]);
  });
});
