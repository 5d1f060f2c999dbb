import type { ComponentChildren } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { Assessment } from '../lib/check/assessment.ts';
import type { CloserLook } from '../lib/verdict/closer-look.ts';
import { say } from '../lib/locales/say.ts';
import type { EvidenceFacts } from './EvidenceFacts.tsx';
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

interface LoadedEvidenceProps {
  readonly assessment: Assessment;
  readonly onLook: (look: CloserLook) => void;
}

/**
 * The same with its facts, whose code is loaded once the rest is painted: it lies in a fold, and the popup must open at once. With it comes
 * the code that takes a closer look at what is wrong.
 */
export function LoadedEvidence({ assessment, onLook }: LoadedEvidenceProps) {
  const [loaded, setLoaded] = useState<{ readonly Facts: typeof EvidenceFacts } | string | null>(null);
  useEffect(() => {
    const load = async () => {
      const [{ EvidenceFacts: Facts }, { CLOSER_LOOK }] = await Promise.all([
        import('./EvidenceFacts.tsx'),
        import('../lib/verdict/closer-look.ts'),
      ]);
      setLoaded({ Facts });
      onLook(CLOSER_LOOK);
    };
    load().catch((error: unknown) => setLoaded(String(error)));
  }, [onLook]);
  return (
    <Evidence>
      {typeof loaded === 'string' && (
        <p role="alert">
          <Sentence text={say('report.failed', { reason: loaded })} />
        </p>
      )}
      {loaded !== null && typeof loaded !== 'string' && <loaded.Facts assessment={assessment} />}
    </Evidence>
  );
}
