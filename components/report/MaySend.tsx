import { useEffect, useRef, useState } from 'preact/hooks';
import type { DomainName } from '../../lib/names/domain-name.ts';
import { say } from '../../lib/locales/say.ts';
import { ResolverPermission, type PermissionActions } from '../Permission.tsx';
import { Sentence } from '../Sentence.tsx';
import { SendForm } from './SendForm.tsx';
import { SendResult } from './SendResult.tsx';
import { refusalOf, type MaySendState } from './use-may-send.ts';

export interface MaySendProps extends MaySendState, PermissionActions {
  readonly domain: DomainName;
}

/** The section "May this address send?". It asks nothing before it is told to. */
export function MaySend({ domain, state, ask, ...actions }: MaySendProps) {
  const result = useRef<HTMLDivElement>(null);
  // What comes while the section is in view is led to; what was there before is not.
  const [first] = useState(state);
  useEffect(() => {
    const isResult = state.kind === 'failed' || (state.kind === 'answered' && refusalOf(state) === null);
    if (state !== first && isResult) result.current?.focus();
  }, [state, first]);
  return (
    <section class="may-send" aria-labelledby="may-send">
      <h2 id="may-send">
        {say('maySend.title')}
        <span class="aside">{say('maySend.aside')}</span>
      </h2>
      <p class="quiet">{say('maySend.intro')}</p>
      <SendForm domain={domain} state={state} onAsk={ask} />
      <div role="status" tabIndex={-1} ref={result} aria-busy={state.kind === 'asking'}>
        {state.kind === 'asking' && <p class="quiet">{say('maySend.asking')}</p>}
        {state.kind === 'failed' && <p class="no">{say('maySend.failed')}</p>}
        {state.kind === 'answered' && state.answer.state === 'not-permitted' && (
          <>
            <p class="no">
              <Sentence text={say('maySend.notPermitted', { resolver: state.answer.resolver })} />
            </p>
            <ResolverPermission {...actions} resolver={state.answer.resolver} />
          </>
        )}
        {state.kind === 'answered' && state.answer.state === 'answered' && (
          <SendResult
            {...state.answer}
            domain={domain}
            hasAgreed={state.asked.agreed.length > 0}
            onAgree={(agreed) => ask(state.asked, [...state.asked.agreed, ...agreed])}
          />
        )}
      </div>
    </section>
  );
}
