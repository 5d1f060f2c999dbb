import type { LabDomain } from '../description/types.ts';
import { GOOD_STS, labDomain, noPolicy } from '../description/domain.ts';
import { policyText, serves } from '../description/policy.ts';
import { address, cname, mx, policyAddress, sts, tlsrpt } from '../description/records.ts';

const TWENTY = Array.from(
  { length: 20 },
  (_, index) => `mx${String(index + 1).padStart(2, '0')}.twenty-mx.test`,
);

/** Labels of 60 characters, for the layout. */
const LONG_LABELS = ['primary', 'secondary'].map(
  (word) => `${word}-${'incoming-mail-'.repeat(4)}`.slice(0, 59) + '1',
);

/** Which mail servers there are, and which of them the policy covers. */
export const MAIL_SERVERS: readonly LabDomain[] = [
  labDomain('uncovered.test', 'The backup mail server is missing from an enforced policy.', {
    mx: [
      [10, 'mx1.uncovered.test'],
      [50, 'backup.provider.test'],
    ],
    policyHost: serves(policyText({ mx: ['mx1.uncovered.test'] })),
    expected: { standing: 'uncovered', covered: 1 },
  }),
  labDomain('testing-uncovered.test', 'No mail server is covered, in mode testing.', {
    policyHost: serves(policyText({ mode: 'testing', mx: ['old.testing-uncovered.test'] })),
    expected: { standing: 'uncovered', mode: 'testing', covered: 0 },
  }),
  labDomain('short-wildcard.test', 'A wildcard that is one label too short for the mail server.', {
    mx: [[10, 'mx1.eu.short-wildcard.test']],
    policyHost: serves(policyText({ mx: ['*.short-wildcard.test'] })),
    expected: { standing: 'uncovered', covered: 0 },
  }),
  labDomain('wildcard.test', 'A wildcard that covers both mail servers.', {
    policyHost: serves(policyText({ mx: ['*.wildcard.test'] })),
  }),
  labDomain('null-mx.test', 'A null MX: this domain takes no mail.', {
    mx: [[0, '.']],
    sts: null,
    tlsrpt: null,
    policyHost: null,
    expected: { ...noPolicy('no-mail'), tlsrpt: 'absent' },
  }),
  labDomain('null-mx-beside.test', 'A null MX beside a mail server, which must not be.', {
    mx: [
      [0, '.'],
      [10, 'mx1.null-mx-beside.test'],
    ],
  }),
  labDomain('implicit-mx.test', 'No MX: the domain itself takes its mail, and the policy names it.', {
    mx: [],
    policyHost: serves(policyText({ mx: ['implicit-mx.test'] })),
    expected: { mxTotal: 1, covered: 1 },
  }),
  {
    domain: 'no-mx.test',
    what: 'Neither a mail server nor an address, yet a policy.',
    records: [
      sts('no-mx.test', GOOD_STS),
      tlsrpt('no-mx.test', 'v=TLSRPTv1; rua=mailto:tls-reports@provider.test'),
      policyAddress('no-mx.test'),
      address('www.no-mx.test', 1),
    ],
    servfail: [],
    policyHost: serves(policyText({ mx: ['mx1.no-mx.test'] })),
    expected: {
      standing: 'no-mail',
      mode: 'enforce',
      maxAgeSeconds: 604_800,
      covered: null,
      mxTotal: 0,
      tlsrpt: 'found',
    },
  },
  labDomain('alias-mx.test', 'The mail server is an alias, which it must not be.', {
    mx: [[10, 'mail.alias-mx.test']],
    more: [cname('mail.alias-mx.test', 'mx1.alias-mx.test'), address('mx1.alias-mx.test', 10)],
  }),
  labDomain('lost-mx.test', 'The only mail server has no address.', {
    // Given as a record, since a server in `mx` would get an address.
    mx: [],
    more: [mx('lost-mx.test', 10, 'gone.lost-mx.test')],
    policyHost: serves(policyText({ mx: ['gone.lost-mx.test'] })),
    expected: { standing: 'no-mail', mxTotal: 1, covered: 1 },
  }),
  labDomain('twenty-mx.test', 'Twenty mail servers, all covered.', {
    mx: TWENTY.map((host, index) => [10 * (index + 1), host] as const),
  }),
  labDomain('long-names.test', 'Mail servers with names of sixty characters.', {
    mx: LONG_LABELS.map((label, index) => [10 * (index + 1), `${label}.long-names.test`] as const),
  }),
  labDomain('ip-pattern.test', 'An address among the mx patterns, which can never match.', {
    policyHost: serves(policyText({ mx: ['192.0.2.10', 'mx1.ip-pattern.test', 'mx2.ip-pattern.test'] })),
  }),
  labDomain('xn--bcher-kva.test', 'bücher.test, an internationalized name.'),
  {
    domain: 'nxdomain.test',
    what: 'This domain does not exist.',
    records: [],
    servfail: [],
    expected: {
      standing: 'no-mail',
      mode: null,
      maxAgeSeconds: null,
      covered: null,
      mxTotal: 0,
      tlsrpt: 'absent',
    },
  },
  {
    domain: 'dead-zone.test',
    what: 'DNS fails for the whole domain.',
    records: [],
    servfail: ['dead-zone.test'],
    expected: {
      standing: 'unknown',
      mode: null,
      maxAgeSeconds: null,
      covered: null,
      mxTotal: null,
      tlsrpt: 'unavailable',
    },
  },
];
