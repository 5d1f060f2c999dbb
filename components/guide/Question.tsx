import type { StepQuestion } from '../../lib/steps.ts';
import { useState } from 'preact/hooks';
import { Sentence } from '../Sentence.tsx';

export interface QuestionProps {
  readonly question: StepQuestion;
  readonly answer: readonly string[];
  readonly onAnswer: (answer: readonly string[]) => void;
}

/** A question of a step: lines to be typed, or what is to be chosen. */
export function Question(props: QuestionProps) {
  return props.question.form === 'lines' ? <Lines {...props} /> : <Choice {...props} />;
}

function Lines({ question, answer, onAnswer }: QuestionProps) {
  const { name, label, hint, fault } = question;
  // With the empty line, in which the next one is about to be typed.
  const [text, setText] = useState(answer.join('\n'));
  return (
    <div class="choosing">
      <label htmlFor={name}>
        <Sentence text={label} />
      </label>
      {hint !== null && (
        <p id={`${name}-hint`} class="quiet">
          <Sentence text={hint} />
        </p>
      )}
      <textarea
        id={name}
        name={name}
        rows={2}
        spellcheck={false}
        autocapitalize="none"
        autocomplete="off"
        aria-describedby={hint === null ? `${name}-read` : `${name}-hint ${name}-read`}
        aria-invalid={fault !== null}
        value={text}
        onInput={({ currentTarget: { value } }) => {
          setText(value);
          onAnswer(value.split('\n').filter((line) => line.trim() !== ''));
        }}
      />
      <p id={`${name}-read`} role="status">
        {fault !== null && <Sentence text={fault} />}
      </p>
    </div>
  );
}

function Choice({ question, answer, onAnswer }: QuestionProps) {
  const { name, label, hint, form, options, fault } = question;
  const choose = (value: string, isChosen: boolean) => {
    if (form === 'one') onAnswer([value]);
    // In the order of the list, whichever was chosen first.
    else
      onAnswer(
        options.flatMap((each) =>
          (each.value === value ? isChosen : answer.includes(each.value)) ? each.value : [],
        ),
      );
  };
  return (
    <fieldset class="asked" aria-describedby={hint === null ? undefined : `${name}-hint`}>
      <legend>
        <Sentence text={label} />
      </legend>
      {hint !== null && (
        <p id={`${name}-hint`} class="quiet">
          <Sentence text={hint} />
        </p>
      )}
      {options.map(({ value, text }) => (
        <label class="choice" key={value}>
          <input
            type={form === 'one' ? 'radio' : 'checkbox'}
            autocomplete="off"
            name={name}
            value={value}
            checked={answer.includes(value)}
            onChange={({ currentTarget }) => choose(value, currentTarget.checked)}
          />
          <span>
            <Sentence text={text} />
          </span>
        </label>
      ))}
      {fault !== null && (
        <p role="status">
          <Sentence text={fault} />
        </p>
      )}
    </fieldset>
  );
}
