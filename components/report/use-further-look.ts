import { useEffect, useState } from 'preact/hooks';
import { SELECTORS_AT_ONCE } from '../../lib/mechanisms/dkim/limits.ts';
import type { DomainName } from '../../lib/names/domain-name.ts';
import type { AddedActions } from './use-selectors.ts';

/** How far a look for more selectors is: of `names`, in their order, so many are asked. */
export type FurtherLook =
  | { readonly kind: 'idle' }
  | {
      readonly kind: 'looking' | 'done' | 'stopped' | 'failed';
      readonly names: readonly string[];
      readonly asked: number;
      readonly unanswered: number;
    }
  | { readonly kind: 'not-permitted'; readonly resolver: string };

type Begun = Extract<FurtherLook, { readonly names: readonly string[] }>;

/**
 * Asks for the selectors of the list, some at a time, from the press of a button to the end or to the press of another one; also to the end of the section, so that nothing is
 * asked behind anybody's back. What is found is in the facts at once.
 */
export function useFurtherLook(
  domain: DomainName,
  isPrivate: boolean,
  { onAddNames }: Pick<AddedActions, 'onAddNames'>,
) {
  const [look, setLook] = useState<FurtherLook>({ kind: 'idle' });
  const [stopper, setStopper] = useState<AbortController | null>(null);
  useEffect(() => () => stopper?.abort(), [stopper]);
  const goOn = async (at: Begun, signal: AbortSignal): Promise<void> => {
    if (at.asked >= at.names.length) return setLook({ ...at, kind: 'done' });
    if (signal.aborted) return setLook({ ...at, kind: 'stopped' });
    setLook(at);
    const names = at.names.slice(at.asked, at.asked + SELECTORS_AT_ONCE);
    const answer = await onAddNames({ domain, mechanism: 'dkim', names, keep: 'found', isPrivate }).catch(
      () => null,
    );
    if (answer?.state === 'not-permitted')
      return setLook({ kind: 'not-permitted', resolver: answer.resolver });
    // Where nothing at all is answered, the resolver wants to be left alone, or there is no network.
    if (answer?.state !== 'asked' || answer.unanswered >= names.length)
      return setLook({ ...at, kind: 'failed' });
    const [asked, unanswered] = [at.asked + names.length, at.unanswered + answer.unanswered];
    return goOn({ ...at, asked, unanswered }, signal);
  };
  const start = async (known: readonly string[]): Promise<void> => {
    const begun = new AbortController();
    setStopper(begun);
    const [{ MORE_SELECTORS }, { withoutAny }] = await Promise.all([
      import('../../lib/mechanisms/dkim/more-selectors.ts'),
      import('../../lib/mechanisms/dkim/discover.ts'),
    ]);
    const names = withoutAny(MORE_SELECTORS, known);
    await goOn({ kind: 'looking', names, asked: 0, unanswered: 0 }, begun.signal);
  };
  const stop = () => stopper?.abort();
  return { look, start, stop };
}
