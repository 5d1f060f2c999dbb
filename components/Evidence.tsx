import type { ComponentChildren } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { DomainName } from '../lib/names/domain-name.ts';
import { say } from '../lib/locales/say.ts';
import type { Digest } from '../lib/verdict/digest.ts';
import { Skeleton } from './Facts.tsx';
import { Sentence } from './Sentence.tsx';

/** The fold that the raw facts lie in. */
export function Evidence({ children }: { children: ComponentChildren }) {
  return (
    <details class="evidence">
      <summary>{say('evidence.title')}</summary>
      {children}
    </details>
  );
}

export interface LoadedEvidenceProps {
  readonly digest: Digest;
  /** Reads the facts, and draws them; null where they are gone. */
  readonly onReadFacts: (domain: DomainName) => Promise<ComponentChildren>;
}

/** The same for a page that knows the digest alone: facts, and the code that shows them, are read once the rest is painted. */
export function LoadedEvidence({ digest, onReadFacts }: LoadedEvidenceProps) {
  const [shown, setShown] = useState<ComponentChildren>(<Skeleton width={180} />);
  const { policyDomain, startedAt, revision } = digest;
  useEffect(() => {
    onReadFacts(policyDomain).then(
      (facts) => setShown(facts ?? <p>{say('evidence.gone')}</p>),
      (error: unknown) =>
        setShown(
          <p role="alert">
            <Sentence text={say('report.failed', { reason: String(error) })} />
          </p>,
        ),
    );
    // Another check has other facts.
  }, [policyDomain, startedAt, revision, onReadFacts]);
  return <Evidence>{shown}</Evidence>;
}
