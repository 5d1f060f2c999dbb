import type { Assessment } from '../../lib/check/assessment.ts';
import { csvOf } from '../../lib/report/csv.ts';
import { inReportOrder, scoreFor } from '../../lib/report/parts.ts';
import { digestOf } from '../../lib/verdict/make-digest.ts';
import { WEIGHTS } from '../../lib/verdict/weights.ts';
import { findingWords } from '../finding-words.ts';
import { plain } from '../plain-words.ts';

/** The names of the columns, which no language translates: programs read them. */
const COLUMNS = [
  'domain',
  'checked at',
  'lane',
  'mechanism',
  'code',
  'severity',
  'title',
  'meaning',
  'repair',
  'source',
] as const;

/** The findings as a CSV file, one a row, in the order of the report; `now` (milliseconds since 1970 UTC) decides as in the page. */
export function findingsCsv(assessment: Assessment, now: number): string {
  const { policyDomain, startedAt, finishedAt } = assessment;
  const checkedAt = new Date(finishedAt ?? startedAt).toISOString();
  const rows = inReportOrder(digestOf(assessment, now), scoreFor({ assessment, now })).map((finding) => {
    const { title, meaning, repair } = findingWords(finding);
    const { mechanism, code, severity, source } = finding;
    const { lane } = WEIGHTS[mechanism];
    const [named, means, mends] = [title, meaning, repair].map(plain);
    return [policyDomain, checkedAt, lane, mechanism, code, severity, named, means, mends, source].map(
      (cell) => cell ?? '',
    );
  });
  return csvOf([COLUMNS, ...rows]);
}
