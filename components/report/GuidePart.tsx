import { useEffect, useState } from 'preact/hooks';
import type { Assessment } from '../../lib/assessment.ts';
import { say } from '../../lib/locales/say.ts';
import type { Guide, GuideProps } from '../guide/Guide.tsx';
import { Sentence } from '../Sentence.tsx';

/** What the guide wants done for it. */
export type GuideActions = Omit<GuideProps, 'assessment' | 'isChecking'>;

/** The guide, whose code is loaded when it is first shown, and which begins where the facts are complete. */
export function GuidePart({ assessment, ...actions }: GuideActions & { assessment: Assessment | null }) {
  const [loaded, setLoaded] = useState<{ Guide: typeof Guide } | { failed: string } | null>(null);
  useEffect(() => {
    import('../guide/Guide.tsx').then(setLoaded, (error: unknown) => setLoaded({ failed: String(error) }));
  }, []);
  // While it checks again, the guide stays as it is: nothing that was chosen is lost.
  const [known, setKnown] = useState(assessment);
  const current = assessment?.finishedAt ? assessment : known;
  useEffect(() => setKnown(current), [current]);
  if (loaded && 'failed' in loaded)
    return (
      <p class="checked" role="alert">
        <Sentence text={say('report.failed', { reason: loaded.failed })} />
      </p>
    );
  if (!loaded || !current?.finishedAt) return <p class="checked quiet">{say('report.progress')}</p>;
  return (
    <loaded.Guide
      key={current.policyDomain}
      {...actions}
      assessment={current}
      isChecking={current !== assessment}
    />
  );
}
