import type { LabDomain } from '../description/types.ts';
import { labDomain } from '../description/domain.ts';
import { policyText, serves } from '../description/policy.ts';
import { GOOGLE_ALTERNATES, MICROSOFT_ONE_LABEL, MICROSOFT_TWO_LABELS } from '../support-zones.ts';

const DAY_SECONDS = 86_400;
const GOOGLE_PATTERNS = ['smtp.google.com', 'aspmx.l.google.com', '*.aspmx.l.google.com'];

/** Domains whose mail is in the hands of a provider. */
export const PROVIDERS: readonly LabDomain[] = [
  labDomain('google-like.test', 'Mail at Google with the five servers of old.', {
    mx: [
      [1, 'aspmx.l.google.com'],
      ...GOOGLE_ALTERNATES.map((host, index) => [index < 2 ? 5 : 10, host] as const),
    ],
    policyHost: serves(policyText({ maxAge: DAY_SECONDS, mx: GOOGLE_PATTERNS })),
    expected: { maxAgeSeconds: DAY_SECONDS },
  }),
  labDomain('google-one.test', 'Mail at Google with its single server of today.', {
    mx: [[1, 'smtp.google.com']],
    policyHost: serves(policyText({ maxAge: DAY_SECONDS, mx: GOOGLE_PATTERNS })),
    expected: { maxAgeSeconds: DAY_SECONDS, findings: ['mx-pattern-unused'] },
  }),
  labDomain('microsoft-one-label.test', 'Mail at Microsoft 365 with the usual wildcard.', {
    mx: [[0, MICROSOFT_ONE_LABEL]],
    policyHost: serves(policyText({ mx: ['*.mail.protection.outlook.com'] })),
  }),
  labDomain(
    'microsoft-two-label.test',
    'A name of the newer kind at Microsoft, one label deeper than the wildcard.',
    {
      mx: [[0, MICROSOFT_TWO_LABELS]],
      policyHost: serves(policyText({ mx: ['*.mx.microsoft'] })),
      expected: { standing: 'uncovered', covered: 0, findings: ['mx-all-uncovered', 'mx-wildcard-depth'] },
    },
  ),
];
