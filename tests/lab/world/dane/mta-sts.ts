import { policyText, serves } from '../../description/policy.ts';
import type { LabDomain } from '../../description/types.ts';
import { bothKeysOfEach } from '../../description/tlsa-sets.ts';
import { withoutPolicy } from '../../description/expecting.ts';
import { ALONE, signed } from './builders.ts';

/** DANE on both servers, and a policy of MTA-STS beside it. */
export const DANE_MTA_STS: readonly LabDomain[] = [
  signed(
    'dane-enforce.test',
    'DANE on both mail servers beside a policy of mode enforce.',
    { more: bothKeysOfEach('dane-enforce.test') },
    { findings: ['dane-sts-overlap'], headlines: { dane: 'protected' } },
  ),
  signed(
    'dane-testing.test',
    'DANE on both mail servers beside a policy of mode testing.',
    {
      more: bothKeysOfEach('dane-testing.test'),
      policyHost: serves(
        policyText({ mode: 'testing', mx: ['mx1.dane-testing.test', 'mx2.dane-testing.test'] }),
      ),
    },
    { standing: 'dane', mode: 'testing', headlines: { dane: 'protected' } },
  ),
  signed(
    'dane-broken.test',
    'DANE on both mail servers beside a policy that is not there.',
    { more: bothKeysOfEach('dane-broken.test'), policyHost: serves('Not found', { status: 404 }) },
    {
      standing: 'broken',
      mode: null,
      maxAgeSeconds: null,
      covered: null,
      findings: ['policy-status'],
      headlines: { dane: 'protected' },
    },
  ),
  signed(
    'dane-record-lost.test',
    'DANE on both mail servers; DNS fails for the MTA-STS record.',
    {
      ...ALONE,
      more: bothKeysOfEach('dane-record-lost.test'),
      servfail: ['_mta-sts.dane-record-lost.test'],
    },
    {
      ...withoutPolicy('unknown', 'sts-record-unavailable'),
      headlines: { dane: 'protected', 'mta-sts': 'unknown-dns' },
    },
  ),
  signed(
    'dane-none.test',
    'DANE on both mail servers beside a policy that is withdrawn.',
    { more: bothKeysOfEach('dane-none.test'), policyHost: serves(policyText({ mode: 'none', mx: [] })) },
    { standing: 'dane', mode: 'none', covered: null, headlines: { dane: 'protected' } },
  ),
  signed(
    'dane-uncovered.test',
    'DANE on both mail servers; an enforced policy leaves out the backup, and senders that go by it do not take that.',
    {
      more: bothKeysOfEach('dane-uncovered.test'),
      policyHost: serves(policyText({ mx: ['mx1.dane-uncovered.test'] })),
    },
    {
      standing: 'uncovered',
      covered: 1,
      findings: ['mx-backup-uncovered', 'dane-sts-overlap'],
      headlines: { dane: 'protected' },
    },
  ),
];
