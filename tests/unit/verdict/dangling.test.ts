import { expect, it } from 'vitest';
import type { Assessment } from '../../../lib/check/assessment.ts';
import { danglingOf } from '../../../lib/verdict/dangling.ts';
import { assessmentOf, host, mxOf, stsRecord, tlsrptRecord, unknown } from '../../support/assessments.ts';

const asked = (name: string, outcome: string) =>
  ({ name, type: 'TXT', outcome, authentic: false, startedAfterMs: 0, tookMs: 1 }) as const;
const gone = { aliases: ['a.other.test', 'b.other.test'] };

it.each<[why: string, change: Partial<Assessment>, expected: readonly string[]]>([
  ['no alias', { stsRecord: stsRecord(), queries: [asked('_mta-sts.example.com', 'NXDOMAIN')] }, []],
  [
    'the answer for the name tells of the end of the chain',
    { stsRecord: { ...stsRecord(), ...gone }, queries: [asked('_mta-sts.example.com', 'NXDOMAIN')] },
    ['_mta-sts.example.com b.other.test'],
  ],
  [
    'or the answer to a further question',
    {
      stsRecord: { ...stsRecord(), ...gone },
      queries: [asked('_mta-sts.example.com', 'NOERROR'), asked('a.other.test', 'NXDOMAIN')],
    },
    ['_mta-sts.example.com b.other.test'],
  ],
  [
    'a name that exists without such a record, as where a wildcard leads to a web host, belongs to somebody',
    { stsRecord: { ...stsRecord(), ...gone }, queries: [asked('_mta-sts.example.com', 'NOERROR')] },
    [],
  ],
  ['an answer that could not be had proves nothing', { stsRecord: unknown('timeout'), queries: [] }, []],
  [
    'TLSRPT',
    { tlsrpt: { ...tlsrptRecord(), ...gone }, queries: [asked('b.other.test', 'NXDOMAIN')] },
    ['_smtp._tls.example.com b.other.test'],
  ],
  [
    'the policy host',
    { policyHost: { state: 'absent', ...gone }, queries: [asked('mta-sts.example.com', 'NXDOMAIN')] },
    ['mta-sts.example.com b.other.test'],
  ],
  [
    'a mail server',
    {
      mx: mxOf(host('mail.example.com', 10, { address: 'absent', aliasOf: 'x.other.test' })),
      queries: [asked('mail.example.com', 'NXDOMAIN')],
    },
    ['mail.example.com x.other.test'],
  ],
  [
    'one with an address is well',
    {
      mx: mxOf(host('mail.example.com', 10, { aliasOf: 'x.other.test' })),
      queries: [asked('mail.example.com', 'NXDOMAIN')],
    },
    [],
  ],
])('%s', (_, change, expected) => {
  const dangling = danglingOf(assessmentOf(change));
  expect(dangling.map(({ name, target }) => `${name} ${target}`)).toEqual(expected);
});
