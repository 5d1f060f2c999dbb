import { labDomain } from '../description/domain.ts';
import { address, txt } from '../description/records.ts';
import type { LabDomain } from '../description/types.ts';

/** Domains that are asked whether an address may send for them. */
export const SPF_SENDERS: readonly LabDomain[] = [
  labDomain(
    'may-send.test',
    'An SPF record with ranges of its own and an include; a list by address for others.',
    {
      spf: ['v=spf1 ip4:192.0.2.40 include:_spf.may-send.test ~all'],
      more: [
        txt('_spf.may-send.test', 'v=spf1 ip4:192.0.2.64/27 ip6:2001:db8:5::/48 -all'),
        // 192.0.2.77, as the macro %{i} writes it.
        address('192.0.2.77.list.may-send.test', 2),
      ],
    },
  ),
  labDomain('macro-send.test', 'An SPF record whose macro tells another domain which address is checked.', {
    spf: ['v=spf1 ip4:192.0.2.40 exists:%{i}.list.may-send.test -all'],
  }),
];
