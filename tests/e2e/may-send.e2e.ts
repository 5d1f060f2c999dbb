import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { violationsAsShown } from './axe.ts';
import { EITHER, type EitherSession } from './either-session.ts';
import { unreadableTexts } from './layout.ts';
import { reportReady } from './report-view.ts';

describe.each(EITHER)('“May this address send?” in the report, in %s', (_name, start) => {
  let session: EitherSession;
  beforeAll(async () => {
    session = await start({ dns: 'embedded' });
  });
  afterAll(() => session?.close());

  const open = async (domain: string): Promise<Page> => {
    const report = await session.openAsked(`report.html?domain=${domain}`);
    await reportReady(report, domain);
    await session.lab.clearLogs();
    return report;
  };
  // Whether the resolver validates is asked beside a check, which does not wait for it.
  const asked = async () =>
    (await session.lab.queries())
      .map(({ name, type }) => `${name} ${type}`)
      .filter((each) => each !== 'arpa SOA');

  /** By keyboard: the address, and Enter. */
  const type = async (report: Page, address: string) => {
    await report.$eval('#send-ip', (field) => {
      (field as HTMLInputElement).value = '';
    });
    await report.focus('#send-ip');
    await report.keyboard.type(address);
    await report.keyboard.press('Enter');
  };
  const verdict = async (report: Page, result: string) => {
    await report.waitForSelector(`.may-send .verdict[data-result=${result}]`);
    return report.$$eval('.way > li', (steps) =>
      steps.map(({ textContent }) => (textContent ?? '').replace(/[\u2066-\u2069]/g, '').trim()),
    );
  };

  it.each<[address: string, result: string, way: string[]]>([
    ['192.0.2.40', 'pass', ['may-send.testip4:192.0.2.40 decides', 'pass']],
    [
      '::ffff:192.0.2.65',
      'pass',
      [
        'may-send.testinclude:_spf.may-send.test leads on',
        '_spf.may-send.testip4:192.0.2.64/27 decides',
        'pass',
      ],
    ],
    [
      '2001:db8:5::1',
      'pass',
      [
        'may-send.testinclude:_spf.may-send.test leads on',
        '_spf.may-send.testip6:2001:db8:5::/48 decides',
        'pass',
      ],
    ],
    ['192.0.2.99', 'softfail', ['may-send.test~all decides', 'softfail']],
  ])('says of %s that it is a %s, and by which way', async (address, result, way) => {
    const report = await open('may-send.test');
    expect(await asked()).toEqual([]);
    await type(report, address);
    expect(await verdict(report, result)).toEqual(way);
    // The focus follows once the answer is painted.
    await report.waitForFunction(() => document.activeElement?.getAttribute('role') === 'status');
    expect((await asked())[0]).toBe('may-send.test TXT');
    await report.close();
  });

  it('asks nothing for what is no address, and leads back to the field', async () => {
    const report = await open('may-send.test');
    await type(report, '192.0.2.999');
    await report.waitForSelector('#send-ip-error[role=alert]');
    await report.waitForFunction(() => document.activeElement?.id === 'send-ip');
    expect(await asked()).toEqual([]);
    await report.close();
  });

  it('warns before a macro tells the address to another domain, and tells it only after a click', async () => {
    const report = await open('macro-send.test');
    await type(report, '192.0.2.77');
    await verdict(report, 'open');
    const warning = await report.$eval('.may-send .warned', ({ textContent }) => textContent ?? '');
    expect(warning).toContain('192.0.2.77.list.may-send.test');
    expect(warning).toContain('may-send.test');
    // Not even the resolver has learned it.
    expect(await asked()).toEqual(['macro-send.test TXT']);
    await report.focus('.may-send .warned button.main');
    await report.keyboard.press('Enter');
    expect(await verdict(report, 'pass')).toEqual([
      'macro-send.testexists:%{i}.list.may-send.test decides',
      'pass',
    ]);
    expect(await asked()).toContain('192.0.2.77.list.may-send.test A');
    await session.lab.clearLogs();
    // Another address is another question.
    await type(report, '192.0.2.78');
    await verdict(report, 'open');
    await report.click('.may-send .warned button:not(.main)');
    await report.waitForFunction(() => document.querySelector('.may-send .warned') === null);
    expect(await asked()).toEqual(['macro-send.test TXT']);
    await report.close();
  });

  it('can be read on a telephone, and axe-core finds nothing in it', async () => {
    const report = await open('macro-send.test');
    for (const [address, result] of [
      ['192.0.2.77', 'open'],
      ['192.0.2.40', 'pass'],
    ] as const) {
      await report.setViewport({ width: 360, height: 640 });
      await type(report, address);
      await verdict(report, result);
      const isNarrow = () => {
        const { scrollWidth, clientWidth } = document.documentElement;
        return scrollWidth <= clientWidth;
      };
      expect(await report.evaluate(isNarrow)).toBe(true);
      expect(await unreadableTexts(report)).toEqual([]);
      expect(await violationsAsShown(report)).toEqual([]);
    }
    await report.close();
  });
});
