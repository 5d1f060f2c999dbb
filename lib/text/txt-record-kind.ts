import type { Position, Problem, Problems } from '../problem.ts';
import type { Fixes, Mendable } from './mendable.ts';
import {
  editsIn,
  positionIn,
  quotedIn,
  withEdits,
  writtenWords,
  type Edit,
  type TextEdit,
} from './txt-edits.ts';
import { txtEntriesOf, type TxtEntry } from './txt-entries.ts';

/** A problem of the records of a name; where it stands in the value of one of them, or all of that. */
export interface FoundProblem<Code extends string> extends Pick<Problem<Code>, 'code' | 'parameters'> {
  readonly entry?: TxtEntry;
  readonly place?: Pick<Position, 'offset' | 'length'> | undefined;
}

/** How one kind of TXT record is read and mended, whatever stands around it. Total and pure. */
export interface TxtRecordReading<Code extends string> {
  /** Where the problems of a text are collected. */
  readonly collect: () => Problems<Code>;
  /** The problems of all records of one name. */
  readonly problemsOf: (entries: readonly TxtEntry[]) => readonly FoundProblem<Code>[];
  /** What has one right answer about a problem; none of it where it has not. */
  readonly editsFor: (code: Code, value: string, seams: readonly number[]) => readonly Edit[];
  /** The record that a text without quotes was meant to be; null where that is open. */
  readonly meantBy: (written: string) => string | null;
  /** The codes that `editsFor` knows. */
  readonly mended: readonly Code[];
  /** Of several records of a name: what makes one of them. */
  readonly several: {
    readonly code: Code;
    readonly edits: (entries: readonly TxtEntry[], text: string) => readonly TextEdit[];
  };
  /** Of one record on several lines: what puts it on one. */
  readonly joined?: TxtRecordReading<Code>['several'];
  /** True for a code that says what a record means that can be read, and is no fault of its text; of what is grave, false. */
  readonly isSaid: (code: Code) => boolean;
  /** False where a text would say another thing after a fix. */
  readonly keeps: (before: string, after: string) => boolean;
}

/** The records of a text by their names, in order. */
export function txtGroupsOf(text: string): ReadonlyMap<string, readonly TxtEntry[]> {
  return Map.groupBy(txtEntriesOf(text).entries, ({ owner }) => owner);
}

/** Texts with TXT records of a kind, one a line or as a zone file has them. */
export function txtRecordKind<Code extends string>(reading: TxtRecordReading<Code>): Mendable<Code> {
  const { several, joined = several } = reading;
  const fixes = [...reading.mended, several.code, joined.code].map((code) => [
    code,
    (text: string) => fixed(reading, text, code),
  ]);
  return {
    problemsOf: (text) => {
      const problems = reading.collect();
      for (const entries of txtGroupsOf(text).values())
        for (const { code, parameters, entry, place } of reading.problemsOf(entries)) {
          const whole = entry && { offset: 0, length: entry.value.length };
          const at = place ?? whole;
          problems.add(code, parameters, entry && at && positionIn(entry, at, text));
        }
      return problems.list;
    },
    fixes: Object.fromEntries(fixes) as Fixes<Code>,
    keeps: reading.keeps,
    reveals: (code) => reading.isSaid(code as Code),
  };
}

function fixed<Code extends string>(reading: TxtRecordReading<Code>, text: string, code: Code): string {
  const edits: TextEdit[] = [];
  const whole = [reading.several, reading.joined].find((each) => each?.code === code);
  for (const entries of txtGroupsOf(text).values()) {
    const found = reading.problemsOf(entries).filter((each) => each.code === code);
    if (found.length === 0) continue;
    if (whole) edits.push(...whole.edits(entries, text));
    else
      for (const entry of new Set(found.flatMap((each) => each.entry ?? entries)))
        edits.push(...editsOf(reading, entry, text, code));
  }
  return withEdits(text, edits);
}

function editsOf<Code extends string>(
  { editsFor, meantBy }: TxtRecordReading<Code>,
  entry: TxtEntry,
  text: string,
  code: Code,
): readonly TextEdit[] {
  for (const written of writtenWords(entry, text)) {
    const meant = meantBy(written.replace(/\\(?!\d)(.)/g, '$1'));
    if (meant !== null && meant !== entry.value) return [quotedIn(entry, written, meant)];
  }
  return editsIn(entry, editsFor(code, entry.value, entry.seams));
}
