import type { Mode } from '../mechanisms/mta-sts/mode.ts';
import type { Tone } from '../mechanism.ts';
import type { Assessment } from '../check/assessment.ts';
import type { ServerVerdict } from '../mechanisms/mta-sts/coverage.ts';
import { serversOf } from '../mechanisms/mta-sts/judge.ts';
import type { HeadlineOf, Judgements, Problem } from '../mechanisms.ts';
import { judged } from './findings.ts';
import { HEADLINES, type Headline, type Standing } from './headlines.ts';

/** What is concluded of a domain. */
export interface Verdict {
  readonly standing: Standing;
  readonly tone: Tone;
  readonly headline: Headline;
  /** Null where senders find no policy, or we do not know. */
  readonly mode: Mode | null;
  /** Seconds, as published. */
  readonly maxAgeSeconds: number | null;
  readonly servers: readonly ServerVerdict[];
  /** How many of the servers a pattern covers; null where there is no policy or no server to hold it against. */
  readonly coverage: { readonly covered: number; readonly total: number } | null;
  /** Worst first. */
  readonly findings: readonly Problem[];
}

/**
 * Concludes from the facts what becomes of mail to the domain. Pure; `now` (milliseconds since 1970 UTC) decides only
 * whether a remembered policy is still held by senders. Something unavailable never makes a verdict better.
 */
export function standingOf(
  assessment: Assessment,
  now: number = assessment.finishedAt ?? assessment.startedAt,
): Verdict {
  return concluded(assessment, now).verdict;
}

/** The same, with what each mechanism concludes. */
export function concluded(
  assessment: Assessment,
  now: number,
): { readonly verdict: Verdict; readonly judgements: Judgements } {
  const { policy } = assessment;
  const value = policy.state === 'found' ? policy.value : null;
  const servers = serversOf(assessment);
  const covered = servers.filter(({ pattern }) => pattern !== null).length;
  const hasCoverage = value !== null && value.mode !== 'none' && servers.length > 0;
  const { judgements, findings } = judged(assessment, now);
  const headline = headlineOf(judgements);
  const verdict = {
    ...HEADLINES[headline],
    headline,
    mode: value?.mode ?? null,
    maxAgeSeconds: value?.maxAgeSeconds ?? null,
    servers,
    coverage: hasCoverage ? { covered, total: servers.length } : null,
    // Without the permission to ask the resolver nothing else is worth saying, and the headline says that.
    findings: headline === 'unknown-resolver' ? [] : findings,
  };
  return { verdict, judgements };
}

/** What decides about mail to the domain: whether any is accepted, and then what senders insist on. */
function headlineOf({ mx, 'mta-sts': sts }: Judgements): Headline {
  const noMail = NO_MAIL[mx.headline];
  return noMail ?? sts.headline;
}

const NO_MAIL: Partial<Record<HeadlineOf<'mx'>, Headline>> = {
  null: 'no-mail-null',
  nxdomain: 'no-mail-nxdomain',
  'no-address': 'no-mail-no-address',
  unreachable: 'no-mail-unreachable',
};
