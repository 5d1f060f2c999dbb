import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ROOT } from '../support/repository.ts';
import { gzippedBytes, scriptsOf } from '../support/weight.ts';

/**
 * What may be loaded, in bytes after gzip, each file by itself. Whoever needs more says so here, and what for. The background has the public suffix
 * list, which is half of it; the workshop has its editor, which is 100 kB. 2 kB of each that reads facts are the score: its table, and what each mechanism says of it.
 */
const BUDGETS = {
  // More than half of it is loaded once the popup is painted, for the records: facts, their shape, and the mechanisms that know it. The judge of
  // MTA-STS knows by which senders a policy is ignored, which is 2 kB here and 1 kB in the background. 1 kB, everywhere where facts are read, finds private keys in DNS and their other halves;
  // and 1 kB tells what is weak in the records that an SPF record leads to. 0.7 kB know which names of SPF a stranger chooses, and senders that an equals sign hides.
  'popup.html': 121_500,
  // Of which the guide, with its calendar files, line differences and the steps of four mechanisms, is 50 kB, 8 kB of which are DKIM with what its providers publish; it is loaded when it is first shown. 4 kB ask, which is
  // what the list of mechanisms brings along to wherever facts are read; the workshop has the same. 1.5 kB draw the path of a message and tell four kinds of
  // sender apart, of which the workshop has 1 kB. 2.7 kB say what changed since the last check, and what each repair gains.
  // 5 kB are the selectors that a person adds: how they are read, the list of them, and the names for a further look, which are loaded when they are asked for.
  // 1.5 kB mend slips in a DMARC record as the workshop does, so that the guide loses no address and no word about names below.
  // 2 kB know which names of SPF a stranger chooses, which of several records hold the same DKIM key, and what several DMARC records have in effect.
  'report.html': 221_500,
  // Both are opened rarely, and share the scripts of the popup, which is opened all the time.
  'options.html': 35_500,
  'welcome.html': 35_000,
  'workshop.html': 256_500,
  // 13 kB of which are SPF, 11 kB DMARC, 9 kB DKIM, BIMI and CAA, and 8 kB DANE and DNSSEC, as everywhere where facts are read; the workshop has 20 kB more, which read their records as they are written.
  // 2.8 kB of which read the certificate of a logo. 1.7 kB keep what is stored within bytes, and out of reach of a forgetting.
  // 1.5 kB keep what a person adds to a check, and put it into what is known.
  // 0.4 kB leave a policy host alone in peace, and follow settings that change in the middle of a check.
  // 0.5 kB tell the policies of the organization from those that apply, and reports that are permitted apart.
  // 0.5 kB know which names of SPF a stranger chooses, and senders that an equals sign hides.
  'background.js': 173_500,
};
/** What the popup cannot start without, however many mechanisms there are: it shows digests, and knows neither facts nor how they are judged. */
const POPUP_AT_ONCE = 23_000;
/** The package as the Chrome store gets it, with its languages and icons, and 8 kB of licences. What each mechanism brings to the workshop is a script by itself. 3 kB tell which of several records at one name hold the same DKIM key, which names of SPF a stranger chooses, and what several DMARC records ask for. */
const ZIP_BUDGET = 564_000;

describe('the weight of the build for Chrome', () => {
  let out: string;
  let folder: string;
  beforeAll(() => {
    out = mkdtempSync(join(tmpdir(), 'waxseal-weight-'));
    // In a process of its own, which is not under test and builds what ships.
    const { NODE_ENV: _, VITEST: __, ...env } = process.env;
    execFileSync(process.execPath, ['tests/support/weight-build.ts', out], { cwd: ROOT, env, stdio: 'pipe' });
    folder = join(out, 'chrome-mv3');
  }, 120_000);
  afterAll(() => rmSync(out, { recursive: true, force: true }));

  it.each(Object.entries(BUDGETS))('%s stays below %d bytes of script', (entry, budget) => {
    const bytes = gzippedBytes(folder, scriptsOf(folder, entry));
    expect(
      bytes,
      'What grew, and is it worth its bytes? Then raise the budget here, and say what for',
    ).toBeLessThan(budget);
    // A budget that is far away holds nobody.
    expect(bytes).toBeGreaterThan(0.9 * budget);
  });

  it(`the popup starts with less than ${POPUP_AT_ONCE} bytes of script`, () => {
    const bytes = gzippedBytes(folder, scriptsOf(folder, 'popup.html', 'at once'));
    expect(bytes).toBeLessThan(POPUP_AT_ONCE);
    expect(bytes).toBeGreaterThan(0.9 * POPUP_AT_ONCE);
  });

  it('the package stays below its budget', () => {
    const zip = readdirSync(out).find((name) => name.endsWith('.zip'));
    expect(statSync(join(out, zip ?? '')).size).toBeLessThan(ZIP_BUDGET);
  });

  it('the public suffix list is in there once, and only the background loads it, the DNS codec and the polyfill', () => {
    const marks = ['orgmilcomschnetedugovdrr', 'YXRRSET', 'api-metadata.json'];
    const countIn = (entry: string) => {
      const code = scriptsOf(folder, entry).map((path) => readFileSync(join(folder, path), 'utf8'));
      return marks.map((mark) => code.join('').split(mark).length - 1);
    };
    expect(countIn('background.js').map((count) => count > 0)).toEqual([true, true, true]);
    expect(countIn('background.js')[0]).toBe(1);
    for (const page of ['popup.html', 'report.html', 'options.html', 'welcome.html', 'workshop.html'])
      expect(countIn(page)).toEqual([0, 0, 0]);
  });
});
