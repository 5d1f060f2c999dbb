import type { Page } from 'puppeteer-core';
import { expect } from 'vitest';
import type { Seen } from '../hostile/case.ts';
import type { CanaryCase } from '../hostile/canary.ts';
import type { PolicyCase } from '../hostile/policy-cases.ts';
import type { Lab } from '../lab/lab.ts';
import { words } from '../support/i18n.ts';
import { SILENT, heardBy, hostileView, songIn } from './hostile-view.ts';
import { reportReady } from './report-view.ts';

/** Opens a page of the extension for a domain. */
export type View = (page: 'popup' | 'report', domain: string) => Promise<Page>;

/** Looks at a hostile policy host: what is seen, who was asked, and how much was taken. */
export async function checkPolicyCase(
  hostile: PolicyCase,
  { seen, requestsAtMost = 1 }: { seen: Seen; requestsAtMost?: number | undefined },
  lab: Lab,
  view: View,
): Promise<void> {
  await lab.clearLogs();
  const page = await view('popup', hostile.domain);
  expect(await hostileView(page, hostile.domain)).toEqual(shownFor(seen));
  const requests = lab.policyRequests().map(({ host }) => host);
  expect(requests.filter((host) => host !== `mta-sts.${hostile.domain}`)).toEqual([]);
  expect(requests.length).toBeLessThanOrEqual(requestsAtMost);
  const answer = () => lab.policyAnswers()[0];
  if (hostile.isLeft) await expect.poll(() => answer()?.isOver, { timeout: 5000 }).toBe(true);
  if (hostile.sentAtMost !== undefined) expect(answer()?.bytes).toBeLessThan(hostile.sentAtMost);
  await page.close();
}

/** Looks at what strangers wrote, in the popup and in the report: it is text, and nothing of it ran or was loaded. */
export async function checkCanaryCase(hostile: CanaryCase, seen: Seen, lab: Lab, view: View): Promise<void> {
  await lab.clearLogs();
  const popup = await view('popup', hostile.domain);
  expect(await hostileView(popup, hostile.domain)).toEqual(shownFor(seen));
  const report = await view('report', hostile.domain);
  await reportReady(report, await popup.$eval('h1', ({ textContent }) => textContent ?? ''));
  for (const page of [popup, report]) {
    expect(await songIn(page)).toEqual(SILENT);
    expect(await page.$eval('body', ({ textContent }) => textContent)).toContain(hostile.shown);
    await page.close();
  }
  expect(heardBy(lab)).toEqual([]);
}

function shownFor({ headline, findings }: Seen): { says: string; findings: string[] } {
  const key = `headline.${headline.replaceAll('-', '_')}`;
  return { says: `${words(`${key}.title`)} ${words(`${key}.text`)}`, findings: findings.toSorted() };
}
