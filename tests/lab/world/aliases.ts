import type { LabDomain } from '../description/types.ts';
import { broken, labDomain, noPolicy } from '../description/domain.ts';
import { cname } from '../description/records.ts';

/** Domains whose records or policy host are aliases, of what a provider has published or of nothing. */
export const ALIASES: readonly LabDomain[] = [
  labDomain('delegated.test', 'All three names are aliases that lead to a provider.', {
    sts: null,
    tlsrpt: null,
    policyAddress: null,
    more: [
      // Straight across, within the domain first, and through a third party.
      cname('_mta-sts.delegated.test', 'delegated._mta-sts.provider.test'),
      cname('_smtp._tls.delegated.test', '_smtp-tls.delegated.test'),
      cname('_smtp-tls.delegated.test', 'delegated._smtp._tls.provider.test'),
      cname('mta-sts.delegated.test', 'delegated.policies.provider.test'),
    ],
  }),
  labDomain(
    'half-delegated.test',
    'The record is an alias that leads to a provider; the policy host was forgotten.',
    {
      sts: null,
      policyAddress: null,
      more: [cname('_mta-sts.half-delegated.test', 'delegated._mta-sts.provider.test')],
      expected: broken('policy-host-not-delegated'),
    },
  ),
  labDomain('dangling.test', 'The record is an alias of a name that does not exist.', {
    sts: null,
    policyHost: null,
    more: [cname('_mta-sts.dangling.test', 'dangling._mta-sts.gone.test')],
    expected: noPolicy('absent', 'alias-dangling', 'sts-absent'),
  }),
  labDomain('dangling-reports.test', 'The TLSRPT record is an alias of a name that does not exist.', {
    tlsrpt: null,
    more: [cname('_smtp._tls.dangling-reports.test', 'reports.gone.test')],
    expected: { headlines: { tlsrpt: 'absent' }, findings: ['alias-dangling', 'tlsrpt-absent'] },
  }),
  labDomain('dangling-host.test', 'The policy host is an alias of a name that does not exist.', {
    policyHost: null,
    more: [cname('mta-sts.dangling-host.test', 'policies.gone.test')],
    expected: broken('policy-host-no-address', 'alias-dangling'),
  }),
];
