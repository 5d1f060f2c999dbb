import type { HeadlineOf, ProblemCode } from '../../../lib/mechanisms.ts';
import type { LabDomain } from '../description/types.ts';
import { labDomain, noPolicy, type Differences } from '../description/domain.ts';
import { expecting } from '../description/expecting.ts';
import { address, dmarc, mx, txt } from '../description/records.ts';

/** A domain with this at `_dmarc`, what becomes of mail in its name, and what is said of that. */
function policed(
  domain: string,
  what: string,
  texts: Differences['dmarc'],
  headline: HeadlineOf<'dmarc'>,
  findings: readonly ProblemCode[] = [],
  more: Differences['more'] = [],
): LabDomain {
  return labDomain(domain, what, {
    ...(texts !== undefined && { dmarc: texts }),
    more,
    expected: { headlines: { dmarc: headline }, findings },
  });
}

const own = (domain: string) => `rua=mailto:dmarc@${domain}`;
const NINE = 'a.b.c.d.e.f.g.nine.test';

/** What becomes of mail in the name of a domain. */
export const DMARC: readonly LabDomain[] = [
  policed(
    'dmarc-reject.test',
    'Forged mail is refused, for every name; the record is in two strings.',
    [['v=DMARC1; p=reject; sp=reject; np=rej', 'ect; rua=mailto:dmarc@dmarc-reject.test']],
    'reject',
  ),
  expecting(
    policed(
      'dmarc-quarantine.test',
      'Forged mail goes to spam.',
      [`v=DMARC1; p=quarantine; ${own('dmarc-quarantine.test')}`],
      'quarantine',
      ['dmarc-policy-quarantine'],
    ),
    { score: '90' },
  ),
  expecting(
    policed(
      'dmarc-none.test',
      'The owner only reads reports.',
      [`v=DMARC1; p=none; ${own('dmarc-none.test')}`],
      'none',
      ['dmarc-policy-none', 'dmarc-bulk-ready', 'dmarc-bimi-blocked'],
    ),
    { score: '67' },
  ),
  policed('dmarc-unread.test', 'A policy of none that nobody reads about.', ['v=DMARC1; p=none'], 'none', [
    'dmarc-policy-none-unread',
  ]),
  policed(
    'dmarc-testing.test',
    'Reject, but in testing: one level lower is applied.',
    [`v=DMARC1; p=reject; t=y; ${own('dmarc-testing.test')}`],
    'quarantine',
    ['dmarc-testing'],
  ),
  policed(
    'dmarc-pct.test',
    'Reject for a tenth of mail, which only old receivers heed.',
    [`v=DMARC1; p=reject; pct=10; ${own('dmarc-pct.test')}`],
    'reject',
    ['dmarc-pct'],
  ),
  policed(
    'dmarc-weak-sub.test',
    'Reject for the domain, none for its subdomains.',
    [`v=DMARC1; p=reject; sp=none; ${own('dmarc-weak-sub.test')}`],
    'reject',
    ['dmarc-sp-none', 'dmarc-np-missing', 'dmarc-bimi-blocked'],
  ),
  expecting(policed('no-dmarc.test', 'No DMARC record.', null, 'absent', ['dmarc-absent']), {
    score: '56',
  }),
  policed(
    'news.dmarc-parent.test',
    'The policy is that of the organization, by sp.',
    null,
    'quarantine',
    ['dmarc-inherited'],
    [
      dmarc('dmarc-parent.test', 'v=DMARC1; p=reject; sp=quarantine; rua=mailto:a@reports.provider.test'),
      address('dmarc-parent.test', 1),
    ],
  ),
  policed(
    'dmarc-np.test',
    'None for what exists, reject for what does not.',
    ['v=DMARC1; p=none; np=reject; rua=mailto:dmarc@dmarc-np.test'],
    'none',
    ['dmarc-policy-none'],
  ),
  {
    domain: 'gone.dmarc-np.test',
    what: 'It does not exist, and the organization has a policy for that.',
    records: [],
    servfail: [],
    expected: {
      standing: 'no-mail',
      mode: null,
      maxAgeSeconds: null,
      covered: null,
      mxTotal: 0,
      findings: ['dmarc-inherited'],
      headlines: { mx: 'nxdomain', dmarc: 'reject' },
      guide: 'proposes-nothing',
    },
  },
  policed(
    'member.dmarc-psd.test',
    'The name above is a public suffix, and says so.',
    null,
    'reject',
    ['dmarc-inherited'],
    [dmarc('dmarc-psd.test', 'v=DMARC1; p=reject; psd=y; rua=mailto:a@reports.provider.test')],
  ),
  policed(
    'a.mail.dmarc-between.test',
    'A record in between, which is never used.',
    null,
    'quarantine',
    ['dmarc-inherited'],
    [
      dmarc('mail.dmarc-between.test', 'v=DMARC1; p=none'),
      dmarc('dmarc-between.test', 'v=DMARC1; p=quarantine; rua=mailto:a@reports.provider.test'),
    ],
  ),
  policed(
    NINE,
    'Nine labels: the record one label up is skipped.',
    null,
    'reject',
    ['dmarc-too-deep'],
    [
      dmarc('b.c.d.e.f.g.nine.test', 'v=DMARC1; p=none'),
      dmarc('nine.test', 'v=DMARC1; p=reject; rua=mailto:a@reports.provider.test'),
    ],
  ),
  policed('dmarc-spf.test', 'An SPF record stands at _dmarc.', ['v=spf1 -all'], 'absent', [
    'dmarc-unrelated-text',
    'dmarc-absent',
  ]),
  policed(
    'dmarc-two.test',
    'Two records: all are discarded.',
    [`v=DMARC1; p=reject; ${own('dmarc-two.test')}`, 'v=DMARC1; p=none'],
    'invalid',
    ['dmarc-several-records'],
  ),
  policed('dmarc-case.test', 'The version in lower case.', ['v=dmarc1; p=reject'], 'invalid', [
    'dmarc-version-case',
  ]),
  policed(
    'dmarc-typo.test',
    'A policy that there is not, without reports.',
    ['v=DMARC1; p=rejct'],
    'invalid',
    ['dmarc-p-invalid'],
  ),
  policed(
    'dmarc-typo-read.test',
    'A policy that there is not, with reports: none.',
    [`v=DMARC1; p=rejct; ${own('dmarc-typo-read.test')}`],
    'none',
    ['dmarc-p-invalid'],
  ),
  policed(
    'dmarc-malformed.test',
    'Tags that cannot be read, among others.',
    [`v=DMARC1; p=reject; fo:0; adkim=strict;; ${own('dmarc-malformed.test')}`],
    'reject',
    ['dmarc-tag-malformed', 'dmarc-value-invalid', 'dmarc-tag-empty'],
  ),
  policed(
    'dmarc-apex.test',
    'The record stands at the domain itself.',
    null,
    'invalid',
    ['dmarc-at-apex'],
    [txt('dmarc-apex.test', 'v=DMARC1; p=reject')],
  ),
  policed(
    'dmarc-report-refused.test',
    'Reports are to go to an organization that does not permit them.',
    ['v=DMARC1; p=reject; rua=mailto:a@provider.test'],
    'reject',
    ['dmarc-report-unauthorised'],
  ),
  policed(
    'dmarc-report-wildcard.test',
    'Reports go to a service that permits them for everybody.',
    ['v=DMARC1; p=reject; rua=mailto:a@reports.provider.test; ruf=mailto:a@reports.provider.test'],
    'reject',
    ['dmarc-ruf-privacy'],
  ),
  policed(
    'dmarc-report-lost.test',
    'Reports are to go to a name that takes no mail.',
    ['v=DMARC1; p=reject; rua=mailto:a@lost.dmarc-report-lost.test,mailto:a@null.dmarc-report-lost.test'],
    'reject',
    ['dmarc-report-no-mx', 'dmarc-report-null-mx'],
    [mx('null.dmarc-report-lost.test', 0, '.')],
  ),
  labDomain('dmarc-parked.test', 'It neither takes nor sends mail, and could say so.', {
    mx: [[0, '.']],
    sts: null,
    tlsrpt: null,
    policyHost: null,
    dmarc: ['v=DMARC1; p=quarantine; rua=mailto:a@reports.provider.test'],
    spf: ['v=spf1 -all'],
    expected: {
      ...noPolicy('no-mail', 'dmarc-no-mail-not-reject'),
      headlines: { mx: 'null', tlsrpt: 'absent', dmarc: 'quarantine' },
      guide: 'proposes-nothing',
    },
  }),
];
