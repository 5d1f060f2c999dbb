import { readFile, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ElementHandle, Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { GOOD_DKIM } from '../lab/description/domain.ts';
import type { Lab } from '../lab/lab.ts';
import { startLab } from '../lab/start.ts';
import { violations, violationsAsShown } from './axe.ts';
import { launchFirefox, type Firefox } from './browsers/firefox.ts';
import { startSession, type Session } from './chromium-session.ts';
import { exportBy, reportReady, rowsOf } from './report-view.ts';
import { listed, putInto, reading, shownLines, typeInto, underlined, waitForCodes } from './workshop-view.ts';

const FIREFOX_BUILD = new URL('../../.output/firefox-mv3', import.meta.url).pathname;

/** With a mistake in nearly every line; typed, so that Enter gives the line ends. */
const FAULTY = 'version: stsv1\n\nMode: Enforce\n mx: mx1.uncovered.test.\nmax_age: 604800';
const FAULTS = [
  'policy-version-unknown, line 1, column 10',
  'policy-blank-line, line 2, column 1',
  'policy-key-misspelt, line 3, column 1',
  'policy-indented-key, line 4, column 1',
  'policy-mx-trailing-dot, line 4, column 6',
];
const FIXED = ['version: STSv1CR', 'mode: enforceCR', 'mx: mx1.uncovered.testCR', 'max_age: 604800'];

/** Types faults, sees them, has them fixed, and asks about a domain; in any browser. */
async function mendAndCheck(page: Page, lab: Lab): Promise<void> {
  await lab.clearLogs();
  await typeInto(page, 'policy', FAULTY);
  await page.waitForSelector('[data-code=policy-mx-trailing-dot]');
  expect(await listed(page, 'policy')).toEqual(FAULTS);
  expect(await underlined(page, 'policy')).toEqual(
    expect.arrayContaining(['stsv1', 'mx1.uncovered.test.', '']),
  );
  await page.click('[name=fix-policy]');
  await waitForCodes(page, 'policy', ['policy-max-age-below-two-weeks']);
  expect(await shownLines(page, 'policy')).toEqual(FIXED);
  expect(await reading(page, 'policy')).toContain('Mode enforce, max_age 7 days');
  expect(await lab.queries()).toEqual([]);
  await page.type('#live-domain', 'uncovered.test');
  await page.click('form.field button[type=submit]');
  await page.waitForSelector('.as-if[data-standing=uncovered]');
  expect((await rowsOf(page, 'consequences')).map((row) => row.slice(1, 4))).toEqual([
    ['backup.provider.test', 'no pattern', 'held back: not in the policy'],
    ['mx1.uncovered.test', 'by name', 'verified TLS or no delivery'],
  ]);
  expect((await lab.queries()).length).toBeGreaterThan(2);
}

const DIGEST = 'ab'.repeat(32);
/** An underscore and the number of the usage are missing, and at the end the last two digits. */
const FAULTY_TLSA = `25._tcp.mx1.dane.test. IN TLSA DANE-EE 1 1 ${DIGEST}\n_25._tcp.mx2.dane.test. IN TLSA 3 1 1 ${DIGEST.slice(2)}`;

/** Types TLSA records with faults, sees each at its place, and has those fixed that have one right answer; in any browser. */
async function mendTlsa(page: Page, lab: Lab): Promise<void> {
  await lab.clearLogs();
  await putInto(page, 'dane', FAULTY_TLSA);
  // Half a record has other faults.
  await expect
    .poll(() => listed(page, 'dane'), { timeout: 10_000 })
    .toEqual([
      'dane-text-name-misspelt, line 1, column 1',
      'dane-text-mnemonic, line 1, column 32',
      'dane-digest-length, line 2, column 39',
      'dane-no-rollover',
      'dane-all-unusable',
    ]);
  await expect
    .poll(() => underlined(page, 'dane'), { timeout: 10_000 })
    .toEqual(expect.arrayContaining(['25._tcp.mx1.dane.test.', 'DANE-EE', DIGEST.slice(2)]));
  await page.click('[name=fix-dane]');
  // Nobody but its owner knows the rest of a digest.
  await waitForCodes(page, 'dane', ['dane-digest-length', 'dane-no-rollover', 'dane-all-unusable']);
  expect(await shownLines(page, 'dane')).toEqual([
    `_25._tcp.mx1.dane.test. IN TLSA 3 1 1 ${DIGEST}`,
    `_25._tcp.mx2.dane.test. IN TLSA 3 1 1 ${DIGEST.slice(2)}`,
  ]);
  expect(await reading(page, 'dane')).toContain('Senders could use 1 of 2 records');
}

const UNQUOTED = '_dmarc.example.com. IN TXT v=DMARC1; p=none; rua=a@b.example';

/** Types records of SPF, DMARC, DKIM and BIMI with faults, sees each at its place, has them fixed, and nothing is asked; in any browser. */
async function mendSenders(page: Page, lab: Lab): Promise<void> {
  await lab.clearLogs();
  await putInto(page, 'spf', 'v=spf1 ipv4:8.8.8.8 include: a.example –all');
  await waitForCodes(page, 'spf', ['spf-misspelt-mechanism', 'spf-term-value-missing', 'spf-not-ascii']);
  expect(await listed(page, 'spf')).toEqual([
    'spf-misspelt-mechanism, line 1, column 8',
    'spf-term-value-missing, line 1, column 21',
    'spf-not-ascii, line 1, column 40',
  ]);
  expect(await underlined(page, 'spf')).toEqual(['ipv4:8.8.8.8', 'include:', '–']);
  await page.click('[data-part=spf] [data-code=spf-misspelt-mechanism] .fix');
  await waitForCodes(page, 'spf', ['spf-term-value-missing', 'spf-not-ascii']);
  await page.click('[name=fix-spf]');
  await waitForCodes(page, 'spf', []);
  expect(await shownLines(page, 'spf')).toEqual(['v=spf1 ip4:8.8.8.8 include:a.example -all']);
  expect(await reading(page, 'spf')).toContain('Mail from all other servers fails');
  await putInto(page, 'dmarc', UNQUOTED);
  await waitForCodes(page, 'dmarc', ['dmarc-p-missing']);
  expect(await underlined(page, 'dmarc')).toEqual(['v=DMARC1']);
  await page.click('[name=fix-dmarc]');
  await waitForCodes(page, 'dmarc', []);
  expect(await shownLines(page, 'dmarc')).toEqual([
    '_dmarc.example.com. IN TXT "v=DMARC1; p=none; rua=mailto:a@b.example"',
  ]);
  await putInto(page, 'dkim', GOOD_DKIM.replace('DKIM1; k=rsa', 'dkim1, K=RSA'));
  await waitForCodes(page, 'dkim', ['dkim-version']);
  await page.click('[name=fix-dkim]');
  await waitForCodes(page, 'dkim', []);
  expect(await shownLines(page, 'dkim')).toEqual([GOOD_DKIM]);
  expect(await reading(page, 'dkim')).toContain('an RSA key of 2048 bits');
  await putInto(page, 'bimi', 'v=bimi1; l=https://a.example/x.svg; a=https://a.example/x.pem');
  await waitForCodes(page, 'bimi', ['bimi-version']);
  await page.click('[name=fix-bimi]');
  await waitForCodes(page, 'bimi', []);
  expect(await reading(page, 'bimi')).toContain('It names a logo and a certificate');
  expect(await lab.queries()).toEqual([]);
}

describe('the workshop, in Chromium', () => {
  let session: Session;
  let folder: string;
  beforeAll(async () => {
    session = await startSession();
    folder = session.lab.cleanup.directory('waxseal-workshop');
  });
  afterAll(() => session?.close());

  const open = async (query = ''): Promise<Page> => {
    const page = await session.chromium.open(session.chromium.url(`workshop.html${query}`));
    await page.waitForSelector('[data-part=tlsrpt] .cm-content');
    return page;
  };
  const openFile = async (page: Page, content: Uint8Array | string): Promise<void> => {
    const path = join(folder, 'policy.bin');
    await writeFile(path, content);
    const input = (await page.$('input[type=file]')) as ElementHandle<HTMLInputElement>;
    await input.uploadFile(path);
  };
  const saved = async (page: Page): Promise<Buffer> => {
    const downloads = session.lab.cleanup.directory('waxseal-saved');
    const devtools = await page.createCDPSession();
    await devtools.send('Browser.setDownloadBehavior', { behavior: 'allow', downloadPath: downloads });
    await page.click('[name=save]');
    await expect.poll(() => readdir(downloads)).toEqual(['mta-sts.txt']);
    return readFile(join(downloads, 'mta-sts.txt'));
  };

  it('underlines what is wrong, fixes it, and asks about a domain only when told to', async () => {
    const page = await open();
    await mendAndCheck(page, session.lab);
    expect((await saved(page)).toString()).toBe(
      'version: STSv1\r\nmode: enforce\r\nmx: mx1.uncovered.test\r\nmax_age: 604800',
    );
    await page.close();
  });

  it('reads TLSA records as they are typed, and fixes what has one right answer', async () => {
    const page = await open();
    await mendTlsa(page, session.lab);
    await page.close();
  });

  it('opens the TLSA records that a domain publishes', async () => {
    const page = await open();
    await page.type('#live-domain', 'dane.test');
    await page.keyboard.press('Enter');
    await page.waitForSelector('[name=load]');
    await page.click('[name=load]');
    await page.waitForFunction(() => document.querySelector('[data-part=dane] .cm-content')?.textContent);
    const lines = (await shownLines(page, 'dane')).filter((line) => line !== '');
    expect(lines).toHaveLength(4);
    for (const line of lines)
      expect(line).toMatch(/^_25\._tcp\.mx[12]\.dane\.test\. IN TLSA 3 1 1 [\da-f]{64}/);
    expect(await reading(page, 'dane')).toContain('Senders could use 4 of 4 records');
    await page.close();
  });

  it('mends records of SPF, DMARC, DKIM and BIMI as they are typed, and asks nothing for it', async () => {
    const page = await open();
    await mendSenders(page, session.lab);
    await page.close();
  });

  it('works without a network, its styles too', async () => {
    const page = await open();
    await page.setOfflineMode(true);
    await typeInto(page, 'stsRecord', 'v=stsv1; id=1');
    await waitForCodes(page, 'stsRecord', ['sts-record-version']);
    await page.click('[name=fix-stsRecord]');
    await waitForCodes(page, 'stsRecord', []);
    expect(await reading(page, 'stsRecord')).toBe('Valid, with the id 1.');
    // The styles that the editor brings along are in force under the policy of the extension.
    const styles = await page.$eval('.cm-content', (content) => {
      const { whiteSpace } = getComputedStyle(content);
      return [whiteSpace, getComputedStyle(content.closest('.cm-scroller')!).display];
    });
    expect(styles).toEqual(['break-spaces', 'flex']);
    await page.close();
  });

  it('keeps a file to the byte: line ends of every kind, byte order mark, NUL, what is no UTF-8', async () => {
    const page = await open();
    const content = Buffer.from('\ufeffversion: STSv1\r\nmode: a\rb\nmx: \0\r\r\n\xff\r\n', 'latin1');
    await openFile(page, content);
    await page.waitForSelector('[data-code=policy-not-utf8]');
    expect(await saved(page)).toEqual(content);
    await page.close();
  });

  it('shows where a fault stands behind every kind of line end', async () => {
    const page = await open();
    await openFile(page, '\ufeffversion: STSv1\r\nmode: testing\nmx: a\rb\r\nmax_age: 1\0\r\n');
    await waitForCodes(page, 'policy', [
      'policy-byte-order-mark',
      'policy-lone-cr',
      'policy-control-character',
    ]);
    expect(await listed(page, 'policy')).toEqual(
      expect.arrayContaining([
        'policy-lone-cr, line 3, column 6',
        'policy-control-character, line 4, column 11',
      ]),
    );
    expect(await page.$eval('.file', ({ textContent }) => textContent)).toContain(
      'Line ends: CRLF 3, LF 1, only CR 1.',
    );
    // The place in the list leads to the place in the text.
    await page.click('[data-code=policy-control-character] .places button');
    expect(await page.evaluate(() => document.activeElement?.className)).toContain('cm-content');
    await page.keyboard.press('Delete');
    await page.waitForFunction(() => !document.querySelector('[data-code=policy-control-character]'));
    await page.close();
  });

  it('treats CR LF as one: End, Enter, Backspace and the arrows never tear it', async () => {
    const page = await open();
    await openFile(page, 'version: STSv1\r\nmode: testing\r\n');
    await page.waitForSelector('[data-code=policy-mx-missing]');
    await page.click('[data-part=policy] .cm-line');
    await page.keyboard.press('End');
    await page.keyboard.press('Enter');
    await page.keyboard.type('mx: a.example');
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('Backspace');
    await page.keyboard.press('Enter');
    await page.keyboard.press('ArrowLeft');
    await page.keyboard.type('x');
    await waitForCodes(page, 'policy', ['policy-max-age-missing']);
    expect((await saved(page)).toString()).toBe('version: STSv1\r\nmx: a.examplex\r\nmode: testing\r\n');
    await page.close();
  });

  it('stays usable with 100,000 lines', async () => {
    const page = await open();
    await openFile(page, `version: STSv1\r\n${'mx: mail.example.com\r\n'.repeat(100_000)}`);
    await page.waitForSelector('[data-code=policy-too-large]');
    await page.click('[data-part=policy] .cm-line');
    await page.keyboard.press('End');
    await page.keyboard.type('2');
    await page.waitForSelector('[data-code=policy-version-unknown]');
    expect((await shownLines(page, 'policy'))[0]).toBe('version: STSv12CR');
    // Only what is in view is in the page.
    expect((await shownLines(page, 'policy')).length).toBeLessThan(500);
    await page.close();
  });

  it('opens from the report with what was found there; nothing is asked again', async () => {
    const report = await session.chromium.openAsked('report.html?domain=blank-line.test');
    await reportReady(report, 'blank-line.test');
    await session.lab.clearLogs();
    const page = await session.chromium.pageAfter(() => exportBy(report, 'workshop'));
    await page.waitForSelector('[data-code=policy-blank-line]');
    expect(new URL(page.url()).search).toBe('?domain=blank-line.test');
    expect(await page.$eval('#live-domain', (input) => (input as HTMLInputElement).value)).toBe(
      'blank-line.test',
    );
    expect((await rowsOf(page, 'senders')).filter(([, verdict]) => verdict === 'ignores it')).toHaveLength(3);
    expect(await session.lab.queries()).toEqual([]);
    await page.close();
    await report.close();
  });

  it('says what names no domain, and remembers nothing of a private window', async () => {
    const page = await open('?private');
    for (const [text, said] of [
      ['   ', 'This is not a domain'],
      ['192.0.2.1', 'an IP address'],
    ] as const) {
      await page.$eval('#live-domain', (input) => (input as HTMLInputElement).select());
      await page.type('#live-domain', text);
      await page.keyboard.press('Enter');
      await page.waitForFunction((wanted) => document.body.textContent?.includes(wanted), {}, said);
    }
    await page.$eval('#live-domain', (input) => (input as HTMLInputElement).select());
    await page.type('#live-domain', ' Bücher.test. ');
    await page.keyboard.press('Enter');
    await page.waitForSelector('[name=load]');
    const { recent = [] } = await session.chromium.desk.stored('local');
    expect(recent).not.toContain('xn--bcher-kva.test');
    await page.close();
  });

  it('keeps what was written over a reload, a file to the byte', async () => {
    const page = await open('?domain=never-checked.test');
    await openFile(page, Buffer.from('mode: a\r\n\xff', 'latin1'));
    await typeInto(page, 'stsRecord', 'v=STSv1; id=7');
    await page.waitForFunction(() => /with the id \W?7/.test(document.body.textContent ?? ''));
    await page.reload();
    await page.waitForSelector('[data-code=policy-not-utf8]');
    await page.waitForSelector('[data-part=stsRecord] .cm-line');
    expect(await shownLines(page, 'stsRecord')).toEqual(['v=STSv1; id=7']);
    expect(await saved(page)).toEqual(Buffer.from('mode: a\r\n\xff', 'latin1'));
    // It is the tab's own.
    const other = await open('?domain=never-checked.test');
    expect(await shownLines(other, 'stsRecord')).toEqual(['']);
    await other.close();
    await page.close();
  });

  it('keeps nothing of what was opened from a private window, and says so', async () => {
    const page = await open('?private');
    expect(await page.$eval('.top', ({ textContent }) => textContent)).toContain('nothing is stored');
    await typeInto(page, 'stsRecord', 'v=STSv1; id=7');
    await page.waitForFunction(() => /with the id \W?7/.test(document.body.textContent ?? ''));
    await page.reload();
    await page.waitForSelector('[data-part=tlsrpt] .cm-content');
    expect(await shownLines(page, 'stsRecord')).toEqual(['']);
    expect(await page.evaluate(() => sessionStorage.length)).toBe(0);
    await page.close();
  });

  it('lets the keyboard through: Tab leaves every editor', async () => {
    const page = await open();
    await page.focus('[data-part=policy] .cm-content');
    await page.keyboard.press('Tab');
    expect(await page.evaluate(() => (document.activeElement as HTMLInputElement).name)).toBe('policy-file');
    await page.$$eval('.cm-content', (editors) => (editors.at(-1) as HTMLElement).focus());
    await page.keyboard.press('Tab');
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('live-domain');
    await page.close();
  });

  it('gives axe nothing to complain of, light and dark, wide and narrow', async () => {
    const page = await open();
    expect(await violations(page)).toEqual([]);
    await typeInto(page, 'policy', FAULTY);
    await typeInto(page, 'tlsrpt', 'v=TLSRPTv1; rua=a@b.example');
    await page.type('#live-domain', 'uncovered.test');
    await page.keyboard.press('Enter');
    await page.waitForSelector('.consequences');
    expect(await violations(page)).toEqual([]);
    await page.setViewport({ width: 360, height: 640 });
    expect(await violations(page)).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(360);
    await page.close();
  });
});

describe('the workshop, in Firefox', () => {
  let lab: Lab;
  let firefox: Firefox;
  beforeAll(async () => {
    lab = await startLab();
    firefox = await launchFirefox({ extensionDir: FIREFOX_BUILD, lab });
    await firefox.desk.store('local', { settings: { resolver: { id: 'custom', url: lab.dohUrl } } });
  });
  afterAll(() => lab?.stop());

  it('underlines what is wrong, fixes it, and asks about a domain only when told to', async () => {
    const page = await firefox.open(firefox.url('workshop.html'));
    await page.waitForSelector('[data-part=tlsrpt] .cm-content');
    await mendAndCheck(page, lab);
    await mendSenders(page, lab);
    expect(await violationsAsShown(page)).toEqual([]);
    const whiteSpace = await page.$eval('.cm-content', (content) => getComputedStyle(content).whiteSpace);
    expect(whiteSpace).toBe('break-spaces');
    await page.close();
  });

  it('reads TLSA records as they are typed, and fixes what has one right answer', async () => {
    const page = await firefox.open(firefox.url('workshop.html'));
    await page.waitForSelector('[data-part=tlsrpt] .cm-content');
    await mendTlsa(page, lab);
    await page.close();
  });
});
