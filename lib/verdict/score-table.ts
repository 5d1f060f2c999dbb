/**
 * Scale 1 of the score: what each part is worth, and what each outcome of it earns. It is the only place with weights; docs/score.md is printed from it, and
 * the reason of each stands in the locale under `score`. A changed number is another scale: whoever kept a score can tell.
 */
export const SCORE_SCALE = 1;

/** Mail to the domain, mail that claims to come from it, and what is worth a point beside them. */
export const SCORE_SUMS = ['to', 'from', 'bonus'] as const;

export type ScoreSum = (typeof SCORE_SUMS)[number];

interface PartRule {
  readonly sum: ScoreSum;
  readonly source: string;
  /** The mechanisms that decide it; the first one has the row. */
  readonly of: readonly [string, ...string[]];
  /** What each outcome earns, the best first. */
  readonly points: Readonly<Record<string, number>>;
}

/** The parts, in the order in which they are shown. */
export const SCORE_PARTS = {
  tls: {
    sum: 'to',
    source: 'RFC 8461 §5',
    of: ['mta-sts', 'dane', 'mx'],
    points: {
      verified: 30,
      'no-mail': 30,
      faulty: 10,
      testing: 10,
      unverified: 0,
      none: 0,
      unreachable: 0,
      refused: 0,
      held: 0,
    },
  },
  lasts: {
    sum: 'to',
    source: 'RFC 8461 §10.2',
    of: ['mta-sts'],
    points: { week: 5, dane: 5, 'no-mail': 5, day: 2, short: 0, none: 0 },
  },
  signed: {
    sum: 'to',
    source: 'RFC 7672 §2.2.1',
    of: ['dnssec'],
    points: { secure: 5, 'no-mail': 5, insecure: 0, bogus: 0 },
  },
  policy: {
    sum: 'from',
    source: 'RFC 9989 §4.7',
    of: ['dmarc'],
    points: { reject: 30, quarantine: 24, watched: 6, none: 0, absent: 0, invalid: 0, open: 0 },
  },
  subdomains: {
    sum: 'from',
    source: 'RFC 9989 §4.7',
    of: ['dmarc'],
    points: { covered: 5, inherited: 5, weaker: 0, none: 0, absent: 0, open: 0 },
  },
  spf: {
    sum: 'from',
    source: 'RFC 7208 §4.6.4',
    of: ['spf'],
    points: { strict: 12, closed: 12, soft: 12, neutral: 4, absent: 0, 'too-many': 0, broken: 0, open: 0 },
  },
  dkim: {
    sum: 'from',
    source: 'RFC 8301 §3.2',
    of: ['dkim'],
    points: { strong: 8, unneeded: 8, testing: 2, weak: 2, none: 0, forgeable: 0 },
  },
  reports: {
    sum: 'from',
    source: 'RFC 9990 §4',
    of: ['dmarc'],
    points: { arrive: 5, unneeded: 5, none: 0, lost: 0 },
  },
  tlsrpt: {
    sum: 'bonus',
    source: 'RFC 8460 §3',
    of: ['tlsrpt'],
    points: { reported: 1, none: 0, 'no-mail': 0 },
  },
} as const satisfies Readonly<Record<string, PartRule>>;

export type ScorePart = keyof typeof SCORE_PARTS;

/** What can become of a part. */
export type ScoreOutcome<Part extends ScorePart> = keyof (typeof SCORE_PARTS)[Part]['points'] & string;

/**
 * What is known of a part: each outcome that may be the right one. More than one: we could not know which; none: we know nothing of it.
 */
export type Scored = {
  readonly [Part in ScorePart]: { readonly part: Part; readonly can: readonly ScoreOutcome<Part>[] };
}[ScorePart];

/** The words above the sum, by its lower end, the best first. Gates come before them. */
export const SCORE_BANDS = { strong: 90, partial: 60, weak: 0 } as const;

export type ScoreBand = keyof typeof SCORE_BANDS;

/**
 * What no sum outvotes: senders hold mail back; anybody can send in the name of the domain; receivers come to an error about its own mail.
 */
export const SCORE_GATES = ['holds-back', 'forgeable', 'fails-own'] as const;

export type ScoreGate = (typeof SCORE_GATES)[number];
