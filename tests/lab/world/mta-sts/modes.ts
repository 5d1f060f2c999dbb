import type { LabDomain } from '../../description/types.ts';
import { labDomain, noPolicy } from '../../description/domain.ts';
import { policyText, serves } from '../../description/policy.ts';

const DAY_SECONDS = 86_400;

/** The three modes, no policy at all, and the steps between. */
export const MODES: readonly LabDomain[] = [
  labDomain('enforce.test', 'Everything right, mode enforce.', {
    expected: { headlines: { 'mta-sts': 'enforced' }, score: '96' },
  }),
  labDomain(
    'sub.enforce.test',
    'A subdomain without a policy below a parent that has one: nothing is inherited.',
    {
      mx: [[10, 'mx1.sub.enforce.test']],
      sts: null,
      tlsrpt: null,
      policyHost: null,
      expected: { ...noPolicy('absent', 'sts-absent'), headlines: { 'mta-sts': 'absent', tlsrpt: 'absent' } },
    },
  ),
  labDomain('testing.test', 'Everything right, mode testing.', {
    policyHost: serves(policyText({ mode: 'testing', mx: ['mx1.testing.test', 'mx2.testing.test'] })),
    expected: {
      standing: 'testing',
      mode: 'testing',
      headlines: { 'mta-sts': 'testing' },
      score: '76',
      findings: ['policy-mode-testing'],
    },
  }),
  labDomain('none.test', 'A policy of mode none that still names its mail servers.', {
    policyHost: serves(
      policyText({ mode: 'none', maxAge: DAY_SECONDS, mx: ['mx1.none.test', 'mx2.none.test'] }),
    ),
    expected: {
      standing: 'disabled',
      headlines: { 'mta-sts': 'disabled' },
      mode: 'none',
      maxAgeSeconds: DAY_SECONDS,
      covered: null,
      findings: ['policy-mode-none'],
    },
  }),
  labDomain('none-without-mx.test', 'A policy of mode none without any mx line, which is valid.', {
    policyHost: serves(policyText({ mode: 'none', maxAge: DAY_SECONDS, mx: [] })),
    expected: {
      standing: 'disabled',
      headlines: { 'mta-sts': 'disabled' },
      mode: 'none',
      maxAgeSeconds: DAY_SECONDS,
      covered: null,
      findings: ['policy-mode-none'],
    },
  }),
  labDomain('absent.test', 'Mail servers and TLS reports, but no MTA-STS at all.', {
    sts: null,
    policyHost: null,
    expected: { ...noPolicy('absent', 'sts-absent'), headlines: { 'mta-sts': 'absent' }, score: '60' },
  }),
  labDomain('new-here.test', 'A new mail domain that has published nothing but its mail servers yet.', {
    sts: null,
    tlsrpt: null,
    policyHost: null,
    expected: { ...noPolicy('absent', 'sts-absent'), headlines: { 'mta-sts': 'absent', tlsrpt: 'absent' } },
  }),
  labDomain('unannounced.test', 'The policy file is served, but no record announces it.', {
    sts: null,
    expected: { ...noPolicy('absent', 'sts-absent'), headlines: { 'mta-sts': 'absent' } },
  }),
  labDomain('short-max-age.test', 'A max_age of one hour, which hardly protects anybody.', {
    policyHost: serves(
      policyText({ maxAge: 3600, mx: ['mx1.short-max-age.test', 'mx2.short-max-age.test'] }),
    ),
    expected: { maxAgeSeconds: 3600, findings: ['policy-max-age-below-day'] },
  }),
];
