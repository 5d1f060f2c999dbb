import type { RecordText, WrittenTextReading } from '../mechanism.ts';
import {
  REPORT_RECORDS,
  WRITTEN_TEXTS,
  type Parts,
  type ProblemCode,
  type ReportName,
  type WrittenName,
} from '../mechanisms.ts';

/** What the workshop knows of all these texts. */
export async function loadRecordTexts(): Promise<RecordTexts> {
  const all = [...REPORT_RECORDS, ...WRITTEN_TEXTS];
  const texts = await Promise.all(all.map(async ({ workshop }) => workshop()));
  return Object.fromEntries(all.map(({ name }, index) => [name, texts[index]])) as RecordTexts;
}

export type RecordTexts = Readonly<
  Record<ReportName, RecordText<ProblemCode>> & Record<WrittenName, WrittenTextReading<ProblemCode, Parts>>
>;
