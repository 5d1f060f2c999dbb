import { useMemo, useState } from 'preact/hooks';
import { parkedZone, type ParkedZone } from '../../lib/guide/parked.ts';
import { keyOf, say } from '../../lib/locales/say.ts';
import { readableName } from '../../lib/names/domain-name.ts';
import { visibleRecord } from '../../lib/text/visible-text.ts';
import { Sentence } from '../Sentence.tsx';
import { useShown } from '../use-shown.tsx';
import { AgainButton } from './AgainButton.tsx';
import { Copyable } from './Copyable.tsx';
import type { GuideProps } from './guide-props.ts';

export type ParkedProps = Pick<
  GuideProps,
  'assessment' | 'registrableOf' | 'furtherSteps' | 'isChecking' | 'onAgain' | 'onCopyText'
>;

/**
 * The zone of a domain without mail, as one block. Unless the facts say that the domain has none, it is there only once the person has said so, beside what that does to mail.
 */
export function Parked(props: ParkedProps) {
  const { assessment, registrableOf, furtherSteps } = props;
  const { policyDomain, finishedAt, startedAt } = assessment;
  const now = finishedAt ?? startedAt;
  const [isChosen, setChosen] = useState(false);
  const zone = useMemo(() => {
    const context = { policyDomain, registrableOf, now, say, answers: {} };
    return parkedZone(furtherSteps, assessment, context);
  }, [assessment, registrableOf, furtherSteps, policyDomain, now]);
  // It closes under nobody who reads it.
  const [isUnfolded] = useState(zone?.state === 'said' && !isDone(zone));
  if (zone === null) return null;
  const { state } = zone;
  const domain = readableName(policyDomain);
  const isSaid = state === 'said';
  return (
    <details class="parked" data-parked={state} open={isUnfolded}>
      <summary>
        <h3>{say('guide.parked.title')}</h3>
      </summary>
      <p id="parked-consequence">
        <Sentence text={say(`guide.parked.${state}`, { domain })} />
      </p>
      {!isSaid && (
        <label class="choice">
          <input
            type="checkbox"
            name="parked"
            autocomplete="off"
            aria-describedby="parked-consequence"
            checked={isChosen}
            onChange={({ currentTarget }) => setChosen(currentTarget.checked)}
          />
          <span>{say('guide.parked.choose')}</span>
        </label>
      )}
      {(isSaid || isChosen) && <Block {...props} zone={zone} />}
    </details>
  );
}

function isDone({ lines, replaced, unknown }: ParkedZone): boolean {
  return lines.length + replaced.length + unknown.length === 0;
}

function Block({ zone, isChecking, onAgain, onCopyText }: ParkedProps & { readonly zone: ParkedZone }) {
  const { lines, replaced, unknown } = zone;
  const { shown, more } = useShown(replaced);
  const names = unknown.map((name) => say(`mechanism.${keyOf(name)}.name`)).join(', ');
  return (
    <div class="block" role="group" aria-label={say('guide.parked.lines')} data-parked-done={isDone(zone)}>
      {isDone(zone) && <p>{say('guide.parked.done')}</p>}
      {lines.length > 0 && (
        <>
          <p>{say('guide.parked.below')}</p>
          <Copyable
            what={say('guide.parked.lines')}
            text={lines.join('\n')}
            onCopyText={(text) => onCopyText(`${text}\n`)}
          />
        </>
      )}
      {replaced.length > 0 && (
        <>
          <p>{say('guide.parked.replaced')}</p>
          <ul class="replaced">
            {shown.map((line, index) => (
              <li key={index}>
                <bdi class="raw">{visibleRecord(line)}</bdi>
              </li>
            ))}
          </ul>
          {more}
        </>
      )}
      {unknown.length > 0 && (
        <p>
          <Sentence text={say('guide.parked.unknown', { names })} />
        </p>
      )}
      <div class="actions">
        <AgainButton isChecking={isChecking} onAgain={onAgain} />
      </div>
    </div>
  );
}
