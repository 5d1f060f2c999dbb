import type { CheckState } from '../../lib/guide/checks.ts';
import { say } from '../../lib/locales/say.ts';
import type { Sign } from '../../lib/report/blocks.ts';
import { Mark } from '../Mark.tsx';
import { Sentence } from '../Sentence.tsx';

const SIGNS: Record<CheckState['state'], Sign> = { done: 'yes', open: 'open', unknown: 'unsure' };

export interface CheckLineProps {
  /** Its code, for whoever looks for the line. */
  readonly name: string;
  readonly state: CheckState['state'];
  readonly text: string;
  /** What was found instead, or null. */
  readonly detail: string | null;
  /** It is a line of a step of a mechanism, and no part of what makes the guide done. */
  readonly isAdvice?: boolean;
}

/** One line of a check list: a sign, what must hold, and in a word whether it does. */
export function CheckLine({ name, state, text, detail, isAdvice }: CheckLineProps) {
  return (
    <li
      class={`check ${state}`}
      {...{ [isAdvice ? 'data-advice-check' : 'data-check']: name }}
      data-state={state}
    >
      <Mark sign={SIGNS[state]} />
      <span>
        <Sentence text={text} />
        <span class="check-state">
          {say(`guide.check.state.${state}`)}
          {detail !== null && (
            <>
              , <Sentence text={detail} />
            </>
          )}
        </span>
      </span>
    </li>
  );
}
