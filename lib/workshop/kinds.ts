import { selectStsRecord } from '../mechanisms/mta-sts/record.ts';
import type { RecordText, ReportRecord, Sentence } from '../mechanism.ts';
import { isFragile, type ProblemCode } from '../mechanisms.ts';
import { readDraftPolicy } from './draft.ts';
import type { Mendable } from './fix.ts';
import { POLICY_FIXES } from './policy-fixes.ts';
import { keepsRecords, STS_RECORD_FIXES } from './record-fixes.ts';
import { keepsServers } from './server-names.ts';
import { problemsOfRecords } from './text-records.ts';

/** The texts of the workshop, as what can be mended. */

export const POLICY: Mendable = {
  problemsOf: (text) => readDraftPolicy(new TextEncoder().encode(text)).problems.filter(isOfText),
  fixes: POLICY_FIXES,
  keeps: keepsServers,
};

export const STS_RECORD: Mendable = {
  problemsOf: (text) => problemsOfRecords(text, 'v=STSv1', selectStsRecord),
  fixes: STS_RECORD_FIXES,
  keeps: keepsRecords,
};

/** What TXT records of MTA-STS say. */
export function stsRecordSays(texts: readonly string[]): Sentence {
  const selected = selectStsRecord(texts);
  if (selected.state !== 'found') return { key: `workshop.record.${selected.state}` };
  const { id } = selected.value;
  const isRead = selected.problems.some(isFragile) ? 'fragile' : 'valid';
  return { key: `workshop.record.${isRead}`, parameters: { id } };
}

/** Texts with one of the records that tell where reports go. */
export function recordKind(
  { version, select }: Pick<ReportRecord<string, never, ProblemCode>, 'version' | 'select'>,
  { fixes }: Pick<RecordText<ProblemCode>, 'fixes'>,
): Mendable {
  return { problemsOf: (text) => problemsOfRecords(text, version, select), fixes, keeps: keepsRecords };
}

/** The size says nothing that a fix could worsen. */
function isOfText({ code }: { readonly code: string }): boolean {
  return code !== 'policy-large';
}
