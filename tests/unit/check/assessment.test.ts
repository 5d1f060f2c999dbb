import { awaitsPermission } from '../../../lib/mechanisms/mta-sts/served-policy.ts';
import { isAsNew } from '../../../lib/check/snapshot.ts';
import { describe, expect, it } from 'vitest';
import { type Assessment } from '../../../lib/check/assessment.ts';
import { expiresAt, isCurrent } from '../../../lib/check/life.ts';
import {
  assessmentOf,
  host,
  mxOf,
  noMail,
  policyOf,
  stsRecord,
  tlsrptRecord,
  unknown,
  unreadPolicy,
} from '../../support/assessments.ts';
import { NOW } from '../../support/time.ts';

const withTtl = (mx: number, sts: number, tlsrpt: number): Partial<Assessment> => ({
  mx: { ...mxOf(host('mail.example.com')), ttlSeconds: mx },
  stsRecord: { ...stsRecord('v=STSv1; id=1'), ttlSeconds: sts } as Assessment['stsRecord'],
  tlsrpt: { ...tlsrptRecord('v=TLSRPTv1; rua=mailto:a@b.test'), ttlSeconds: tlsrpt } as Assessment['tlsrpt'],
});

describe('expiresAt', () => {
  // Facts live from the start of the assessment, which is when the oldest of them came; what is unknown from its end.
  const START = assessmentOf().startedAt;
  const known: readonly (readonly [why: string, change: Partial<Assessment>, seconds: number])[] = [
    ['the smallest TTL: of MX', withTtl(100, 200, 300), 100],
    ['the smallest TTL: of the record', withTtl(200, 100, 300), 100],
    ['the smallest TTL: of TLSRPT', withTtl(300, 200, 100), 100],
    ['at least 30 s', withTtl(0, 300, 300), 30],
    ['at most an hour', withTtl(86400, 86400, 86400), 3600],
    [
      'absence has a TTL too',
      { ...withTtl(300, 300, 300), mx: { ...noMail('null-mx'), ttlSeconds: 60 } as never },
      60,
    ],
    [
      'leave that was not given is not given by asking again',
      { policy: unreadPolicy('policy-not-permitted') },
      300,
    ],
    ['a policy that senders cannot use is known', { policy: policyOf('no policy') }, 300],
    [
      'a mail server whose address is not known is asked again at the earliest',
      { mx: mxOf(host('mail.example.com', 10, { address: 'unavailable' })) },
      30,
    ],
    [
      'so is one of several',
      { mx: mxOf(host('mail.example.com'), host('b.example.com', 20, { address: 'unavailable' })) },
      30,
    ],
  ];
  it.each(known)('%s', (_, change, seconds) => {
    expect(expiresAt(assessmentOf(change))).toBe(START + 1000 * seconds);
  });

  const unsure: readonly (readonly [why: string, change: Partial<Assessment>, seconds: number])[] = [
    ['what DNS did not tell is asked again soon', { stsRecord: unknown('servfail') }, 5],
    ['so are mail servers that are not known', { mx: unknown('timeout') }, 5],
    ['so is TLSRPT', { tlsrpt: unknown('refused') }, 5],
    ['so is a policy that did not come', { policy: unreadPolicy('policy-timeout') }, 5],
    [
      'but what else is not known is',
      { policy: unreadPolicy('policy-not-permitted'), tlsrpt: unknown('refused') },
      5,
    ],
  ];
  it.each(unsure)('%s', (_, change, seconds) => {
    expect(expiresAt(assessmentOf(change))).toBe(NOW + 1000 * seconds);
  });

  it('has passed while something is pending', () => {
    expect(expiresAt(assessmentOf({ finishedAt: null }))).toBe(0);
  });
});

describe('isCurrent', () => {
  // Started 200 ms before NOW, finished then, with a life of 300 s from its start.
  const rows: readonly (readonly [
    why: string,
    change: Partial<Assessment>,
    afterMs: number,
    expected: boolean,
  ])[] = [
    ['the moment it ends', {}, 0, true],
    ['one that took no time', { startedAt: NOW }, 0, true],
    ['up to its last millisecond', {}, 299_799, true],
    ['and no longer', {}, 299_800, false],
    ['not one under way', { finishedAt: null }, 0, false],
    ['not one that ends in the future: the clock was set back', {}, -1, false],
    ['not one that started there, which makes it look young for ever', { startedAt: NOW + 1 }, 0, false],
  ];
  it.each(rows)('%s', (_, change, afterMs, expected) => {
    expect(isCurrent(assessmentOf(change), NOW + afterMs)).toBe(expected);
  });
});

describe('isAsNew', () => {
  const rows: readonly (readonly [why: string, startedAt: number, revision: number, expected: boolean])[] = [
    ['the same snapshot', 0, 9, true],
    ['a later one of the same assessment', 0, 10, true],
    ['an earlier one of the same assessment', 0, 8, false],
    ['the first of a later assessment', 1, 0, true],
    ['another assessment after the clock was set back', -1, 0, true],
  ];
  it.each(rows)('%s', (_, later, revision, expected) => {
    const other = assessmentOf();
    expect(isAsNew({ ...other, startedAt: other.startedAt + later, revision }, other)).toBe(expected);
  });
});

describe('awaitsPermission', () => {
  const rows = [
    [unreadPolicy('policy-not-permitted'), true],
    [unreadPolicy('policy-timeout'), false],
    [policyOf('no policy'), false],
    [{ state: 'absent' }, false],
    [{ state: 'pending' }, false],
  ] as const;
  it.each(rows)('%j: %s', (policy, expected) => {
    expect(awaitsPermission(assessmentOf({ policy }))).toBe(expected);
  });
});

it('an assessment is JSON all through', () => {
  const assessment = assessmentOf();
  expect(JSON.parse(JSON.stringify(assessment))).toEqual(assessment);
});
