import { describe, expect, it } from 'vitest';
import type { Assessment } from '../../../../lib/check/assessment.ts';
import type { Consequence } from '../../../../lib/mechanisms/mta-sts/consequence.ts';
import { judgeSts, serversOf, type StsHeadline } from '../../../../lib/mechanisms/mta-sts/judge.ts';
import {
  EXAMPLE,
  assessmentOf,
  failedFetch,
  host,
  mxOf,
  noMail,
  policyOf,
  policyText,
  stsRecord,
  unknown,
  unreadPolicy,
} from '../../../support/assessments.ts';
import { NOW } from '../../../support/time.ts';

const PENDING = { state: 'pending' } as const;
const ABSENT = { state: 'absent' } as const;
const mode = (word: string, mx = 'mail.example.com') => policyOf(policyText(word, `mx: ${mx}`));
const NO_RECORD = { stsRecord: stsRecord(), policy: ABSENT } as const;
const BROKEN = { stsRecord: stsRecord('v=STSv1; id=-'), policy: ABSENT } as const;
const LOST_RECORD = {
  stsRecord: unknown('servfail'),
  policy: unreadPolicy('sts-record-unavailable', { reason: 'servfail' }),
} as const;
const two = mxOf(host('mail.example.com'), host('b.example.net', 20));
const timedOut = unreadPolicy('policy-timeout', { host: 'mta-sts.example.com' });
const unpermitted = unreadPolicy('policy-not-permitted', { host: 'mta-sts.example.com' });
const unreadable = policyOf('version: STSv1\r\n');

describe('the headline of MTA-STS', () => {
  it.each<[why: string, change: Partial<Assessment>, headline: StsHeadline]>([
    ['the record is asked for', { stsRecord: PENDING, policy: PENDING }, 'checking'],
    ['the file is read', { policy: PENDING }, 'checking'],
    ['the servers are looked up, which alone could be left out', { mx: PENDING }, 'checking'],
    [
      'the resolver may not be asked',
      { ...LOST_RECORD, stsRecord: unknown('not-permitted') },
      'unknown-resolver',
    ],
    ['the record did not come', LOST_RECORD, 'unknown-dns'],
    ['there is none', NO_RECORD, 'absent'],
    ['no sender can read it', BROKEN, 'broken-record'],
    ['leave to read the file is missing', { policy: unpermitted }, 'unknown-permission'],
    ['the file did not come', { policy: timedOut }, 'unknown-policy'],
    ['senders do not get it either', { policy: failedFetch('policy-tls') }, 'broken-fetch'],
    ['they get it, and cannot read it', { policy: unreadable }, 'broken-policy'],
    ['it is switched off', { policy: policyOf(policyText('none')) }, 'disabled'],
    ['it is switched off, whatever the servers are', { policy: mode('none'), mx: unknown() }, 'disabled'],
    ['it is not known which servers it would have to name', { mx: unknown() }, 'unknown-mx'],
    ['it names no server', { policy: mode('enforce', 'x.example.org'), mx: two }, 'uncovered-all'],
    ['it leaves one out', { mx: two }, 'uncovered-some'],
    ['in testing nothing is refused', { policy: mode('testing'), mx: two }, 'uncovered-testing'],
    ['it covers all', {}, 'enforced'],
    ['it is on trial', { policy: mode('testing') }, 'testing'],
  ])('where %s', (_, change, headline) => {
    const parts = assessmentOf(change);
    expect(judgeSts(parts, parts, { policyDomain: EXAMPLE, now: NOW }).headline).toBe(headline);
  });
});

describe('what becomes of mail to a server', () => {
  it.each<[why: string, change: Partial<Assessment>, consequences: readonly Consequence[]]>([
    ['a policy covers one of two', { mx: two }, ['verified', 'refused']],
    ['in testing', { policy: mode('testing'), mx: two }, ['tested', 'reported']],
    [
      'there is no record: what the host might say is nothing',
      { stsRecord: stsRecord(), policy: timedOut },
      ['unprotected'],
    ],
    ['a record that no sender can read is as good as none', { ...BROKEN, policy: timedOut }, ['unprotected']],
    ['senders get no policy', { policy: failedFetch('policy-tls') }, ['unprotected']],
    ['the file did not come to us', { policy: timedOut }, ['unknown']],
    ['the record did not', LOST_RECORD, ['unknown']],
    ['nothing is known yet', { stsRecord: PENDING, policy: PENDING }, ['unknown']],
    ['there is no server', { mx: noMail('null-mx') }, []],
    ['none is known', { mx: unknown() }, []],
  ])('where %s', (_, change, consequences) => {
    expect(serversOf(assessmentOf(change)).map(({ consequence }) => consequence)).toEqual(consequences);
  });
});

describe('a null MX (RFC 7505) beside MTA-STS', () => {
  const codes = (change: Partial<Assessment>) => {
    const parts = assessmentOf(change);
    const { findings, explained = [] } = judgeSts(parts, parts, { policyDomain: EXAMPLE, now: NOW });
    return [findings.map(({ code }) => code), explained.map(({ code }) => code)].flat();
  };

  it('is one thing to say where a record announces a policy', () => {
    expect(codes({ mx: noMail('null-mx') })).toEqual(['mx-null-with-policy', 'mx-null']);
  });

  it.each<[why: string, change: Partial<Assessment>]>([
    ['without a record', { mx: noMail('null-mx'), ...NO_RECORD }],
    ['where the name does not exist, which is no null MX', { mx: noMail('nxdomain') }],
    ['where mail is taken', {}],
  ])('and nothing %s', (_, change) => {
    expect(codes(change)).not.toContain('mx-null-with-policy');
    expect(codes(change)).not.toContain('mx-null');
  });

  it('needs no policy, so that none is missing', () => {
    expect(codes({ mx: noMail('null-mx'), ...NO_RECORD })).not.toContain('sts-absent');
    expect(codes(NO_RECORD)).toContain('sts-absent');
  });
});
