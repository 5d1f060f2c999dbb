import { isFragile, type ProblemCode } from '../mechanisms.ts';
import type { OwnedFinding } from './digest.ts';
import { isError } from './fault.ts';
import { SCORE_PARTS, type ScoreOutcome, type ScorePart } from './score-table.ts';
import type { Range, Score, ScoreRow } from './score.ts';

/** Whether a finding is a reason why an outcome is no better. */
type Cause = (finding: OwnedFinding) => boolean;

const MOST = 100;

/**
 * Why an outcome is no better than it is, by what was found. An outcome that is missing here has no finding that is to be repaired: a quarantine is a choice. Where two
 * faults stand behind one outcome, each of them counts, so that what is promised for one is never more than “up to”.
 */
const CAUSES: {
  readonly [Part in ScorePart]?: Readonly<Partial<Record<ScoreOutcome<Part> | 'unknown', Cause>>>;
} = {
  tls: {
    refused: either(errorsOf('mta-sts', 'dane'), oneOf('mx-uncovered-no-address')),
    held: errorsOf('dane', 'dnssec', 'mta-sts'),
    unreachable: either(errorsOf('mx', 'dnssec'), noTls()),
    unverified: noTls(),
    none: noTls(),
    testing: either(oneOf('policy-mode-testing'), noDane()),
    faulty: either(isFragile, errorsOf('dane')),
    unknown: either(
      errorsOf('mta-sts', 'mx'),
      oneOf('policy-timeout', 'policy-unreachable', 'policy-mode-testing'),
      noDane(),
    ),
  },
  lasts: {
    none: either(noTls(), errorsOf('mx', 'dane', 'dnssec')),
    short: oneOf('policy-max-age-zero', 'policy-max-age-below-day'),
    unknown: errorsOf('mta-sts'),
  },
  signed: {
    insecure: oneOf('dane-mx-insecure'),
    bogus: either(errorsOf('dnssec'), oneOf('dane-mx-bogus')),
  },
  policy: {
    absent: oneOf('dmarc-absent', 'dmarc-absent-no-mail'),
    invalid: errorsOf('dmarc'),
    none: asksNothing(),
    watched: either(asksNothing(), letsAllPass()),
    open: letsAllPass(),
    quarantine: oneOf('dmarc-testing', 'dmarc-no-mail-not-reject'),
    unknown: either(asksNothing(), letsAllPass(), errorsOf('dmarc'), oneOf('dmarc-no-mail-not-reject')),
  },
  subdomains: {
    absent: either(errorsOf('dmarc'), oneOf('dmarc-absent-no-mail')),
    none: either(asksNothing(), asksLess()),
    weaker: asksLess(),
    open: letsAllPass(),
  },
  spf: {
    absent: either(errorsOf('spf'), oneOf('spf-absent-no-mail', 'spf-near-miss-beside')),
    'too-many': errorsOf('spf'),
    broken: errorsOf('spf'),
    open: letsAllPass(),
    neutral: oneOf(
      'spf-all-neutral',
      'spf-all-missing',
      'spf-end-neutral',
      'spf-redirect-ignored',
      'spf-modifier-meant',
    ),
    unknown: errorsOf('spf'),
  },
  dkim: {
    forgeable: errorsOf('dkim'),
    weak: oneOf('dkim-key-too-short'),
    testing: oneOf('dkim-testing'),
    // Where nobody may send and that is refused, no key is needed.
    none: oneOf('dkim-none', 'dmarc-absent-no-mail', 'dmarc-no-mail-not-reject'),
    unknown: either(errorsOf('dkim'), oneOf('dmarc-absent-no-mail', 'dmarc-no-mail-not-reject')),
  },
  reports: {
    none: either(errorsOf('dmarc'), oneOf('dmarc-rua-missing', 'dmarc-absent-no-mail')),
    lost: reportsLost(),
    unknown: reportsLost(),
  },
};

/** Where a part is not in the table: that there is nothing, or that it does not work. */
function byItself(part: ScorePart): Cause {
  const [name] = SCORE_PARTS[part].of;
  return (finding) =>
    finding.mechanism === name && (isError(finding) || finding.code === `${finding.mechanism}-absent`);
}

/** True where the row would earn more without what was found. Pure. */
export function isCauseOf(finding: OwnedFinding, { part, outcome, most, low }: ScoreRow): boolean {
  const causes: Readonly<Partial<Record<string, Cause>>> | undefined = CAUSES[part];
  const cause = causes ? causes[outcome] : byItself(part);
  return low < most && cause?.(finding) === true;
}

/** What a repair may gain, at most, and in which parts. */
export interface Gain extends Range {
  readonly parts: readonly ScorePart[];
}

/**
 * The points that a repair may gain: a range where not all of them are known to be missing; null where it gains none, or none are known. What it gains depends on what is
 * published in its place, and on what else stands in the way, so that it is the most. Pure.
 */
export function gainOf(finding: OwnedFinding, score: Score | null): Gain | null {
  const rows = (score?.rows ?? []).filter((row) => isCauseOf(finding, row));
  if (score === null || rows.length === 0) return null;
  const sum = (key: 'low' | 'high') => rows.reduce((all, { most, [key]: earned }) => all + most - earned, 0);
  const high = Math.min(sum('low'), MOST - score.low);
  const low = Math.min(sum('high'), MOST - score.high, high);
  return high === 0 ? null : { low, high, parts: rows.map(({ part }) => part) };
}

function oneOf(...codes: readonly ProblemCode[]): Cause {
  return ({ code }) => codes.includes(code);
}

function errorsOf(...mechanisms: readonly OwnedFinding['mechanism'][]): Cause {
  return (finding) => mechanisms.includes(finding.mechanism) && isError(finding);
}

function either(...causes: readonly Cause[]): Cause {
  return (finding) => causes.some((cause) => cause(finding));
}

/** Neither MTA-STS nor DANE protects a server. */
function noTls(): Cause {
  const absent = oneOf('sts-absent', 'dane-without-sts', 'mx-uncovered-testing');
  return either(absent, errorsOf('mta-sts'), noDane());
}

function noDane(): Cause {
  const unsigned = oneOf(
    'dane-mx-insecure',
    'dane-partial',
    'dane-tlsa-insecure',
    'dane-tlsa-alias-insecure',
    'dane-tlsa-misplaced',
  );
  return either(unsigned, errorsOf('dane'));
}

function asksNothing(): Cause {
  return oneOf(
    'dmarc-policy-none',
    'dmarc-policy-none-unread',
    'dmarc-p-missing',
    'dmarc-p-invalid',
    'dmarc-sp-invalid',
    'dmarc-np-invalid',
    'dmarc-testing',
  );
}

function asksLess(): Cause {
  return oneOf('dmarc-sp-none', 'dmarc-np-none', 'dmarc-sp-weaker', 'dmarc-np-weaker', 'dmarc-testing');
}

function letsAllPass(): Cause {
  return oneOf(
    'spf-all-pass',
    'spf-all-pass-but',
    'spf-include-all-pass',
    'spf-range-enormous',
    'spf-include-range-enormous',
    'spf-exists-always',
    'spf-name-theirs',
  );
}

function reportsLost(): Cause {
  return oneOf(
    'dmarc-report-unauthorised',
    'dmarc-report-redirect-other-host',
    'dmarc-report-no-mx',
    'dmarc-report-null-mx',
    'dmarc-rua-scheme-missing',
    'dmarc-rua-invalid',
    'dmarc-rua-scheme',
    'dmarc-rua-skipped',
  );
}
