import type { LabDomain } from '../description/types.ts';
import { GOOD_STS, labDomain, noPolicy } from '../description/domain.ts';
import { policyText, serves, WEEK_SECONDS } from '../description/policy.ts';
import { address, cname, mx, policyAddress, sts, tlsrpt } from '../description/records.ts';

const TWENTY = Array.from(
  { length: 20 },
  (_, index) => `mx${String(index + 1).padStart(2, '0')}.twenty-mx.test`,
);

/** Labels of 60 characters, for the layout. */
const LONG_LABELS = ['primary', 'secondary'].map(
  (word) => `${word}-${'incoming-mail-'.repeat(4)}`.slice(0, 59) + '1',
);

/** Which mail servers there are. */
export const MX: readonly LabDomain[] = [
  labDomain('null-mx.test', 'A null MX: this domain takes no mail.', {
    mx: [[0, '.']],
    sts: null,
    tlsrpt: null,
    policyHost: null,
    expected: {
      ...noPolicy('no-mail', 'mx-null'),
      headlines: { mx: 'null', tlsrpt: 'absent' },
      score: '100',
      guide: 'proposes-nothing',
    },
  }),
  labDomain('null-mx-beside.test', 'A null MX beside a mail server, which must not be.', {
    mx: [
      [0, '.'],
      [10, 'mx1.null-mx-beside.test'],
    ],
    expected: { findings: ['mx-null-beside-others'] },
  }),
  labDomain('implicit-mx.test', 'No MX: the domain itself takes its mail, and the policy names it.', {
    mx: [],
    policyHost: serves(policyText({ mx: ['implicit-mx.test'] })),
    expected: { mxTotal: 1, covered: 1, findings: ['mx-implicit'] },
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
      maxAgeSeconds: WEEK_SECONDS,
      covered: null,
      mxTotal: 0,
      headlines: { mx: 'no-address', tlsrpt: 'reported' },
      findings: ['mx-none'],
      guide: 'proposes-nothing',
    },
  },
  labDomain('alias-mx.test', 'The mail server is an alias, which it must not be.', {
    mx: [[10, 'mail.alias-mx.test']],
    more: [cname('mail.alias-mx.test', 'mx1.alias-mx.test'), address('mx1.alias-mx.test', 10)],
    expected: { findings: ['mx-alias'] },
  }),
  labDomain('lost-mx.test', 'The only mail server has no address.', {
    // Given as a record, since a server in `mx` would get an address.
    mx: [],
    more: [mx('lost-mx.test', 10, 'gone.lost-mx.test')],
    policyHost: serves(policyText({ mx: ['gone.lost-mx.test'] })),
    expected: {
      standing: 'no-mail',
      mxTotal: 1,
      covered: 1,
      headlines: { mx: 'unreachable' },
      findings: ['mx-all-no-address', 'mx-no-address'],
      guide: 'proposes-nothing',
    },
  }),
  labDomain('twenty-mx.test', 'Twenty mail servers, all covered.', {
    mx: TWENTY.map((host, index) => [10 * (index + 1), host] as const),
    // Receivers look at ten of them.
    spf: ['v=spf1 a -all'],
  }),
  labDomain('long-names.test', 'Mail servers with names of sixty characters.', {
    mx: LONG_LABELS.map((label, index) => [10 * (index + 1), `${label}.long-names.test`] as const),
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
      headlines: { mx: 'nxdomain', tlsrpt: 'absent' },
      findings: ['mx-domain-not-found'],
      guide: 'proposes-nothing',
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
      headlines: { mx: 'unknown', tlsrpt: 'unknown' },
      findings: ['sts-record-unavailable', 'mx-unavailable', 'tlsrpt-unavailable'],
      guide: 'proposes-nothing',
    },
  },
];
