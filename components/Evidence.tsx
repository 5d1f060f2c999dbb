import type { ComponentChildren } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { Assessment } from '../lib/assessment.ts';
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

/** The same with its facts, whose code is loaded once the rest is painted: it lies in a fold, and the popup must open at once. */
export function LoadedEvidence({ assessment }: { assessment: Assessment }) {
  const [loaded, setLoaded] = useState<{ readonly Facts: typeof EvidenceFacts } | string | null>(null);
  useEffect(() => {
    import('./EvidenceFacts.tsx').then(
      (module) => setLoaded({ Facts: module.EvidenceFacts }),
      (error: unknown) => setLoaded(String(error)),
    );
  }, []);
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
