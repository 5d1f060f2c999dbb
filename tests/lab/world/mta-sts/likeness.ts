import type { ProblemCode } from '../../../../lib/mechanisms.ts';
import type { Expected, LabDomain } from '../../description/types.ts';
import { labDomain } from '../../description/domain.ts';
import { policyText, serves } from '../../description/policy.ts';
import { address, mx } from '../../description/records.ts';

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

/** No mail server has an address. */
function lost(...findings: readonly ProblemCode[]): Partial<Expected> {
  return {
    standing: 'no-mail',
    covered: 0,
    headlines: { mx: 'unreachable' },
    findings: [...findings, 'mx-all-no-address'],
    guide: 'proposes-nothing',
  };
}

/** The same because of an MX record that is wrong: that is said before what follows from it. */
function lostBy(culprit: ProblemCode): Partial<Expected> {
  return { ...lost(culprit), firstFinding: culprit };
}

/** No mail server is covered. */
function leftOut(...findings: readonly ProblemCode[]): Partial<Expected> {
  return { standing: 'uncovered', covered: 0, headlines: { 'mta-sts': 'uncovered-all' }, findings };
}

/** A server of `domain` that works, and a policy that was meant for it, with what is found to be wrong with its pattern. */
function meant(
  domain: string,
  what: string,
  server: string,
  pattern: string,
  finding: ProblemCode,
): LabDomain {
  return named(domain, what, server, [pattern], leftOut('mx-all-uncovered', finding), [address(server, 10)]);
}

/** MX records and patterns that were meant to be each other. */
export const LIKENESS: readonly LabDomain[] = [
  named(
    'doubled.test',
    'The MX record lacks its final dot in the zone, so it ends in the domain twice; the policy is right.',
    'mail.doubled.test.doubled.test',
    ['mail.doubled.test'],
    lostBy('mx-domain-doubled'),
    [address('mail.doubled.test', 10)],
  ),
  labDomain('doubled-backup.test', 'The same in the record of the backup server alone.', {
    mx: [[10, 'mx1.doubled-backup.test']],
    more: [mx('doubled-backup.test', 20, 'mx2.doubled-backup.test.doubled-backup.test')],
    policyHost: serves(policyText({ mx: ['mx1.doubled-backup.test', 'mx2.doubled-backup.test'] })),
    expected: {
      standing: 'uncovered',
      covered: 1,
      mxTotal: 2,
      findings: ['mx-domain-doubled'],
      firstFinding: 'mx-domain-doubled',
      guide: 'leaves-the-policy',
    },
  }),
  named(
    'doubled-wildcard.test',
    'The same, and a wildcard in the zone gives the wrong name an address: all mail is refused.',
    'mail.doubled-wildcard.test.doubled-wildcard.test',
    ['mail.doubled-wildcard.test'],
    {
      ...leftOut('mx-final-dot', 'mx-all-uncovered-mx-first'),
      firstFinding: 'mx-final-dot',
      guide: 'leaves-the-policy',
    },
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
    lostBy('mx-final-dot'),
  ),
  named(
    'misspelt-mx.test',
    'Two letters of the MX record are in the wrong order; the policy is right.',
    'mial.misspelt-mx.test',
    ['mail.misspelt-mx.test'],
    lostBy('mx-misspelt'),
    [address('mail.misspelt-mx.test', 10)],
  ),
  named(
    'ip-mx.test',
    'The MX record holds an IP address, to which the zone was appended.',
    '192.0.2.7.ip-mx.test',
    ['mail.ip-mx.test'],
    lostBy('mx-ip-address'),
    [address('mail.ip-mx.test', 10)],
  ),
  named(
    'local-mx.test',
    'The MX record holds the name of the server in the local network alone; the policy is right.',
    'mail',
    ['mail.local-mx.test'],
    { ...leftOut('mx-all-uncovered-mx-first', 'mx-local-name'), guide: 'leaves-the-policy' },
    [address('mail.local-mx.test', 10)],
  ),
  named(
    'misspelt-pattern.test',
    'A letter of the pattern is missing, or one of the MX record too many.',
    'mail.misspelt-pattern.test',
    ['mal.misspelt-pattern.test'],
    leftOut('mx-all-uncovered-mx-first', 'mx-pattern-misspelt'),
    [address('mail.misspelt-pattern.test', 10)],
  ),
  meant(
    'doubled-pattern.test',
    'The pattern has the domain twice.',
    'mail.doubled-pattern.test',
    'mail.doubled-pattern.test.doubled-pattern.test',
    'mx-pattern-doubled',
  ),
  meant(
    'apex-pattern.test',
    'The pattern is the name above the mail server, without a wildcard.',
    'customer.mail.apex-pattern.test',
    'mail.apex-pattern.test',
    'mx-pattern-parent',
  ),
  meant(
    'deep-wildcard.test',
    'The wildcard is a label too deep for the mail server.',
    'mail.deep-wildcard.test',
    '*.mail.deep-wildcard.test',
    'mx-wildcard-below',
  ),
  meant(
    'shallow-wildcard.test',
    'The wildcard is several labels too short for the mail server.',
    'mx1.rack.eu.shallow-wildcard.test',
    '*.shallow-wildcard.test',
    'mx-wildcard-depth',
  ),
  named(
    'unlike-mx.test',
    'The only mail server has no address, and is not in the policy.',
    'gone.unlike-mx.test',
    ['mail.unlike-mx.test'],
    lost('mx-uncovered-no-address'),
  ),
];
