import { useState } from 'preact/hooks';
import type { DomainName } from '../../lib/names/domain-name.ts';
import { say } from '../../lib/locales/say.ts';
import { Sentence } from '../Sentence.tsx';
import type { AddedActions } from './use-selectors.ts';

export interface KeepSelectorsProps extends Pick<AddedActions, 'onAddNames'> {
  readonly domain: DomainName;
  readonly isPrivate: boolean;
  /** Of the message that was checked, those of this domain, each once. */
  readonly selectors: readonly string[];
}

/** Offers to add what a message told: of itself nothing of a message is kept. */
export function KeepSelectors({ domain, isPrivate, selectors, onAddNames }: KeepSelectorsProps) {
  const [state, setState] = useState<'idle' | 'asking' | 'failed' | 'kept'>('idle');
  if (selectors.length === 0) return null;
  const keep = async () => {
    setState('asking');
    await onAddNames({ domain, mechanism: 'dkim', names: selectors, keep: 'all', isPrivate }).then(
      () => setState('kept'),
      () => setState('failed'),
    );
  };
  return (
    <div class="keep">
      {state !== 'kept' && (
        <div class="actions">
          <button
            type="button"
            aria-disabled={state === 'asking'}
            onClick={() => state !== 'asking' && void keep()}
          >
            <Sentence text={say('selectors.keepAll', { domain, selectors: selectors.join(', ') })} />
          </button>
        </div>
      )}
      {state === 'failed' && <p class="no">{say('selectors.failed')}</p>}
      {state === 'kept' && (
        <p>
          <Sentence text={say(isPrivate ? 'selectors.keptPrivate' : 'selectors.kept', { domain })} />
        </p>
      )}
    </div>
  );
}
