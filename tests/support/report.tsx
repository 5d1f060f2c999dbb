import { cleanup, render } from '@testing-library/preact';
import { Report, type ReportProps } from '../../components/report/Report.tsx';
import { registrableOf } from '../../lib/names/subject.ts';
import type { Assessment } from '../../lib/check/assessment.ts';
import type { Act } from './popup.tsx';
import { NOW } from './time.ts';

/** The report with the facts of an assessment. */
export function showReport(assessment: Assessment | null, change: Partial<ReportProps> = {}) {
  cleanup();
  const acts: Act[] = [];
  return { ...render(<Report {...propsOf(assessment, acts)} {...change} />), acts };
}

/** What it is drawn from; `acts` gets what a person does there. */
export function propsOf(assessment: Assessment | null, acts: Act[] = []): ReportProps {
  const domain = assessment?.policyDomain ?? null;
  return {
    subject: domain && { state: 'found', policyDomain: domain, alternatives: [] },
    source: 'asked',
    domain,
    assessment,
    now: NOW,
    isInterrupted: false,
    awaitsClick: false,
    isDenied: false,
    isPrivate: false,
    isOnline: true,
    onAgain: () => acts.push(['again']),
    onAllow: (scope) => acts.push(['allow', scope]),
    onReadFile: () => acts.push(['read file']),
    onAllowResolver: () => acts.push(['allow resolver']),
    onSave: (format) => {
      acts.push(['save', format]);
      return `waxseal.${format}`;
    },
    part: 'report',
    isScored: true,
    onCopy: async (format) => {
      acts.push(['copy', format]);
    },
    onCopyText: async (text) => {
      acts.push(['copy text', text]);
    },
    onSaveText: (file) => acts.push(['save text', file]),
    onOpenDraft: async (texts) => {
      acts.push(['open draft', texts]);
    },
    onReadLogo: async (url) => {
      acts.push(['read logo', url]);
      throw new Error('No answer.');
    },
    onWatchAdded: () => () => undefined,
    onAddNames: async (asked) => {
      acts.push(['add names', asked]);
      return { state: 'asked', unanswered: 0 };
    },
    onRemoveName: async (removed) => {
      acts.push(['remove name', removed]);
    },
    onOpenDomain: (other) => acts.push(['open', other]),
    onReadCertificate: async (asked) => {
      acts.push(['read certificate', asked]);
      throw new Error('No answer.');
    },
    onMayItSend: async (asked) => {
      acts.push(['may it send', asked]);
      throw new Error('No answer.');
    },
    onMessageRecords: async (asked) => {
      acts.push(['message records', asked]);
      throw new Error('No answer.');
    },
    onGuide: () => acts.push(['guide']),
    askRegistrable: async (names) => new Map(names.map((name) => [name, registrableOf(name)])),
    onPrint: () => acts.push(['print']),
    onWorkshop: () => acts.push(['workshop']),
  };
}
