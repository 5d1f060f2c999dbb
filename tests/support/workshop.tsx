import { cleanup, render } from '@testing-library/preact';
import { Workshop, type WorkshopProps } from '../../components/workshop/Workshop.tsx';
import { loadRecordTexts } from '../../lib/workshop/record-texts.ts';
import { EMPTY_TEXTS, type Texts, type Writing } from '../../lib/workshop/writing.ts';
import type { Act } from './popup.tsx';
import { NOW } from './time.ts';

const RECORD_TEXTS = await loadRecordTexts();

/** The workshop with these texts in its editors. */
export function showWorkshop(texts: Partial<Texts> = {}, change: Partial<WorkshopProps> = {}) {
  cleanup();
  const acts: Act[] = [];
  const written: Writing[] = [];
  const props: WorkshopProps = {
    asked: '',
    recordTexts: RECORD_TEXTS,
    initial: { texts: { ...EMPTY_TEXTS, ...texts }, opened: null },
    subject: null,
    domain: null,
    assessment: null,
    now: NOW,
    isInterrupted: false,
    isDenied: false,
    isPrivate: false,
    onCheck: async (text) => {
      acts.push(['check', text]);
      return text.includes('.');
    },
    onAllow: (scope) => acts.push(['allow', scope]),
    onAllowResolver: () => acts.push(['allow resolver']),
    onWriting: (writing) => written.push(writing),
    onSave: (bytes) => acts.push(['save', new TextDecoder().decode(bytes)]),
    ...change,
  };
  return { ...render(<Workshop {...props} />), acts, written };
}
