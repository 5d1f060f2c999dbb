import type { LabDomain } from '../../description/types.ts';
import { labDomain } from '../../description/domain.ts';
import { policyText, serves } from '../../description/policy.ts';

/** Which mail servers the policy covers. */
export const COVERAGE: readonly LabDomain[] = [
  labDomain('uncovered.test', 'The backup mail server is missing from an enforced policy.', {
    mx: [
      [10, 'mx1.uncovered.test'],
      [50, 'backup.provider.test'],
    ],
    policyHost: serves(policyText({ mx: ['mx1.uncovered.test'] })),
    expected: {
      standing: 'uncovered',
      covered: 1,
      headlines: { 'mta-sts': 'uncovered-some' },
      score: '61',
      findings: ['mx-backup-uncovered'],
    },
  }),
  labDomain('testing-uncovered.test', 'No mail server is covered, in mode testing.', {
    policyHost: serves(policyText({ mode: 'testing', mx: ['old.testing-uncovered.test'] })),
    expected: {
      standing: 'uncovered',
      mode: 'testing',
      covered: 0,
      headlines: { 'mta-sts': 'uncovered-testing' },
      findings: ['mx-uncovered-testing'],
    },
  }),
  labDomain('short-wildcard.test', 'A wildcard that is one label too short for the mail server.', {
    mx: [[10, 'mx1.eu.short-wildcard.test']],
    policyHost: serves(policyText({ mx: ['*.short-wildcard.test'] })),
    expected: {
      standing: 'uncovered',
      covered: 0,
      headlines: { 'mta-sts': 'uncovered-all' },
      findings: ['mx-all-uncovered', 'mx-wildcard-depth'],
    },
  }),
  labDomain('wildcard.test', 'A wildcard that covers both mail servers.', {
    policyHost: serves(policyText({ mx: ['*.wildcard.test'] })),
    expected: { findings: ['mx-pattern-own-domain'] },
  }),
  labDomain('ip-pattern.test', 'An address among the mx patterns, which can never match.', {
    policyHost: serves(policyText({ mx: ['192.0.2.10', 'mx1.ip-pattern.test', 'mx2.ip-pattern.test'] })),
    expected: { findings: ['policy-mx-never-matches'] },
  }),
];
