import type { WrittenTextReading } from '../../mechanism.ts';
import { txtRecordKind } from '../../text/txt-record-kind.ts';
import type { SpfParts } from './facts.ts';
import type { SpfProblemCode } from './problems.ts';
import { spfSentence, spfTokens, tellSpfText } from './text-meaning.ts';
import { SPF_READING } from './text-reading.ts';

const KIND = txtRecordKind(SPF_READING);

/** SPF records in the workshop, as administrators have them. */
export const SPF_TEXT: WrittenTextReading<SpfProblemCode, SpfParts> = {
  kindAt: () => KIND,
  says: spfSentence,
  tells: tellSpfText,
  tokensOf: spfTokens,
};
