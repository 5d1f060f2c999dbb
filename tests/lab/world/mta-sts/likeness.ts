import type { Expected, LabDomain } from '../../description/types.ts';
import { labDomain, noPolicy } from '../../description/domain.ts';
import { policyText, serves } from '../../description/policy.ts';
import { address, cname, mx } from '../../description/records.ts';

/** A domain whose only MX record names `server`, without an address unless it lies in `more`; the policy names `patterns`. */
function named(
  domain: string,
  what: string,
  server: string,
  patterns: readonly string[],
  expected: Partial<Expected>,
  more: LabDomain['records'] = [],
): LabDomain {
  return labDomain(domain, what, {
    // Given as a record, since a server in `mx` would get an address.
    mx: [],
    more: [mx(domain, 10, server), ...more],
    policyHost: serves(policyText({ mx: patterns })),
    expected: { mxTotal: 1, ...expected },
  });
}

const LOST: Partial<Expected> = { standing: 'no-mail', covered: 0 };
const LEFT_OUT: Partial<Expected> = { standing: 'uncovered', covered: 0 };

/** A server of `domain` that works, and a policy that was meant for it. */
function meant(domain: string, what: string, server: string, pattern: string): LabDomain {
  return named(domain, what, server, [pattern], LEFT_OUT, [address(server, 10)]);
}

/** MX records and patterns that were meant to be each other, and aliases that lead to nothing. */
export const WRONG_SERVERS: readonly LabDomain[] = [
  named(
    'doubled.test',
    'The MX record lacks its final dot in the zone, so it ends in the domain twice; the policy is right.',
    'mail.doubled.test.doubled.test',
    ['mail.doubled.test'],
    LOST,
    [address('mail.doubled.test', 10)],
  ),
  labDomain('doubled-backup.test', 'The same in the record of the backup server alone.', {
    mx: [[10, 'mx1.doubled-backup.test']],
    more: [mx('doubled-backup.test', 20, 'mx2.doubled-backup.test.doubled-backup.test')],
    policyHost: serves(policyText({ mx: ['mx1.doubled-backup.test', 'mx2.doubled-backup.test'] })),
    expected: { standing: 'uncovered', covered: 1, mxTotal: 2 },
  }),
  named(
    'doubled-wildcard.test',
    'The same, and a wildcard in the zone gives the wrong name an address: all mail is refused.',
    'mail.doubled-wildcard.test.doubled-wildcard.test',
    ['mail.doubled-wildcard.test'],
    LEFT_OUT,
    [
      address('mail.doubled-wildcard.test', 10),
      address('mail.doubled-wildcard.test.doubled-wildcard.test', 11),
    ],
  ),
  named(
    'no-final-dot.test',
    'The MX record of a provider lacks its final dot in the zone.',
    'backup.provider.test.no-final-dot.test',
    ['backup.provider.test'],
    LOST,
  ),
  named(
    'misspelt-mx.test',
    'Two letters of the MX record are in the wrong order; the policy is right.',
    'mial.misspelt-mx.test',
    ['mail.misspelt-mx.test'],
    LOST,
    [address('mail.misspelt-mx.test', 10)],
  ),
  named(
    'ip-mx.test',
    'The MX record holds an IP address, to which the zone was appended.',
    '192.0.2.7.ip-mx.test',
    ['mail.ip-mx.test'],
    LOST,
    [address('mail.ip-mx.test', 10)],
  ),
  named(
    'local-mx.test',
    'The MX record holds the name of the server in the local network alone; the policy is right.',
    'mail',
    ['mail.local-mx.test'],
    LEFT_OUT,
    [address('mail.local-mx.test', 10)],
  ),
  meant(
    'misspelt-pattern.test',
    'A letter of the pattern is missing.',
    'mail.misspelt-pattern.test',
    'mal.misspelt-pattern.test',
  ),
  meant(
    'doubled-pattern.test',
    'The pattern has the domain twice.',
    'mail.doubled-pattern.test',
    'mail.doubled-pattern.test.doubled-pattern.test',
  ),
  meant(
    'apex-pattern.test',
    'The pattern is the name above the mail server, without a wildcard.',
    'customer.mail.apex-pattern.test',
    'mail.apex-pattern.test',
  ),
  meant(
    'deep-wildcard.test',
    'The wildcard is a label too deep for the mail server.',
    'mail.deep-wildcard.test',
    '*.mail.deep-wildcard.test',
  ),
  meant(
    'shallow-wildcard.test',
    'The wildcard is several labels too short for the mail server.',
    'mx1.rack.eu.shallow-wildcard.test',
    '*.shallow-wildcard.test',
  ),
  named(
    'unlike-mx.test',
    'The only mail server has no address, and is not in the policy.',
    'gone.unlike-mx.test',
    ['mail.unlike-mx.test'],
    LOST,
  ),
  labDomain('dangling.test', 'The record is an alias of a name that does not exist.', {
    sts: null,
    policyHost: null,
    more: [cname('_mta-sts.dangling.test', 'dangling._mta-sts.gone.test')],
    expected: noPolicy('absent'),
  }),
  labDomain('dangling-reports.test', 'The TLSRPT record is an alias of a name that does not exist.', {
    tlsrpt: null,
    more: [cname('_smtp._tls.dangling-reports.test', 'reports.gone.test')],
    expected: { tlsrpt: 'absent' },
  }),
  labDomain('dangling-host.test', 'The policy host is an alias of a name that does not exist.', {
    policyHost: null,
    more: [cname('mta-sts.dangling-host.test', 'policies.gone.test')],
    expected: { ...noPolicy('broken'), policyFailure: 'no-address' },
  }),
  labDomain('dots.test', 'Every pattern of the policy ends in a dot.', {
    mx: Array.from({ length: 12 }, (_, index) => [10, `mx${index + 1}.dots.test`] as const),
    policyHost: serves(
      policyText({ mx: Array.from({ length: 12 }, (_, index) => `mx${index + 1}.dots.test.`) }),
    ),
    expected: { ...noPolicy('broken'), policyFailure: 'syntax' },
  }),
];
