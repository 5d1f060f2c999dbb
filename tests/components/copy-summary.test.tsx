// @vitest-environment happy-dom
import { fireEvent, waitFor } from '@testing-library/preact';
import { describe, expect, it } from 'vitest';
import { summaryWords } from '../../components/summary-words.ts';
import type { Assessment } from '../../lib/check/assessment.ts';
import { PENDING } from '../../lib/outcome.ts';
import { digestOf } from '../../lib/verdict/make-digest.ts';
import {
  assessmentOf,
  host,
  mxOf,
  policyOf,
  policyText,
  stsRecord,
  unknown,
} from '../support/assessments.ts';
import { showAssessment } from '../support/popup.tsx';
import { NOW } from '../support/time.ts';

const summaryOf = (assessment: Assessment) => summaryWords(digestOf(assessment, NOW));

describe('the summary', () => {
  it('is a line for the verdict, each lane with what follows, and when and by whom', () => {
    const [verdict, transit, spoofing, last, ...more] = summaryOf(assessmentOf()).split('\n');
    expect(more).toEqual([]);
    expect(verdict).toBe('example.com: Sealed.');
    expect(transit).toBe(
      'In transit: protected. Senders that support MTA-STS deliver here only over verified TLS. Policy: mode enforce, max_age 14 days. It covers 1 of 1 mail servers. Failure reports go to: mailto:tls@reports.example.',
    );
    expect(spoofing).toBe(
      'Spoofing: fakes are rejected. Receivers that check DMARC reject mail that others send in the name of this domain.',
    );
    expect(last).toMatch(/^Checked with Waxseal, .*\d{4}.*, resolver Cloudflare\.$/);
  });

  it('says of a lane that was not asked that it is not known, and claims nothing of it', () => {
    const notAsked = { dmarc: PENDING, spf: PENDING, dkim: PENDING, lanes: ['transit'] } as const;
    expect(summaryOf(assessmentOf(notAsked)).split('\n')[2]).toBe('Spoofing: not known.');
  });

  it('names what there is to repair, and nothing that is merely good to know', () => {
    const summary = summaryOf(
      assessmentOf({
        mx: mxOf(host('mail.example.com'), host('other.example.net', 20)),
        policy: policyOf(policyText('enforce', 'mx: mail.example.com')),
      }),
    );
    expect(summary).toContain('To fix: ');
    expect(summary).toContain('other.example.net');
    expect(summary).not.toMatch(/[\u2066-\u2069`]/);
  });

  it('does not speak of a policy that is not known', () => {
    const summary = summaryOf(assessmentOf({ stsRecord: unknown(), policy: { state: 'absent' } }));
    expect(summary).toContain('Could not be checked.');
    expect(summary).not.toContain('max_age');
  });

  it('shows text from the network as text', () => {
    const summary = summaryOf(assessmentOf({ stsRecord: stsRecord('v=STSv1; id=a\u202Eb') }));
    expect(summary).not.toContain('\u202E');
  });
});

describe('“Copy summary”', () => {
  it('copies the summary at a click, and says so', async () => {
    const { acts, getByRole, getByText } = showAssessment(assessmentOf());
    fireEvent.click(getByRole('button', { name: 'Copy summary' }));
    await waitFor(() => getByText('Copied.'));
    expect(acts).toEqual([['copy', summaryOf(assessmentOf())]]);
  });

  it('opened for it, tries at once and has the focus', async () => {
    const { acts, getByRole, getByText } = showAssessment(assessmentOf(), { isCopyAsked: true });
    await waitFor(() => getByText('Copied.'));
    expect(acts).toHaveLength(1);
    expect(document.activeElement).toBe(getByRole('button', { name: 'Copy summary' }));
  });

  it('says that the browser wants a click', async () => {
    const onCopy = () => Promise.resolve(false);
    const { getByText } = showAssessment(assessmentOf(), { isCopyAsked: true, onCopy });
    await waitFor(() => getByText('Click to copy: your browser requires it.'));
  });

  it('is not there before there is anything to copy', () => {
    const { queryByRole } = showAssessment(assessmentOf({ finishedAt: null }));
    expect(queryByRole('button', { name: 'Copy summary' })).toBeNull();
  });
});

describe('offline', () => {
  const failed = assessmentOf({ mx: unknown('network'), stsRecord: unknown('network') });

  it('is said in place of a verdict on the resolver', () => {
    const { getByRole } = showAssessment(failed, { isOnline: false });
    expect(getByRole('banner').textContent).toContain('You are offline. This device has no network');
  });

  it('is not said where there is a network', () => {
    const { getByRole } = showAssessment(failed);
    expect(getByRole('banner').textContent).toContain('Could not be checked.');
  });
});
