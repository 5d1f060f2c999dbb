import { selectStsRecord } from '../mechanisms/mta-sts/record.ts';
import { selectTlsrptRecord } from '../mechanisms/tlsrpt/record.ts';
import { readDraftPolicy } from './draft.ts';
import type { Mendable } from './fix.ts';
import { POLICY_FIXES } from './policy-fixes.ts';
import { keepsRecords, STS_RECORD_FIXES, TLSRPT_FIXES } from './record-fixes.ts';
import { keepsServers } from './server-names.ts';
import { problemsOfRecords } from './text-records.ts';

/** The three texts of the workshop. */

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

export const TLSRPT: Mendable = {
  problemsOf: (text) => problemsOfRecords(text, 'v=TLSRPTv1', selectTlsrptRecord),
  fixes: TLSRPT_FIXES,
  keeps: keepsRecords,
};

/** The size says nothing that a fix could worsen. */
function isOfText({ code }: { readonly code: string }): boolean {
  return code !== 'policy-large';
}
