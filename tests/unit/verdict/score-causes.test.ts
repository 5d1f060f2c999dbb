import { describe, expect, it } from 'vitest';
import type { Assessment } from '../../../lib/check/assessment.ts';
import type { ProblemCode } from '../../../lib/mechanisms.ts';
import { scoreFor } from '../../../lib/report/parts.ts';
import { digestOf } from '../../../lib/verdict/make-digest.ts';
import { gainOf, type Gain } from '../../../lib/verdict/score-causes.ts';
import {
  noMail,
  policyOf,
  policyText,
  stsRecord,
  tlsrptRecord,
  unreadPolicy,
} from '../../support/assessments.ts';
import { gathered } from '../../support/dmarc.ts';
import { assessed } from '../../support/scored.ts';
import { spfFactsOf } from '../../support/spf.ts';
import { NOW } from '../../support/time.ts';

const dmarc = async (...texts: readonly string[]) => {
  const records = { '_dmarc.example.com': texts.length > 0 ? texts : ('nodata' as const) };
  return (await gathered('example.com', { ...records, 'example.com MX': ['mx'] })).parts;
};
const spf = async (text: string) => ({ spf: await spfFactsOf({ 'example.com': text }) });
const rua = 'rua=mailto:a@example.com';

const ROWS: readonly (readonly [
  why: string,
  change: Partial<Assessment>,
  code: ProblemCode,
  gain: Gain | null,
])[] = [
  [
    'without a policy there is neither TLS that is insisted on nor anything that lasts',
    { stsRecord: stsRecord(), policy: { state: 'absent' } },
    'sts-absent',
    { low: 35, high: 35, parts: ['tls', 'lasts'] },
  ],
  [
    'a trial has ten of thirty points',
    { policy: policyOf(policyText('testing', 'mx: mail.example.com')) },
    'policy-mode-testing',
    { low: 20, high: 20, parts: ['tls'] },
  ],
  [
    'what could not be asked may be all right already',
    { policy: unreadPolicy('policy-timeout', { host: 'mta-sts.example.com' }) },
    'policy-timeout',
    { low: 0, high: 30, parts: ['tls'] },
  ],
  [
    'reports about a policy',
    { tlsrpt: tlsrptRecord() },
    'tlsrpt-absent',
    { low: 1, high: 1, parts: ['tlsrpt'] },
  ],
  [
    'a policy of none: the domain, and the names below it',
    await dmarc(`v=DMARC1; p=none; ${rua}`),
    'dmarc-policy-none',
    { low: 29, high: 29, parts: ['policy', 'subdomains'] },
  ],
  [
    'no policy: reports as well',
    await dmarc(),
    'dmarc-absent',
    { low: 40, high: 40, parts: ['policy', 'subdomains', 'reports'] },
  ],
  [
    'a domain that sends nothing gains as much, and needs no key then',
    { mx: noMail('null-mx'), ...(await dmarc()), ...(await spf('v=spf1 -all')) },
    'dmarc-absent-no-mail',
    { low: 40, high: 48, parts: ['policy', 'subdomains', 'dkim', 'reports'] },
  ],
  [
    'SPF that lets everybody pass makes DMARC worth nothing',
    await spf('v=spf1 +all'),
    'spf-all-pass',
    { low: 41, high: 41, parts: ['policy', 'subdomains', 'spf'] },
  ],
  [
    'a slip beside a policy that a quarantine leaves short gains nothing',
    await dmarc(`v=DMARC1; p=quarantine; sp=quarantine; rau=mailto:b@example.com; ${rua}`),
    'dmarc-tag-misspelt',
    null,
  ],
];

describe('what a repair gains', () => {
  it.each(ROWS)('%s', (_why, change, code, gain) => {
    const assessment = assessed(change);
    const finding = digestOf(assessment, NOW).findings.find((each) => each.code === code);
    if (!finding) throw new Error(`Nobody finds ${code}.`);
    expect(gainOf(finding, scoreFor({ assessment, now: NOW }))).toEqual(gain);
    expect(gainOf(finding, null)).toBeNull();
  });
});
