import { setTimeout as pass } from 'node:timers/promises';
import type { Page } from 'puppeteer-core';
import type { Session } from '../chromium-session.ts';
import { forgetResults, outcomeOf, requestsTo, timesOf } from '../lifecycle-checks.ts';
import type { Round } from './rounds.ts';

/** How far the check had come when a worker was ended. */
export const MOMENTS = [
  'before the first question',
  'while DNS was asked',
  'while the policy was read',
  'afterwards',
] as const;
export type Moment = (typeof MOMENTS)[number];

/** What came of a round. */
export interface Played {
  /** Everything that was not as it must be, in words; empty where all was well. */
  readonly faults: readonly string[];
  readonly moments: readonly Moment[];
  /** How often the person had to ask again, since the worker ended twice under one look. */
  readonly askedAgain: number;
}

/**
 * Plays one round in `view`, a tab of its own: everything is forgotten, the domain is looked at, the worker ends as drawn. Then the person
 * must see the right standing, each question was asked at most once by each worker, and a second look asks nothing.
 */
export async function playRound(session: Session, view: Page, round: Round): Promise<Played> {
  const { chromium, lab } = session;
  const { domain, ends, pauses } = round;
  const path = `popup.html?domain=${domain}`;
  await view.goto('about:blank');
  await forgetResults(session);
  await lab.clearLogs();
  let asked = 0;
  lab.setDnsFault(() => ({ delayMs: pauses[asked++ % pauses.length] ?? 0 }));

  const moments: Moment[] = [];
  await chromium.desk.leaveTicket(path);
  const opened = view.goto(chromium.url(path));
  for (const after of ends) {
    // The one delay in the suite: it is the random moment itself, not a wait for something to happen.
    await pass(after);
    if (!isWorkerThere(session)) continue;
    moments.push(await momentOf(session, domain));
    await chromium.stopWorker();
  }
  await opened;

  const seen = await outcomeOf(view);
  const faults: string[] = [];
  if (seen.standing !== round.standing)
    faults.push(`shows ${seen.standing}, not ${round.standing}: ${await accountOf(session, domain)}`);
  const lives = moments.length + 1;
  const requests = await requestsTo(lab);
  for (const [request, times] of timesOf(requests))
    if (times > lives) faults.push(`${request}: ${times} times by ${lives} workers`);
  await view.reload();
  const again = await outcomeOf(view);
  if (again.standing !== round.standing) faults.push(`shows ${again.standing} at the second look`);
  const later = (await requestsTo(lab)).slice(requests.length);
  if (later.length > 0) faults.push(`asked at the second look: ${later.join(', ')}`);
  lab.setDnsFault(undefined);
  return { faults, moments, askedAgain: seen.askedAgain };
}

function isWorkerThere({ chromium }: Session): boolean {
  return chromium.browser
    .targets()
    .some((target) => target.type() === 'service_worker' && target.url().startsWith(chromium.url('')));
}

async function momentOf(session: Session, domain: string): Promise<Moment> {
  const known = (await session.chromium.desk.stored('session'))[`assessment:${domain}`];
  if ((known as { finishedAt?: number | null } | undefined)?.finishedAt) return 'afterwards';
  const requests = await requestsTo(session.lab);
  if (requests.some((request) => request.includes('/'))) return 'while the policy was read';
  return requests.length > 0 ? 'while DNS was asked' : 'before the first question';
}

/** What was stored, for whoever looks for the reason. */
async function accountOf({ chromium }: Session, domain: string): Promise<string> {
  return JSON.stringify((await chromium.desk.stored('session'))[`assessment:${domain}`]);
}
