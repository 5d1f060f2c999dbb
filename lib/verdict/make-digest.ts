import type { Assessment } from '../check/assessment.ts';
import { expiresAt, isUnknownInPart } from '../check/life.ts';
import { isNetworkFailure } from '../check/offline.ts';
import type { Tone } from '../mechanism.ts';
import {
  awaitedHost,
  MECHANISMS,
  ownerOf,
  REPORT_RECORDS,
  type Judgements,
  type Problem,
} from '../mechanisms.ts';
import { PENDING } from '../outcome.ts';
import { isReportUri } from '../text/report-uri.ts';
import { DIGEST_SCHEMA, type Digest, type OwnedFinding, type Row } from './digest.ts';
import { findingOf } from './finding.ts';
import { rangeText, scoreOf } from './score.ts';
import { concluded } from './standing.ts';
import { byWeight } from './rows.ts';
import { LANES, WEIGHTS } from './weights.ts';

/** The digest of an assessment. Pure; `now` in milliseconds since 1970 UTC. */
export function digestOf(assessment: Assessment, now: number): Digest {
  const { policyDomain, resolver, startedAt, revision, transitAt, finishedAt, mx, stsRecord } = assessment;
  const { verdict: whole, judgements } = concluded(assessment, now);
  const { findings, ...verdict } = whole;
  const score = scoreOf(assessment, judgements, now);
  return {
    schema: DIGEST_SCHEMA,
    policyDomain,
    resolver,
    startedAt,
    revision,
    transitAt,
    finishedAt,
    expiresAt: expiresAt(assessment),
    ...verdict,
    rows: rowsOf(judgements),
    findings: findings.map((problem) => owned(problem, assessment)),
    mx: mxDigest(mx),
    recordId: stsRecord.state === 'found' ? stsRecord.value.id : null,
    reports: reportsOf(assessment),
    awaitsHost: awaitedHost(assessment, policyDomain),
    score: score && rangeText(score),
    isNetworkFailure: isNetworkFailure(assessment),
    isUnknownInPart: isUnknownInPart(assessment),
    ...(assessment.lanes && { lanes: assessment.lanes }),
  };
}

function owned(problem: Problem, assessment: Assessment): OwnedFinding {
  return { ...findingOf(problem), mechanism: ownerOf(problem, assessment, assessment.policyDomain) };
}

function rowsOf(judgements: Judgements): Row[] {
  return MECHANISMS.map(({ name, headlines }): Row => {
    const { headline } = judgements[name];
    const table: Readonly<Record<string, { readonly tone: Tone }>> = headlines;
    return { name, lane: WEIGHTS[name].lane, headline, tone: table[headline]?.tone ?? 'ask' };
  }).toSorted((a, b) => LANES.indexOf(a.lane) - LANES.indexOf(b.lane) || byWeight(a, b));
}

/** Where failures are reported: there is one record for that. */
function reportsOf(assessment: Assessment): Digest['reports'] {
  const [record] = REPORT_RECORDS;
  const facts = record ? assessment[record.name] : PENDING;
  return {
    state: facts.state,
    reason: facts.state === 'unavailable' ? facts.reason : null,
    targets: (record?.targetsOf(assessment) ?? []).map((uri) => ({ uri, isUsable: isReportUri(uri) })),
  };
}

export function mxDigest(mx: Assessment['mx']): Digest['mx'] {
  return {
    state: mx.state,
    reason: mx.state === 'unavailable' ? mx.reason : null,
    isImplicit: mx.state === 'found' && mx.implicit,
  };
}
