import type { ComponentChildren } from 'preact';
import { say } from '../lib/locales/say.ts';
import { Skeleton } from './Facts.tsx';
import { Sentence } from './Sentence.tsx';
import type { DrawnFacts, useFacts } from './use-facts.ts';

/** The fold that the raw facts lie in. */
export function Evidence({ children }: { children: ComponentChildren }) {
  return (
    <details class="evidence">
      <summary>{say('evidence.title')}</summary>
      {children}
    </details>
  );
}

export type LoadedFacts = ReturnType<typeof useFacts>;

/** The same for a page that knows the digest alone, with a part of the facts: they are read once the rest is painted. */
export function LoadedEvidence(props: {
  title: string;
  facts: LoadedFacts;
  of: (drawn: DrawnFacts) => ComponentChildren;
}) {
  return (
    <details class="evidence">
      <summary>{props.title}</summary>
      <Loaded {...props} />
    </details>
  );
}

function Loaded({ facts, of }: Pick<Parameters<typeof LoadedEvidence>[0], 'facts' | 'of'>) {
  if (facts === null) return <Skeleton width={180} />;
  if (facts === 'gone') return <p>{say('evidence.gone')}</p>;
  if (!('failed' in facts)) return <>{of(facts)}</>;
  return (
    <p role="alert">
      <Sentence text={say('report.failed', { reason: facts.failed })} />
    </p>
  );
}
