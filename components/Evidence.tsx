import type { ComponentChildren } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { DomainName } from '../lib/names/domain-name.ts';
import { say } from '../lib/locales/say.ts';
import type { Digest } from '../lib/verdict/digest.ts';
import type { EvidenceFacts, Facts } from './EvidenceFacts.tsx';
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
  /** Null where the facts are gone. */
  readonly onReadFacts: (domain: DomainName) => Promise<Facts | null>;
}

interface Loaded {
  readonly View: typeof EvidenceFacts;
  readonly facts: Facts | null;
}

/** The same for a page that knows the digest alone: facts, and the code that shows them, are read once the rest is painted. */
export function LoadedEvidence({ digest, onReadFacts }: LoadedEvidenceProps) {
  const [loaded, setLoaded] = useState<Loaded | string | null>(null);
  const { policyDomain, startedAt, revision } = digest;
  useEffect(() => {
    const load = async () => {
      const [{ EvidenceFacts: View }, facts] = await Promise.all([
        import('./EvidenceFacts.tsx'),
        onReadFacts(policyDomain),
      ]);
      setLoaded({ View, facts });
    };
    load().catch((error: unknown) => setLoaded(String(error)));
    // Another check has other facts.
  }, [policyDomain, startedAt, revision, onReadFacts]);
  return (
    <Evidence>
      {typeof loaded === 'string' && (
        <p role="alert">
          <Sentence text={say('report.failed', { reason: loaded })} />
        </p>
      )}
      {loaded === null && <Skeleton width={180} />}
      {loaded !== null && typeof loaded !== 'string' && <Shown {...loaded} />}
    </Evidence>
  );
}

function Shown({ View, facts }: Loaded) {
  return facts === null ? <p>{say('evidence.gone')}</p> : <View {...facts} />;
}
