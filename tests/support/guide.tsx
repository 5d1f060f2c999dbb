import type { GuideProps, TextFile } from '../../components/guide/guide-props.ts';
import { cleanup, render } from '@testing-library/preact';
import { Guide } from '../../components/guide/Guide.tsx';
import type { Assessment } from '../../lib/check/assessment.ts';
import { loadSteps } from '../../lib/guide/load-steps.ts';
import { registrableOf } from '../../lib/names/subject.ts';
import type { Texts } from '../../lib/workshop/writing.ts';

const FURTHER_STEPS = await loadSteps();

/** The guide for the facts of an assessment, with what a person copied and saved in it. */
export function showGuide(assessment: Assessment) {
  cleanup();
  const copied: string[] = [];
  const saved: TextFile[] = [];
  const opened: Partial<Texts>[] = [];
  const acts: string[] = [];
  const props: GuideProps = {
    assessment,
    isChecking: false,
    registrableOf,
    furtherSteps: FURTHER_STEPS,
    wanted: null,
    onAgain: () => {},
    onCopyText: async (text) => {
      copied.push(text);
    },
    onSaveText: (file) => saved.push(file),
    onReadFile: () => acts.push('read file'),
    onAllow: (scope) => acts.push(`allow ${scope}`),
    isDenied: false,
    isPrivate: false,
    onOpenDraft: async (texts) => {
      opened.push(texts);
    },
  };
  const view = render(<Guide {...props} />);
  return {
    ...view,
    copied,
    saved,
    opened,
    acts,
    /** The same guide after another check. */
    checked: (later: Assessment) => view.rerender(<Guide {...props} assessment={later} />),
  };
}
