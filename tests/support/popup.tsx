import { cleanup, render, waitFor } from '@testing-library/preact';
import { drawnFacts } from '../../components/EvidenceFacts.tsx';
import { RowBody, SubjectField } from '../../components/popup-rest.ts';
import { Popup, type PopupProps } from '../../components/Popup.tsx';
import type { Assessment } from '../../lib/check/assessment.ts';
import type { DomainName } from '../../lib/names/domain-name.ts';
import { digestOf } from '../../lib/verdict/make-digest.ts';
import { NO_VIEW } from '../../lib/view.ts';
import { EXAMPLE } from './assessments.ts';
import { NOW } from './time.ts';

/** What a person did in the popup, in order. */
export type Act = readonly [what: string, with_?: unknown];

/** The popup as it stands on a page of example.com; what is not given is as at the start. */
export function showPopup(change: Partial<PopupProps> = {}) {
  cleanup();
  const acts: Act[] = [];
  const props: PopupProps = {
    ...NO_VIEW,
    subject: { state: 'found', policyDomain: EXAMPLE, alternatives: [] },
    domain: EXAMPLE,
    now: NOW,
    onReadFacts: async () => null,
    RowBody,
    SubjectField,
    onCheck: async (text) => {
      acts.push(['check', text]);
      return true;
    },
    onChoose: (domain) => acts.push(['choose', domain]),
    onAgain: () => acts.push(['again']),
    onAllow: (scope) => acts.push(['allow', scope]),
    onAllowResolver: () => acts.push(['allow resolver']),
    onCopy: async (text) => {
      acts.push(['copy', text]);
      return true;
    },
    onClearRecent: () => acts.push(['clear recent']),
    onReport: () => acts.push(['report']),
    onGuide: () => acts.push(['guide']),
    onOptions: () => acts.push(['options']),
    ...change,
  };
  const view = render(<Popup {...props} />);
  const rerender = (next: Partial<PopupProps>) => view.rerender(<Popup {...props} {...next} />);
  return { ...view, acts, rerender };
}

/** The popup with the facts of an assessment. */
export function showAssessment(assessment: Assessment, change: Partial<PopupProps> = {}) {
  const domain: DomainName = assessment.policyDomain;
  return showPopup({
    digest: digestOf(assessment, change.now ?? NOW),
    onReadFacts: async () => drawnFacts(assessment),
    domain,
    subject: { state: 'found', policyDomain: domain, alternatives: [] },
    ...change,
  });
}

/** An element that is known to be a field. */
export function asInput(element: Element): HTMLInputElement {
  if (!(element instanceof HTMLInputElement)) throw new Error(`No field: ${element.outerHTML}`);
  return element;
}

/** The text that a person sees, runs of space as one. */
export function textOf(element: Element): string {
  return (element.textContent ?? '').replace(/\s+/g, ' ').trim();
}

/** The same once the evidence is there. */
export async function showWithEvidence(assessment: Assessment) {
  const view = showAssessment(assessment);
  await waitFor(() => {
    if (!view.container.querySelector('.evidence h3')) throw new Error('There is no evidence yet.');
  });
  return view;
}
