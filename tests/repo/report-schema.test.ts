import { describe, expect, it } from 'vitest';
import { filesOf } from '../../components/report/files.ts';
import type { Assessment } from '../../lib/check/assessment.ts';
import { storedParts } from '../../lib/mechanisms.ts';
import { PENDING } from '../../lib/outcome.ts';
import { assessmentOf, noMail, stsRecord, unknown, unreadPolicy } from '../support/assessments.ts';
import { reportFaults } from '../support/report-faults.ts';
import { REPORT_SCHEMA_FILE, reportSchema, reportSchemaText } from '../support/report-schema.ts';
import { read } from '../support/repository.ts';
import { NOW } from '../support/time.ts';

type Fields = Record<string, unknown>;

function exported(change: Partial<Assessment> = {}): Fields {
  return JSON.parse(filesOf(assessmentOf(change), 'Waxseal 0.1.0', NOW).json.text()) as Fields;
}

describe('the schema of the report as JSON', () => {
  it(`${REPORT_SCHEMA_FILE} is what \`npm run docs\` prints`, async () => {
    expect(read(REPORT_SCHEMA_FILE)).toBe(await reportSchemaText());
  });

  // Those of the lab are validated where they are checked: tests/unit/verdict/lab-domains.test.ts.
  it.each<[why: string, change: Partial<Assessment>]>([
    ['all is in order', {}],
    [
      'the check is under way',
      { finishedAt: null, transitAt: null, dmarc: PENDING, spf: PENDING, dnssec: PENDING },
    ],
    ['one lane was asked', { lanes: ['transit'], dmarc: PENDING, spf: PENDING, dkim: PENDING }],
    ['the domain takes no mail', { mx: noMail('null-mx') }],
    ['nothing could be known', { mx: unknown(), stsRecord: unknown(), tlsrpt: unknown('network', 'lost') }],
    [
      'the file may not be read',
      { policy: unreadPolicy('policy-not-permitted' as never), policyFetch: null },
    ],
    ['nothing is set up', { stsRecord: stsRecord(), policy: { state: 'absent' }, policyFetch: null }],
    ['the guide had a file read', { policyFile: { state: 'absent' }, unprovenNoes: true }],
  ])('fits a report where %s', (_, change) => {
    expect(reportFaults(exported(change))).toEqual([]);
  });

  it.each<[why: string, change: (report: Fields) => Fields]>([
    ['a field is missing', (report) => ({ ...report, lanes: undefined })],
    ['it is of version 1', (report) => ({ ...report, version: 1 })],
    ['a moment is a number', (report) => ({ ...report, startedAt: NOW })],
    ['a lane is unknown', (report) => ({ ...report, asked: ['transit', 'other'] })],
    [
      'a fact has another shape',
      (report) => ({ ...report, evidence: { ...(report['evidence'] as Fields), mx: { state: 'maybe' } } }),
    ],
    ['a part is missing', (report) => ({ ...report, evidence: {} })],
    ['a field is not described', (report) => ({ ...report, other: 1 })],
    [
      'one within is not',
      (report) => ({ ...report, resolver: { ...(report['resolver'] as Fields), other: 1 } }),
    ],
  ])('fits none where %s', (_, change) => {
    expect(reportFaults(change(exported()))).not.toEqual([]);
  });

  it('knows the score, and that there may be none', () => {
    const { score } = exported();
    expect(reportFaults({ ...exported(), score: null })).toEqual([]);
    expect(score).not.toBeNull();
    expect(reportFaults({ ...exported(), score: { ...(score as object), band: 'splendid' } })).not.toEqual(
      [],
    );
  });
});

it('docs/report-schema.md names every field and every part', () => {
  const page = read('docs/report-schema.md');
  const { properties } = reportSchema() as { properties: Fields };
  const names = [...Object.keys(properties), ...Object.keys(storedParts()), 'unprovenNoes'];
  expect(names.filter((name) => !new RegExp(`\`[^\`]*\\b${name}\\b[^\`]*\``).test(page))).toEqual([]);
});
