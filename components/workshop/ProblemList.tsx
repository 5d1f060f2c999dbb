import { PROBLEMS, isError, type Problem, type ProblemCode } from '../../lib/mechanisms.ts';
import { findingOf } from '../../lib/verdict/finding.ts';
import { causeOf } from '../../lib/verdict/gathered.ts';
import { say, sayPlainly } from '../../lib/locales/say.ts';
import type { Position } from '../../lib/problem.ts';
import { SENDER_NAMES } from '../../lib/mechanisms/mta-sts/senders/names.ts';
import type { Sender } from '../../lib/mechanisms/mta-sts/senders/rule.ts';
import { visibleText } from '../../lib/text/visible-text.ts';
import { differingText, findingWords } from '../finding-words.ts';
import { FindingText } from '../FindingText.tsx';
import { listWords } from '../format.ts';
import { Sentence } from '../Sentence.tsx';

export interface ProblemListProps {
  readonly text: string;
  readonly problems: readonly Problem[];
  /** The senders that would ignore the policy for a code alone. */
  readonly ignoredBy: (code: ProblemCode) => readonly Sender[];
  /** The text after the fix of each code that has one. */
  readonly fixes: ReadonlyMap<ProblemCode, string>;
  readonly onGoTo: (position: Position) => void;
  readonly onFix: (code: ProblemCode) => void;
}

/** What is wrong with a text, each with where it stands, what it means, who minds, and its fix where there is one. */
export function ProblemList(props: ProblemListProps) {
  return (
    <ul class="findings">
      {gathered(props.problems).map((group) => (
        <Entry key={group.key} group={group} {...props} />
      ))}
    </ul>
  );
}

interface Group {
  readonly key: string;
  readonly problem: Problem;
  /** With what differs between them, where anything does. */
  readonly places: readonly { readonly position: Position; readonly text: string }[];
}

/** Problems of one cause are said once, with every place; in the order of the text, and what has no place last. */
function gathered(problems: readonly Problem[]): Group[] {
  const byCode = Map.groupBy(problems, (problem) =>
    problem.position ? causeOf(problem) : JSON.stringify(problem),
  );
  const groups = Array.from(byCode, ([key, all]): Group => {
    const differ = new Set(all.map(differingText)).size > 1;
    const places = all.flatMap((problem) =>
      problem.position ? [{ position: problem.position, text: differ ? differingText(problem) : '' }] : [],
    );
    return { key, problem: all[0] as Problem, places };
  });
  const placeOf = ({ places }: Group) => places[0]?.position.offset ?? Infinity;
  return groups.toSorted((a, b) => (placeOf(a) < placeOf(b) ? -1 : Number(placeOf(a) > placeOf(b))));
}

function Entry({ group, ...props }: ProblemListProps & { group: Group }) {
  const { problem, places } = group;
  const { severity } = PROBLEMS[problem.code];
  const { title } = findingWords(problem);
  // What is no policy at all everybody ignores, and its sentence says so.
  const senders = isError(problem) ? [] : props.ignoredBy(problem.code);
  return (
    <li class={severity} data-code={problem.code}>
      <h3>
        <Sentence text={title} />
      </h3>
      {places.length > 0 && (
        <p class="places">
          {places.map(({ position, text }) => (
            <button key={position.offset} type="button" class="plain" onClick={() => props.onGoTo(position)}>
              {say('workshop.place', { line: position.line, column: columnOf(position, props.text) })}
              {text !== '' && (
                <>
                  : <bdi>{visibleText(text)}</bdi>
                </>
              )}
            </button>
          ))}
        </p>
      )}
      <FindingText finding={findingOf(problem)} />
      {senders.length > 0 && (
        <p class="ignored">
          {sayPlainly('workshop.ignoredBy', {
            senders: listWords(senders.map((sender) => SENDER_NAMES[sender])),
          })}
        </p>
      )}
      {props.fixes.has(problem.code) && (
        <p>
          <button
            type="button"
            class="fix"
            aria-label={`${say('workshop.fix')} – ${sayPlainlyOf(title)}`}
            onClick={() => props.onFix(problem.code)}
          >
            {say('workshop.fix')}
          </button>
        </p>
      )}
    </li>
  );
}

/** Counted from 1, in UTF-16 units, as the editor counts them. */
function columnOf({ offset }: Position, text: string): number {
  return offset - text.slice(0, offset).lastIndexOf('\n');
}

/** A sentence without its marks, for a label. */
function sayPlainlyOf(sentence: string): string {
  return sentence.replaceAll(/[\u2068\u2069`]/g, '');
}
