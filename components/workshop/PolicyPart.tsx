import type { StsProblemCode } from '../../lib/mechanisms/mta-sts/problems.ts';
import { policyFindingsOf } from '../../lib/mechanisms/mta-sts/judge.ts';
import { isFragile, type Problem, type ProblemCode } from '../../lib/mechanisms.ts';
import { useMemo } from 'preact/hooks';
import { say } from '../../lib/locales/say.ts';
import type { StsPolicy } from '../../lib/mechanisms/mta-sts/policy.ts';
import type { Parsed } from '../../lib/outcome.ts';
import type { Sender } from '../../lib/mechanisms/mta-sts/senders/rule.ts';
import { POLICY } from '../../lib/workshop/kinds.ts';
import { lineEndsOf, withLineEnds, type LineEnd, type LineEnds } from '../../lib/text/text-lines.ts';
import { policyTokens } from '../../lib/workshop/tokens.ts';
import { durationWords } from '../format.ts';
import { Sentence } from '../Sentence.tsx';
import type { GivenText } from './TextEditor.tsx';
import { TextPart } from './TextPart.tsx';

export interface PolicyPartProps {
  readonly text: string;
  readonly given: GivenText;
  /** What the text stands for, which may be no UTF-8. */
  readonly bytes: Uint8Array;
  /** Null where nothing is there yet. */
  readonly parsed: Parsed<StsPolicy, StsProblemCode> | null;
  readonly isRead: boolean;
  /** Why the last file was not taken, as a sentence; "" where it was. */
  readonly refusal: string;
  readonly ignoredBy: (code: ProblemCode) => readonly Sender[];
  readonly onText: (text: string) => void;
  readonly onPut: (text: string) => void;
  readonly onFile: (file: File) => void;
  readonly onSave: () => void;
}

/** The policy file: opened, edited, read, mended and saved, to the byte. */
export function PolicyPart(props: PolicyPartProps) {
  const { text, bytes, parsed } = props;
  const ends = useMemo(() => lineEndsOf(text), [text]);
  const problems = useMemo(() => problemsOf(parsed), [parsed]);
  const isNotUtf8 = parsed?.problems.some(({ code }) => code === 'policy-not-utf8') === true;
  return (
    <TextPart
      name="policy"
      kind={POLICY}
      text={text}
      given={props.given}
      problems={problems}
      summary={summaryOf(parsed)}
      isRead={props.isRead}
      ignoredBy={props.ignoredBy}
      tokensOf={policyTokens}
      onText={props.onText}
      onPut={props.onPut}
      onFile={props.onFile}
    >
      <p class="file quiet">{fileWords(ends, text, bytes)}</p>
      {isNotUtf8 && <p class="no">{say('workshop.notUtf8')}</p>}
      {props.refusal !== '' && (
        <p class="no" role="alert">
          <Sentence text={props.refusal} />
        </p>
      )}
      <div class="actions">
        <label class="button">
          {say('workshop.open')}
          <input
            type="file"
            name="policy-file"
            onChange={(event) => {
              const [file] = event.currentTarget.files ?? [];
              if (file) props.onFile(file);
              // The same file again is another opening.
              event.currentTarget.value = '';
            }}
          />
        </label>
        <LineEndButton ends={ends} end={'\r\n'} onUse={(end) => props.onPut(withLineEnds(text, end))} />
        <LineEndButton ends={ends} end={'\n'} onUse={(end) => props.onPut(withLineEnds(text, end))} />
        <button type="button" name="save" disabled={text === ''} onClick={props.onSave}>
          {say('workshop.save')}
        </button>
      </div>
    </TextPart>
  );
}

/** Offered where it would change something. */
function LineEndButton(props: { ends: LineEnds; end: LineEnd; onUse: (end: LineEnd) => void }) {
  const { ends, end, onUse } = props;
  if (ends.cr + (end === '\r\n' ? ends.lf : ends.crlf) === 0) return null;
  return (
    <button type="button" onClick={() => onUse(end)}>
      {end === '\n' ? say('workshop.useLf') : say('workshop.useCrlf')}
    </button>
  );
}

/** What is wrong with the text, and what follows from the policy whatever domain it is for. */
function problemsOf(parsed: Parsed<StsPolicy, StsProblemCode> | null): readonly Problem[] {
  if (parsed?.state !== 'valid') return parsed?.problems ?? [];
  return [...parsed.problems, ...policyFindingsOf(parsed.value)];
}

function summaryOf(parsed: Parsed<StsPolicy, StsProblemCode> | null): string {
  if (parsed === null) return say('workshop.policy.empty');
  if (parsed.state === 'invalid') return say('workshop.policy.invalid');
  const { mode, maxAgeSeconds, mx } = parsed.value;
  const said = say('workshop.policy.says', {
    mode,
    maxAge: durationWords(maxAgeSeconds),
    patterns: mx.length,
  });
  const judged = parsed.problems.some(isFragile)
    ? say('workshop.policy.fragile')
    : say('workshop.policy.valid');
  return `${judged} ${said}`;
}

/** Lines, bytes, and which line ends are in force. */
function fileWords({ crlf, lf, cr }: LineEnds, text: string, bytes: Uint8Array): string {
  const kinds = [crlf, lf, cr].filter((count) => count > 0).length;
  const isLastEnded = text === '' || text.endsWith('\n');
  const lines = crlf + lf + (isLastEnded ? 0 : 1);
  const size = say('workshop.size', { lines, bytes: bytes.length });
  if (kinds > 1) return `${size} ${say('workshop.lineEnds.mixed', { crlf, lf, cr })}`;
  const only = crlf > 0 ? 'crlf' : lf > 0 ? 'lf' : cr > 0 ? 'cr' : 'none';
  return `${size} ${say(`workshop.lineEnds.${only}`)}`;
}
