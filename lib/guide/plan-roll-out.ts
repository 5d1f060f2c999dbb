import type { Assessment } from '../assessment.ts';
import { standingOf } from '../standing.ts';
import { MAX_USUAL_MAX_AGE_SECONDS } from './choices.ts';
import { DAY_SECONDS } from './day.ts';
import { obstacleOf } from './obstacle.ts';
import { daysAfter, dnsCacheMs, event, noPlan, type NoPlan, type Plan, type PlanEvent } from './plan.ts';

/** Reports cover a day from midnight to midnight UTC and come on the day after (RFC 8460 §4.1). */
const FIRST_REPORTS_DAYS = 2;
/** Two working weeks of reports: also the senders that write once a week are in them. */
const TRIAL_DAYS = 14;
/** Under enforce a while with a short max_age, in which a step back is soon seen. */
const SHORT_DAYS = 28;
/** Half a year: long enough against a blocked fetch (RFC 8461 §10.2). */
const LONG_SECONDS = 182 * DAY_SECONDS;

/**
 * From where a domain stands to enforce with a long max_age: reports first, then testing, then their reading. What is done is left out.
 * Milliseconds since 1970 UTC all through. No plan where mail cannot be protected, or nothing is left to do.
 */
export function rollOutPlan(assessment: Assessment, now: number): Plan | NoPlan {
  const { stsRecord, policy, tlsrpt, mx } = assessment;
  if ([stsRecord, policy, mx].some(({ state }) => state === 'pending' || state === 'unavailable'))
    return noPlan('not-known');
  if (obstacleOf(assessment)) return noPlan('no-mail');
  const { standing } = standingOf(assessment, now);
  const events: PlanEvent[] = [];
  let at = now;
  if (tlsrpt.state === 'absent' || tlsrpt.state === 'invalid') {
    events.push(event('publish-tlsrpt', at));
    // Until no resolver still says that there is none.
    at += dnsCacheMs(tlsrpt);
  }
  const live = policy.state === 'found' ? policy.value : null;
  const isEnforced = standing === 'enforced';
  if (!isEnforced) {
    if (standing !== 'testing') events.push(event('publish-testing', at));
    at = daysAfter(at, FIRST_REPORTS_DAYS);
    events.push(event('first-reports', at));
    at = daysAfter(at, TRIAL_DAYS - FIRST_REPORTS_DAYS);
    events.push(event('publish-enforce', at));
  }
  if (!isEnforced || (live !== null && live.maxAgeSeconds < LONG_SECONDS)) {
    at = isEnforced ? at : daysAfter(at, SHORT_DAYS);
    events.push(
      event('lengthen-max-age', at, { seconds: Math.min(LONG_SECONDS, MAX_USUAL_MAX_AGE_SECONDS) }),
    );
  }
  return events.length > 0 ? { state: 'planned', kind: 'roll-out', events } : noPlan('nothing-to-do');
}
