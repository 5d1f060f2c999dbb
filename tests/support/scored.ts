import type { Assessment } from '../../lib/check/assessment.ts';
import type { DaneFacts } from '../../lib/mechanisms/dane/facts.ts';
import { judged } from '../../lib/verdict/findings.ts';
import { scoreOf, type Score, type ScoreRow } from '../../lib/verdict/score.ts';
import type { ScorePart } from '../../lib/verdict/score-table.ts';
import { assessmentOf, host, mxOf, SIGNED_MAIL, UNSIGNED } from './assessments.ts';
import { INSECURE, unsignedHost } from './dane.ts';
import { NOW } from './time.ts';

/** What DANE says where nothing is signed: nothing, of all these servers. */
export function noDane(...names: readonly string[]): DaneFacts {
  return { ...UNSIGNED.dane, mx: INSECURE, hosts: names.map(unsignedHost) };
}

/** What is known of a domain where all is well, no answer signed by a resolver that validates, and no DKIM key met. */
export const WELL: Partial<Assessment> = {
  mx: mxOf(host('mail.example.com')),
  dane: noDane('mail.example.com'),
  dnssec: { ...UNSIGNED.dnssec, validates: true },
  dkim: { ...SIGNED_MAIL, selectors: [] },
};

/** The same, with what differs. */
export function assessed(change: Partial<Assessment> = {}): Assessment {
  return assessmentOf({ ...WELL, ...change });
}

/** The score of an assessment that has one. */
export function scored(assessment: Assessment): Score {
  const score = scoreOf(assessment, judged(assessment, NOW).judgements, NOW);
  if (score === null) throw new Error('There is no score.');
  return score;
}

/** The row of a part. */
export function rowOf({ rows }: Pick<Score, 'rows'>, part: ScorePart): ScoreRow {
  const row = rows.find((each) => each.part === part);
  if (!row) throw new Error(`There is no row for ${part}.`);
  return row;
}
