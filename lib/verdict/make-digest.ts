import type { Assessment } from '../check/assessment.ts';
import { expiresAt } from '../check/life.ts';
import { isNetworkFailure } from '../check/offline.ts';
import { awaitedHost } from '../mechanisms.ts';
import { isUsableRua } from '../mechanisms/tlsrpt/rua.ts';
import { DIGEST_SCHEMA, type Digest } from './digest.ts';
import { findingOf } from './finding.ts';
import { standingOf } from './standing.ts';

/** The digest of an assessment. Pure; `now` in milliseconds since 1970 UTC. */
export function digestOf(assessment: Assessment, now: number): Digest {
  const { policyDomain, resolver, startedAt, revision, finishedAt, mx, stsRecord, tlsrpt } = assessment;
  const { findings, ...verdict } = standingOf(assessment, now);
  return {
    schema: DIGEST_SCHEMA,
    policyDomain,
    resolver,
    startedAt,
    revision,
    finishedAt,
    expiresAt: expiresAt(assessment),
    ...verdict,
    findings: findings.map(findingOf),
    mx: mxDigest(mx),
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

export function mxDigest(mx: Assessment['mx']): Digest['mx'] {
  return {
    state: mx.state,
    reason: mx.state === 'unavailable' ? mx.reason : null,
    isImplicit: mx.state === 'found' && mx.implicit,
  };
}
