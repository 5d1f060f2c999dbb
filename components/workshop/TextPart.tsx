import { PROBLEMS, isError, isFragile, type Problem, type ProblemCode } from '../../lib/mechanisms.ts';
import type { Diagnostic } from '@codemirror/lint';
import type { ComponentChildren } from 'preact';
import { useMemo, useRef } from 'preact/hooks';
import { say } from '../../lib/locales/say.ts';
import type { Position } from '../../lib/problem.ts';
import type { Sender } from '../../lib/mechanisms/mta-sts/senders/rule.ts';
import { MAX_MENDED, fixesOf, withEveryFix, type Mendable } from '../../lib/workshop/fix.ts';
import type { Token } from '../../lib/text/token.ts';
import type { Texts } from '../../lib/workshop/writing.ts';
import { findingWords } from '../finding-words.ts';
import { Sentence } from '../Sentence.tsx';
import { ProblemList } from './ProblemList.tsx';
import { hasTooManySigns } from './signs.ts';
import { TextEditor, type GivenText } from './TextEditor.tsx';

export interface TextPartProps {
  readonly name: keyof Texts;
  readonly kind: Mendable;
  readonly text: string;
  readonly given: GivenText;
  readonly problems: readonly Problem[];
  /** What the text says, in a sentence. */
  readonly summary: string;
  /** The problems are those of the text as it stands: a large one is read once the typing pauses. */
  readonly isRead: boolean;
  readonly ignoredBy: (code: ProblemCode) => readonly Sender[];
  readonly tokensOf: (line: string) => readonly Token[];
  /** The person typed. */
  readonly onText: (text: string) => void;
  /** Another text takes the place of this one. */
  readonly onPut: (text: string) => void;
  readonly onFile?: (file: File) => void;
  /** What stands between the editor and its problems. */
  readonly children?: ComponentChildren;
}

const NO_FIXES: ReadonlyMap<ProblemCode, string> = new Map();
const SEVERITIES = {
  critical: 'error',
  error: 'error',
  warning: 'warning',
  notice: 'info',
  info: 'hint',
} as const;

/** One text of the workshop: its editor, what it says, and what is wrong with it. */
export function TextPart(props: TextPartProps) {
  const { name, kind, text, problems, isRead } = props;
  const wayRef = useRef<(from: number, to: number) => void>(() => undefined);
  // Bytes that are no UTF-8 are not in the text any more, so nothing is made of it.
  const isText = !problems.some(({ code }) => code === 'policy-not-utf8');
  const isFixable = isRead && isText && text !== '';
  const fixes = useMemo(() => (isFixable ? fixesOf(kind, text) : NO_FIXES), [kind, text, isFixable]);
  const isWithoutSigns = useMemo(() => hasTooManySigns(props.given.text), [props.given]);
  const marks = useMemo(() => (isRead ? problems.flatMap(markOf) : []), [problems, isRead]);
  const show = ({ offset, length }: Position) => wayRef.current(offset, offset + length);
  const fix = (fixed: string) => {
    props.onPut(fixed);
    // The button is gone with what it was for.
    wayRef.current(0, 0);
  };
  return (
    <section class="part" aria-labelledby={name} data-part={name}>
      <h2 id={name}>{say(`workshop.${name}.title`)}</h2>
      <p class="quiet" id={`${name}-hint`}>
        <Sentence text={say(`workshop.${name}.hint`)} />
      </p>
      <div class="desk">
        <div>
          <TextEditor
            labelledBy={name}
            describedBy={`${name}-hint ${name}-reading`}
            given={props.given}
            marks={marks}
            isInvalid={problems.some(isError)}
            tokensOf={props.tokensOf}
            onText={props.onText}
            {...(props.onFile && { onFile: props.onFile })}
            onReady={(goTo) => {
              wayRef.current = goTo;
            }}
          />
          {isWithoutSigns && <p class="quiet">{say('workshop.tooManySigns')}</p>}
          {props.children}
        </div>
        <div>
          <p role="status" id={`${name}-reading`} class={`reading ${toneOf(problems, text)}`}>
            <Sentence text={isRead ? props.summary : say('workshop.reading')} />
          </p>
          {fixes.size > 0 && (
            <p>
              <button
                type="button"
                class="main"
                name={`fix-${name}`}
                onClick={() => fix(withEveryFix(kind, text))}
              >
                {say('workshop.fixAll', { count: fixes.size })}
              </button>
            </p>
          )}
          {text.length > MAX_MENDED && <p class="quiet">{say('workshop.tooLargeToFix')}</p>}
          {problems.length > 0 && (
            <ProblemList
              text={text}
              problems={problems}
              ignoredBy={props.ignoredBy}
              fixes={fixes}
              onGoTo={show}
              onFix={(code) => fix(fixes.get(code) ?? text)}
            />
          )}
        </div>
      </div>
    </section>
  );
}

function toneOf(problems: readonly Problem[], text: string): string {
  if (text === '' && problems.length === 0) return 'tone-idle';
  if (problems.some(isError)) return 'tone-bad';
  return problems.some(isFragile) ? 'tone-warn' : 'tone-good';
}

/** The underline of a problem, with its title as the words that appear beside it. */
function markOf(problem: Problem): Diagnostic[] {
  const { code, position } = problem;
  if (!position) return [];
  const { offset, length } = position;
  const message = findingWords(problem).title.replaceAll(/[\u2068\u2069`]/g, '');
  return [{ from: offset, to: offset + length, severity: SEVERITIES[PROBLEMS[code].severity], message }];
}
