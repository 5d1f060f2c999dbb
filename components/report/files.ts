import type { Assessment } from '../../lib/check/assessment.ts';
import { jsonReportOf, jsonText } from '../../lib/report/json.ts';
import { markdownOf } from '../../lib/report/markdown.ts';
import { digestOf } from '../../lib/verdict/make-digest.ts';
import { documentOf } from './document.ts';
import { findingsCsv } from './findings-csv.ts';
import { toldLanes } from './told-lanes.ts';

export interface ReportFile {
  readonly name: string;
  readonly mediaType: string;
  /** Made only when it is wanted. */
  readonly text: () => string;
}

/** The forms in which it is saved: the report as a whole, or its findings as a table. */
export type FileFormat = 'json' | 'markdown' | 'csv';

/** The report as the files that it can be saved as. `now` is in milliseconds since 1970 UTC; without `isScored` they have no score. */
export function filesOf(
  assessment: Assessment,
  generator: string,
  now: number,
  isScored = true,
): Readonly<Record<FileFormat, ReportFile>> {
  const day = new Date(assessment.finishedAt ?? now).toISOString().slice(0, 10);
  // A DomainName has letters, digits, hyphens and dots alone, so that it is safe in a file's name.
  const name = `waxseal-${assessment.policyDomain}-${day}`;
  return {
    json: {
      name: `${name}.json`,
      mediaType: 'application/json',
      text: () =>
        jsonText(jsonReportOf(assessment, generator, now, toldLanes(digestOf(assessment, now)), isScored)),
    },
    markdown: {
      name: `${name}.md`,
      mediaType: 'text/markdown',
      text: () => markdownOf(documentOf(assessment, generator, now, isScored)),
    },
    csv: {
      name: `${name}-findings.csv`,
      mediaType: 'text/csv;charset=utf-8',
      text: () => findingsCsv(assessment, now),
    },
  };
}
