import type { Judgement } from '../../mechanism.ts';
import { isErrorBy, Problems } from '../../problem.ts';
import type { MxParts } from '../mx/facts.ts';
import type { SpfAnswer, SpfParts, StoredTree, TreeRow } from './facts.ts';
import { SPF_PROBLEMS, type SpfProblemCode } from './problems.ts';
import { treeFindings } from './tree-findings.ts';

/** What receivers make of a stranger who sends in the name of the domain, in one word each. */
export const SPF_HEADLINES = {
  /** `-all`, with somebody who may send. */
  strict: { tone: 'good' },
  /** Nobody may send. */
  closed: { tone: 'good' },
  /** `~all`: what becomes of the mail is left to DMARC, so by itself it is neither good nor bad. */
  soft: { tone: 'idle' },
  neutral: { tone: 'warn' },
  open: { tone: 'bad' },
  'too-many': { tone: 'bad' },
  broken: { tone: 'bad' },
  absent: { tone: 'warn' },
  unknown: { tone: 'ask' },
  checking: { tone: 'idle' },
} as const;

export type SpfHeadline = keyof typeof SPF_HEADLINES;

/** Everything worth saying about who may send. Pure. */
export function judgeSpf({ spf }: SpfParts, { mx }: MxParts): Judgement<SpfHeadline, SpfProblemCode> {
  const findings = new Problems(SPF_PROBLEMS);
  if (spf.state === 'pending') return { headline: 'checking', findings: [] };
  if (spf.state === 'unavailable') {
    findings.add('spf-unavailable', { reason: spf.reason });
    return { headline: 'unknown', findings: findings.list };
  }
  findings.list.push(...spf.problems);
  if (spf.state === 'absent') addAbsent(mx, findings);
  if (spf.octets > 512) findings.add('spf-answer-too-long', { octets: spf.octets });
  else if (spf.octets > 450) findings.add('spf-answer-long', { octets: spf.octets });
  if (spf.tree) findings.list.push(...treeFindings(spf.tree));
  if (isIdleButNotClosed(spf, mx)) findings.add('spf-no-mail-not-strict');
  if (isNull(mx) && spf.tree !== null && letsSomebodyIn(spf.tree)) findings.add('spf-null-mx-senders');
  return { headline: headlineOf(spf), findings: findings.list };
}

/** A name that does not exist needs no record of its own; where mail is received, it is sent as well, as far as anybody can tell. */
function addAbsent(mx: MxParts['mx'], findings: Problems<SpfProblemCode>): void {
  if (mx.state === 'pending' || (mx.state === 'absent' && mx.reason === 'nxdomain')) return;
  const isUsed = mx.state === 'unavailable' || (mx.state === 'found' && !mx.implicit);
  findings.add(isUsed ? 'spf-absent' : 'spf-absent-no-mail');
}

/** No mail is received, nobody may send, and yet strangers are not refused. */
function isIdleButNotClosed({ tree }: SpfAnswer, mx: MxParts['mx']): boolean {
  return (
    isNull(mx) && tree !== null && letsNobodyIn(tree) && (tree.end === 'neutral' || tree.end === 'softfail')
  );
}

function isNull(mx: MxParts['mx']): boolean {
  return mx.state === 'absent' && mx.reason === 'null-mx';
}

/** Senders that it names: whoever gets their mail cannot return it (RFC 7505 §4.2). */
function letsSomebodyIn({ own, providers }: StoredTree): boolean {
  return [own, ...providers].some(({ ipv4, ipv6 }) => ipv4 + ipv6 > 0);
}

function letsNobodyIn({ own, providers, rows }: StoredTree): boolean {
  return (
    own.ipv4 === 0 &&
    own.ipv6 === 0 &&
    providers.length === 0 &&
    rows.every(({ kind }) => kind === 'redirect')
  );
}

function headlineOf({ state, tree }: SpfAnswer): SpfHeadline {
  if (state === 'absent') return 'absent';
  if (state === 'invalid' || tree === null) return 'broken';
  const isOpen = tree.end === 'pass' || tree.letsMostIn || tree.rows.some(({ letsAllIn }) => letsAllIn);
  if (isOpen) return 'open';
  const errors = treeFindings(tree).filter(({ code }) => PERMANENT.has(code));
  if (errors.some(({ code }) => code === 'spf-too-many-lookups')) return 'too-many';
  if (errors.length > 0 || tree.end === 'error') return 'broken';
  if (tree.end === 'unknown' || tree.rows.some(isOpenEnded)) return 'unknown';
  if (tree.end === 'others' || tree.end === 'neutral') return 'neutral';
  if (tree.end === 'softfail') return 'soft';
  return letsNobodyIn(tree) && !tree.isAmountAtLeast ? 'closed' : 'strict';
}

/** What it leads to is not known, so that it could be worse than it looks. */
function isOpenEnded({ state, reason }: TreeRow): boolean {
  return state === 'unavailable' || state === 'unread' || reason === 'budget';
}

/** Bad, and no error of the evaluation. */
const ENDS_NOTHING: ReadonlySet<string> = new Set([
  'spf-include-dangling',
  'spf-include-all-pass',
  'spf-include-range-enormous',
  'spf-exists-always',
  'spf-name-theirs',
]);

/** What ends an evaluation in a permanent error, for everybody who gets so far. */
const PERMANENT: ReadonlySet<string> = new Set(
  Object.entries(SPF_PROBLEMS).flatMap(([code, rule]) =>
    !ENDS_NOTHING.has(code) && isErrorBy(rule) ? [code] : [],
  ),
);
