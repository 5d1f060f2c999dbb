import type { WrittenTextReading } from '../../mechanism.ts';
import { txtRecordKind } from '../../text/txt-record-kind.ts';
import type { DmarcParts } from './facts.ts';
import type { DmarcProblemCode } from './problems.ts';
import { dmarcSentence, dmarcTokens, tellDmarcText } from './text-meaning.ts';
import { DMARC_READING } from './text-reading.ts';

const KIND = txtRecordKind(DMARC_READING);

/** DMARC records in the workshop, as administrators have them. */
export const DMARC_TEXT: WrittenTextReading<DmarcProblemCode, DmarcParts> = {
  kindAt: () => KIND,
  says: dmarcSentence,
  tells: tellDmarcText,
  tokensOf: dmarcTokens,
};
