import { say } from '../../lib/locales/say.ts';
import type { Sentence } from '../../lib/mechanism.ts';
import type { ProblemCode, ReportName } from '../../lib/mechanisms.ts';
import type { Sender } from '../../lib/mechanisms/mta-sts/senders/rule.ts';
import { textsOf } from '../../lib/text/text-lines.ts';
import type { Mendable } from '../../lib/workshop/fix.ts';
import { recordTokens } from '../../lib/workshop/tokens.ts';
import type { GivenText } from './TextEditor.tsx';
import { TextPart } from './TextPart.tsx';

export interface RecordPartProps {
  readonly name: 'stsRecord' | ReportName;
  readonly kind: Mendable;
  /** What the records say, where there are any. */
  readonly says: (texts: readonly string[]) => Sentence;
  readonly text: string;
  readonly given: GivenText;
  /** The text that was read last; a large one is read once the typing pauses. */
  readonly readText: string;
  readonly ignoredBy: (code: ProblemCode) => readonly Sender[];
  readonly onText: (text: string) => void;
  readonly onPut: (text: string) => void;
}

/** The TXT records at one name, one a line. */
export function RecordPart({ kind, says, text, readText, ...rest }: RecordPartProps) {
  const texts = textsOf(readText);
  const said = texts.length === 0 ? null : says(texts);
  return (
    <TextPart
      kind={kind}
      text={text}
      problems={kind.problemsOf(readText)}
      summary={said ? say(said.key, said.parameters) : say('workshop.record.empty')}
      isRead={text === readText}
      tokensOf={recordTokens}
      {...rest}
    />
  );
}
