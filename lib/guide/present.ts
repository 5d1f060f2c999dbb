import { originOf } from '../dns/beside.ts';
import type { Assessment } from '../check/assessment.ts';
import { isMeantAsStsRecord } from '../mechanisms/mta-sts/record.ts';
import { ofReportRecords, type ReportName } from '../mechanisms.ts';
import type { RecordKind } from './codes.ts';

/** What DNS answers at the name of a record now, as somebody who publishes there has to treat it. */
export interface Present {
  /**
   * `name`: it stands at the very name. `wildcard`: other names get it too, so there is nothing to replace, and what is published at the name
   * itself is answered in its place (RFC 4592 §2.2.1). Null where that is not known.
   */
  readonly origin: 'name' | 'wildcard' | null;
  /** Where an alias leads; null where there is none. */
  readonly target: string | null;
  /** Texts that are such a record, or were meant to be one. */
  readonly ours: readonly string[];
  /** Texts of another kind, such as SPF or a token, which stay as they are. */
  readonly others: readonly string[];
  /** True where a wildcard has a text of ours, though it may not answer at this name. */
  readonly isInWildcard: boolean;
}

const NOTHING: Present = { origin: 'name', target: null, ours: [], others: [], isInWildcard: false };

const IS_MEANT = { record: isMeantAsStsRecord, ...ofReportRecords(({ isMeant }) => isMeant) };

/** Sorts what stands at the name of a record, and says where it comes from. Pure. */
export function presentOf(kind: RecordKind, facts: Assessment['stsRecord' | ReportName]): Present {
  if (!('texts' in facts)) return NOTHING;
  const { texts, aliases, beside } = facts;
  const isOurs = IS_MEANT[kind];
  const isNothing = texts.length === 0 && aliases.length === 0;
  return {
    origin: isNothing ? 'name' : originOf(facts, beside),
    target: aliases.at(-1) ?? null,
    ours: texts.filter(isOurs),
    others: texts.filter((text) => !isOurs(text)),
    isInWildcard: beside?.state === 'answered' && beside.texts.some(isOurs),
  };
}

/** The texts that will stand beside a record that is published as the guide says. */
export function textsThatStay(
  kind: RecordKind,
  facts: Assessment['stsRecord' | ReportName],
): readonly string[] {
  const { origin, target, others } = presentOf(kind, facts);
  // What a wildcard or an alias gives is no longer answered once something stands at the name itself.
  return origin === 'wildcard' || target !== null ? [] : others;
}
