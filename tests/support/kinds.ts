import { TLSRPT_RECORD } from '../../lib/mechanisms/tlsrpt/report-record.ts';
import { TLSRPT_TEXT } from '../../lib/mechanisms/tlsrpt/workshop.ts';
import { recordKind } from '../../lib/workshop/kinds.ts';

/** The texts of the workshop with a TLSRPT record. */
export const TLSRPT = recordKind(TLSRPT_RECORD, TLSRPT_TEXT);
