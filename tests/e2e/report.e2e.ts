import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { ElementHandle, Page, SerializedAXNode } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { JsonReport } from '../../lib/report/json.ts';
import { violations } from './axe.ts';
import { startSession, type Session } from './chromium-session.ts';
import { unreadableTexts } from './layout.ts';
import { pasted } from './pasted.ts';
import { readPopup } from './popup-view.ts';
import { exportBy, openMenu, reportReady, rowsOf } from './report-view.ts';

/** The rows of a table as a screen reader gets them: role and name of each cell. */
function rowsHeard(node: SerializedAXNode | null): string[][] {
  if (!node) return [];
  const below = node.children ?? [];
  if (node.role !== 'row') return below.flatMap(rowsHeard);
  return [below.map(({ role, name }) => `${role} ${name}`.replaceAll(/[\u2066-\u2069]/g, ''))];
}

describe('the report, in Chromium', () => {
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

  it('opens from the popup, on the same facts: nothing is asked again', async () => {
    const { page, popup } = await session.check('uncovered.test');
    await readPopup(popup, 'uncovered.test');
    await session.lab.clearLogs();
    const report = await session.chromium.pageAfter(() =>
      popup.evaluate(() => {
        const buttons = [...document.querySelectorAll<HTMLElement>('footer button')];
        buttons.find(({ textContent }) => textContent === 'Full report')?.click();
      }),
    );
    await reportReady(report, 'uncovered.test');
    expect(new URL(report.url()).search).toBe('?domain=uncovered.test');
    expect(await report.title()).toBe('Mail security of uncovered.test');
    expect(await rowsOf(report, 'consequences')).toEqual([
      // What is not covered comes first.
      [
        '50',
        'backup.provider.test',
        'no pattern',
        'held back: not in the policy',
        'delivered, not protected',
      ],
      ['10', 'mx1.uncovered.test', 'by name', 'verified TLS or no delivery', 'delivered, not protected'],
    ]);
    expect(await session.lab.queries()).toEqual([]);
    await report.close();
    await page.close();
  });

  it('tells which senders ignore a policy with a blank line', async () => {
    const report = await open('blank-line.test');
    const rows = await rowsOf(report, 'senders');
    const reason = 'It rejects a policy with a blank line.';
    // Those that do what the RFC asks are counted, not listed.
    expect(rows).toEqual([
      ['postfix-tlspol (Postfix)', 'ignores it', reason],
      ['mox', 'ignores it', reason],
      ['go-mtasts (maddy)', 'ignores it', reason],
    ]);
    await report.close();
  });

  it('draws where the names of a delegated domain lead', async () => {
    const report = await open('delegated.test');
    const chains = await report.$$eval('ol.chain', (lists) =>
      lists.map((list) => [...list.children].map(({ textContent }) => textContent)),
    );
    expect(chains).toEqual([
      ['_mta-sts.delegated.test', 'delegated._mta-sts.provider.test', 'answered there'],
      ['mta-sts.delegated.test', 'delegated.policies.provider.test', 'edge.hosting.test', 'has an address'],
      [
        '_smtp._tls.delegated.test',
        '_smtp-tls.delegated.test',
        'delegated._smtp._tls.provider.test',
        'answered there',
      ],
    ]);
    await report.close();
  });

  it('draws the way of a message, and leads from its list of parts to each of them by keyboard', async () => {
    const report = await open('uncovered.test');
    const stops = await report.$$eval('.path > li.stop b, .path .ends b', (all) =>
      all.map(({ textContent }) => (textContent ?? '').replace(/[\u2066-\u2069]/g, '').trim()),
    );
    expect(stops).toEqual([
      'A sender',
      'Record',
      'Policy file',
      'backup.provider.test',
      'mx1.uncovered.test',
    ]);
    await report.setViewport({ width: 1180, height: 500 });
    await report.focus('.parts a[href="#mx"]');
    await report.keyboard.press('Enter');
    await report.waitForSelector('.parts a[href="#mx"][aria-current=location]');
    // The list stays, and so does what it leads to: below no part of the page.
    expect(await report.$eval('.parts > ul', (list) => list.getBoundingClientRect().top)).toBe(0);
    expect(await report.$eval('h2#mx', (heading) => heading.getBoundingClientRect().top)).toBeLessThan(250);
    await report.close();
  });

  it('has a menu that opens and closes by keyboard, and gives the focus back', async () => {
    const report = await open('enforce.test');
    await report.focus('.export summary');
    await report.keyboard.press('Enter');
    await report.waitForSelector('.export details[open]');
    await report.keyboard.press('Tab');
    expect(await report.evaluate(() => document.activeElement?.getAttribute('name'))).toBe('print');
    expect(await violations(report)).toEqual([]);
    await report.keyboard.press('Escape');
    await report.waitForSelector('.export details:not([open])');
    expect(await report.evaluate(() => document.activeElement?.tagName)).toBe('SUMMARY');
    await report.close();
  });

  it('marks a domain whose record was handed to a provider and whose policy host was forgotten', async () => {
    const report = await open('half-delegated.test');
    const text = await report.$eval('main', ({ textContent }) => textContent);
    // The name of the domain apart.
    expect(text?.replaceAll('half-delegated.test', '')).toContain('half-delegated');
    await report.close();
  });

  it('has every question that the resolver was asked, and the fetch, in one table with bars', async () => {
    await session.lab.clearLogs();
    const report = await open('testing.test');
    const asked = (await session.lab.queries()).map(({ name, type }) => `${type} ${name}`);
    const rows = await rowsOf(report, 'asked');
    const steps = rows.filter((row) => row.length > 1);
    expect(steps.map(([name, type]) => `${type} ${name}`).toSorted()).toEqual(
      [...asked, 'GET https://mta-sts.testing.test/.well-known/mta-sts.txt'].toSorted(),
    );
    for (const row of steps) expect(row[3]).toMatch(/^\d+ ms, after \d+ ms$/);
    expect(await report.$$('.asked .bar')).toHaveLength(steps.length);
    const hosts = rows.filter((row) => row.length === 1).flat();
    expect(hosts.map((host) => /^Asked of (\S+),/.exec(host)?.[1])).toEqual([
      new URL(session.lab.dohUrl).hostname,
      'mta-sts.testing.test',
    ]);
    await report.close();
  });

  it('is saved as JSON and as Markdown, without a further permission', async () => {
    const folder = session.lab.cleanup.directory('waxseal-downloads');
    const report = await open('enforce.test');
    const devtools = await report.createCDPSession();
    await devtools.send('Browser.setDownloadBehavior', { behavior: 'allow', downloadPath: folder });
    const saved = async (kind: 'json' | 'markdown', ending: string): Promise<string> => {
      await exportBy(report, kind);
      const named = async () => (await readdir(folder)).filter((name) => name.endsWith(ending));
      await expect.poll(named).toHaveLength(1);
      const [name = ''] = await named();
      expect(name).toMatch(/^waxseal-enforce\.test-\d{4}-\d\d-\d\d\.(?:json|md)$/);
      return readFile(join(folder, name), 'utf8');
    };
    const json = JSON.parse(await saved('json', '.json')) as JsonReport;
    expect(json).toMatchObject({
      schema: 'waxseal-report',
      version: 2,
      policyDomain: 'enforce.test',
      resolver: { url: session.lab.dohUrl },
      verdict: { standing: 'enforced', mode: 'enforce' },
    });
    expect(json.questions.length).toBeGreaterThan(4);
    expect(json.generator).toMatch(/^Waxseal \d/);
    const markdown = await saved('markdown', '.md');
    expect(markdown).toContain('# Mail security of `enforce.test`');
    expect(markdown).toContain('verified TLS or no delivery');
    await report.close();
  });

  it('copies one finding in the form that was chosen', async () => {
    const report = await open('blank-line.test');
    /** What is on the clipboard once it has this one form. */
    const expectCopied = async (form: RegExp) => {
      await report.bringToFront();
      await report.click('[data-code=policy-blank-line] .copying button');
      await expect.poll(() => pasted(session.chromium), { timeout: 10_000 }).toMatch(form);
    };
    await expectCopied(
      /^\\\[warning\\\] `blank-line\.test`: The policy has a blank line\. .+ What to do: .+\\\(RFC 8461 §3\.2\\\)\n$/,
    );
    const note = '[data-code=policy-blank-line] [role=status]';
    expect(await report.$eval(note, ({ textContent }) => textContent)).toBe('Copied.');
    await openMenu(report);
    await report.select('.copy-as select', 'json');
    await expectCopied(
      /^\{\n  "policyDomain": "blank-line\.test",\n  "code": "policy-blank-line",\n[^]+\}\n$/,
    );
    await openMenu(report);
    await report.select('.copy-as select', 'summary');
    await expectCopied(/^blank-line\.test: The policy has a blank line\. /);
    await report.close();
  });

  it('is printed light, unfolded and without its buttons', async () => {
    const report = await open('uncovered.test');
    await report.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: 'dark' }]);
    expect((await report.pdf()).length).toBeGreaterThan(10_000);
    const state = await report.evaluate(() => {
      window.dispatchEvent(new Event('beforeprint'));
      const isOpen = [...document.querySelectorAll('details')].every((details) => details.open);
      window.dispatchEvent(new Event('afterprint'));
      return { isOpen, after: document.querySelectorAll('details[open]').length };
    });
    expect(state).toEqual({ isOpen: true, after: 0 });
    await report.emulateMediaType('print');
    expect(await report.$eval('main', (main) => getComputedStyle(main).backgroundColor)).toBe(
      'rgb(255, 255, 255)',
    );
    expect(await report.$eval('.tools', (part) => getComputedStyle(part).display)).toBe('none');
    await report.close();
  });

  it('explains a name that has no mail domain, and asks nobody', async () => {
    await session.lab.clearLogs();
    const report = await session.chromium.openAsked('report.html?domain=192.0.2.1');
    await report.waitForSelector('main[data-standing=unsupported]');
    expect(await session.lab.queries()).toEqual([]);
    await report.close();
  });

  it.each([
    'enforce.test',
    'uncovered.test',
    'blank-line.test',
    'delegated.test',
    'absent.test',
    'servfail.test',
  ])('gives axe nothing to complain of, light and dark, wide and narrow: %s', async (domain) => {
    const report = await open(domain);
    expect(await violations(report)).toEqual([]);
    await report.setViewport({ width: 360, height: 640 });
    expect(await violations(report)).toEqual([]);
    await report.close();
  });

  it.each(['twenty-mx.test', 'blank-line.test', 'delegated.test', 'absent.test', 'servfail.test'])(
    'nothing in it has to be scrolled sideways, on telephones and where its tables change: %s',
    async (domain) => {
      const report = await open(domain);
      for (const width of [320, 360, 900, 901, 1080, 1081]) {
        await report.setViewport({ width, height: 640 });
        expect(await report.evaluate(() => document.documentElement.scrollWidth)).toBe(width);
        expect(await unreadableTexts(report), `${width} px`).toEqual([]);
      }
      await report.close();
    },
  );

  it('a row that is shown as a block names its columns, and is still a row to whoever listens', async () => {
    const report = await open('uncovered.test');
    const root = (await report.$('table.consequences')) as ElementHandle;
    const heard = async (width: number) => {
      await report.setViewport({ width, height: 640 });
      return rowsHeard(await report.accessibility.snapshot({ root, interestingOnly: false }));
    };
    expect((await heard(1000)).at(-2)).toEqual([
      'cell 50',
      'rowheader backup.provider.test',
      'cell no pattern',
      'cell held back: not in the policy',
      'cell delivered, not protected',
    ]);
    expect(await heard(360)).toEqual([
      [
        'cell Preference 50',
        'rowheader backup.provider.test',
        'cell Covered by no pattern',
        'cell Senders that follow the policy held back: not in the policy',
        'cell Other senders delivered, not protected',
      ],
      [
        'cell Preference 10',
        'rowheader mx1.uncovered.test',
        'cell Covered by by name',
        'cell Senders that follow the policy verified TLS or no delivery',
        'cell Other senders delivered, not protected',
      ],
    ]);
    await report.close();
  });
});
