import { describe, expect, it } from 'vitest';
import type { TlsrptHeadline } from '../../../../lib/mechanisms/tlsrpt/judge.ts';
import { tlsrpt as mechanism } from '../../../../lib/mechanisms/tlsrpt/mechanism.ts';
import { scoreTlsrpt } from '../../../../lib/mechanisms/tlsrpt/score.ts';
import {
  EXAMPLE,
  assessmentOf,
  failedFetch,
  noMail,
  policyOf,
  policyText,
  unknown,
  unreadPolicy,
} from '../../../support/assessments.ts';
import { NOW } from '../../../support/time.ts';

type Facts = Parameters<typeof scoreTlsrpt>[0];

const mode = (word: string) => ({ policy: policyOf(policyText(word, 'mx: mail.example.com')) });
const timeout = { policy: unreadPolicy('policy-timeout', { host: 'x' }) };
const PENDING = { state: 'pending' } as const;

describe('the point for reports', () => {
  // What can become of it: one where it is known, none where anything can.
  it.each<[why: string, change: Partial<Facts>, headline: TlsrptHeadline, can: readonly string[]]>([
    ['beside a policy in force', {}, 'reported', ['reported']],
    ['beside one in testing, of which reports are the point', mode('testing'), 'reported', ['reported']],
    ['beside one that is switched off there is nothing to report', mode('none'), 'reported', ['none']],
    ['without one neither', { policy: { state: 'absent' } }, 'reported', ['none']],
    ['nor beside one that no sender can use', { policy: failedFetch('policy-tls') }, 'reported', ['none']],
    ['a policy that is not known may be one', timeout, 'reported', []],
    ['one that is still read too', { policy: PENDING }, 'reported', []],
    ['a domain of which it is not known whether it takes mail', { mx: unknown() }, 'reported', []],
    ['or not yet', { mx: PENDING }, 'reported', []],
    ['a domain without mail has no use for any', { mx: noMail('null-mx') }, 'reported', ['no-mail']],
    ['whatever is known of its record', { mx: noMail('nxdomain') }, 'unknown', ['no-mail']],
    ['no record: none, whatever the policy is', timeout, 'absent', ['none']],
    ['no record and no answer about mail: none', { mx: unknown() }, 'absent', ['none']],
    ['a broken record', {}, 'invalid', ['none']],
    ['a record without a target of use', {}, 'unusable', ['none']],
    ['a record that is not known, beside a policy', {}, 'unknown', []],
    ['a record that is still asked for, beside a policy', {}, 'checking', []],
    ['a record that is not known, without a policy', { policy: { state: 'absent' } }, 'unknown', ['none']],
    ['one that is still asked for, without a policy', mode('none'), 'checking', ['none']],
  ])('%s', (_, change, headline, can) => {
    const facts = assessmentOf(change);
    expect(scoreTlsrpt(facts, { headline })).toEqual([{ part: 'tlsrpt', can }]);
    const context = { headline, policyDomain: EXAMPLE, now: NOW };
    expect(mechanism.score?.(facts, facts, context)).toEqual([{ part: 'tlsrpt', can }]);
  });
});
