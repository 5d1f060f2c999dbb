import type { LabDomain } from './types.ts';
import { broken, GOOD_STS, goodTlsrpt, labDomain, noPolicy } from './domain.ts';

/** Faults and oddities in the two TXT records. */
export const RECORD_FAULTS: readonly LabDomain[] = [
  labDomain('two-records.test', 'Two MTA-STS records: senders treat that as none.', {
    sts: [GOOD_STS, 'v=STSv1; id=20250101000000;'],
    expected: broken(),
  }),
  labDomain('broken-record.test', 'The id of the record has hyphens, which its grammar does not allow.', {
    sts: ['v=STSv1; id=2026-01-01;'],
    expected: broken(),
  }),
  labDomain(
    'prefix.test',
    'A space before the first semicolon: valid by the grammar, lost on strict readers.',
    {
      sts: ['v=STSv1 ;id=20260101000000'],
      expected: { standing: 'fragile' },
    },
  ),
  labDomain(
    'unrelated-txt.test',
    'Another TXT record beside the good one, as a wildcard SPF record causes.',
    {
      sts: ['v=spf1 -all', GOOD_STS],
    },
  ),
  labDomain('split-txt.test', 'Both records are split into several strings, which join without spaces.', {
    sts: [['v=STS', 'v1; id=2026', '0101000000', ';']],
    tlsrpt: [['v=TLSRPTv1; rua=mailto:tls-', 'reports@split-txt.test']],
  }),
  labDomain('two-tlsrpt.test', 'Two TLSRPT records: reporters treat that as none.', {
    tlsrpt: [goodTlsrpt('two-tlsrpt.test'), 'v=TLSRPTv1; rua=https://reports.two-tlsrpt.test/v1'],
    expected: { tlsrpt: 'invalid' },
  }),
  labDomain('broken-rua.test', 'The rua of the TLSRPT record is an address without mailto:.', {
    tlsrpt: ['v=TLSRPTv1; rua=tls-reports@broken-rua.test'],
    expected: { tlsrpt: 'invalid' },
  }),
  labDomain('two-rua.test', 'Reports go to a mailbox of a service and to an address on the web.', {
    tlsrpt: ['v=TLSRPTv1; rua=mailto:two-rua@reports.provider.test,https://reports.provider.test/v1/two-rua'],
  }),
  labDomain('servfail.test', 'DNS fails for the MTA-STS record alone: nobody can know.', {
    sts: null,
    policyHost: null,
    servfail: ['_mta-sts.servfail.test'],
    expected: noPolicy('unknown'),
  }),
];
