import { describe, expect, it } from 'vitest';
import { toldLanes } from '../../components/report/told-lanes.ts';
import type { Assessment } from '../../lib/check/assessment.ts';
import { PENDING } from '../../lib/outcome.ts';
import { digestOf } from '../../lib/verdict/make-digest.ts';
import { assessmentOf, REJECTING, stsRecord, unknown } from '../support/assessments.ts';
import { words } from '../support/i18n.ts';
import { NOW } from '../support/time.ts';

const notYet = { dmarc: PENDING, spf: PENDING, dkim: PENDING } as const;

describe('the lanes in the report as JSON', () => {
  it.each<[why: string, change: Partial<Assessment>, at: 0 | 1, told: object]>([
    [
      'transit, sealed',
      {},
      0,
      { state: 'enforced', tone: 'good', word: 'protected', text: words('headline.enforced.text') },
    ],
    [
      'transit, not set up',
      { stsRecord: stsRecord(), policy: { state: 'absent' } },
      0,
      { state: 'absent', tone: 'idle', word: 'not protected' },
    ],
    [
      'transit, not known',
      { mx: unknown(), stsRecord: unknown() },
      0,
      { state: 'unknown', tone: 'ask', word: 'not known' },
    ],
    [
      'spoofing, refused',
      {},
      1,
      {
        state: 'reject',
        tone: 'good',
        word: 'fakes are rejected',
        text: words('mechanism.dmarc.consequence.reject'),
      },
    ],
    [
      'spoofing, not known',
      {
        dmarc: {
          ...REJECTING.dmarc,
          state: 'unavailable',
          applied: { domain: null, subdomain: null, nonexistent: null },
        } as Assessment['dmarc'],
      },
      1,
      { state: 'unavailable', tone: 'ask', word: 'not known' },
    ],
    [
      'spoofing, under way',
      { ...notYet, finishedAt: null },
      1,
      { state: 'checking', tone: 'idle', word: 'checking', text: '' },
    ],
    [
      'spoofing, not asked about',
      { ...notYet, lanes: ['transit'] },
      1,
      { state: 'not-asked', tone: 'ask', word: 'not known', text: '' },
    ],
  ])('%s', (_, change, at, told) => {
    const { language, lanes } = toldLanes(digestOf(assessmentOf(change), NOW));
    expect(language).toBe('en');
    expect(lanes.map(({ lane }) => lane)).toEqual(['transit', 'spoofing']);
    expect(lanes[at]).toMatchObject(told);
  });
});
