import type { LabDomain } from '../../description/types.ts';
import { address } from '../../description/records.ts';
import { MICROSOFT_DANE, PROTON } from '../../support-zones.ts';
import { ALONE, sealed, signed, unprotected } from './builders.ts';

const OUTLOOK = 'outlook-dane-test.mail.protection.outlook.com';

/** Signed domains whose mail is in the hands of a provider. */
export const DANE_PROVIDERS: readonly LabDomain[] = [
  signed(
    'microsoft-dane.test',
    'Mail at Microsoft 365 by its name that has DANE.',
    { ...ALONE, mx: [[0, MICROSOFT_DANE]] },
    sealed(),
  ),
  signed(
    'outlook-dane.test',
    'Mail at Microsoft 365 by the name of old, where nobody answers for TLSA.',
    {
      ...ALONE,
      mx: [[0, OUTLOOK]],
      more: [address(OUTLOOK, 53)],
      // Nobody is to ask: the addresses of the server are not signed.
      servfail: [`_25._tcp.${OUTLOOK}`],
    },
    unprotected('absent', 'dane-absent', 'dane-host-insecure'),
  ),
  signed(
    'proton-like.test',
    'Mail at Proton, which has DANE on both servers.',
    { ...ALONE, mx: PROTON.map((host, index) => [10 * (index + 1), host] as const) },
    sealed(),
  ),
];
