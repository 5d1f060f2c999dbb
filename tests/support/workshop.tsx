import { cleanup, render } from '@testing-library/preact';
import type { Texts } from '../../components/workshop/reading.ts';
import { Workshop, type WorkshopProps } from '../../components/workshop/Workshop.tsx';
import type { Act } from './popup.tsx';
import { NOW } from './time.ts';

/** The workshop with these texts in its editors. */
export function showWorkshop(texts: Partial<Texts> = {}, change: Partial<WorkshopProps> = {}) {
  cleanup();
  const acts: Act[] = [];
  const props: WorkshopProps = {
    asked: '',
    initial: { policy: '', stsRecord: '', tlsrpt: '', ...texts },
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
    onSave: (bytes) => acts.push(['save', new TextDecoder().decode(bytes)]),
    ...change,
  };
  return { ...render(<Workshop {...props} />), acts };
}
