import { isFragile } from '../mechanisms.ts';
import type { Assessment } from '../check/assessment.ts';
import { standingOf } from '../verdict/standing.ts';
import { REPORT_KINDS, type PlanEventCode } from './codes.ts';
import { DAY_SECONDS } from './day.ts';
import { refusesAll, uncoveredOf } from './mx-culprits.ts';
import { obstacleOf } from './obstacle.ts';
import {
  daysAfter,
  dnsCacheMs,
  event,
  heldPolicies,
  noPlan,
  wholeMinute,
  type NoPlan,
  type Plan,
  type PlanEvent,
} from './plan.ts';
import { isUnseen, seenOf } from './seen.ts';
import { isUnread } from './unread.ts';

/** Reports cover a day from midnight to midnight UTC and come on the day after (RFC 8460 §4.1). */
const FIRST_REPORTS_DAYS = 2;
/** Two working weeks of reports: also the senders that write once a week are in them. */
const TRIAL_DAYS = 14;
/** Under enforce a while with a short max_age, in which a step back is soon seen. */
const SHORT_DAYS = 28;
/** Half a year: long enough against a blocked fetch (RFC 8461 §10.2). */
const LONG_SECONDS = 182 * DAY_SECONDS;

/**
 * From where a domain stands to enforce with a long max_age: reports first, then testing, then their reading. What is
 * done is left out. Milliseconds since 1970 UTC all through. No plan where mail cannot be protected, where
 * the file that stands there cannot be read, or nothing is left to do.
 */
export function rollOutPlan(assessment: Assessment, now: number): Plan | NoPlan {
  const { stsRecord, policy, mx } = assessment;
  const seen = seenOf(assessment);
  if ([stsRecord, policy, mx].some(({ state }) => state === 'pending' || state === 'unavailable'))
    return noPlan('not-known');
  if (obstacleOf(assessment)) return noPlan('no-mail');
  // It may say enforce, and a trial would take that back unseen.
  if (isUnseen(assessment)) return noPlan('policy-unseen');
  if (isUnread(seen) || seen.policy.state === 'unavailable') return noPlan('policy-unread');
  const { standing, mode, maxAgeSeconds } = standingOf(seen, now);
  const start = wholeMinute(now);
  const events: PlanEvent[] = [];
  const wanted = REPORT_KINDS.filter((kind) => ['absent', 'invalid'].includes(assessment[kind].state));
  events.push(...wanted.map((kind) => event(`publish-${kind}`, start)));
  const reportsKnown = Math.max(start, ...wanted.map((kind) => start + dnsCacheMs(assessment[kind])));
  const repairs = repairsOf(seen);
  let at = start;
  if (mode === null || mode === 'none') {
    // Not before resolvers know of the reports, unless senders enforce what is gone: every day would cost mail.
    const isMailAtStake = heldPolicies(assessment, start).some(
      ({ value, until }) => value.mode === 'enforce' && now < until,
    );
    at = isMailAtStake ? start : reportsKnown;
    events.push(event('publish-testing', at));
  } else events.push(...repairs.map((code) => event(code, at)));
  if (mode !== 'enforce' || repairs.includes('step-back')) {
    const reported = Math.max(at, reportsKnown);
    events.push(event('first-reports', daysAfter(reported, FIRST_REPORTS_DAYS)));
    at = daysAfter(reported, TRIAL_DAYS);
    events.push(event('publish-enforce', at));
  }
  // From a trial to enforce max_age stays; from mode none it does not.
  const keptSeconds = mode === 'none' ? 0 : (maxAgeSeconds ?? 0);
  if (keptSeconds < LONG_SECONDS) {
    const isSteady = standing === 'enforced';
    events.push(
      event('lengthen-max-age', isSteady ? at : daysAfter(at, SHORT_DAYS), { seconds: LONG_SECONDS }),
    );
  }
  return events.length > 0 ? { state: 'planned', kind: 'roll-out', events } : noPlan('nothing-to-do');
}

/** What is mended first where a policy is there: the policy, the record, or both. Mode none is not mended. */
function repairsOf(seen: Assessment): PlanEventCode[] {
  const { stsRecord, policy } = seen;
  if (policy.state !== 'found') return [];
  const isRecordAtFault = stsRecord.state === 'found' && stsRecord.problems.some(isFragile);
  const isPolicyAtFault = uncoveredOf(seen).length > 0 || policy.problems.some(isFragile);
  const repair = policy.value.mode === 'enforce' ? 'publish-repair' : 'publish-repair-testing';
  return [
    // No server was ever seen to pass, so a trial comes before enforce.
    ...(isPolicyAtFault ? ([refusesAll(seen) ? 'step-back' : repair] as const) : []),
    ...(isRecordAtFault ? (['repair-record'] as const) : []),
    ...(stsRecord.state === 'found' ? [] : (['publish-record'] as const)),
  ];
}
