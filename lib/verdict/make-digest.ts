import type { Assessment } from '../check/assessment.ts';
import { expiresAt } from '../check/life.ts';
import { isNetworkFailure } from '../check/offline.ts';
import type { Tone } from '../mechanism.ts';
import { awaitedHost, MECHANISMS, type Judgements } from '../mechanisms.ts';
import { isUsableRua } from '../mechanisms/tlsrpt/rua.ts';
import { DIGEST_SCHEMA, type Digest, type Row } from './digest.ts';
import { findingOf } from './finding.ts';
import { concluded } from './standing.ts';
import { LANES, WEIGHTS } from './weights.ts';

/** The digest of an assessment. Pure; `now` in milliseconds since 1970 UTC. */
export function digestOf(assessment: Assessment, now: number): Digest {
  const { policyDomain, resolver, startedAt, revision, finishedAt, mx, stsRecord, tlsrpt } = assessment;
  const { verdict: whole, judgements } = concluded(assessment, now);
  const { findings, ...verdict } = whole;
  return {
    schema: DIGEST_SCHEMA,
    policyDomain,
    resolver,
    startedAt,
    revision,
    finishedAt,
    expiresAt: expiresAt(assessment),
    ...verdict,
    rows: rowsOf(judgements),
    findings: findings.map(findingOf),
    mx: {
      state: mx.state,
      reason: mx.state === 'unavailable' ? mx.reason : null,
      isImplicit: mx.state === 'found' && mx.implicit,
    },
    recordId: stsRecord.state === 'found' ? stsRecord.value.id : null,
    reports: {
      state: tlsrpt.state,
      reason: tlsrpt.state === 'unavailable' ? tlsrpt.reason : null,
      targets:
        tlsrpt.state === 'found' ? tlsrpt.value.rua.map((uri) => ({ uri, isUsable: isUsableRua(uri) })) : [],
    },
    awaitsHost: awaitedHost(assessment, policyDomain),
    isNetworkFailure: isNetworkFailure(assessment),
  };
}

function rowsOf(judgements: Judgements): Row[] {
  return MECHANISMS.map(({ name, headlines }): Row => {
    const { headline } = judgements[name];
    const table: Readonly<Record<string, { readonly tone: Tone }>> = headlines;
    return { name, lane: WEIGHTS[name].lane, headline, tone: table[headline]?.tone ?? 'ask' };
  }).toSorted(
    (a, b) =>
      LANES.indexOf(a.lane) - LANES.indexOf(b.lane) || WEIGHTS[b.name].weight - WEIGHTS[a.name].weight,
  );
}
