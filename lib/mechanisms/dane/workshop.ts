import type { Sentence, WrittenTextReading } from '../../mechanism.ts';
import type { Problem } from '../../problem.ts';
import type { Fixes, Mendable } from '../../text/mendable.ts';
import type { DaneProblemCode } from './problems.ts';
import { hexOf } from './stored-tlsa.ts';
import { textFindings } from './text-findings.ts';
import { tellTlsaText } from './text-meaning.ts';
import { readTlsaText, type WrittenTlsa } from './text-records.ts';
import { usableTlsa } from './tlsa.ts';

/** What has one right answer, whatever the record says. Left to a person are numbers, digests and names that have to be known. */
const MENDED: readonly DaneProblemCode[] = [
  'dane-text-invisible',
  'dane-text-indented',
  'dane-text-no-type',
  'dane-text-name-misspelt',
  'dane-text-mnemonic',
  'dane-text-prose',
  'dane-text-not-digits',
  'dane-text-fingerprint',
  'dane-text-length',
  'dane-text-continued',
];

const fixes: Fixes<DaneProblemCode> = Object.fromEntries(
  MENDED.map((code) => [code, (text: string) => readTlsaText(text).notes.mended(text, code)]),
);

/** What is read of the records, for each of them: a fix may not change any of it. */
function meantBy(text: string): string[] {
  return readTlsaText(text).records.map(({ host, isForMail, record }) => {
    const read = record && [record.usage, record.selector, record.matching, hexOf(record.data)];
    return JSON.stringify([host, isForMail, read]);
  });
}

function problemsOf(text: string, now: number): readonly Problem<DaneProblemCode>[] {
  const { records, notes } = readTlsaText(text);
  return [...notes.problems.list, ...textFindings(records, now)];
}

/** TLSA records in the workshop, as administrators have them. */
export const TLSA_TEXT: WrittenTextReading<DaneProblemCode> = {
  kindAt: (now): Mendable<DaneProblemCode> => ({
    problemsOf: (text) => problemsOf(text, now),
    fixes,
    keeps: (before, after) => meantBy(before).join() === meantBy(after).join(),
  }),
  says: (text) => sentenceFor(readTlsaText(text).records),
  tells: tellTlsaText,
};

function sentenceFor(records: readonly WrittenTlsa[]): Sentence {
  const ours = records.filter(({ isForMail }) => isForMail);
  if (ours.length === 0) return { key: 'workshop.dane.none' };
  const usable = usableTlsa(ours.flatMap(({ record }) => record ?? [])).length;
  return { key: 'workshop.dane.usable', parameters: { usable, count: ours.length } };
}
