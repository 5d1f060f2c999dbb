// @vitest-environment happy-dom
import { expect, it, vi } from 'vitest';
import { filesOf } from '../../components/report/files.ts';
import type { Told } from '../../lib/mechanisms.ts';
import { assessmentOf } from '../support/assessments.ts';
import { showWithEvidence, textOf } from '../support/popup.tsx';
import { showReport } from '../support/report.tsx';
import { NOW } from '../support/time.ts';

/** One that is in the list, so that it has words, told as if it drew nothing of its own. */
const PLAIN: Told = {
  name: 'tlsrpt',
  headline: 'unusable',
  tone: 'warn',
  picture: [],
  names: [],
  evidence: [
    { heading: 'TLSA at _25._tcp.mail.example.com', blocks: [{ kind: 'raw', texts: ['3 1 1 00'] }] },
  ],
};

vi.mock(import('../../lib/mechanisms.ts'), async (original) => {
  const all = await original();
  return { ...all, toldOf: (...given) => [...all.toldOf(...given), PLAIN] };
});

it('a mechanism that draws nothing has its own part in the report, and its records there alone', () => {
  const { container, getAllByRole } = showReport(assessmentOf());
  // The last of two, since it goes by the name of another.
  const [, plain] = getAllByRole('region', { name: 'TLSRPT failure reports' });
  expect(textOf(plain!)).toContain('TLSRPTfailure reports not usable');
  expect(textOf(plain!)).toContain('TLSA at _25._tcp.mail.example.com3 1 1 00');
  expect(textOf(container).split('TLSA')).toHaveLength(2);
});

it('and the same in Markdown', () => {
  const text = filesOf(assessmentOf(), 'Waxseal', NOW).markdown.text();
  expect(
    text.match(/## TLSRPT\n\nfailure reports\n\nnot usable\n\n### [^\n]+\n\n```text\n3 1 1 00\n```/g),
  ).toHaveLength(1);
  expect(text.split('TLSA')).toHaveLength(2);
});

it('the popup has its evidence in the fold of its row', async () => {
  const { container } = await showWithEvidence(assessmentOf());
  expect(textOf(container.querySelector('[data-mechanism=tlsrpt] .evidence')!)).toContain('TLSA at');
});
