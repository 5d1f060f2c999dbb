import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { JsonReport } from '../../lib/report/json.ts';
import { startSession, type Session } from './chromium-session.ts';
import { pasted } from './pasted.ts';
import { readPopup } from './popup-view.ts';
import { exportBy, openMenu, reportReady } from './report-view.ts';

const plain = (text: string) => text.replaceAll(/[\u2066-\u2069]/g, '');

/** The line below the name in the popup, which has the score. */
async function popupLine(session: Session, domain: string): Promise<string> {
  const { page, popup } = await session.check(domain);
  await readPopup(popup, domain);
  const line = await popup.$eval('.who', ({ textContent }) => textContent ?? '');
  await popup.close().catch(() => undefined);
  await page.close();
  return plain(line);
}

/** What the report has of the score. */
function scoreOf(report: Page) {
  return report.$eval('section[aria-labelledby=score]', (section) => ({
    sum: section.querySelector('.aside')?.textContent ?? '',
    strip: section.querySelector('.strip')?.getAttribute('aria-label') ?? '',
    hatched: [...section.querySelectorAll('.strip .open')].map((each) => Number(each.getAttribute('width'))),
    rows: [...section.querySelectorAll('tbody tr:not(.group)')].map((row) =>
      [...row.children].map(({ textContent }) => textContent ?? ''),
    ),
  }));
}

describe('the score, in Chromium', () => {
  let session: Session;
  beforeAll(async () => {
    session = await startSession();
  });
  afterAll(() => session?.close());

  const open = async (domain: string): Promise<Page> => {
    const report = await session.chromium.openAsked(`report.html?domain=${domain}`);
    await reportReady(report, domain);
    return report;
  };
  const inJson = async (report: Page) => {
    await openMenu(report);
    await report.select('.copy-as select', 'json');
    await exportBy(report, 'copy');
    await report.waitForFunction(() => document.querySelector('.export [role=status]')?.textContent !== '');
    return (JSON.parse(await pasted(session.chromium)) as JsonReport).score;
  };

  it('is a number in the popup, and in the report a strip and a row for each part', async () => {
    expect(await popupLine(session, 'two-records.test')).toContain('Score 60');
    const report = await open('two-records.test');
    const { sum, strip, hatched, rows } = await scoreOf(report);
    expect(sum).toContain('60 of 100 · scale 1');
    expect(strip).toBe('Points by part: 0 of 40 for mail to the domain, 60 of 60 for mail in its name.');
    expect(hatched.filter((width) => width > 0)).toEqual([]);
    expect(rows).toHaveLength(9);
    expect(rows).toContainEqual([
      'Forged mail refused',
      '30 of 30',
      'Receivers refuse forged mail.',
      'RFC 9989 §4.7',
      '',
    ]);
    expect(rows).toContainEqual(
      expect.arrayContaining(['Verified TLS at every server', '0 of 30', 'RFC 8461 §5', '+30']),
    );
    // Each part leads to what is to be repaired, or to what is said of it.
    const places = await report.$$eval('section[aria-labelledby=score] th a', (all) =>
      all.map((link) => [link.textContent, document.querySelector(link.getAttribute('href') ?? '')?.id]),
    );
    expect(places).toContainEqual(['Verified TLS at every server', 'to-fix-1']);
    expect(places).toContainEqual(['SPF is sound', 'spf']);
    await report.close();
  });

  it('is a range where a part could not be asked, until that is asked again', async () => {
    expect(await popupLine(session, 'servfail.test')).toContain('Score 60–96');
    const report = await open('servfail.test');
    const { sum, hatched, rows } = await scoreOf(report);
    expect(sum).toContain('60–96 of 100');
    expect(hatched.filter((width) => width > 0)).toEqual([30, 5]);
    expect(rows).toContainEqual(expect.arrayContaining(['Verified TLS at every server', '0–30 of 30']));
    await session.lab.publish('servfail.test', {
      texts: { '_mta-sts.servfail.test': ['v=STSv1; id=20260101'] },
    });
    await report.click('.facts .asked-of button');
    await report.waitForFunction(() => document.querySelector('.changed li') !== null);
    const changes = await report.$$eval('.changed li', (all) => all.map(({ textContent }) => textContent));
    expect(changes[0]).toBe('Score: 60. Before: 60–96.');
    expect(changes[1]).toMatch(/^MTA-STS: .* Waxseal could not find that out before\.$/);
    // What was not known is not told as gone.
    expect(changes.join(' ')).not.toContain('No longer found');
    await report.close();
  });

  it('is gone from popup, report and files at once where it is switched off', async () => {
    const report = await open('two-records.test');
    expect(await report.$('.gain strong')).not.toBeNull();
    const options = await session.chromium.open(session.chromium.url('options.html'));
    await options.click('input[name=score]');
    await report.bringToFront();
    await report.waitForFunction(() => document.querySelector('#score') === null);
    expect(await report.$('.gain strong')).toBeNull();
    // The link to the steps stays.
    expect(await report.$('.gain a')).not.toBeNull();
    expect(await inJson(report)).toBeNull();
    expect(await popupLine(session, 'two-records.test')).not.toContain('Score');
    await options.bringToFront();
    await options.click('input[name=score]');
    await report.bringToFront();
    await report.waitForFunction(() => document.querySelector('#score') !== null);
    expect(await inJson(report)).toMatchObject({ scale: 1, low: 60, high: 60 });
    expect(await popupLine(session, 'two-records.test')).toContain('Score 60');
    await options.close();
    await report.close();
  });
});
