import type { DomainName } from '../../lib/names/domain-name.ts';
import { say } from '../../lib/locales/say.ts';
import { ResolverPermission, type PermissionActions } from '../Permission.tsx';
import { Sentence } from '../Sentence.tsx';
import type { AddedActions, GivenState } from './use-selectors.ts';

export interface SelectorsGivenProps extends Pick<AddedActions, 'onOpenDomain'>, PermissionActions {
  readonly domain: DomainName;
  readonly state: GivenState;
}

/** What became of what a person gave, beside what the list of selectors shows: selectors of other domains, which stay there, and why something is not known. */
export function SelectorsGiven({ domain, state, onOpenDomain, ...actions }: SelectorsGivenProps) {
  const given = 'given' in state ? state.given : null;
  return (
    <div role="status" aria-busy={state.kind === 'asking'}>
      {state.kind === 'asking' && <p class="quiet">{say('selectors.asking')}</p>}
      {state.kind === 'failed' && <p class="no">{say('selectors.failed')}</p>}
      {given && given.elsewhere.length > 0 && (
        <ul class="added">
          {given.elsewhere.map(({ selector, domain: other }) => (
            <li key={`${selector} ${other}`}>
              <span>
                <Sentence text={say('selectors.elsewhere', { selector, other, domain })} />
              </span>
              <button type="button" onClick={() => onOpenDomain(other)}>
                <Sentence text={say('selectors.check', { other })} />
              </button>
            </li>
          ))}
        </ul>
      )}
      {given && given.more > 0 && <p class="quiet">{say('selectors.more', { count: given.more })}</p>}
      {state.kind === 'answered' && state.answer.state === 'unchecked' && (
        <p class="quiet">{say('selectors.unchecked')}</p>
      )}
      {state.kind === 'answered' && state.answer.state === 'asked' && state.answer.unanswered > 0 && (
        <p class="no">{say('selectors.unanswered', { count: state.answer.unanswered })}</p>
      )}
      {state.kind === 'answered' && state.answer.state === 'not-permitted' && (
        <>
          <p class="no">
            <Sentence text={say('maySend.notPermitted', { resolver: state.answer.resolver })} />
          </p>
          <ResolverPermission {...actions} resolver={state.answer.resolver} />
        </>
      )}
    </div>
  );
}
