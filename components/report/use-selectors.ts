import { useEffect, useRef, useState } from 'preact/hooks';
import type { AddAnswer, AddRequest, RemoveRequest } from '../../lib/check/added-names.ts';
import type { Added } from '../../lib/mechanisms.ts';
import type { GivenSelectors } from '../../lib/mechanisms/dkim/read-selectors.ts';
import type { DomainName } from '../../lib/names/domain-name.ts';

/** What the report can do about names that a person adds to the checks of a domain. */
export interface AddedActions {
  /** Calls back with what is kept for a domain, now and at every change; gives the function that ends it. */
  readonly onWatchAdded: (domain: DomainName, onChange: (added: Added) => void) => () => void;
  /** Asks for names, which are in the facts then. Rejects where no answer came. */
  readonly onAddNames: (asked: AddRequest) => Promise<AddAnswer>;
  readonly onRemoveName: (removed: RemoveRequest) => Promise<void>;
  /** Opens the report on another domain. */
  readonly onOpenDomain: (domain: DomainName) => void;
}

/** What became of a text that a person gave; `asking` while its selectors are asked for. */
export type GivenState =
  | { readonly kind: 'idle' }
  | { readonly kind: 'unreadable' }
  | { readonly kind: 'read' | 'asking' | 'failed'; readonly given: GivenSelectors }
  | { readonly kind: 'answered'; readonly given: GivenSelectors; readonly answer: AddAnswer };

/** What is kept for a domain, and what a person gave in this page. */
export function useSelectors(domain: DomainName, isPrivate: boolean, actions: AddedActions) {
  const { onWatchAdded, onAddNames, onRemoveName } = actions;
  const [kept, setKept] = useState<readonly string[]>([]);
  const [typed, setTyped] = useState<readonly string[]>([]);
  const [state, setState] = useState<GivenState>({ kind: 'idle' });
  const watch = useRef(onWatchAdded);
  useEffect(() => watch.current(domain, (added) => setKept(added.dkim ?? [])), [domain]);
  const add = async (text: Promise<string>) => {
    const { readSelectors } = await import('../../lib/mechanisms/dkim/read-selectors.ts');
    const given = await text.then(
      (each) => readSelectors(each, domain),
      () => null,
    );
    if (given === null) return setState({ kind: 'unreadable' });
    if (given.here.length === 0) return setState({ kind: 'read', given });
    const begun: GivenState = { kind: 'asking', given };
    setState(begun);
    setTyped((names) => [...names.filter((name) => !given.here.includes(name)), ...given.here]);
    // What was given meanwhile is what counts.
    const settle = (next: GivenState) => setState((now) => (now === begun ? next : now));
    return onAddNames({ domain, mechanism: 'dkim', names: given.here, keep: 'all', isPrivate }).then(
      (answer) => settle({ kind: 'answered', given, answer }),
      () => settle({ kind: 'failed', given }),
    );
  };
  const remove = (selector: string) => {
    setTyped((names) => names.filter((name) => name !== selector));
    if (kept.includes(selector) && !isPrivate)
      void onRemoveName({ domain, mechanism: 'dkim', name: selector }).catch(() => undefined);
  };
  return {
    state,
    names: [...kept, ...typed.filter((name) => !kept.includes(name))],
    /** Of a private window nothing is written, so that what was kept before cannot be removed there. */
    mayRemove: (selector: string) => !isPrivate || !kept.includes(selector),
    add,
    remove,
  };
}
