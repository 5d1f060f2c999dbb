import type { Assessment } from '../check/assessment.ts';
import { scoredAll, type Judgements } from '../mechanisms.ts';
import {
  SCORE_BANDS,
  SCORE_PARTS,
  SCORE_SCALE,
  SCORE_SUMS,
  type Scored,
  type ScoreBand,
  type ScoreGate,
  type ScorePart,
  type ScoreSum,
} from './score-table.ts';
import { transitScored } from './score-transit.ts';

/** From what is certain to what is possible; equal where all is known. */
export interface Range {
  readonly low: number;
  readonly high: number;
}

/** One part, with what it earns. */
export interface ScoreRow extends Range {
  readonly part: ScorePart;
  readonly sum: ScoreSum;
  readonly most: number;
  /** What became of it; `unknown` where that could not be known. */
  readonly outcome: string;
  readonly source: string;
}

/** How much of what can be done about forged and intercepted mail is done. JSON all through. */
export interface Score extends Range {
  readonly scale: number;
  readonly sums: Readonly<Record<ScoreSum, Range & { readonly most: number }>>;
  readonly rows: readonly ScoreRow[];
  readonly gates: readonly ScoreGate[];
  readonly band: ScoreBand;
}

const MOST = 100;

/**
 * The score of a domain (docs/score.md). Pure; `now` in milliseconds since 1970 UTC. Null while something is still asked, where only part of it was, where nothing is known,
 * and for a name that does not exist. What could not be known widens the range downwards and upwards, and nothing is shared out anew.
 */
export function scoreOf(assessment: Assessment, judgements: Judgements, now: number): Score | null {
  const all = Object.values(judgements);
  if (assessment.finishedAt === null || all.some(({ headline }) => headline === 'checking')) return null;
  if (judgements.mx.headline === 'nxdomain') return null;
  const { policyDomain } = assessment;
  const known = outcomesOf(
    [...scoredAll(assessment, judgements, { policyDomain, now }), ...transitScored(assessment, judgements)],
    noMailOf(judgements),
  );
  const rows = PARTS.map((part) => rowOf(part, known[part] ?? []));
  const sums = Object.fromEntries(
    SCORE_SUMS.map((sum) => [sum, sumOf(rows.filter((row) => row.sum === sum))]),
  ) as Score['sums'];
  const { low, high } = sumOf(rows);
  if (rows.every((row) => row.outcome === 'unknown')) return null;
  return {
    scale: SCORE_SCALE,
    low: Math.min(MOST, low),
    high: Math.min(MOST, high),
    sums,
    rows,
    gates: gatesOf(known, rows),
    band: bandOf(sums.to.low + sums.from.low),
  };
}

/** As it is written: "100", or "84–92" where not all of it is known. Pure. */
export function rangeText({ low, high }: Range): string {
  return low === high ? String(low) : `${low}–${high}`;
}

/** The points that a part surely lacks and could have: none where there is no mail to protect, and beside the sum only as many as it leaves. Pure. */
export function gainOfRow({ most, high, outcome, sum }: ScoreRow, score: Range): number {
  if (outcome === 'no-mail') return 0;
  return sum === 'bonus' ? Math.min(most - high, MOST - score.high) : most - high;
}

/** True for a row that a mechanism decides, or helps to. Pure. */
export function isDecidedBy({ part }: Pick<ScoreRow, 'part'>, mechanism: string): boolean {
  const of: readonly string[] = SCORE_PARTS[part].of;
  return of.includes(mechanism);
}

const PARTS = Object.keys(SCORE_PARTS) as ScorePart[];

type Outcomes = Partial<Record<ScorePart, readonly string[]>>;

function pointsOf(part: ScorePart): Readonly<Record<string, number>> {
  return SCORE_PARTS[part].points;
}

/** What may become of each part, by the rules that reach over several mechanisms. */
function outcomesOf(scored: readonly Scored[], noMail: boolean | null): Outcomes {
  const known: Outcomes = Object.fromEntries(scored.map(({ part, can }) => [part, can]));
  // There is nothing to deliver (RFC 7505 §3).
  if (noMail === true) Object.assign(known, { tls: NO_MAIL, lasts: NO_MAIL, signed: NO_MAIL });
  const isSilent = bothOf(isJust(known.spf, 'closed'), isJust(known.policy, 'reject'));
  const isParked = bothOf(isSilent, noMail);
  return {
    ...known,
    signed: noMail === null ? orElse(known.signed, 'no-mail') : (known.signed ?? []),
    // Where nobody may send, no key is needed. One that anybody has opens the domain all the same.
    dkim: unneeded(known.dkim, isJust(known.dkim, 'forgeable') === true ? false : isSilent),
    // Reports about a domain from which nothing is sent tell of forgeries alone, which are refused.
    reports: unneeded(known.reports, isParked),
  };
}

const NO_MAIL = ['no-mail'];

/** Whether no mail is accepted; null where that is not known. */
function noMailOf({ mx: { headline } }: Judgements): boolean | null {
  return headline === 'unknown' ? null : headline === 'null' || headline === 'no-address';
}

function isJust(can: readonly string[] | undefined, outcome: string): boolean | null {
  if (can === undefined || can.length === 0) return null;
  return can.includes(outcome) ? (can.length === 1 ? true : null) : false;
}

function bothOf(one: boolean | null, other: boolean | null): boolean | null {
  if (one === false || other === false) return false;
  return one === null || other === null ? null : true;
}

function unneeded(can: readonly string[] = [], isSo: boolean | null): readonly string[] {
  if (isSo === true) return ['unneeded'];
  return isSo === null ? orElse(can, 'unneeded') : can;
}

/** The same where something else may be so as well; none means all. */
function orElse(can: readonly string[] = [], outcome: string): readonly string[] {
  return can.length > 0 ? [...can, outcome] : can;
}

function rowOf(part: ScorePart, can: readonly string[]): ScoreRow {
  const { sum, source } = SCORE_PARTS[part];
  const points = pointsOf(part);
  const earned = (can.length === 0 ? Object.keys(points) : can).map((outcome) => points[outcome] ?? 0);
  const [first = 'unknown'] = can;
  const [low, high] = [Math.min(...earned), Math.max(...earned)];
  // Where each of them earns the same, the first is told.
  const isKnown = can.length === 1 || (can.length > 1 && low === high);
  const most = Math.max(...Object.values(points));
  return { part, sum, source, most, low, high, outcome: isKnown ? first : 'unknown' };
}

function sumOf(rows: readonly ScoreRow[]): Range & { readonly most: number } {
  const add = (key: 'low' | 'high' | 'most') => rows.reduce((all, row) => all + row[key], 0);
  return { low: add('low'), high: add('high'), most: add('most') };
}

/** What no sum outvotes, as far as it is known. */
function gatesOf({ spf }: Outcomes, rows: readonly ScoreRow[]): ScoreGate[] {
  const is = (part: ScorePart, ...outcomes: readonly string[]) =>
    rows.some((row) => row.part === part && outcomes.includes(row.outcome));
  const policy = rows.find(({ part }) => part === 'policy');
  const isForgeable = (policy?.high ?? 0) < SCORE_PARTS.policy.points.quarantine;
  const gates: Readonly<Record<ScoreGate, boolean>> = {
    'holds-back': is('tls', 'held', 'refused', 'unreachable'),
    forgeable: isForgeable || isJust(spf, 'open') === true || is('dkim', 'forgeable'),
    'fails-own': is('spf', 'broken', 'too-many'),
  };
  return (Object.keys(gates) as ScoreGate[]).filter((gate) => gates[gate]);
}

/** By what is certain, without what is worth a point beside it. */
function bandOf(low: number): ScoreBand {
  const bands = Object.keys(SCORE_BANDS) as ScoreBand[];
  return bands.find((band) => low >= SCORE_BANDS[band]) ?? 'weak';
}
