import type { LabDomain } from '../../description/types.ts';
import { broken, GOOD_STS, goodTlsrpt, labDomain, noPolicy } from '../../description/domain.ts';

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

/** A record that no sender reads although somebody meant it: the policy behind it is never fetched. */
function meant(domain: string, what: string, ...texts: string[]): LabDomain {
  return labDomain(domain, what, { sts: texts, expected: broken() });
}

/** The same of the TLSRPT record; the policy is in force. */
function meantReports(domain: string, what: string, text: string): LabDomain {
  return labDomain(domain, what, { tlsrpt: [text], expected: { tlsrpt: 'invalid' } });
}

/** Texts that somebody meant as a record, each with its reason. */
export const MEANT_RECORDS: readonly LabDomain[] = [
  meant('no-sign.test', 'The version lacks its “v=”.', 'STSv1; id=20260101000000'),
  meant('next-version.test', 'A version that does not exist.', 'v=STSv2; id=20260101000000'),
  meant('run-together.test', 'No semicolon and no space behind the version.', 'v=STSv1id=20260101000000'),
  meant('no-semicolon.test', 'A space for the first semicolon.', 'v=STSv1 id=20260101000000'),
  meant('comma.test', 'A comma for the first semicolon.', 'v=STSv1, id=20260101000000'),
  meant('quoted-record.test', 'Typographic quotes around the record.', '“v=STSv1; id=20260101000000”'),
  meant(
    'zone-line.test',
    'A whole line of the zone was copied into the value.',
    '_mta-sts.zone-line.test. 300 IN TXT "v=STSv1; id=20260101000000"',
  ),
  meant('hidden-space.test', 'A no-break space, which nobody sees.', 'v=STSv1;\u00a0id=20260101000000'),
  meant('policy-in-dns.test', 'The lines of the policy file stand in DNS.', 'version: STSv1 mode: enforce'),
  meant(
    'reports-here.test',
    'The TLSRPT record stands where that of MTA-STS belongs.',
    goodTlsrpt('reports-here.test'),
  ),
  labDomain('tokens.test', 'Only texts of others stand at the name of the record.', {
    sts: ['google-site-verification=abc123', 'v=spf1 -all'],
    expected: noPolicy('absent'),
  }),
  meantReports(
    'no-sign-reports.test',
    'The version lacks its “v=”.',
    'TLSRPTv1; rua=mailto:a@reports.provider.test',
  ),
  meantReports(
    'bare-rua.test',
    'The address of the reports stands alone.',
    'rua=mailto:a@reports.provider.test',
  ),
  meantReports('dmarc-here.test', 'A DMARC record.', 'v=DMARC1; p=none; rua=mailto:a@reports.provider.test'),
  meantReports(
    'comma-reports.test',
    'A comma for the first semicolon.',
    'v=TLSRPTv1, rua=mailto:a@reports.provider.test',
  ),
  labDomain('slashes.test', 'Slashes of a web address stand before the mailbox.', {
    tlsrpt: ['v=TLSRPTv1; rua=mailto://a@reports.provider.test'],
  }),
];
