import { useState } from 'preact/hooks';
import type { RuaTarget } from '../../lib/guide/rua-target.ts';
import { keyOf, say } from '../../lib/locales/say.ts';
import { Sentence } from '../Sentence.tsx';
import { useShown } from '../use-shown.tsx';
import { parameterWords } from './guide-words.ts';

export interface TargetsChoiceProps {
  readonly typed: readonly string[];
  /** What was made of each. */
  readonly targets: readonly RuaTarget[];
  readonly onChoose: (typed: readonly string[]) => void;
}

/** Where reports go. Each line is read as it is typed: what will be published, or what is wrong with it. */
export function TargetsChoice({ typed, targets, onChoose }: TargetsChoiceProps) {
  // With the empty lines, in which the next one is about to be typed.
  const [text, setText] = useState(typed.join('\n'));
  const { shown, more } = useShown(targets);
  const isInvalid = targets.some(({ state }) => state === 'invalid');
  return (
    <div class="choosing targets-choice">
      <label htmlFor="rua">{say('guide.reports.targets')}</label>
      <p id="rua-hint" class="quiet">
        {say('guide.reports.targetsHint')}
      </p>
      <textarea
        id="rua"
        rows={Math.min(Math.max(2, typed.length), 12)}
        spellcheck={false}
        autocapitalize="none"
        autocomplete="off"
        aria-describedby="rua-hint rua-read"
        aria-invalid={isInvalid}
        value={text}
        onInput={({ currentTarget: { value } }) => {
          setText(value);
          onChoose(linesOf(value));
        }}
      />
      <div id="rua-read" role="status">
        <ul class="read">
          {shown.map((target, index) =>
            target.state === 'valid' ? (
              <li key={index}>
                <Sentence text={say('guide.reports.read', { uri: target.uri })} />
              </li>
            ) : (
              <li key={index} class="no" data-fault={target.fault}>
                {typed[index] !== undefined && <bdi class="raw">{typed[index]}</bdi>}{' '}
                <Sentence text={say(`guide.rua.${keyOf(target.fault)}`, parameterWords(target.parameters))} />
              </li>
            ),
          )}
        </ul>
        {more}
      </div>
    </div>
  );
}

/** An empty line is no target. */
function linesOf(text: string): string[] {
  return text.split('\n').filter((line) => line.trim() !== '');
}
