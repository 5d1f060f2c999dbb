// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest';
import { findingText, reportText } from '../../components/report/copied-text.ts';
import { summaryWords } from '../../components/summary-words.ts';
import { findingOf } from '../../lib/verdict/finding.ts';
import { digestOf } from '../../lib/verdict/make-digest.ts';
import { assessmentOf, name } from '../support/assessments.ts';
import { showGuide } from '../support/guide.tsx';
import { showAssessment, showPopup, textOf } from '../support/popup.tsx';
import { showReport } from '../support/report.tsx';
import { NOW } from '../support/time.ts';

/** Cyrillic letters that read as "apple". */
const UNICODE = 'аррӏе.com';
const A_LABEL = 'xn--80ak6aa92e.com';
const assessment = assessmentOf({ policyDomain: name(UNICODE) });

describe('a name that can be read as another has its A-label beside it, or instead of it', () => {
  it.each<readonly [string, () => string]>([
    ['the popup', () => textOf(showAssessment(assessment).container)],
    ['the report, and its print', () => textOf(showReport(assessment).container)],
    ['the guide', () => textOf(showGuide(assessment).container)],
    ['the summary', () => summaryWords(digestOf(assessment, NOW))],
    ['Markdown', () => reportText(assessment, 'markdown', 'test', 0)],
    ['JSON', () => reportText(assessment, 'json', 'test', 0)],
    ...(['markdown', 'json', 'summary'] as const).map((format) => {
      const finding =
        digestOf(assessment, NOW).findings[0] ?? findingOf({ code: 'sts-absent', parameters: {} });
      return [
        `a finding as ${format}`,
        () => findingText(name(UNICODE), { finding, all: [finding] }, format),
      ] as const;
    }),
  ])('in %s', (_, textIn) => {
    expect(textIn()).toContain(A_LABEL);
  });

  it('in the other names of a page', () => {
    const domain = name('example.com');
    const subject = { state: 'found', policyDomain: domain, alternatives: [name(UNICODE)] } as const;
    const { container } = showPopup({ domain, subject });
    expect(textOf(container.querySelector('.names')!)).toBe(`${UNICODE} (${A_LABEL})`);
  });
});
