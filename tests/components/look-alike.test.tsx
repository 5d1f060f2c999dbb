// @vitest-environment happy-dom
import { cleanup, fireEvent, render } from '@testing-library/preact';
import { describe, expect, it } from 'vitest';
import { Options } from '../../components/Options.tsx';
import { findingText, reportText } from '../../components/report/copied-text.ts';
import { summaryWords } from '../../components/summary-words.ts';
import { findingOf } from '../../lib/verdict/finding.ts';
import { digestOf } from '../../lib/verdict/make-digest.ts';
import { settle } from '../../lib/settings.ts';
import { assessmentOf, name } from '../support/assessments.ts';
import { showGuide } from '../support/guide.tsx';
import { showAssessment, showPopup, textOf } from '../support/popup.tsx';
import { preferences } from '../support/preferences.ts';
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

  it('in the list of recent checks, and before a click in a page that nobody opened just now', () => {
    const { container, getByRole } = showPopup({ recent: [name(UNICODE)] });
    fireEvent.click(getByRole('button', { name: 'Check another domain' }));
    expect(textOf(container.querySelector('datalist')!)).toBe(`${UNICODE} (${A_LABEL})`);
    const subject = { state: 'found', policyDomain: name(UNICODE), alternatives: [] } as const;
    const waiting = showPopup({ subject, domain: name(UNICODE), awaitsClick: true });
    expect(textOf(waiting.container)).toContain(A_LABEL);
  });

  it('in both lists of the options', () => {
    cleanup();
    const policy = {
      policyDomain: name(UNICODE),
      policyId: '1',
      policyText: '',
      mediaType: 'text/plain',
      mode: 'none',
      maxAgeSeconds: 86_400,
      fetchedAt: 0,
      replaced: null,
    } as const;
    const { container } = render(
      <Options
        {...preferences()}
        settings={settle({}, { leaveAlone: [name(UNICODE)] })}
        stored={{ policies: [policy], results: 1 }}
      />,
    );
    const lists = Array.from(container.querySelectorAll('.domains li > bdi'), textOf);
    expect(lists).toEqual([`${UNICODE} (${A_LABEL})`, `${UNICODE} (${A_LABEL})`]);
  });
});
