import { useMemo } from 'preact/hooks';
import { say } from '../../lib/locales/say.ts';
import type { WrittenTextReading } from '../../lib/mechanism.ts';
import type { Parts, Problem, ProblemCode, WrittenName } from '../../lib/mechanisms.ts';
import { Blocks } from '../Blocks.tsx';
import { PAGE_WORDS } from '../format.ts';
import type { GivenText } from './TextEditor.tsx';
import { TextPart } from './TextPart.tsx';

export interface WrittenPartProps {
  readonly name: WrittenName;
  readonly reading: WrittenTextReading<ProblemCode, Parts>;
  /** What was found at the domain that was looked up, if any was. */
  readonly live: Parts | null;
  /** Milliseconds since 1970 UTC. */
  readonly now: number;
  readonly text: string;
  readonly given: GivenText;
  /** The text that was read last; a large one is read once the typing pauses. */
  readonly readText: string;
  readonly onText: (text: string) => void;
  readonly onPut: (text: string) => void;
}

/** A text that a mechanism reads by itself, with what each thing in it means. */
export function WrittenPart({ reading, live, now, text, readText, ...rest }: WrittenPartProps) {
  const kind = useMemo(() => reading.kindAt(now), [reading, now]);
  const problems = useMemo(() => kind.problemsOf(readText).map(named), [kind, readText]);
  const told = useMemo(() => reading.tells(readText, PAGE_WORDS, live), [reading, readText, live]);
  const said = readText.trim() === '' ? null : reading.says(readText);
  return (
    <TextPart
      kind={kind}
      text={text}
      problems={problems}
      summary={said ? say(said.key, said.parameters) : say('workshop.record.empty')}
      isRead={text === readText}
      tokensOf={reading.tokensOf ?? noTokens}
      ignoredBy={() => []}
      {...rest}
    >
      {text === readText && <Blocks name="told" blocks={told} />}
    </TextPart>
  );
}

const noTokens = () => [];

/** A text that was written without a name does not say which server it is about. */
function named(problem: Problem): Problem {
  const { parameters } = problem;
  if (parameters['host'] !== '') return problem;
  return { ...problem, parameters: { ...parameters, host: say('workshop.thisServer') } };
}
