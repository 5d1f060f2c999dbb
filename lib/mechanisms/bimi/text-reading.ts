import { isErrorBy, Problems } from '../../problem.ts';
import { removalOf, type TextEdit } from '../../text/txt-edits.ts';
import { txtEntriesOf, type TxtEntry } from '../../text/txt-entries.ts';
import type { FoundProblem, TxtRecordReading } from '../../text/txt-record-kind.ts';
import { BIMI_PROBLEMS, type BimiProblemCode } from './problems.ts';
import { isBimiRecord, parseBimiRecord } from './record.ts';
import { BIMI_MENDED, bimiEdits, meantBimiRecord, SEAM } from './text-edits.ts';

type Found = FoundProblem<BimiProblemCode>;

/** How the workshop reads BIMI records: what receivers find, each at its place. */
export const BIMI_READING: TxtRecordReading<BimiProblemCode> = {
  collect: () => new Problems(BIMI_PROBLEMS),
  problemsOf: bimiProblemsOf,
  editsFor: bimiEdits,
  mended: BIMI_MENDED,
  meantBy: meantBimiRecord,
  several: { code: 'bimi-several', edits: onceEdits },
  // What is wrong with an address comes to light as soon as the record can be read.
  isSaid: (code) => OF_ADDRESS.has(code) || (!BIMI_MENDED.includes(code) && !isErrorBy(BIMI_PROBLEMS[code])),
  keeps: keepsAddresses,
};

const OF_ADDRESS: ReadonlySet<BimiProblemCode> = new Set([
  'bimi-uri',
  'bimi-not-https',
  'bimi-l-format',
  'bimi-l-empty',
  'bimi-lps-bad',
]);

function bimiProblemsOf(entries: readonly TxtEntry[]): readonly Found[] {
  const owner = entries[0]?.owner ?? '';
  const isElsewhere = owner !== '' && !/(?:^|\.)_bimi(?:\.|$)/.test(owner);
  const ours = entries.filter(({ value }) => isBimiRecord(value));
  const told = isElsewhere ? ours : ours.length > 0 ? ours : entries;
  const own = told.flatMap((entry) =>
    parseBimiRecord(entry.value).problems.map(({ code, parameters, position }): Found => ({
      code,
      parameters,
      entry,
      place: position,
    })),
  );
  const parameters = { count: ours.length };
  return [...own, ...ours.slice(1).map((entry): Found => ({ code: 'bimi-several', parameters, entry }))];
}

/** The same record twice is one; which of different ones is meant, only the owner knows. */
function onceEdits(entries: readonly TxtEntry[], text: string): readonly TextEdit[] {
  const [first, ...others] = entries.filter(({ value }) => isBimiRecord(value));
  return others.every(({ value }) => value === first?.value)
    ? others.map((entry) => removalOf(entry, text))
    : [];
}

/** True where a fix brings no address that did not stand there, and loses none: the last look at what the fixes do. */
function keepsAddresses(before: string, after: string): boolean {
  const [had, has] = [addressesIn(before), addressesIn(after)];
  return had.size === has.size && [...has].every((address) => had.has(address));
}

function addressesIn(text: string): ReadonlySet<string> {
  const written = txtEntriesOf(text).entries.map(({ form, value, from }) =>
    form === 'words' ? (text.slice(from).split('\n', 1)[0] ?? '') : value,
  );
  return new Set(
    written
      .join('\n')
      .replaceAll(SEAM, ' ')
      .replaceAll(',', '%2C')
      .match(/https?:\/\/[^\s;"'<>\\]+/gi),
  );
}
