import type { Assessment } from '../check/assessment.ts';
import { gapsOf } from '../check/known.ts';
import { neededBy, type MechanismName } from '../mechanisms.ts';
import type { Digest, OwnedFinding, Row } from '../verdict/digest.ts';
import { digestOf } from '../verdict/make-digest.ts';
import { isMajor } from './parts.ts';

/**
 * What a mechanism came to, then and now; `known` and `unknown` where one of the two could not be found out, which is no change of what is published; `partly` where a detail of it
 * could not, so that the difference may come from that.
 */
export type RowChange =
  | {
      readonly kind: 'changed' | 'partly';
      readonly name: MechanismName;
      readonly from: string;
      readonly to: string;
    }
  | { readonly kind: 'known'; readonly name: MechanismName; readonly to: string }
  | { readonly kind: 'unknown'; readonly name: MechanismName; readonly from: string };

/**
 * What became of a finding that is to be mended. `unseen` is one that is not found now while not everything could be asked, so that nobody knows whether it is gone; `seen` one that is found now,
 * and could not have been found then. `differs` is the same fault with other values.
 */
export type FindingChange =
  | { readonly kind: 'gone' | 'unseen' | 'new' | 'seen'; readonly finding: OwnedFinding }
  | { readonly kind: 'differs'; readonly finding: OwnedFinding; readonly before: OwnedFinding };

/** A value of the policy that is known then and now. */
export type ValueChange =
  | { readonly name: 'mode'; readonly from: string; readonly to: string }
  | { readonly name: 'maxAgeSeconds'; readonly from: number; readonly to: number }
  | {
      readonly name: 'coverage';
      readonly from: NonNullable<Digest['coverage']>;
      readonly to: NonNullable<Digest['coverage']>;
    };

/** What differs between two checks of one domain. */
export interface Changes {
  /** When the earlier one ended, in milliseconds since 1970 UTC. */
  readonly since: number;
  /** Null where it is the same, or one of them has none. */
  readonly score: { readonly from: string; readonly to: string } | null;
  readonly rows: readonly RowChange[];
  readonly values: readonly ValueChange[];
  readonly findings: readonly FindingChange[];
  /** True where something could not be found out in one of the two, and may be at another try. */
  readonly isPartial: boolean;
}

/** A finding in words: two of one code with the same words are the same. */
export type TitleOf = (finding: OwnedFinding) => string;

/** What differs between two finished checks of one domain; both are judged by `now`, in milliseconds since 1970 UTC. Pure. */
export function changesBetween(
  before: Assessment,
  after: Assessment,
  now: number,
  titleOf: TitleOf,
): Changes {
  const [then, today] = [sideOf(before, now), sideOf(after, now)];
  const [from, to] = [then.digest.score, today.digest.score];
  return {
    since: before.finishedAt ?? before.startedAt,
    score: from !== null && to !== null && from !== to ? { from, to } : null,
    rows: today.digest.rows.flatMap((row) => rowChange(row, then, today) ?? []),
    values: valuesOf(then.digest, today.digest),
    findings: findingChanges(then, today, titleOf),
    isPartial: then.gaps.size + today.gaps.size > 0,
  };
}

/** How many things changed. Pure. */
export function countOf({ score, rows, values, findings }: Changes): number {
  return (score ? 1 : 0) + rows.length + values.length + findings.length;
}

/** One of the two checks, and what it could not find out. */
interface Side {
  readonly digest: Digest;
  readonly gaps: ReturnType<typeof gapsOf>;
}

function sideOf(assessment: Assessment, now: number): Side {
  return { digest: digestOf(assessment, now), gaps: gapsOf(assessment) };
}

function isOpen({ tone, headline }: Row): boolean {
  return tone === 'ask' || headline === 'checking';
}

function isUnknown(name: MechanismName, { digest, gaps }: Side): boolean {
  const row = digest.rows.find((each) => each.name === name);
  return row === undefined || isOpen(row) || gaps.get(name) === 'part';
}

function rowChange({ name, headline: to }: Row, then: Side, today: Side): RowChange | null {
  const from = then.digest.rows.find((each) => each.name === name)?.headline ?? '';
  const [was, is] = [isUnknown(name, then), isUnknown(name, today)];
  if (was && is) return null;
  if (was) return { kind: 'known', name, to };
  if (is) return { kind: 'unknown', name, from };
  const isPartly = then.gaps.has(name) || today.gaps.has(name);
  return from === to ? null : { kind: isPartly ? 'partly' : 'changed', name, from, to };
}

function valuesOf(then: Digest, today: Digest): ValueChange[] {
  const changes: ValueChange[] = [];
  if (then.mode !== null && today.mode !== null && then.mode !== today.mode)
    changes.push({ name: 'mode', from: then.mode, to: today.mode });
  const [from, to] = [then.maxAgeSeconds, today.maxAgeSeconds];
  if (from !== null && to !== null && from !== to) changes.push({ name: 'maxAgeSeconds', from, to });
  const [had, has] = [then.coverage, today.coverage];
  if (had && has && (had.covered !== has.covered || had.total !== has.total))
    changes.push({ name: 'coverage', from: had, to: has });
  return changes;
}

/** A code that ends so says itself that something could not be found out, which the row says already. */
const SAYS_UNKNOWN = '-unavailable';

function findingChanges(then: Side, today: Side, titleOf: TitleOf): FindingChange[] {
  const keyOf = (finding: OwnedFinding) => JSON.stringify([finding.code, titleOf(finding)]);
  const only = (here: Side, there: Side) => {
    const known = new Set(there.digest.findings.map(keyOf));
    const own = new Map(here.digest.findings.filter(isMajor).map((finding) => [keyOf(finding), finding]));
    return Array.from(own)
      .filter(([key, { code }]) => !known.has(key) && !code.endsWith(SAYS_UNKNOWN))
      .map(([, finding]) => finding);
  };
  const lost = only(then, today);
  const changes = only(today, then).map((finding): FindingChange => {
    const at = lost.findIndex(({ code }) => code === finding.code);
    const [before] = at === -1 ? [] : lost.splice(at, 1);
    if (before) return { kind: 'differs', finding, before };
    return { kind: couldBeSeen(finding, then, today) ? 'new' : 'seen', finding };
  });
  const ends = lost.map((finding): FindingChange => {
    return { kind: couldBeSeen(finding, today, then) ? 'gone' : 'unseen', finding };
  });
  return [...ends, ...changes];
}

/**
 * Whether a check that does not have a finding would have had it, were it there: what its mechanism asks is known, and so is what that one needs, unless the check that has the
 * finding did not know it either, in the same way.
 */
function couldBeSeen({ mechanism }: OwnedFinding, here: Side, there: Side): boolean {
  if (isIncomplete(mechanism, here)) return false;
  return neededBy(mechanism).every(
    (name) => !isIncomplete(name, here) || knowledgeOf(name, here) === knowledgeOf(name, there),
  );
}

function isIncomplete(name: MechanismName, side: Side): boolean {
  return isUnknown(name, side) || side.gaps.has(name);
}

/** What is known of a mechanism, in a word: equal where it is missing in the same way. */
function knowledgeOf(name: MechanismName, { digest, gaps }: Side): string {
  return `${digest.rows.find((row) => row.name === name)?.headline} ${gaps.get(name)}`;
}
