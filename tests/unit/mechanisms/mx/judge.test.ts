import { expect, it } from 'vitest';
import {
  host,
  mxOf,
  noMail,
  policyOf,
  policyText,
  stsRecord,
  tlsrptRecord,
} from '../../../support/assessments.ts';
import { findings, problem, type FindingRow } from '../../../support/findings.ts';

const none = { state: 'absent' } as const;
const policy = (mode: string, ...mx: string[]) =>
  policyOf(policyText(mode, ...mx.map((each) => `mx: ${each}`)));

const rows: readonly FindingRow[] = [
  [
    'D1 no record where no mail is wanted is nothing to say',
    { stsRecord: stsRecord(), policy: none, mx: noMail('null-mx'), tlsrpt: tlsrptRecord() },
    [problem('spf-null-mx-senders'), problem('mx-null')],
  ],
  [
    'a null MX with another preference than 0 (RFC 7505 §3)',
    {
      stsRecord: stsRecord(),
      policy: none,
      mx: { ...noMail('null-mx'), nullPreferences: [0, 10] } as never,
    },
    [problem('spf-null-mx-senders'), problem('mx-null-preference'), problem('mx-null')],
  ],
  [
    'a server whose name means something in its own network alone',
    {
      mx: mxOf(host('mail.example.com'), host('mail.local')),
      policy: policy('enforce', 'mail.example.com', 'mail.local'),
    },
    [problem('mx-local-name', { host: 'mail.local' })],
  ],
  [
    'M6 a null MX beside others',
    { mx: { ...mxOf(host('mail.example.com')), nullPreferences: [0] } },
    [problem('mx-null-beside-others')],
  ],
  [
    'M7 no MX',
    { mx: { ...mxOf(host('example.com', 0)), implicit: true }, policy: policy('enforce', 'example.com') },
    [problem('mx-implicit')],
  ],
  [
    'no such domain',
    { mx: noMail('nxdomain'), stsRecord: stsRecord(), policy: none },
    [problem('mx-domain-not-found')],
  ],
  [
    'no server at all',
    { mx: noMail('no-address'), stsRecord: stsRecord(), policy: none },
    [problem('mx-none')],
  ],
  [
    'an MX that is an alias',
    { mx: mxOf(host('mail.example.com', 10, { aliasOf: 'real.test' })) },
    [problem('mx-alias', { host: 'mail.example.com', target: 'real.test' })],
  ],
  [
    'an MX without address, beside one that has one',
    { mx: mxOf(host('mail.example.com', 10, { address: 'absent' }), host('mail.example.com', 20)) },
    [problem('mx-no-address', { host: 'mail.example.com' })],
  ],
  [
    'no MX with an address: all mail fails, which is critical and first',
    { mx: mxOf(host('mail.example.com', 10, { address: 'absent' })) },
    [problem('mx-all-no-address', { count: 1 }), problem('mx-no-address', { host: 'mail.example.com' })],
  ],
  ['a list of no MX: nothing is claimed of all of them', { mx: mxOf() }, []],
  [
    'no MX with an address, as far as it is known: nothing is claimed of all',
    {
      mx: mxOf(
        host('mail.example.com', 10, { address: 'absent' }),
        host('mail.example.com', 20, { address: 'unavailable' }),
      ),
    },
    [
      problem('mx-no-address', { host: 'mail.example.com' }),
      problem('mx-address-unavailable', { host: 'mail.example.com' }),
    ],
  ],
  [
    'an MX whose address is not known',
    { mx: mxOf(host('mail.example.com', 10, { address: 'unavailable' })) },
    [problem('mx-address-unavailable', { host: 'mail.example.com' })],
  ],
  [
    'an MX that is no host name: that it has no address goes without saying',
    { mx: mxOf(host('mail.example.com', 10, { isHostName: false, address: 'absent' })) },
    [problem('mx-all-no-address', { count: 1 }), problem('mx-not-a-host-name', { host: 'mail.example.com' })],
  ],
];
it.each(rows)('%s', (_, change, expected) => {
  expect(findings(change)).toEqual(expected);
});
