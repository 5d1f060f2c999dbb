import type { Mode } from '../mechanisms/mta-sts/mode.ts';
import type { Tone } from '../mechanism.ts';
import type { Assessment } from '../check/assessment.ts';
import type { ServerVerdict } from '../mechanisms/mta-sts/coverage.ts';
import { isDaneAwaited } from '../mechanisms/dane/judge.ts';
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
  const headline = headlineOf(judgements, assessment.finishedAt === null && isDaneAwaited(assessment));
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

/**
 * What decides about mail to the domain, from what stops most of it: whether any is accepted; a policy that leaves out a server; look-ups that make senders hold
 * mail back; and then what senders insist on, by MTA-STS or else by DANE.
 */
function headlineOf({ mx, 'mta-sts': sts, dane }: Judgements, isDaneOpen: boolean): Headline {
  const noMail = NO_MAIL[mx.headline];
  if (noMail !== undefined) return noMail;
  const { headline } = sts;
  if (headline === 'uncovered-all' || headline === 'uncovered-some' || headline === 'unknown-resolver')
    return headline;
  if (dane.headline === 'held-all' || dane.headline === 'held-some') return dane.headline;
  // Nothing is said that what is still asked could take back.
  if (headline === 'checking' || isDaneOpen) return 'checking';
  if (dane.headline === 'protected') return besideDane(headline);
  if (IS_UNKNOWN[dane.headline] === true && WITHOUT_STS.has(HEADLINES[headline].standing))
    return 'dane-unknown';
  // What may fail makes nothing better that is known to be good or bad.
  return dane.headline === 'faulty' && LEFT_TO_DANE.has(HEADLINES[headline].standing)
    ? 'dane-faulty'
    : headline;
}

/** Where there is no policy that anybody goes by, so that what is said of the mail is said of DANE too. */
const WITHOUT_STS: ReadonlySet<Standing> = new Set(['absent', 'disabled']);

/** Where nobody could find out whether DANE protects the mail. */
const IS_UNKNOWN: Partial<Record<HeadlineOf<'dane'>, true>> = { unknown: true, 'not-validating': true };

/** Where MTA-STS protects nothing by itself, and nothing about it is wrong. */
const LEFT_TO_DANE: ReadonlySet<Standing> = new Set([
  'absent',
  'disabled',
  'testing',
  'fragile',
  'uncovered',
]);

/** What becomes of a conclusion about MTA-STS where DANE protects every server. */
function besideDane(headline: HeadlineOf<'mta-sts'>): Headline {
  const { standing } = HEADLINES[headline];
  if (LEFT_TO_DANE.has(standing)) return 'dane';
  if (standing === 'broken') return 'broken-dane';
  return standing === 'unknown' ? 'unknown-dane' : headline;
}

const NO_MAIL: Partial<Record<HeadlineOf<'mx'>, Headline>> = {
  null: 'no-mail-null',
  nxdomain: 'no-mail-nxdomain',
  'no-address': 'no-mail-no-address',
  unreachable: 'no-mail-unreachable',
};
