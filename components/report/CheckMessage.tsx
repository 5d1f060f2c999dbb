import { useEffect, useRef, useState } from 'preact/hooks';
import type { MessageAnswer, MessageQuestion } from '../../lib/mechanisms/dkim/message-question.ts';
import type { DomainName } from '../../lib/names/domain-name.ts';
import { keyOf, say } from '../../lib/locales/say.ts';
import { ResolverPermission, type PermissionActions } from '../Permission.tsx';
import { Sentence } from '../Sentence.tsx';
import { KeepSelectors } from './KeepSelectors.tsx';
import { MessageForm } from './MessageForm.tsx';
import { MessageOutline } from './MessageOutline.tsx';
import { MessageResult } from './MessageResult.tsx';
import { useCheckMessage, type ReadOutline } from './use-check-message.ts';
import type { AddedActions } from './use-selectors.ts';

export interface CheckMessageProps extends PermissionActions, Pick<AddedActions, 'onAddNames'> {
  readonly domain: DomainName;
  readonly isPrivate: boolean;
  /** Asks for the keys of a message. Rejects where no answer came. */
  readonly onMessageRecords: (asked: MessageQuestion) => Promise<MessageAnswer>;
}

/** The section "Check a message". It reads what it is given in the page, and asks nothing before it is told to. */
export function CheckMessage({
  domain,
  isPrivate,
  onMessageRecords,
  onAddNames,
  ...actions
}: CheckMessageProps) {
  const { state, read, verify } = useCheckMessage(onMessageRecords, Date.now);
  const result = useRef<HTMLDivElement>(null);
  const [first] = useState(state);
  useEffect(() => {
    if (state !== first && !['idle', 'reading', 'asking'].includes(state.kind)) result.current?.focus();
  }, [state, first]);
  return (
    <section class="check-message" aria-labelledby="check-message">
      <h2 id="check-message">
        {say('checkMessage.title')}
        <span class="aside">{say('checkMessage.aside')}</span>
      </h2>
      <p class="quiet">{say('checkMessage.intro')}</p>
      <MessageForm onRead={read} />
      <div
        role="status"
        tabIndex={-1}
        ref={result}
        aria-busy={state.kind === 'asking' || state.kind === 'reading'}
      >
        {state.kind === 'unread' && <p class="no">{say(`checkMessage.unread.${keyOf(state.why)}`)}</p>}
        {'given' in state && <MessageOutline {...state.given.outline} domain={domain} />}
        {state.kind === 'asking' && <p class="quiet">{say('checkMessage.asking')}</p>}
        {state.kind === 'failed' && <p class="no">{say('checkMessage.failed')}</p>}
        {state.kind === 'not-permitted' && (
          <>
            <p class="no">
              <Sentence text={say('maySend.notPermitted', { resolver: state.resolver })} />
            </p>
            <ResolverPermission {...actions} resolver={state.resolver} />
          </>
        )}
        {(state.kind === 'read' || state.kind === 'failed' || state.kind === 'not-permitted') &&
          state.given.outline.signatures > 0 && (
            <div class="actions">
              <button type="button" class="main" onClick={verify}>
                {say('checkMessage.verify')}
              </button>
            </div>
          )}
        {state.kind === 'verified' && (
          <>
            <MessageResult {...state} />
            <KeepSelectors
              domain={domain}
              isPrivate={isPrivate}
              selectors={selectorsOf(state.given.outline, domain)}
              onAddNames={onAddNames}
            />
          </>
        )}
      </div>
    </section>
  );
}

function selectorsOf({ keys }: ReadOutline, domain: string): string[] {
  return [...new Set(keys.flatMap((key) => (key.domain === domain ? key.selector : [])))];
}
