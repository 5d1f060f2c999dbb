import type { ChoiceFormProps } from './guide-props.ts';
import type { DomainName } from '../../lib/names/domain-name.ts';
import { keptPatternsOf } from '../../lib/guide/kept-patterns.ts';
import { hostsToCover } from '../../lib/guide/mx-culprits.ts';
import { patternsFor, type PatternChoice, type PatternProposal } from '../../lib/guide/mx-patterns.ts';
import { say } from '../../lib/locales/say.ts';
import { useMemo } from 'preact/hooks';
import { Sentence } from '../Sentence.tsx';
import { useShown } from '../use-shown.tsx';
import { listWords } from '../format.ts';

const WAYS: readonly PatternChoice[] = ['kept', 'exact', 'shortest'];
/** So many names are read one by one; of more, the first. */
const SHOWN = 6;

/** Exact names or wildcards, with what each wildcard covers and what it does not, from the domain's own servers. */
export function PatternsChoice({ assessment, choices, registrableOf, onChoose }: ChoiceFormProps) {
  const wild = useMemo(() => {
    const hosts = hostsToCover(assessment);
    const patterns = patternsFor(hosts, 'shortest', assessment.policyDomain, registrableOf);
    return patterns.filter(({ pattern }) => pattern.startsWith('*.'));
  }, [assessment, registrableOf]);
  const { shown, more } = useShown(wild);
  const hasKept = useMemo(() => keptPatternsOf(assessment).length > 0, [assessment]);
  const isPossible = { kept: hasKept, exact: true, shortest: wild.length > 0 };
  const ways = WAYS.filter((way) => isPossible[way] || choices.patterns === way);
  return (
    <fieldset>
      <legend>{say('guide.patterns.title')}</legend>
      {ways.length === 1 ? (
        <p class="quiet">{say('guide.patterns.same')}</p>
      ) : (
        ways.map((way) => (
          <label class="choice" key={way}>
            <input
              type="radio"
              name="patterns"
              value={way}
              checked={choices.patterns === way}
              onChange={() => onChoose({ patterns: way })}
            />
            <span>{say(`guide.patterns.${way}`)}</span>
          </label>
        ))
      )}
      {wild.length > 0 && choices.patterns === 'shortest' && (
        <div class="stars">
          <p>{say('guide.patterns.star')}</p>
          <ul>
            {shown.map((pattern) => (
              <li key={pattern.pattern}>
                <Wildcard {...pattern} />
              </li>
            ))}
          </ul>
          {more}
        </div>
      )}
    </fieldset>
  );
}

function Wildcard({ pattern, hosts, counterExamples }: PatternProposal) {
  return (
    <>
      <Sentence text={say('guide.patterns.covers', { pattern, hosts: shownNames(hosts) })} />{' '}
      <Sentence text={say('guide.patterns.misses', { hosts: shownNames(counterExamples) })} />
    </>
  );
}

function shownNames(names: readonly DomainName[]): string {
  return listWords(names.length > SHOWN ? [...names.slice(0, SHOWN), '…'] : names);
}
