import { describe, expect, it } from 'vitest';
import type { Assessment } from '../../../lib/check/assessment.ts';
import { loadSteps } from '../../../lib/guide/load-steps.ts';
import { wholePlan, type PlanLine } from '../../../lib/guide/whole-plan.ts';
import {
  assessmentOf,
  failedFetch,
  noMail,
  policyOf,
  policyText,
  SIGNED_MAIL,
  stsRecord,
  tlsrptRecord,
  unknown,
} from '../../support/assessments.ts';
import { factsIn } from '../../support/guided.ts';
import type { Zone } from '../../support/spf-world.ts';
import { DAY_MS, NOW } from '../../support/time.ts';
import { inShort, planOf } from '../../support/whole-plan.ts';

const ALL = await loadSteps();
const MAIL: Zone = { 'example.com': { MX: '10 mail.example.com' }, 'mail.example.com': { A: '203.0.113.9' } };
const SPF: Zone = { 'example.com': { MX: '10 mail.example.com', TXT: 'v=spf1 mx ~all' } };
const at = (text: string): Zone => ({ '_dmarc.example.com': text });
const RUA = 'rua=mailto:dmarc@example.com';
const NO_POLICY: Partial<Assessment> = {
  stsRecord: stsRecord(),
  policy: { state: 'absent' },
  policyFile: failedFetch('policy-host-no-address', { host: 'mta-sts.example.com' }),
};
const NO_KEYS = { ...SIGNED_MAIL, base: 'nxdomain', beside: null, selectors: [] } as const;
const HIDDEN_KEYS = { ...SIGNED_MAIL, selectors: [] };
const NOTHING = { ...NO_POLICY, tlsrpt: tlsrptRecord(), dkim: NO_KEYS };
const ENFORCED = {
  policy: policyOf(policyText('enforce', 'mx: mail.example.com').replace('1209600', '31557600')),
};

async function told(zone: Zone, change: Partial<Assessment>) {
  const { spf, dmarc, dmarcReports } = await factsIn({
    of: 'spf',
    domain: 'example.com',
    zone: { ...MAIL, ...zone },
    ...(change.mx && { mx: change.mx }),
  });
  const plan = planOf(ALL, assessmentOf({ spf, dmarc, dmarcReports, ...change }), NOW);
  return {
    now: plan.now.map((line) => inShort(line, NOW)),
    later: plan.later.map((line) => inShort(line, NOW)),
  };
}

describe('the whole plan', () => {
  it.each<[reason: string, zone: Zone, change: Partial<Assessment>, now: string[], later: string[]]>([
    [
      'of a domain with nothing: who sends, reports, a trial, and then the tightening, which waits for them',
      {},
      NOTHING,
      ['spf-record needed', 'dkim-key needed', 'dmarc-record needed', 'roll-out-1-publish-tlsrpt needed +0'],
      [
        'roll-out-1-publish-testing needed +1',
        'roll-out-1-first-reports needed +3',
        'dmarc-roll-out-read needed +7',
        'roll-out-1-publish-enforce needed +15 after tlsrpt',
        'dmarc-roll-out-quarantine needed +28 after spf dkim dmarc',
        'roll-out-1-lengthen-max-age needed +43 after tlsrpt',
        'dmarc-roll-out-reject needed +56 after spf dkim dmarc',
      ],
    ],
    [
      'keys that were not found are not known to be missing, and reject waits for them all the same',
      { ...SPF, ...at(`v=DMARC1; p=none; ${RUA}`) },
      { ...ENFORCED, dkim: HIDDEN_KEYS },
      [
        'spf-record done',
        'spf-look-ups done',
        'dkim-key unknown',
        'dmarc-record done',
        'dmarc-reports done',
        'step tlsrpt done',
        'plan roll-out done',
      ],
      [
        'dmarc-roll-out-read needed +7',
        'dmarc-roll-out-quarantine needed +28 after dkim',
        'dmarc-roll-out-reject needed +56 after dkim',
        'spf-end needed after dkim',
      ],
    ],
    [
      'reports that do not arrive: the guide has no dates, and neither has the plan',
      { ...SPF, ...at('v=DMARC1; p=none') },
      ENFORCED,
      [
        'spf-record done',
        'spf-look-ups done',
        'dkim-record done',
        'dkim-key done',
        'dmarc-record done',
        'dmarc-reports needed',
        'step tlsrpt done',
        'plan roll-out done',
      ],
      ['dmarc-enforce needed after dmarc', 'spf-end needed after dmarc'],
    ],
    [
      'quarantine is a step that is done, and reject has a date for whoever writes to no lists',
      { ...SPF, ...at(`v=DMARC1; p=quarantine; ${RUA}`) },
      ENFORCED,
      [
        'spf-record done',
        'spf-look-ups done',
        'dkim-record done',
        'dkim-key done',
        'dmarc-record done',
        'dmarc-reports done',
        'step tlsrpt done',
        'dmarc-enforce done',
        'dmarc-below done',
        'plan roll-out done',
        'spf-end done',
      ],
      ['dmarc-roll-out-read needed +7', 'dmarc-roll-out-reject needed +28'],
    ],
    [
      'SPF that could not be read is said so',
      { 'example.com': { MX: '10 mail.example.com', fails: 'TXT' }, ...at(`v=DMARC1; p=reject; ${RUA}`) },
      ENFORCED,
      [
        'spf-record unknown',
        'dkim-record done',
        'dkim-key done',
        'dmarc-record done',
        'dmarc-reports done',
        'step tlsrpt done',
        'dmarc-enforce done',
        'dmarc-below done',
        'plan roll-out done',
      ],
      [],
    ],
    [
      'a policy of which nothing is known has no dates',
      { ...SPF, ...at(`v=DMARC1; p=reject; ${RUA}`) },
      { stsRecord: unknown(), policy: { state: 'pending' }, tlsrpt: unknown() },
      [
        'spf-record done',
        'spf-look-ups done',
        'dkim-record done',
        'dkim-key done',
        'dmarc-record done',
        'dmarc-reports done',
        'step tlsrpt unknown',
        'step policy unknown',
        'dmarc-enforce done',
        'dmarc-below done',
        'spf-end done',
      ],
      [],
    ],
    [
      'of a domain without mail there is neither trial nor wait',
      { 'example.com': 'v=spf1 -all' },
      { ...NOTHING, mx: noMail('null-mx') },
      ['spf-record done', 'spf-look-ups done', 'dkim-parked needed', 'dmarc-silent needed', 'spf-end done'],
      [],
    ],
    ['of a name that does not exist there is none', {}, { ...NOTHING, mx: noMail('nxdomain') }, [], []],
  ])('%s', async (_reason, zone, change, now, later) => {
    expect(await told(zone, change)).toEqual({ now, later });
  });

  it('puts what loses mail now before everything', async () => {
    const left = { policy: policyOf(policyText('enforce', 'mx: other.example.com')) };
    const { now } = await told({}, { ...left, dkim: NO_KEYS });
    expect(now[0]).toBe('roll-out-1-step-back needed +0');
  });

  it('does not take a later date for something that has to be waited for, and no other lane', () => {
    const line = (change: Partial<PlanLine>): PlanLine => ({
      mechanism: 'dmarc',
      phase: 'tighten',
      state: 'needed',
      what: '',
      why: '',
      place: { kind: 'advice', name: 'x' },
      at: NOW + 9 * DAY_MS,
      id: 'x',
      ...change,
    });
    const lines = [
      line({}),
      line({ mechanism: 'spf', phase: 'senders', at: NOW + DAY_MS }),
      line({ mechanism: 'tlsrpt', phase: 'reports', at: null }),
      line({ mechanism: 'dkim', phase: 'senders', at: null, state: 'unknown' }),
      line({ mechanism: 'dkim', phase: 'reports', at: null }),
    ];
    const { later } = wholePlan(lines, NOW);
    expect(later.map(({ mechanism, waits }) => [mechanism, waits])).toEqual([
      ['spf', []],
      ['dmarc', ['dkim']],
    ]);
  });
});
