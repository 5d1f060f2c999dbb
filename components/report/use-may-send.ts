import { useState } from 'preact/hooks';
import type {
  Agreement,
  SendAnswer,
  SendField,
  SendQuestion,
} from '../../lib/mechanisms/spf/send-question.ts';
import type { DomainName } from '../../lib/names/domain-name.ts';

/** What a person types. */
export type SendTyped = Pick<SendQuestion, SendField>;

/** Why a question was not asked. */
export type Refusal = Extract<SendAnswer, { state: 'refused' }>['why'];

/** What the last question came to; `asking` while there is no answer yet, `failed` where none came. */
export type SendState =
  | { readonly kind: 'idle' }
  | { readonly kind: 'asking' | 'failed'; readonly asked: SendQuestion }
  | { readonly kind: 'answered'; readonly asked: SendQuestion; readonly answer: SendAnswer };

export interface MaySendState {
  readonly state: SendState;
  readonly ask: (typed: SendTyped, agreed?: readonly Agreement[]) => void;
}

/** What was asked about the domain in view last, and what came of it: it stays until another address is asked about, or another domain is in view. */
export function useMaySend(
  domain: DomainName | null,
  onMayItSend: (asked: SendQuestion) => Promise<SendAnswer>,
): MaySendState {
  const [state, setState] = useState<SendState>({ kind: 'idle' });
  const ask: MaySendState['ask'] = (typed, agreed = []) => {
    if (domain === null) return;
    const asked = { domain, ...typed, agreed };
    setState({ kind: 'asking', asked });
    // What was asked about meanwhile is what counts.
    const settle = (next: SendState) =>
      setState((now) => (now.kind !== 'idle' && now.asked === asked ? next : now));
    void onMayItSend(asked).then(
      (answer) => settle({ kind: 'answered', asked, answer }),
      () => settle({ kind: 'failed', asked }),
    );
  };
  const isOfDomain = state.kind !== 'idle' && state.asked.domain === domain;
  return { state: isOfDomain ? state : { kind: 'idle' }, ask };
}

export function refusalOf(state: SendState): Refusal | null {
  return state.kind === 'answered' && state.answer.state === 'refused' ? state.answer.why : null;
}
