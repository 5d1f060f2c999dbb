import type { Expected, LabDomain, Signing } from '../../description/types.ts';
import { withoutPolicy } from '../../description/expecting.ts';
import { address, address6 } from '../../description/records.ts';
import { bothKeysOfEach } from '../../description/tlsa-sets.ts';
import { ALONE, signed } from './builders.ts';

type Fault = NonNullable<Signing['answers']>[number]['signature'];

/** The zone is signed; the answer for TLSA of these servers is not right. */
function badly(signature: Fault, hosts: readonly string[]): { signing: Signing } {
  const answers = hosts.map((host) => ({ name: `_25._tcp.${host}`, type: 'TLSA' as const, signature }));
  return { signing: { zone: 'secure', answers } };
}

/** What is expected where senders that check DANE get to none of the servers, for that reason. */
function allAvoided(reason: Expected['findings'][number]): Partial<Expected> {
  return { ...withoutPolicy('held', 'dane-all-hosts-avoided', reason), headlines: { dane: 'held-all' } };
}

/** DANE that stops the mail of all who check it, or keeps them from a server. */
export const DANE_HELD: readonly LabDomain[] = [
  signed(
    'dane-bogus.test',
    'The TLSA records of both servers are not those that were signed.',
    {
      ...ALONE,
      more: bothKeysOfEach('dane-bogus.test'),
      ...badly('wrong', ['mx1.dane-bogus.test', 'mx2.dane-bogus.test']),
    },
    allAvoided('dane-tlsa-lookup-failed'),
  ),
  signed(
    'dane-bogus-backup.test',
    'The signature of the TLSA records of the backup server has expired.',
    {
      ...ALONE,
      more: bothKeysOfEach('dane-bogus-backup.test'),
      ...badly('expired', ['mx2.dane-bogus-backup.test']),
    },
    { ...withoutPolicy('held', 'dane-tlsa-lookup-failed'), headlines: { dane: 'held-some' } },
  ),
  signed(
    'dane-servfail.test',
    'The name server fails where it is asked for TLSA records.',
    { ...ALONE, servfail: ['_25._tcp.mx1.dane-servfail.test', '_25._tcp.mx2.dane-servfail.test'] },
    allAvoided('dane-tlsa-lookup-failed'),
  ),
  signed(
    'dane-denial.test',
    'There are no TLSA records, and the proof of that is bogus.',
    {
      ...ALONE,
      // What proves that there is no TLSA would prove that there is no AAAA, too.
      more: ['mx1', 'mx2'].flatMap((label, index) => [
        address(`${label}.dane-denial.test`, 10 + index),
        address6(`${label}.dane-denial.test`, 10 + index),
      ]),
      ...badly('wrong', ['mx1.dane-denial.test', 'mx2.dane-denial.test']),
    },
    allAvoided('dane-tlsa-denial-bogus'),
  ),
  signed(
    'dane-enforce-denial.test',
    'The same with a policy of mode enforce, which does not help.',
    {
      mx: [[10, 'mx1.dane-enforce-denial.test']],
      more: [address('mx1.dane-enforce-denial.test', 10), address6('mx1.dane-enforce-denial.test', 10)],
      ...badly('wrong', ['mx1.dane-enforce-denial.test']),
    },
    {
      standing: 'held',
      findings: ['dane-all-hosts-avoided', 'dane-tlsa-denial-bogus'],
      headlines: { dane: 'held-all' },
    },
  ),
];
