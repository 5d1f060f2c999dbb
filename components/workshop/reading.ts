import type { StsProblemCode } from '../../lib/mechanisms/mta-sts/problems.ts';
import { PROBLEMS, type Problem } from '../../lib/mechanisms.ts';
import type { Assessment } from '../../lib/check/assessment.ts';
import type { StsPolicy } from '../../lib/mechanisms/mta-sts/policy.ts';
import type { Parsed } from '../../lib/outcome.ts';
import type { SenderEvidence } from '../../lib/mechanisms/mta-sts/facts.ts';
import { standingOf, type Verdict } from '../../lib/verdict/standing.ts';
import { asIfPublished, evidenceOf, readDraftPolicy, type Draft } from '../../lib/workshop/draft.ts';
import { bytesOf } from '../../lib/workshop/file-bytes.ts';
import type { Writing } from '../../lib/workshop/writing.ts';

/** All that follows from the texts, and from the live servers where they are known. */
export interface Reading {
  /** The policy as the file that it would be. */
  readonly bytes: Uint8Array;
  /** Null where there is no policy yet. */
  readonly policy: Parsed<StsPolicy, StsProblemCode> | null;
  readonly evidence: SenderEvidence;
  /** What would hold if all of it were published; null without live servers or without a policy. */
  readonly verdict: Verdict | null;
  /** What follows from more than one text, and so is said beside none of them. */
  readonly further: readonly Problem[];
}

/** Reads everything that a person wrote. */
export function readingOf({ texts, opened }: Writing, live: Assessment | null, now: number): Reading {
  const bytes = bytesOf(texts.policy, opened);
  // An empty field is nothing yet; a file that was opened and is empty is an empty policy.
  const isThere = bytes.length > 0 || opened?.length === 0;
  const policy = isThere ? readDraftPolicy(bytes) : null;
  const draft: Draft = { ...texts, policy: policy && bytes };
  const verdict = live && policy ? standingOf(asIfPublished(draft, live), now) : null;
  const further = verdict?.findings.filter(({ code }) => PROBLEMS[code].about === 'mx') ?? [];
  return { bytes, policy, evidence: evidenceOf(draft, live?.mx), verdict, further };
}
