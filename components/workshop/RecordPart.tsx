import { isFragile, type ProblemCode } from '../../lib/mechanisms.ts';
import { say } from '../../lib/locales/say.ts';
import { selectStsRecord } from '../../lib/mechanisms/mta-sts/record.ts';
import type { Sender } from '../../lib/mechanisms/mta-sts/senders/rule.ts';
import { selectTlsrptRecord } from '../../lib/mechanisms/tlsrpt/record.ts';
import { isUsableRua } from '../../lib/mechanisms/tlsrpt/rua.ts';
import { textsOf } from '../../lib/workshop/draft.ts';
import { STS_RECORD, TLSRPT } from '../../lib/workshop/kinds.ts';
import { recordTokens } from '../../lib/workshop/tokens.ts';
import type { GivenText } from './TextEditor.tsx';
import { TextPart } from './TextPart.tsx';

export interface RecordPartProps {
  readonly name: 'stsRecord' | 'tlsrpt';
  readonly text: string;
  readonly given: GivenText;
  /** The text that was read last; a large one is read once the typing pauses. */
  readonly readText: string;
  readonly ignoredBy: (code: ProblemCode) => readonly Sender[];
  readonly onText: (text: string) => void;
  readonly onPut: (text: string) => void;
}

/** The TXT records at one name, one a line. */
export function RecordPart({ name, text, readText, ...rest }: RecordPartProps) {
  const kind = name === 'stsRecord' ? STS_RECORD : TLSRPT;
  return (
    <TextPart
      name={name}
      kind={kind}
      text={text}
      problems={kind.problemsOf(readText)}
      summary={summaryOf(name, readText)}
      isRead={text === readText}
      tokensOf={recordTokens}
      {...rest}
    />
  );
}

function summaryOf(name: RecordPartProps['name'], text: string): string {
  const texts = textsOf(text);
  if (texts.length === 0) return say('workshop.record.empty');
  if (name === 'stsRecord') {
    const selected = selectStsRecord(texts);
    if (selected.state !== 'found') return say(`workshop.record.${selected.state}`);
    const { id } = selected.value;
    return selected.problems.some(isFragile)
      ? say('workshop.record.fragile', { id })
      : say('workshop.record.valid', { id });
  }
  const selected = selectTlsrptRecord(texts);
  if (selected.state !== 'found') return say(`workshop.record.${selected.state}`);
  const targets = selected.value.rua.filter(isUsableRua);
  return targets.length === 0
    ? say('workshop.tlsrpt.nowhere')
    : say('workshop.tlsrpt.valid', { targets: targets.join(', ') });
}
