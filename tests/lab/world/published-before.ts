import type { LabDomain, ZoneRecord } from '../description/types.ts';
import { broken, GOOD_STS, goodTlsrpt, labDomain, noPolicy } from '../description/domain.ts';
import { policyText, serves, WEEK_SECONDS } from '../description/policy.ts';
import { cname, txt } from '../description/records.ts';
import { MICROSOFT_ONE_LABEL } from '../support-zones.ts';

const MONTH_SECONDS = 30 * 86_400;
const SPF = 'v=spf1 -all';
const TOKEN = 'site-verification=0123456789abcdef';
const BROKEN_STS = 'v=STSv1; id=2026-01-01;';

const atRecord = (domain: string, ...texts: readonly string[]): ZoneRecord[] =>
  texts.map((text) => txt(`_mta-sts.${domain}`, text));
const wildcard = (domain: string, text: string): ZoneRecord => txt(`*.${domain}`, text);

/** What stands at the names of the records or at the policy host already when an owner comes to the guide, and is to be left alone or kept. */
export const PUBLISHED_BEFORE: readonly LabDomain[] = [
  labDomain('spf-wildcard.test', 'A wildcard gives SPF to every unused name, those of both records too.', {
    sts: null,
    tlsrpt: null,
    policyHost: null,
    more: [wildcard('spf-wildcard.test', SPF)],
    expected: {
      ...noPolicy('absent', 'sts-absent', 'sts-record-unrelated'),
      headlines: { tlsrpt: 'absent' },
    },
  }),
  labDomain('sts-wildcard.test', 'A wildcard announces a policy that leaves out the second server.', {
    sts: null,
    policyHost: serves(policyText({ mx: ['mx1.sts-wildcard.test'] })),
    more: [wildcard('sts-wildcard.test', GOOD_STS)],
    expected: { standing: 'uncovered', covered: 1, findings: ['mx-backup-uncovered'] },
  }),
  labDomain('broken-wildcard.test', 'A wildcard announces a policy under an id that is none.', {
    sts: null,
    more: [wildcard('broken-wildcard.test', BROKEN_STS)],
    expected: broken('sts-record-id-syntax'),
  }),
  labDomain('token-beside.test', 'A token of somebody else stands where the record belongs, and no record.', {
    sts: null,
    policyHost: null,
    more: atRecord('token-beside.test', TOKEN),
    expected: noPolicy('absent', 'sts-absent', 'sts-record-unrelated'),
  }),
  labDomain('near-miss-spf.test', 'A record in the wrong case stands beside SPF; the file is right.', {
    sts: null,
    more: atRecord('near-miss-spf.test', SPF, 'V=STSV1; id=20260101000000;'),
    expected: broken('sts-record-unrelated'),
  }),
  labDomain('two-and-spf.test', 'Two records stand beside SPF and a token; the file is right.', {
    sts: null,
    more: atRecord('two-and-spf.test', SPF, GOOD_STS, TOKEN, 'v=STSv1; id=20250101000000;'),
    expected: broken('sts-records-several', 'sts-record-unrelated'),
  }),
  labDomain('right-behind-broken.test', 'The record alone is broken; the file is enforced for a month.', {
    sts: [BROKEN_STS],
    policyHost: serves(
      policyText({
        maxAge: MONTH_SECONDS,
        mx: ['mx1.right-behind-broken.test', 'mx2.right-behind-broken.test'],
      }),
    ),
    expected: broken('sts-record-id-syntax'),
  }),
  labDomain('trial-behind-broken.test', 'The record alone is broken; the file is a trial with a wildcard.', {
    sts: [BROKEN_STS],
    policyHost: serves(policyText({ mode: 'testing', mx: ['*.trial-behind-broken.test'] })),
    expected: broken(),
  }),
  labDomain('none-behind-broken.test', 'A policy is being withdrawn, and its record broke on the way.', {
    sts: [BROKEN_STS],
    policyHost: serves(policyText({ mode: 'none', maxAge: 86_400, mx: ['mx1.none-behind-broken.test'] })),
    expected: broken(),
  }),
  labDomain(
    'forgotten-record.test',
    'The file names the wildcard of the provider; the record was forgotten.',
    {
      mx: [[0, MICROSOFT_ONE_LABEL]],
      sts: null,
      policyHost: serves(policyText({ maxAge: MONTH_SECONDS, mx: ['*.mail.protection.outlook.com'] })),
      expected: noPolicy('absent', 'sts-absent'),
    },
  ),
  labDomain(
    'provider-gap.test',
    'The wildcard of the provider covers one server, and the backup is missing.',
    {
      mx: [
        [0, MICROSOFT_ONE_LABEL],
        [50, 'backup.provider.test'],
      ],
      policyHost: serves(policyText({ mx: ['*.mail.protection.outlook.com', 'unused.provider.test'] })),
      expected: { standing: 'uncovered', covered: 1, findings: ['mx-backup-uncovered', 'mx-pattern-unused'] },
    },
  ),
  labDomain('tlsrpt-wildcard.test', 'A wildcard asks for reports at an address without mailto:.', {
    tlsrpt: null,
    more: [wildcard('tlsrpt-wildcard.test', 'v=TLSRPTv1; rua=tls@tlsrpt-wildcard.test')],
    expected: { headlines: { tlsrpt: 'invalid' } },
  }),
  labDomain('tlsrpt-inner-wildcard.test', 'A wildcard below _tls, which alone can answer for _smtp there.', {
    tlsrpt: null,
    more: [
      wildcard('tlsrpt-inner-wildcard.test', SPF),
      wildcard('_tls.tlsrpt-inner-wildcard.test', 'v=TLSRPTv1'),
    ],
    expected: { headlines: { tlsrpt: 'invalid' }, findings: ['tlsrpt-no-rua'] },
  }),
  labDomain('tlsrpt-spf.test', 'SPF stands at the name of the reports, and a broken record beside it.', {
    tlsrpt: [SPF, 'v=TLSRPTv1; ruf=mailto:tls@tlsrpt-spf.test'],
    expected: { headlines: { tlsrpt: 'invalid' } },
  }),
  labDomain('alias-wildcard.test', 'A wildcard makes every unused name an alias of the website.', {
    sts: null,
    tlsrpt: null,
    policyHost: null,
    more: [cname('*.alias-wildcard.test', 'www.alias-wildcard.test')],
    expected: { ...noPolicy('absent', 'sts-absent'), headlines: { tlsrpt: 'absent' } },
  }),
  labDomain('alias-to-spf.test', 'The names of both records are aliases of a name that has SPF alone.', {
    sts: null,
    tlsrpt: null,
    more: [
      txt('texts.alias-to-spf.test', SPF),
      cname('_mta-sts.alias-to-spf.test', 'texts.alias-to-spf.test'),
      cname('_smtp._tls.alias-to-spf.test', 'texts.alias-to-spf.test'),
    ],
    expected: { ...noPolicy('absent'), headlines: { tlsrpt: 'absent' } },
  }),
  labDomain('wildcard-beside-record.test', 'A record of its own, broken, and a wildcard with another one.', {
    sts: [BROKEN_STS],
    tlsrpt: [goodTlsrpt('wildcard-beside-record.test')],
    policyHost: serves(
      policyText({
        maxAge: WEEK_SECONDS,
        mx: ['mx1.wildcard-beside-record.test', 'mx2.wildcard-beside-record.test'],
      }),
    ),
    more: [wildcard('wildcard-beside-record.test', GOOD_STS)],
    expected: broken(),
  }),
];
