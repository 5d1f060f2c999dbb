import type { Assessment } from '../check/assessment.ts';
import type { ServerOutcome } from '../mechanism.ts';
import { serverOutcomes, type Judgements } from '../mechanisms.ts';
import type { ServerVerdict } from '../mechanisms/mta-sts/coverage.ts';
import { serversOf } from '../mechanisms/mta-sts/judge.ts';
import type { Mode } from '../mechanisms/mta-sts/mode.ts';
import type { Scored, ScoreOutcome } from './score-table.ts';

type Tls = ScoreOutcome<'tls'>;

const DAY = 86_400;

/** The outcomes at a server, from what stops mail to what protects it: the worst server counts. */
const WORST_FIRST: readonly Tls[] = [
  'refused',
  'held',
  'unreachable',
  'none',
  'unverified',
  'testing',
  'faulty',
  'verified',
];

/**
 * What senders insist on at every server, and whether that lasts: MTA-STS and DANE decide it together (RFC 8461 §2, RFC 7672 §2.2), so that no one of them can say it.
 * Of a domain that takes mail. Pure.
 */
export function transitScored(assessment: Assessment, judgements: Judgements): Scored[] {
  const tls = tlsOf(assessment, judgements);
  return [
    { part: 'tls', can: tls },
    { part: 'lasts', can: lastsOf(assessment, tls) },
  ];
}

function tlsOf(assessment: Assessment, judgements: Judgements): readonly Tls[] {
  const { mx, dane } = assessment;
  if (dane.state === 'found' && dane.mx.state === 'bogus') return ['held'];
  if (mx.state !== 'found') return [];
  if (judgements.mx.headline === 'unreachable') return ['unreachable'];
  const outcomes = serverOutcomes(assessment);
  const mode = modeOf(assessment);
  const all = serversOf(assessment)
    .filter((server) => isCounted(server, mode, judgements))
    .map((server) => atServer(server, mode, outcomes?.[server.name] ?? 'unknown', judgements));
  const isReached = mx.hosts.some(({ address }) => address === 'found' || address === 'unchecked');
  if (!isReached) all.push(['unreachable', 'verified']);
  const worst = (pick: -1 | 0): Tls =>
    all
      .map((can) => byRank(can).at(pick) ?? 'none')
      .reduce((a, b) => (rank(b) < rank(a) ? b : a), 'verified');
  const [low, high] = [worst(0), worst(-1)];
  return low === high ? [low] : [low, high];
}

/** The mode that senders find, `none` where they find no policy; null where that is not known. */
function modeOf({ policy, stsRecord }: Assessment): Mode | null {
  if (policy.state === 'found') return policy.value.mode;
  const isSettled = [stsRecord.state, policy.state].includes('invalid') || stsRecord.state === 'absent';
  return isSettled ? 'none' : null;
}

function rank(outcome: Tls): number {
  return WORST_FIRST.indexOf(outcome);
}

function byRank(can: readonly Tls[]): Tls[] {
  return can.toSorted((a, b) => rank(a) - rank(b));
}

/**
 * Nobody connects to a server without an address, so it is no hole, unless a policy leaves it out, as the verdict says too, or an attacker can give it an address, since
 * that it has none is not signed.
 */
function isCounted(
  { consequence, pattern }: ServerVerdict,
  mode: Mode | null,
  { dane }: Judgements,
): boolean {
  if (consequence !== 'unreachable') return true;
  return mode === 'none' || pattern !== null ? dane.headline === 'partial' && mode !== 'enforce' : true;
}

/** All that may be so at one server: what MTA-STS comes to beside what DANE comes to. */
function atServer(
  server: ServerVerdict,
  mode: Mode | null,
  outcome: ServerOutcome,
  judgements: Judgements,
): Tls[] {
  const both = byDane(server.name, outcome, judgements).flatMap((dane) =>
    bySts(server, mode, judgements).map((sts) => together(sts, dane)),
  );
  return [...new Set(both)];
}

/** What stops mail for some senders stops it, whatever the others do; else the better of the two. */
function together(sts: Tls, dane: Tls): Tls {
  const [worse, better] = rank(sts) < rank(dane) ? [sts, dane] : [dane, sts];
  return worse === 'held' || worse === 'refused' ? worse : better;
}

function bySts(
  { pattern }: ServerVerdict,
  mode: Mode | null,
  { 'mta-sts': { headline } }: Judgements,
): Tls[] {
  if (mode === null) return ['refused', 'none', 'verified'];
  if (mode === 'none') return ['none'];
  if (pattern === null) return [mode === 'enforce' ? 'refused' : 'none'];
  if (mode === 'testing') return ['testing'];
  return [headline === 'fragile-enforce' ? 'faulty' : 'verified'];
}

/** Who knows nothing of DANE does not know either that nobody holds mail back because of it. */
function byDane(host: string, outcome: ServerOutcome, { dane }: Judgements): Tls[] {
  if (outcome === 'unknown') return ['held', 'none', 'verified'];
  if (outcome === 'held') return ['held'];
  if (outcome === 'encrypted') return ['unverified'];
  if (outcome !== 'protected') return ['none'];
  // Records that are there, and of which one is known to be wrong: whether another one fits is not seen from here.
  const isFaulty =
    dane.headline === 'faulty' && dane.findings.some(({ parameters }) => parameters['host'] === host);
  return [isFaulty ? 'faulty' : 'verified'];
}

/** DANE has no cache that could run out, so it lasts whatever the policy says beside it. */
function lastsOf(assessment: Assessment, tls: readonly Tls[]): readonly ScoreOutcome<'lasts'>[] {
  const { policy } = assessment;
  if (tls.length > 0 && tls.every((outcome) => rank(outcome) < rank('testing'))) return ['none'];
  if (tls.length !== 1) return [];
  const outcomes = serverOutcomes(assessment);
  const isByDane = serversOf(assessment).every(
    ({ name, consequence }) => consequence === 'unreachable' || outcomes?.[name] === 'protected',
  );
  if (isByDane) return ['dane'];
  const seconds = policy.state === 'found' ? policy.value.maxAgeSeconds : 0;
  return [seconds >= 7 * DAY ? 'week' : seconds >= DAY ? 'day' : 'short'];
}
