import { useRef } from 'preact/hooks';
import type { Assessment } from '../../lib/check/assessment.ts';
import {
  ADDED_SELECTORS,
  standingOfSelector,
  type SelectorStanding,
} from '../../lib/mechanisms/dkim/added.ts';
import type { DomainName } from '../../lib/names/domain-name.ts';
import type { Sign } from '../../lib/report/blocks.ts';
import { keyOf, say, sayPlainly } from '../../lib/locales/say.ts';
import { Marked } from '../BlockTable.tsx';
import type { PermissionActions } from '../Permission.tsx';
import { Sentence } from '../Sentence.tsx';
import { MoreSelectors } from './MoreSelectors.tsx';
import { SelectorForm } from './SelectorForm.tsx';
import { SelectorsGiven } from './SelectorsGiven.tsx';
import { useSelectors, type AddedActions } from './use-selectors.ts';

export interface SelectorsProps extends AddedActions, PermissionActions {
  readonly domain: DomainName;
  readonly assessment: Assessment | null;
  readonly isPrivate: boolean;
}

const SIGNS: Readonly<Record<SelectorStanding, Sign>> = {
  key: 'yes',
  reports: 'open',
  revoked: 'open',
  faulty: 'no',
  other: 'no',
  dangling: 'no',
  wildcard: 'open',
  absent: 'open',
  unavailable: 'unsure',
  unasked: 'open',
};

/** The section "Selectors that you know": those that a person adds to the checks of a domain, and the look for more. It asks nothing before it is told to. */
export function Selectors({ domain, assessment, isPrivate, ...actions }: SelectorsProps) {
  const { state, names, mayRemove, add, remove } = useSelectors(domain, isPrivate, actions);
  const heading = useRef<HTMLHeadingElement>(null);
  if (!assessment?.finishedAt) return null;
  return (
    <section class="selectors" aria-labelledby="selectors">
      <h2 id="selectors" tabIndex={-1} ref={heading}>
        {say('selectors.title')}
        <span class="aside">{say('selectors.aside')}</span>
      </h2>
      <p class="quiet">
        <Sentence text={say('selectors.intro', { domain })} />
      </p>
      {isPrivate && <p class="quiet">{say('selectors.private')}</p>}
      <SelectorForm domain={domain} state={state} onAdd={(text) => void add(text)} />
      <SelectorsGiven {...actions} domain={domain} state={state} />
      {names.length > 0 && (
        <>
          <h3 id="selectors-added">{say('selectors.list')}</h3>
          {/* What comes of a name is told where it stands. */}
          <ul class="added" aria-labelledby="selectors-added" aria-live="polite">
            {names.map((name) => {
              const standing = standingOfSelector(assessment, name);
              return (
                <li key={name} data-standing={standing}>
                  <span>
                    <code>{name}</code>
                    <Marked text={say(`selectors.standing.${keyOf(standing)}`)} sign={SIGNS[standing]} />
                  </span>
                  {mayRemove(name) && (
                    <button
                      type="button"
                      aria-label={sayPlainly('selectors.removeOf', { selector: name })}
                      onClick={() => {
                        // The button goes with its line.
                        heading.current?.focus();
                        remove(name);
                      }}
                    >
                      {say('selectors.remove')}
                    </button>
                  )}
                </li>
              );
            })}
          </ul>
          {!isPrivate && <p class="quiet">{say('selectors.most', { count: ADDED_SELECTORS.most })}</p>}
        </>
      )}
      <MoreSelectors {...actions} domain={domain} assessment={assessment} isPrivate={isPrivate} />
    </section>
  );
}
