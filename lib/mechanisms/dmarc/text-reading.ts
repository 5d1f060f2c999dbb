import type { FoundProblem, TxtRecordReading } from '../../text/txt-record-kind.ts';
import { removalOf, type TextEdit } from '../../text/txt-edits.ts';
import type { TxtEntry } from '../../text/txt-entries.ts';
import { isErrorBy, Problems } from '../../problem.ts';
import { DMARC_PROBLEMS, type DmarcProblemCode } from './problems.ts';
import { isDmarcRecord, parseDmarcRecord } from './record.ts';
import { DMARC_MENDED, dmarcEdits, meantDmarcRecord } from './text-edits.ts';
import { keepsPolicy } from './text-keeps.ts';
import { FAULTS } from './text-meant.ts';
import { mattersInPermission, placeOfText } from './text-place.ts';
import { missOf } from './version.ts';

type Found = FoundProblem<DmarcProblemCode>;

/** How the workshop reads DMARC records: what `selectDmarcRecord` finds, each at its place, and whether they stand at their name. */
export const DMARC_READING: TxtRecordReading<DmarcProblemCode> = {
  collect: () => new Problems(DMARC_PROBLEMS),
  problemsOf: dmarcProblemsOf,
  editsFor: dmarcEdits,
  mended: DMARC_MENDED,
  meantBy: meantDmarcRecord,
  several: { code: 'dmarc-several-records', edits: onceEdits },
  isSaid: (code) => !DMARC_MENDED.includes(code) && !FAULTS.has(code) && !isErrorBy(DMARC_PROBLEMS[code]),
  keeps: keepsPolicy,
};

function dmarcProblemsOf(entries: readonly TxtEntry[]): readonly Found[] {
  const place = placeOfText(entries[0]?.owner ?? '');
  // Each text that can be read permits; there may be several (RFC 9990 §4).
  if (place === 'permission')
    return entries.flatMap(ownProblems).filter(({ code }) => mattersInPermission(code));
  const ours = entries.filter(({ value }) => isDmarcRecord(value));
  const misses = entries.filter(({ value }) => missOf(value) !== null).flatMap(ownProblems);
  const others = entries.filter(({ value }) => !isDmarcRecord(value) && missOf(value) === null);
  const [first, another] = ours;
  const [unrelated] = others.toSorted((a, b) => (a.value < b.value ? -1 : 1));
  if (place === 'elsewhere')
    return ours.map((entry) => ({ code: 'dmarc-at-apex', parameters: { text: entry.value }, entry }));
  const beside: Found[] = unrelated
    ? [
        {
          code: 'dmarc-unrelated-text',
          parameters: { count: others.length, text: unrelated.value },
          entry: unrelated,
        },
      ]
    : [];
  const parameters = { count: ours.length };
  const own = another
    ? ours.slice(1).map((entry): Found => ({ code: 'dmarc-several-records', parameters, entry }))
    : first
      ? ownProblems(first)
      : [];
  return [...own, ...misses, ...beside];
}

function ownProblems(entry: TxtEntry): Found[] {
  return parseDmarcRecord(entry.value).problems.map(({ code, parameters, position }) => ({
    code,
    parameters,
    entry,
    place: position,
  }));
}

/** The same record twice is one; which of different ones is meant, only the owner knows. */
function onceEdits(entries: readonly TxtEntry[], text: string): readonly TextEdit[] {
  const [first, ...others] = entries.filter(({ value }) => isDmarcRecord(value));
  return others.every(({ value }) => value === first?.value)
    ? others.map((entry) => removalOf(entry, text))
    : [];
}
