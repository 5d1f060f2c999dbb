// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest';
import type { Assessment } from '../../lib/check/assessment.ts';
import { hiddenErrors } from '../../lib/verdict/fault.ts';
import { digestOf } from '../../lib/verdict/make-digest.ts';
import { assessmentOf, policyOf, policyText, stsRecord, tlsrptRecord } from '../support/assessments.ts';
import { showAssessment, textOf } from '../support/popup.tsx';
import { gathered } from '../support/dmarc.ts';
import { spfFactsOf } from '../support/spf.ts';
import { NOW } from '../support/time.ts';

const OPEN = await spfFactsOf({ 'example.com': 'v=spf1 +all' });
const dmarcOf = async (text: string): Promise<Partial<Assessment>> =>
  (await gathered('example.com', { '_dmarc.example.com': [text], 'example.com MX': ['mail.example.com'] }))
    .parts;
const QUARANTINE = await dmarcOf('v=DMARC1; p=quarantine; rua=mailto:a@example.com');
const NONE = await dmarcOf('v=DMARC1; p=none; rua=mailto:a@example.com');

/** The headings of the lanes, and the state of each row. */
function lanesOf(change: Partial<Assessment>) {
  const { container } = showAssessment(assessmentOf(change));
  return Array.from(container.querySelectorAll('.lane > h2'), textOf);
}

describe('a lane', () => {
  it.each<[why: string, change: Partial<Assessment>, transit: string, spoofing: string]>([
    ['all is well', {}, 'In transit protected', 'Spoofing fakes are rejected'],
    ['a policy that asks for less', QUARANTINE, 'In transit protected', 'Spoofing fakes go to spam'],
    ['a policy that asks for nothing', NONE, 'In transit protected', 'Spoofing can be forged'],
    ['anyone passes SPF', { spf: OPEN }, 'In transit protected', 'Spoofing can be forged'],
    [
      'SPF is not known, and may let anyone in',
      { spf: { state: 'unavailable', reason: 'timeout', detail: null } },
      'In transit protected',
      'Spoofing not known',
    ],
    [
      'no policy for mail to the domain',
      { stsRecord: stsRecord(), policy: { state: 'absent' } },
      'In transit not protected',
      'Spoofing fakes are rejected',
    ],
    [
      'a policy on trial',
      { policy: policyOf(policyText('testing', 'mx: mail.example.com')) },
      'In transit on trial',
      'Spoofing fakes are rejected',
    ],
    ['nothing is known yet of the second', { spf: { state: 'pending' } }, 'In transit protected', 'Spoofing'],
  ])('has its own word: %s', (_, change, transit, spoofing) => {
    expect(
      lanesOf(change)
        .slice(0, 2)
        .map((text) => text.trim()),
    ).toEqual([transit, spoofing]);
  });

  it('of the rest has none', () => {
    expect(lanesOf({}).at(-1)?.trim()).toBe('Also');
  });
});

describe('what is found about mail to the domain', () => {
  const broken = { tlsrpt: tlsrptRecord('v=TLSRPTv1;'), spf: { state: 'pending' } } as const;

  it('is in its rows while the rest is still asked, and no row comes open before the end', () => {
    const { container } = showAssessment(assessmentOf({ ...broken, finishedAt: null }));
    const row = container.querySelector<HTMLDetailsElement>('[data-mechanism="tlsrpt"]')!;
    expect(row.className).toContain('tone-bad');
    expect(container.querySelector('details[data-mechanism][open]')).toBeNull();
  });

  it('is not said before all of it is known', () => {
    const { container } = showAssessment(assessmentOf({ ...broken, transitAt: null, finishedAt: null }));
    expect(container.querySelector('[data-code]')).toBeNull();
  });
});

describe('the verdict on mail to the domain', () => {
  it('names the errors that it would hide, and those of its own lane alone', () => {
    const errorsOf = (change: Partial<Assessment>) => hiddenErrors(digestOf(assessmentOf(change), NOW));
    expect(errorsOf({ spf: OPEN })).toBe(0);
    expect(errorsOf({ tlsrpt: tlsrptRecord('v=TLSRPTv1;') })).toBe(1);
    expect(errorsOf({ spf: OPEN, tlsrpt: tlsrptRecord('v=TLSRPTv1;') })).toBe(1);
  });
});
