import type { Expected, LabDomain, Signing } from '../description/types.ts';
import { labDomain, type Differences } from '../description/domain.ts';
import { expecting, withoutPolicy } from '../description/expecting.ts';
import { tlsa } from '../description/records.ts';

const DIGEST = '5c'.repeat(32);

/** Nothing of it can be known through a resolver that validates, and a sender with such a resolver waits. */
const DARK: Partial<Expected> = {
  ...withoutPolicy('held', 'dane-mx-bogus'),
  mxTotal: null,
  headlines: { dane: 'held-all', dnssec: 'bogus', mx: 'unknown', tlsrpt: 'unknown' },
  guide: 'proposes-nothing',
};

function zoned(
  domain: string,
  what: string,
  signing: Signing,
  differences: Omit<Differences, 'expected' | 'signing'>,
  expected: Partial<Expected>,
): LabDomain {
  return expecting(labDomain(domain, what, { signing, ...differences }), expected);
}

/** Signed zones in every state, with little of DANE in them. */
export const DNSSEC: readonly LabDomain[] = [
  zoned(
    'signed.test',
    'A signed zone without TLSA records, mode enforce.',
    { zone: 'secure' },
    {},
    {
      findings: ['dane-absent', 'dnssec-secure'],
      headlines: { dane: 'absent', dnssec: 'secure' },
      score: '100',
    },
  ),
  zoned(
    'island.test',
    'A signed zone that the zone above does not vouch for: it counts as not signed.',
    { zone: 'island' },
    {
      sts: null,
      policyHost: null,
      mx: [[10, 'mx1.island.test']],
      more: [tlsa('mx1.island.test', '3 1 1', DIGEST)],
    },
    { ...withoutPolicy('absent', 'sts-absent', 'dnssec-insecure'), headlines: { dnssec: 'insecure' } },
  ),
  zoned(
    'signature-expired.test',
    'The signatures of the zone have expired.',
    { zone: 'expired' },
    {},
    { ...DARK, findingsByReason: ['dnssec-signature-expired'] },
  ),
  zoned(
    'moved.test',
    'The domain has moved, and the zone above still vouches for the key of old.',
    { zone: 'bogus' },
    {},
    { ...DARK, findingsByReason: ['dnssec-key-missing'] },
  ),
  zoned(
    'mx-bogus.test',
    'The MX records alone are not those that were signed.',
    { zone: 'secure', answers: [{ name: 'mx-bogus.test', type: 'MX', signature: 'wrong' }] },
    {},
    {
      standing: 'held',
      covered: null,
      mxTotal: null,
      headlines: { dane: 'held-all', dnssec: 'bogus', mx: 'unknown' },
      findings: ['dane-mx-bogus', 'dnssec-bogus'],
      guide: 'proposes-nothing',
    },
  ),
  zoned(
    'record-bogus.test',
    'What stands at the name of the MTA-STS record is not what was signed.',
    {
      zone: 'secure',
      answers: [{ name: '_mta-sts.record-bogus.test', type: 'TXT', signature: 'wrong' }],
    },
    // Whoever cannot see that adds a record; beside another one that would be one too many.
    { sts: ['site-verification=5c0ffee'] },
    { ...withoutPolicy('unknown'), headlines: { dnssec: 'secure' } },
  ),
];
