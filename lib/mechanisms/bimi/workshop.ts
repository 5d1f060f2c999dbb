import type { WrittenTextReading } from '../../mechanism.ts';
import { txtRecordKind } from '../../text/txt-record-kind.ts';
import type { BimiParts } from './facts.ts';
import type { BimiProblemCode } from './problems.ts';
import { bimiSentence, bimiTokens, tellBimiText } from './text-meaning.ts';
import { BIMI_READING } from './text-reading.ts';

const KIND = txtRecordKind(BIMI_READING);

/** BIMI records in the workshop, as administrators have them. */
export const BIMI_TEXT: WrittenTextReading<BimiProblemCode, BimiParts> = {
  kindAt: () => KIND,
  says: bimiSentence,
  tells: tellBimiText,
  tokensOf: bimiTokens,
};
