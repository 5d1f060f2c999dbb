import type { Page } from 'puppeteer-core';
import { it } from 'vitest';
import type { Lab } from '../lab/lab.ts';
import type { LifecycleCase, StepCase } from '../lifecycle/cases.ts';
import { words } from '../support/i18n.ts';
import type { Session } from './chromium-session.ts';

const POLICY_PATH = '/.well-known/mta-sts.txt';

/** Runs a case of docs/lifecycle.md; `run` gets the sentence that it says is at the top. */
export function itShows(each: LifecycleCase, run: (says: string) => Promise<void>): void {
  it(each.what, () => run(saysOf(each)));
}

/** The sentence at the top, or "" where the case is not about a verdict. */
export function saysOf({ headline }: LifecycleCase): string {
  if (headline === null) return '';
  const key = `headline.${headline.replaceAll('-', '_')}`;
  return `${words(`${key}.title`)} ${words(`${key}.text`)}`;
}

/** What is known is forgotten; the settings stay. */
export async function forgetResults({ chromium: { desk } }: Session): Promise<void> {
  const { settings } = await desk.stored('local');
  await desk.clear('session');
  await desk.clear('local');
  await desk.store('local', { settings });
}

/** Waits until nothing is being checked any more; where the check was interrupted, the person asks again. */
export async function outcomeOf(view: Page): Promise<{ standing: string; askedAgain: number }> {
  for (let askedAgain = 0; ; askedAgain += 1) {
    const handle = await view.waitForFunction(() => {
      const main = document.querySelector('main');
      if (main?.querySelector('[role=alert] button')) return 'interrupted';
      return main?.querySelector('.evidence') ? main.dataset['standing'] : false;
    });
    const standing = String(await handle.jsonValue());
    if (standing !== 'interrupted') return { standing, askedAgain };
    await view.click('[role=alert] button');
    await view.waitForFunction(() => !document.querySelector('[role=alert] button'));
  }
}

/** Every question and every request for a policy so far, in words. */
export async function requestsTo(lab: Lab): Promise<string[]> {
  const questions = (await lab.queries()).map(({ name, type }) => `${name} ${type}`);
  const fetches = lab.policyRequests().filter(({ path }) => path === POLICY_PATH);
  return [...questions, ...fetches.map(({ host, path }) => host + path)];
}

/** How often each was sent. */
export function timesOf(requests: readonly string[]): Map<string, number> {
  const times = new Map<string, number>();
  for (const request of requests) times.set(request, (times.get(request) ?? 0) + 1);
  return times;
}

/** Holds the answer to one step of a check. */
export function holdStep(
  lab: Lab,
  { at }: Pick<StepCase, 'at'>,
): { arrived: Promise<void>; release: () => void } {
  if (at === 'policy') return lab.hold('mta-sts.enforce.test');
  const arrived = Promise.withResolvers<void>();
  const released = Promise.withResolvers<void>();
  lab.setDnsFault((name, type) => {
    if (name !== at.name || type !== at.type) return undefined;
    arrived.resolve();
    return { until: released.promise };
  });
  const release = () => {
    lab.setDnsFault(undefined);
    released.resolve();
  };
  return { arrived: arrived.promise, release };
}
