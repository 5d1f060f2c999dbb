import type { LabDomain, SupportZone } from '../description/types.ts';
import { broken, GOOD_STS, goodTlsrpt, labDomain } from '../description/domain.ts';
import { policyText, serves } from '../description/policy.ts';
import { address, cname, txt, website } from '../description/records.ts';

const DAY_SECONDS = 86_400;
const GOOGLE_PATTERNS = ['smtp.google.com', 'aspmx.l.google.com', '*.aspmx.l.google.com'];
const GOOGLE_ALTERNATES = [1, 2, 3, 4].map((number) => `alt${number}.aspmx.l.google.com`);
const ONE_LABEL = 'microsoft-one-label-test.mail.protection.outlook.com';
const TWO_LABELS = 'microsoft-two-label-test.h-v1.mx.microsoft';

/** Domains whose mail, or whose MTA-STS, is in the hands of a provider. */
export const PROVIDED: readonly LabDomain[] = [
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
      expected: broken('no-address'),
    },
  ),
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
    expected: { maxAgeSeconds: DAY_SECONDS },
  }),
  labDomain('microsoft-one-label.test', 'Mail at Microsoft 365 with the usual wildcard.', {
    mx: [[0, ONE_LABEL]],
    policyHost: serves(policyText({ mx: ['*.mail.protection.outlook.com'] })),
  }),
  labDomain(
    'microsoft-two-label.test',
    'A name of the newer kind at Microsoft, one label deeper than the wildcard.',
    {
      mx: [[0, TWO_LABELS]],
      policyHost: serves(policyText({ mx: ['*.mx.microsoft'] })),
      expected: { standing: 'uncovered', covered: 0 },
    },
  ),
];

/** The providers' own zones, and the lab's. */
export const SUPPORT: readonly SupportZone[] = [
  {
    apex: 'provider.test',
    records: [
      ...website('provider.test'),
      address('backup.provider.test', 30),
      address('reports.provider.test', 31),
      txt('delegated._mta-sts.provider.test', GOOD_STS),
      txt('delegated._smtp._tls.provider.test', goodTlsrpt('provider.test')),
      cname('delegated.policies.provider.test', 'edge.hosting.test'),
    ],
  },
  { apex: 'hosting.test', records: [...website('hosting.test'), address('edge.hosting.test', 90)] },
  {
    apex: 'google.com',
    records: ['smtp.google.com', 'aspmx.l.google.com', ...GOOGLE_ALTERNATES].map((host, index) =>
      address(host, 40 + index),
    ),
  },
  { apex: 'outlook.com', records: [address(ONE_LABEL, 50)] },
  { apex: 'mx.microsoft', records: [address(TWO_LABELS, 51)] },
  { apex: 'lab.test', records: [...website('lab.test'), address('doh.lab.test', 2)] },
];
