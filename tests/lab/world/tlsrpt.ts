import type { ProblemCode } from '../../../lib/mechanisms.ts';
import type { Expected, LabDomain } from '../description/types.ts';
import { goodTlsrpt, labDomain } from '../description/domain.ts';

const INVALID: Partial<Expected> = { headlines: { tlsrpt: 'invalid' } };

/** A text that somebody meant as a TLSRPT record; the policy is in force. */
function meant(domain: string, what: string, text: string, finding: ProblemCode): LabDomain {
  return labDomain(domain, what, { tlsrpt: [text], expected: { ...INVALID, findings: [finding] } });
}

/** Faults and oddities of the TLSRPT record. */
export const TLSRPT: readonly LabDomain[] = [
  labDomain('no-reports.test', 'Mode enforce without TLS reports: failures stay unseen.', {
    tlsrpt: null,
    expected: { headlines: { tlsrpt: 'absent' }, findings: ['tlsrpt-absent'] },
  }),
  labDomain('two-tlsrpt.test', 'Two TLSRPT records: reporters treat that as none.', {
    tlsrpt: [goodTlsrpt('two-tlsrpt.test'), 'v=TLSRPTv1; rua=https://reports.two-tlsrpt.test/v1'],
    expected: { ...INVALID, findings: ['tlsrpt-records-several'] },
  }),
  labDomain('broken-rua.test', 'The rua of the TLSRPT record is an address without mailto:.', {
    tlsrpt: ['v=TLSRPTv1; rua=tls-reports@broken-rua.test'],
    expected: { ...INVALID, findings: ['tlsrpt-rua-syntax'] },
  }),
  labDomain('two-rua.test', 'Reports go to a mailbox of a service and to an address on the web.', {
    tlsrpt: ['v=TLSRPTv1; rua=mailto:two-rua@reports.provider.test,https://reports.provider.test/v1/two-rua'],
  }),
  meant(
    'no-sign-reports.test',
    'The version lacks its “v=”.',
    'TLSRPTv1; rua=mailto:a@reports.provider.test',
    'tlsrpt-version',
  ),
  meant(
    'bare-rua.test',
    'The address of the reports stands alone.',
    'rua=mailto:a@reports.provider.test',
    'tlsrpt-version',
  ),
  meant(
    'dmarc-here.test',
    'A DMARC record.',
    'v=DMARC1; p=none; rua=mailto:a@reports.provider.test',
    'tlsrpt-misplaced',
  ),
  meant(
    'comma-reports.test',
    'A comma for the first semicolon.',
    'v=TLSRPTv1, rua=mailto:a@reports.provider.test',
    'tlsrpt-delimiter',
  ),
  labDomain('slashes.test', 'Slashes of a web address stand before the mailbox.', {
    tlsrpt: ['v=TLSRPTv1; rua=mailto://a@reports.provider.test'],
    expected: {
      headlines: { tlsrpt: 'unusable' },
      findings: ['tlsrpt-rua-slashes', 'tlsrpt-rua-unusable'],
    },
  }),
];
