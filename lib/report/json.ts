import type { Severity } from '../severity.ts';
import type { Consequence } from '../mechanisms/mta-sts/consequence.ts';
import { partsOf, PROBLEMS, type Parts, type Problem, type ProblemCode } from '../mechanisms.ts';
import type { Headline, Standing } from '../verdict/headlines.ts';
import type { Assessment } from '../check/assessment.ts';
import type { MxHost } from '../mechanisms/mx/assess.ts';
import { sendersOf, type SenderVerdict } from '../mechanisms/mta-sts/senders/senders.ts';
import type { Score } from '../verdict/score.ts';
import { standingOf } from '../verdict/standing.ts';
import { delegationOf, type Chain } from './delegation.ts';
import { scoreFor } from './parts.ts';
import { receiptOf, type ReceiptEntry } from './receipt.ts';
import { timeLineOf, type TimeLine } from './time-line.ts';

/**
 * A report as JSON, for files that outlive the program: docs/report-schema.md explains every field. A field may be added
 * within a version; whatever else changes makes a new one.
 */
export interface JsonReport {
  readonly schema: 'waxseal-report';
  readonly version: typeof REPORT_VERSION;
  /** What wrote it, "Waxseal 0.1.0". */
  readonly generator: string;
  /** All moments are RFC 3339, in UTC. */
  readonly writtenAt: string;
  readonly policyDomain: string;
  readonly resolver: Assessment['resolver'];
  readonly startedAt: string;
  /** Null where the check had not ended. */
  readonly finishedAt: string | null;
  readonly verdict: JsonVerdict;
  /** Null where there is none, or none was wanted. */
  readonly score: JsonScore | null;
  readonly servers: readonly JsonServer[];
  readonly findings: readonly JsonFinding[];
  readonly senders: readonly SenderVerdict[];
  readonly delegation: readonly Chain[];
  readonly timeLine: TimeLine;
  readonly receipt: readonly ReceiptEntry[];
  readonly evidence: JsonEvidence;
}

export const REPORT_VERSION = 1;

export interface JsonVerdict {
  readonly standing: Standing;
  readonly headline: Headline;
  readonly mode: string | null;
  readonly maxAgeSeconds: number | null;
  readonly coverage: { readonly covered: number; readonly total: number } | null;
}

/** The score with all that it consists of; `scale` says by which table. */
export type JsonScore = Score;

export interface JsonServer extends Pick<MxHost, 'name' | 'preference' | 'address' | 'aliasOf'> {
  readonly pattern: string | null;
  readonly consequence: Consequence;
}

export interface JsonFinding {
  readonly code: ProblemCode;
  readonly severity: Severity;
  readonly source: string | null;
  readonly parameters: Readonly<Record<string, string | number>>;
}

/** The facts themselves, as they were found. */
export type JsonEvidence = Parts & Pick<Assessment, 'queries' | 'unprovenNoes'>;

/** Makes the report of an assessment. Pure; `now` in milliseconds since 1970 UTC; without `isScored` it has no score. */
export function jsonReportOf(
  assessment: Assessment,
  generator: string,
  now: number,
  isScored = true,
): JsonReport {
  const { policyDomain, resolver, startedAt, finishedAt } = assessment;
  const { standing, headline, mode, maxAgeSeconds, coverage, servers, findings } = standingOf(
    assessment,
    now,
  );
  const { queries, unprovenNoes } = assessment;
  const { policyFetch, ...parts } = partsOf(assessment);
  return {
    schema: 'waxseal-report',
    version: REPORT_VERSION,
    generator,
    writtenAt: moment(now),
    policyDomain,
    resolver,
    startedAt: moment(startedAt),
    finishedAt: finishedAt === null ? null : moment(finishedAt),
    verdict: { standing, headline, mode, maxAgeSeconds, coverage },
    score: isScored ? scoreFor({ assessment, now }) : null,
    servers: servers.map(({ name, preference, address, aliasOf, pattern, consequence }) => ({
      name,
      preference,
      address,
      aliasOf,
      pattern,
      consequence,
    })),
    findings: findings.map(jsonFindingOf),
    senders: sendersOf(assessment),
    delegation: delegationOf(assessment),
    timeLine: timeLineOf(assessment),
    receipt: receiptOf(assessment),
    // In the order that the first version began with.
    evidence: { ...parts, queries, policyFetch, ...(unprovenNoes && { unprovenNoes }) },
  };
}

/** A finding by itself, as it stands in the report. */
export function jsonFindingOf({ code, parameters }: Problem): JsonFinding {
  const { severity, source } = PROBLEMS[code];
  return { code, severity, source, parameters };
}

const INVISIBLE = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Co}\p{Cs}]/gu;

/**
 * The report, or a finding by itself, as text, indented. Characters that show nothing or turn the direction of reading are written as escapes, so
 * that the file says the same to a person and to a program.
 */
export function jsonText(report: JsonReport | (JsonFinding & Pick<JsonReport, 'policyDomain'>)): string {
  const text = JSON.stringify(report, null, 2).replace(INVISIBLE, (character) =>
    character === '\n'
      ? character
      : Array.from({ length: character.length }, (_, i) => escapeOf(character, i)).join(''),
  );
  return `${text}\n`;
}

function escapeOf(character: string, index: number): string {
  return `\\u${character.charCodeAt(index).toString(16).padStart(4, '0')}`;
}

function moment(at: number): string {
  return new Date(at).toISOString();
}
