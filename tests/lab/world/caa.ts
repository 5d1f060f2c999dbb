import type { HeadlineOf, ProblemCode } from '../../../lib/mechanisms.ts';
import type { LabDomain, ZoneRecord } from '../description/types.ts';
import { labDomain, type Differences } from '../description/domain.ts';
import { address, caa, cname } from '../description/records.ts';

/** A domain whose policy host is under these records, and what is said of them. */
function issued(
  domain: string,
  what: string,
  more: readonly ZoneRecord[],
  headline: HeadlineOf<'caa'>,
  findings: readonly ProblemCode[] = [],
  differences: Differences = {},
): LabDomain {
  return labDomain(domain, what, {
    ...differences,
    more,
    expected: { headlines: { caa: headline }, findings },
  });
}

/** Who may issue a certificate for the policy host. */
export const CAA: readonly LabDomain[] = [
  issued('ca-named.test', 'One CA may issue.', [caa('ca-named.test', 'issue', 'ca.test')], 'limited'),
  issued('ca-any.test', 'Nobody is named, so anyone may issue.', [], 'open'),
  issued(
    'ca-none.test',
    'Nobody may issue: the policy host gets no new certificate.',
    [caa('ca-none.test', 'issue', ';')],
    'forbidden',
    ['caa-forbids-all'],
  ),
  issued(
    'ca-host.test',
    'Nobody may issue for the domain, and one CA for the policy host.',
    [caa('ca-host.test', 'issue', ';'), caa('mta-sts.ca-host.test', 'issue', 'ca.test')],
    'limited',
  ),
  issued(
    'ca-wildcard.test',
    'Only wildcard certificates may be issued.',
    [caa('ca-wildcard.test', 'issue', ';'), caa('ca-wildcard.test', 'issuewild', 'ca.test')],
    'wildcard-only',
    ['caa-wildcard-only'],
  ),
  issued(
    'ca-critical.test',
    'A critical tag that no CA knows.',
    [caa('ca-critical.test', 'tbs', 'x', 128)],
    'forbidden',
    ['caa-critical-unknown'],
  ),
  issued(
    'ca-address.test',
    'Somebody wrote the address of a CA in place of its domain.',
    [caa('ca-address.test', 'issue', 'https://ca.test/')],
    'forbidden',
    ['caa-malformed-value', 'caa-forbids-all'],
  ),
  issued(
    'ca-target.test',
    'The policy host is an alias, and its target has records of its own.',
    [
      cname('mta-sts.ca-target.test', 'policy.ca-target.test'),
      address('policy.ca-target.test', 80),
      caa('policy.ca-target.test', 'issue', 'ca.test'),
      caa('ca-target.test', 'issue', ';'),
    ],
    'limited',
    ['caa-policy-host-differs'],
    { policyAddress: null },
  ),
  issued(
    'ca-account.test',
    'One account of one CA may issue, and only by DNS; S/MIME is limited too.',
    [
      caa('ca-account.test', 'issue', 'ca.test; accounturi=https://ca.test/1; validationmethods=dns-01'),
      caa('ca-account.test', 'issuemail', ';'),
    ],
    'limited',
    ['caa-methods', 'caa-account-bound', 'caa-issuemail'],
  ),
];
