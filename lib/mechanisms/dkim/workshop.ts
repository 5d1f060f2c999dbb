import type { WrittenTextReading } from '../../mechanism.ts';
import { txtRecordKind } from '../../text/txt-record-kind.ts';
import type { DkimParts } from './facts.ts';
import type { DkimProblemCode } from './problems.ts';
import { dkimSentence, dkimTokens, tellDkimText } from './text-meaning.ts';
import { DKIM_READING } from './text-reading.ts';

const KIND = txtRecordKind(DKIM_READING);

/** DKIM keys in the workshop, as administrators have them. */
export const DKIM_TEXT: WrittenTextReading<DkimProblemCode, DkimParts> = {
  kindAt: () => KIND,
  says: dkimSentence,
  tells: tellDkimText,
  tokensOf: dkimTokens,
};
