import type { FoundProblem, TxtRecordReading } from '../../text/txt-record-kind.ts';
import type { TxtEntry } from '../../text/txt-entries.ts';
import { isMeantAsSpf, isSenderId } from './near-miss.ts';
import { isErrorBy, Problems } from '../../problem.ts';
import { SPF_PROBLEMS, type SpfProblemCode } from './problems.ts';
import { isSpfRecord, parseSpfRecord } from './record.ts';
import { valueShown } from './shown.ts';
import { meantSpfRecord, SPF_MENDED, spfEdits } from './text-edits.ts';
import { keepsSenders } from './text-keeps.ts';
import { isGlued, isTerm } from './text-meant.ts';
import { mergeEdits } from './text-merge.ts';
import { wordsOf } from './text-words.ts';

type Found = FoundProblem<SpfProblemCode>;

/** How the workshop reads SPF records: what `selectSpfRecord` finds, each at its place. */
export const SPF_READING: TxtRecordReading<SpfProblemCode> = {
  collect: () => new Problems(SPF_PROBLEMS),
  problemsOf: spfProblemsOf,
  editsFor: spfEdits,
  mended: SPF_MENDED,
  meantBy: meantSpfRecord,
  several: { code: 'spf-records-several', edits: mergeEdits },
  isSaid: (code) => !SPF_MENDED.includes(code) && !isErrorBy(SPF_PROBLEMS[code]),
  keeps: keepsSenders,
};

function spfProblemsOf(entries: readonly TxtEntry[]): readonly Found[] {
  const ours = entries.filter(({ value }) => isSpfRecord(value));
  const [first, ...others] = ours;
  const missed = first === undefined ? 'spf-record-near-miss' : 'spf-near-miss-beside';
  const misses = entries.flatMap((entry, index): Found[] => {
    const parameters = { text: valueShown(entry.value) };
    if (isSenderId(entry.value)) return [{ code: 'spf-sender-id', parameters, entry }];
    const isMissed =
      isMeantAsSpf(entry.value) || HAS_VERSION.test(entry.value) || isContinued(entry, entries[index - 1]);
    return !isSpfRecord(entry.value) && isMissed ? [{ code: missed, parameters, entry }] : [];
  });
  if (first === undefined) return misses;
  if (others.length > 0) {
    const parameters = { count: ours.length };
    return [...others.map((entry): Found => ({ code: 'spf-records-several', parameters, entry })), ...misses];
  }
  const own = parseSpfRecord(first.value).problems.map(({ code, parameters, position }): Found => ({
    code,
    parameters,
    entry: first,
    place: position,
  }));
  const glued = gluedIn(first);
  // Where two terms are seen in it, its name needs no word.
  const isSaid = ({ code, place }: Found) =>
    code === 'spf-name-odd' && glued.some((each) => each.place?.offset === place?.offset);
  return [...own.filter((each) => !isSaid(each)), ...glued, ...misses];
}

/** Behind something else, as in a copied row. */
const HAS_VERSION = /(?:^|[\s"'|])v\s{0,3}=\s{0,3}spf1(?![\w.])/i;

/** A line of nothing but terms right below a record: that was one line. */
function isContinued({ value, form, line }: TxtEntry, above: TxtEntry | undefined): boolean {
  const isBelow = above?.form === 'line' && above.line === line - 1 && isSpfRecord(above.value);
  if (form !== 'line' || !isBelow) return false;
  const words = value
    .trim()
    .split(' ')
    .filter((word) => word !== '');
  return words.every(isTerm) && words.some((word) => /^[+?~-]|:/.test(word));
}

/** Terms that the grammar reads, and that were two: no name has a colon in it, and no top label a hyphen. */
function gluedIn(entry: TxtEntry): Found[] {
  return wordsOf(entry.value)
    .filter(({ text }) => isGlued(text))
    .map(({ text, offset }) => ({
      code: 'spf-space-missing',
      parameters: { term: valueShown(text) },
      entry,
      place: { offset, length: text.length },
    }));
}
