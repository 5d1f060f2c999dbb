import type { ProblemCode } from '../../../../lib/mechanisms.ts';
import type { Expected, LabDomain } from '../../description/types.ts';
import { broken, GOOD_STS, goodTlsrpt, labDomain, noPolicy } from '../../description/domain.ts';

/** No sender reads the record. */
function unread(...findings: readonly ProblemCode[]): Partial<Expected> {
  return { ...broken(...findings), headlines: { 'mta-sts': 'broken-record' } };
}

/** A record that no sender reads although somebody meant it: the policy behind it is never fetched. */
function meant(domain: string, what: string, text: string, finding: ProblemCode): LabDomain {
  return labDomain(domain, what, { sts: [text], expected: unread(finding) });
}

/** Faults and oddities of the MTA-STS record. */
export const RECORD: readonly LabDomain[] = [
  labDomain('two-records.test', 'Two MTA-STS records: senders treat that as none.', {
    sts: [GOOD_STS, 'v=STSv1; id=20250101000000;'],
    expected: unread('sts-records-several'),
  }),
  labDomain('broken-record.test', 'The id of the record has hyphens, which its grammar does not allow.', {
    sts: ['v=STSv1; id=2026-01-01;'],
    expected: unread('sts-record-id-syntax'),
  }),
  labDomain(
    'prefix.test',
    'A space before the first semicolon: valid by the grammar, lost on strict readers.',
    {
      sts: ['v=STSv1 ;id=20260101000000'],
      expected: {
        standing: 'fragile',
        headlines: { 'mta-sts': 'fragile-enforce' },
        findings: ['sts-record-space-after-version'],
      },
    },
  ),
  labDomain(
    'unrelated-txt.test',
    'Another TXT record beside the good one, as a wildcard SPF record causes.',
    {
      sts: ['v=spf1 -all', GOOD_STS],
      expected: { findings: ['sts-record-unrelated'] },
    },
  ),
  labDomain('split-txt.test', 'Both records are split into several strings, which join without spaces.', {
    sts: [['v=STS', 'v1; id=2026', '0101000000', ';']],
    tlsrpt: [['v=TLSRPTv1; rua=mailto:tls-', 'reports@split-txt.test']],
  }),
  labDomain('servfail.test', 'DNS fails for the MTA-STS record alone: nobody can know.', {
    sts: null,
    policyHost: null,
    servfail: ['_mta-sts.servfail.test'],
    expected: {
      ...noPolicy('unknown', 'sts-record-unavailable'),
      headlines: { 'mta-sts': 'unknown-dns' },
      score: '60–96',
    },
  }),
  meant('no-sign.test', 'The version lacks its “v=”.', 'STSv1; id=20260101000000', 'sts-record-version'),
  meant(
    'next-version.test',
    'A version that does not exist.',
    'v=STSv2; id=20260101000000',
    'sts-record-version',
  ),
  meant(
    'run-together.test',
    'No semicolon and no space behind the version.',
    'v=STSv1id=20260101000000',
    'sts-record-version',
  ),
  meant(
    'no-semicolon.test',
    'A space for the first semicolon.',
    'v=STSv1 id=20260101000000',
    'sts-record-delimiter',
  ),
  meant(
    'comma.test',
    'A comma for the first semicolon.',
    'v=STSv1, id=20260101000000',
    'sts-record-delimiter',
  ),
  meant(
    'quoted-record.test',
    'Typographic quotes around the record.',
    '“v=STSv1; id=20260101000000”',
    'sts-record-version',
  ),
  meant(
    'zone-line.test',
    'A whole line of the zone was copied into the value.',
    '_mta-sts.zone-line.test. 300 IN TXT "v=STSv1; id=20260101000000"',
    'sts-record-version',
  ),
  meant(
    'hidden-space.test',
    'A no-break space, which nobody sees.',
    'v=STSv1;\u00a0id=20260101000000',
    'sts-record-invisible',
  ),
  meant(
    'policy-in-dns.test',
    'The lines of the policy file stand in DNS.',
    'version: STSv1 mode: enforce',
    'sts-record-is-policy',
  ),
  meant(
    'reports-here.test',
    'The TLSRPT record stands where that of MTA-STS belongs.',
    goodTlsrpt('reports-here.test'),
    'sts-record-misplaced',
  ),
  labDomain('tokens.test', 'Only texts of others stand at the name of the record.', {
    sts: ['google-site-verification=abc123', 'v=spf1 -all'],
    expected: {
      ...noPolicy('absent', 'sts-record-unrelated', 'sts-absent'),
      headlines: { 'mta-sts': 'absent' },
    },
  }),
];
