import { labDomain } from '../../description/domain.ts';
import { expecting, withoutPolicy } from '../../description/expecting.ts';
import type { LabDomain } from '../../description/types.ts';
import { bothKeys, bothKeysOfEach } from '../../description/tlsa-sets.ts';
import { ALONE, sealed, signed, unprotected } from './builders.ts';

/** Which of the servers have DANE, and who says which servers there are. */
export const DANE_HOSTS: readonly LabDomain[] = [
  signed(
    'dane.test',
    'DANE on both mail servers, and no MTA-STS.',
    { ...ALONE, more: bothKeysOfEach('dane.test') },
    sealed('dnssec-secure'),
  ),
  signed(
    'dane-partial.test',
    'DANE on the first mail server and not on the backup: senders may take that.',
    { ...ALONE, more: bothKeys('mx1.dane-partial.test') },
    unprotected('partial', 'dane-partial', 'dnssec-secure'),
  ),
  signed(
    'dane-implicit.test',
    'No MX: the domain itself takes its mail, and has DANE.',
    { ...ALONE, mx: [], more: bothKeys('dane-implicit.test') },
    { ...sealed('mx-implicit'), mxTotal: 1 },
  ),
  signed(
    'dane-unknown.test',
    'No MTA-STS, and DNS fails for the addresses of both mail servers: whether they have DANE, nobody can know.',
    { ...ALONE, servfail: ['mx1.dane-unknown.test', 'mx2.dane-unknown.test'] },
    {
      ...withoutPolicy('unknown', 'sts-absent', 'mx-address-unavailable'),
      headlines: { dane: 'unknown', 'mta-sts': 'absent' },
    },
  ),
  expecting(
    labDomain('dane-unsigned.test', 'Mail servers with DANE, named by a zone that is not signed.', {
      ...ALONE,
      mx: [
        [10, 'mx1.signed-mail.test'],
        [20, 'mx2.signed-mail.test'],
      ],
    }),
    {
      ...unprotected('mx-insecure', 'dane-mx-insecure', 'dnssec-insecure'),
      headlines: { dane: 'mx-insecure', dnssec: 'insecure' },
    },
  ),
];
