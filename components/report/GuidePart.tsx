import type { GuideProps } from '../guide/guide-props.ts';
import { useEffect, useState } from 'preact/hooks';
import type { Assessment } from '../../lib/check/assessment.ts';
import type { DomainName } from '../../lib/names/domain-name.ts';
import { say } from '../../lib/locales/say.ts';
import { loadSteps, type LoadedSteps } from '../../lib/guide/load-steps.ts';
import type { Guide } from '../guide/Guide.tsx';
import { Sentence } from '../Sentence.tsx';

/** What the guide wants done for it. */
export type GuideActions = Pick<
  GuideProps,
  | 'onAgain'
  | 'onCopyText'
  | 'onSaveText'
  | 'onOpenDraft'
  | 'onReadFile'
  | 'onAllow'
  | 'isDenied'
  | 'isPrivate'
> & {
  /** The registered domain of each name. */
  readonly askRegistrable: (
    names: readonly DomainName[],
  ) => Promise<ReadonlyMap<DomainName, DomainName | null>>;
};

/** What is loaded when the guide is first shown: its code, and what it asks the background for. */
interface Loaded {
  readonly Guide: typeof Guide;
  readonly registrable: ReadonlyMap<DomainName, DomainName | null>;
  readonly steps: readonly LoadedSteps[];
}

/** The guide, which begins where the facts are complete. */
export function GuidePart({
  assessment,
  wanted,
  ...actions
}: GuideActions & Pick<GuideProps, 'wanted'> & { readonly assessment: Assessment | null }) {
  // While it checks again, the guide stays as it is: nothing that was chosen is lost.
  const [known, setKnown] = useState(assessment);
  const current = assessment?.finishedAt ? assessment : known;
  useEffect(() => setKnown(current), [current]);
  const { askRegistrable } = actions;
  const [loaded, setLoaded] = useState<Loaded | { readonly failed: string } | null>(null);
  useEffect(() => {
    if (!current?.finishedAt) return;
    load(current, askRegistrable).then(setLoaded, (error: unknown) => setLoaded({ failed: String(error) }));
  }, [current, askRegistrable]);
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
      wanted={wanted}
      isChecking={current !== assessment}
      furtherSteps={loaded.steps}
      registrableOf={(name) => loaded.registrable.get(name) ?? null}
    />
  );
}

async function load(assessment: Assessment, ask: GuideActions['askRegistrable']): Promise<Loaded> {
  const [guide, { namesToRegister }, steps] = await Promise.all([
    import('../guide/Guide.tsx'),
    import('../../lib/guide/registrable.ts'),
    loadSteps(),
  ]);
  return { Guide: guide.Guide, steps, registrable: await ask(namesToRegister(assessment)) };
}
