import { describe, expect, it } from 'vitest';
import type { Assessment } from '../../../lib/check/assessment.ts';
import { rollOutPlan } from '../../../lib/guide/plan-roll-out.ts';
import {
  assessmentOf,
  failedFetch,
  host,
  mxOf,
  name,
  noMail,
  policyOf,
  stsRecord,
  tlsrptRecord,
  unreadPolicy,
} from '../../support/assessments.ts';
import { lines } from '../../support/reading.ts';
import { DAY_MS, NOW } from '../../support/time.ts';

const live = (mode: string, days: number, ...rest: string[]) => ({
  policy: policyOf(
    lines('version: STSv1', `mode: ${mode}`, `max_age: ${days * 86400}`, 'mx: mail.example.com', ...rest),
  ),
});
const UNSEEN = { stsRecord: stsRecord(), policy: { state: 'absent' } } as const;
const NOTHING = {
  ...UNSEEN,
  policyFile: failedFetch('policy-host-no-address', { host: 'mta-sts.example.com' }),
};
const heldOf = (mode: 'enforce' | 'testing') => ({
  policyDomain: name('example.com'),
  policyId: '1',
  policyText: lines('version: STSv1', `mode: ${mode}`, 'max_age: 864000', 'mx: old.example.com'),
  maxAgeSeconds: 864000,
  fetchedAt: NOW - DAY_MS,
  mediaType: null,
  mode,
  replaced: null,
});
const NO_REPORTS = { tlsrpt: tlsrptRecord() };

function eventsOf(change: Partial<Assessment>): string[] | string {
  const plan = rollOutPlan(assessmentOf(change), NOW);
  if (plan.state === 'no-plan') return plan.reason;
  expect(plan).toMatchObject({ state: 'planned', kind: 'roll-out' });
  return plan.events.map(({ code, at }) => `${code} ${(at - NOW) / DAY_MS} d`);
}

describe('rollOutPlan', () => {
  it.each<[string, Partial<Assessment>, string[] | string]>([
    [
      'from nothing: reports first, so that the trial is reported',
      { ...NOTHING, ...NO_REPORTS },
      [
        'publish-tlsrpt 0 d',
        'publish-testing 1 d',
        'first-reports 3 d',
        'publish-enforce 15 d',
        'lengthen-max-age 43 d',
      ],
    ],
    [
      'with reports: the trial at once',
      NOTHING,
      ['publish-testing 0 d', 'first-reports 2 d', 'publish-enforce 14 d', 'lengthen-max-age 42 d'],
    ],
    ['nobody has looked for a file, which may say enforce', UNSEEN, 'policy-unseen'],
    [
      'nor could anybody',
      { ...UNSEEN, policyFile: unreadPolicy('policy-timeout', { host: 'mta-sts.example.com' }) },
      'policy-unread',
    ],
    [
      'an enforced file that no record announces only wants its record',
      { ...UNSEEN, policyFile: live('enforce', 200).policy },
      ['publish-record 0 d'],
    ],
    [
      'so it is behind a broken record',
      {
        stsRecord: stsRecord('v=STSv1; id=a-b'),
        policy: { state: 'absent' },
        policyFile: live('enforce', 200).policy,
      },
      ['publish-record 0 d'],
    ],
    [
      'a trial that no record announces begins with it',
      { ...UNSEEN, policyFile: live('testing', 200).policy },
      ['publish-record 0 d', 'first-reports 2 d', 'publish-enforce 14 d'],
    ],
    [
      'a file that leaves out the server is mended first',
      {
        ...UNSEEN,
        policyFile: live('enforce', 200).policy,
        mx: mxOf(host('mail.example.com'), host('b.example')),
      },
      ['publish-repair 0 d', 'publish-record 0 d'],
    ],
    [
      'the file is missing: the same',
      { policy: failedFetch('policy-status', { status: 404 }) },
      ['publish-testing 0 d', 'first-reports 2 d', 'publish-enforce 14 d', 'lengthen-max-age 42 d'],
    ],
    [
      'the file is gone for good: the same',
      { policy: failedFetch('policy-status', { status: 410 }) },
      ['publish-testing 0 d', 'first-reports 2 d', 'publish-enforce 14 d', 'lengthen-max-age 42 d'],
    ],
    [
      'its host has no address: the same, as in the step of the file',
      { policy: failedFetch('policy-host-no-address', { host: 'mta-sts.example.com' }) },
      ['publish-testing 0 d', 'first-reports 2 d', 'publish-enforce 14 d', 'lengthen-max-age 42 d'],
    ],
    [
      'behind an expired certificate the file may say enforce, which a trial would take back',
      { policy: failedFetch('policy-certificate-expired', { host: 'mta-sts.example.com' }) },
      'policy-unread',
    ],
    [
      'so it may behind a server that fails',
      { policy: failedFetch('policy-status', { status: 503 }) },
      'policy-unread',
    ],
    [
      'a file that was read, and is no policy, enforces nothing',
      { policy: policyOf('mode: enforce') },
      ['publish-testing 0 d', 'first-reports 2 d', 'publish-enforce 14 d', 'lengthen-max-age 42 d'],
    ],
    [
      'withdrawn: from the start',
      live('none', 1),
      ['publish-testing 0 d', 'first-reports 2 d', 'publish-enforce 14 d', 'lengthen-max-age 42 d'],
    ],
    [
      'withdrawn, and the record strays: it is published anew anyway',
      { ...live('none', 1), stsRecord: stsRecord('v=STSv1 ;id=1') },
      ['publish-testing 0 d', 'first-reports 2 d', 'publish-enforce 14 d', 'lengthen-max-age 42 d'],
    ],
    [
      'in testing: reports, then enforce',
      live('testing', 7),
      ['first-reports 2 d', 'publish-enforce 14 d', 'lengthen-max-age 42 d'],
    ],
    [
      'in testing without reports: they come first, and the two weeks count from them',
      { ...live('testing', 7), ...NO_REPORTS },
      ['publish-tlsrpt 0 d', 'first-reports 3 d', 'publish-enforce 15 d', 'lengthen-max-age 43 d'],
    ],
    [
      'in testing, and a server is not covered',
      { ...live('testing', 7), mx: mxOf(host('other.example.com')) },
      ['publish-repair-testing 0 d', 'first-reports 2 d', 'publish-enforce 14 d', 'lengthen-max-age 42 d'],
    ],
    [
      'in testing, and strict senders ignore it',
      live('testing', 7, ''),
      ['publish-repair-testing 0 d', 'first-reports 2 d', 'publish-enforce 14 d', 'lengthen-max-age 42 d'],
    ],
    [
      'in enforce, and the record alone strays: the policy is left as it is',
      { ...live('enforce', 14), stsRecord: stsRecord('v=STSv1 ;id=1') },
      ['repair-record 0 d', 'lengthen-max-age 28 d'],
    ],
    [
      'policy and record both stray',
      { ...live('enforce', 14, ''), stsRecord: stsRecord('v=STSv1 ;id=1') },
      ['publish-repair 0 d', 'repair-record 0 d', 'lengthen-max-age 28 d'],
    ],
    [
      'in enforce, and no server is covered: mail comes first, and a trial, since no server was seen to pass',
      { ...live('enforce', 14), mx: mxOf(host('other.example.com')) },
      ['step-back 0 d', 'first-reports 2 d', 'publish-enforce 14 d', 'lengthen-max-age 42 d'],
    ],
    [
      'in enforce, and a server is not covered: at once, without another trial',
      { ...live('enforce', 14), mx: mxOf(host('mail.example.com'), host('other.example.com')) },
      ['publish-repair 0 d', 'lengthen-max-age 28 d'],
    ],
    [
      'in enforce, and strict senders ignore it',
      live('enforce', 14, ''),
      ['publish-repair 0 d', 'lengthen-max-age 28 d'],
    ],
    [
      'in testing, with a max_age that is long already: it stays',
      live('testing', 365),
      ['first-reports 2 d', 'publish-enforce 14 d'],
    ],
    [
      'withdrawn with a long max_age, which is none for a trial',
      live('none', 365),
      ['publish-testing 0 d', 'first-reports 2 d', 'publish-enforce 14 d', 'lengthen-max-age 42 d'],
    ],
    ['in enforce: only the max_age is left', live('enforce', 14), ['lengthen-max-age 0 d']],
    ['in enforce for long', live('enforce', 182), 'nothing-to-do'],
    [
      'in enforce for long, without reports',
      { ...live('enforce', 365), ...NO_REPORTS },
      ['publish-tlsrpt 0 d'],
    ],
    [
      'in enforce for long, with a broken record of reports',
      { ...live('enforce', 365), tlsrpt: tlsrptRecord('v=TLSRPTv1; rua=nobody') },
      ['publish-tlsrpt 0 d'],
    ],
    [
      'the record is gone while senders enforce the policy: no day is lost',
      {
        ...NOTHING,
        ...NO_REPORTS,
        remembered: heldOf('enforce'),
      },
      [
        'publish-tlsrpt 0 d',
        'publish-testing 0 d',
        'first-reports 3 d',
        'publish-enforce 15 d',
        'lengthen-max-age 43 d',
      ],
    ],
    [
      'the record is gone while senders hold a trial: nothing is lost by waiting for the reports',
      { ...NOTHING, ...NO_REPORTS, remembered: heldOf('testing') },
      [
        'publish-tlsrpt 0 d',
        'publish-testing 1 d',
        'first-reports 3 d',
        'publish-enforce 15 d',
        'lengthen-max-age 43 d',
      ],
    ],
    [
      'withdrawn for so long that nobody enforces what was there before: neither',
      {
        ...NO_REPORTS,
        policy: { ...live('none', 1).policy, fetchedAt: NOW - 10 * DAY_MS } as Assessment['policy'],
        remembered: { ...heldOf('enforce'), fetchedAt: NOW - 11 * DAY_MS },
      },
      [
        'publish-tlsrpt 0 d',
        'publish-testing 1 d',
        'first-reports 3 d',
        'publish-enforce 15 d',
        'lengthen-max-age 43 d',
      ],
    ],
    ['null MX', { mx: noMail('null-mx') }, 'no-mail'],
    [
      'a server that no policy can name',
      { mx: mxOf(host('mx_1.example.com', 10, { isHostName: false })) },
      'no-mail',
    ],
    ['servers that we do not know yet', { mx: { state: 'pending' } }, 'not-known'],
    ['a policy that we may not read', { policy: unreadPolicy('policy-not-permitted') }, 'not-known'],
  ])('%s', (_, change, expected) => {
    expect(eventsOf(change)).toEqual(expected);
  });

  it('says how long max_age becomes: half a year', () => {
    expect(rollOutPlan(assessmentOf(live('enforce', 14)), NOW)).toMatchObject({
      events: [{ code: 'lengthen-max-age', parameters: { seconds: 182 * 86400 } }],
    });
  });
});
