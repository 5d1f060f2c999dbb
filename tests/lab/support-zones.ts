import type { SupportZone } from './description/types.ts';
import { GOOD_STS, goodTlsrpt } from './description/domain.ts';
import { address, cname, txt, website } from './description/records.ts';
import { bothKeys } from './description/tlsa-sets.ts';

/** The servers of Google of old, behind the first. */
export const GOOGLE_ALTERNATES = [1, 2, 3, 4].map((number) => `alt${number}.aspmx.l.google.com`);

/** A server of Microsoft 365 one label below the name that its wildcards are given for. */
export const MICROSOFT_ONE_LABEL = 'microsoft-one-label-test.mail.protection.outlook.com';

/** One of the newer kind, two labels below. */
export const MICROSOFT_TWO_LABELS = 'microsoft-two-label-test.h-v1.mx.microsoft';

/** One that has DANE. */
export const MICROSOFT_DANE = 'microsoft-dane-test.o-v1.mx.microsoft';

/** The servers of Proton, which have DANE. */
export const PROTON = ['mail.protonmail.ch', 'mailsec.protonmail.ch'] as const;

/** The zones of those who run mail servers for others, with DANE and without. */
const MAIL_SERVERS: readonly SupportZone[] = [
  {
    apex: 'signed-mail.test',
    signing: { zone: 'secure' },
    records: [
      ...['mx1', 'mx2', 'plain'].map((label, index) => address(`${label}.signed-mail.test`, 60 + index)),
      ...['mx1', 'mx2'].flatMap((label) => bothKeys(`${label}.signed-mail.test`)),
    ],
  },
  {
    apex: 'unsigned-mail.test',
    records: [address('mx1.unsigned-mail.test', 65), ...bothKeys('mx1.unsigned-mail.test')],
  },
  {
    apex: 'o-v1.mx.microsoft',
    signing: { zone: 'secure' },
    records: [address(MICROSOFT_DANE, 52), ...bothKeys(MICROSOFT_DANE)],
  },
  {
    apex: 'protonmail.ch',
    signing: { zone: 'secure' },
    records: PROTON.flatMap((host, index) => [address(host, 70 + index), ...bothKeys(host)]),
  },
];

/** The zones of providers, and the lab's own. */
export const SUPPORT: readonly SupportZone[] = [
  {
    apex: 'provider.test',
    records: [
      ...website('provider.test'),
      address('backup.provider.test', 30),
      address('reports.provider.test', 31),
      txt('*._report._dmarc.reports.provider.test', 'v=DMARC1'),
      txt('delegated._mta-sts.provider.test', GOOD_STS),
      txt('delegated._smtp._tls.provider.test', goodTlsrpt('provider.test')),
      cname('delegated.policies.provider.test', 'edge.hosting.test'),
    ],
  },
  { apex: 'hosting.test', records: [...website('hosting.test'), address('edge.hosting.test', 90)] },
  {
    apex: 'google.com',
    records: [
      ...['smtp.google.com', 'aspmx.l.google.com', ...GOOGLE_ALTERNATES].map((host, index) =>
        address(host, 40 + index),
      ),
      txt('_spf.google.com', 'v=spf1 include:_netblocks.google.com include:_netblocks2.google.com ~all'),
      txt('_netblocks.google.com', 'v=spf1 ip4:35.190.247.0/24 ip4:64.233.160.0/19 ~all'),
      txt('_netblocks2.google.com', 'v=spf1 ip6:2001:4860:4000::/36 ~all'),
    ],
  },
  {
    apex: 'outlook.com',
    records: [
      address(MICROSOFT_ONE_LABEL, 50),
      txt('spf.protection.outlook.com', 'v=spf1 ip4:40.92.0.0/15 ip6:2a01:111:f400::/48 -all'),
    ],
  },
  {
    apex: 'amazonses.com',
    records: [txt('amazonses.com', 'v=spf1 ip4:199.255.192.0/22 ip4:54.240.0.0/18 -all')],
  },
  { apex: 'mx.microsoft', signing: { zone: 'secure' }, records: [address(MICROSOFT_TWO_LABELS, 51)] },
  { apex: 'lab.test', records: [...website('lab.test'), address('doh.lab.test', 2)] },
  ...MAIL_SERVERS,
];
