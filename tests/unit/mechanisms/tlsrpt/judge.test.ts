import { expect, it } from 'vitest';
import type { TlsrptParts } from '../../../../lib/mechanisms/tlsrpt/facts.ts';
import { judgeTlsrpt, type TlsrptHeadline } from '../../../../lib/mechanisms/tlsrpt/judge.ts';
import {
  EXAMPLE,
  assessmentOf,
  noMail,
  stsRecord,
  tlsrptRecord,
  unknown,
} from '../../../support/assessments.ts';
import { findings, problem, type FindingRow } from '../../../support/findings.ts';
import { NOW } from '../../../support/time.ts';

const none = { state: 'absent' } as const;

const rows: readonly FindingRow[] = [
  ['T1 no reports', { tlsrpt: tlsrptRecord() }, [problem('tlsrpt-absent')]],
  [
    'T1 no reports with a broken record: somebody meant to have MTA-STS',
    { stsRecord: stsRecord('v=STSv1; id=-'), policy: none, tlsrpt: tlsrptRecord() },
    [problem('sts-record-id-syntax', { id: '-' }), problem('tlsrpt-absent')],
  ],
  [
    'T1 no reports without a record is not worth saying',
    { stsRecord: stsRecord(), policy: none, tlsrpt: tlsrptRecord() },
    [problem('sts-absent')],
  ],
  [
    'T1 no reports without mail neither',
    { mx: noMail('null-mx'), tlsrpt: tlsrptRecord() },
    [problem('mx-null-with-policy'), problem('spf-null-mx-senders')],
  ],
  [
    'T2 several TLSRPT records',
    { tlsrpt: tlsrptRecord('v=TLSRPTv1; rua=mailto:a@b.test', 'v=TLSRPTv1; rua=mailto:c@b.test') },
    [problem('tlsrpt-records-several', { count: 2 })],
  ],
  [
    'T4 reports to the domain itself, in any case',
    { tlsrpt: tlsrptRecord('v=TLSRPTv1; rua=mailto:tls@Example.COM') },
    [problem('tlsrpt-rua-same-domain', { uri: 'mailto:tls@Example.COM' })],
  ],
  [
    'T4 reports by https to the domain itself are fine',
    { tlsrpt: tlsrptRecord('v=TLSRPTv1; rua=https://example.com/r') },
    [],
  ],
  [
    'T4 whatever else stands in their address',
    { tlsrpt: tlsrptRecord('v=TLSRPTv1; rua=https://example.com/mailto:tls') },
    [],
  ],
  [
    'T4 reports to an address without a domain go nowhere',
    { tlsrpt: tlsrptRecord('v=TLSRPTv1; rua=mailto:tls') },
    [problem('tlsrpt-rua-unusable'), problem('tlsrpt-rua-no-target', { uri: 'mailto:tls' })],
  ],
  [
    'T5 reports to others need nobody’s leave',
    { tlsrpt: tlsrptRecord('v=TLSRPTv1; rua=mailto:tls@other.test') },
    [],
  ],
  [
    'TLSRPT could not be had',
    { tlsrpt: unknown('refused') },
    [problem('tlsrpt-unavailable', { reason: 'refused' })],
  ],
];
it.each(rows)('%s', (_, change, expected) => {
  expect(findings(change)).toEqual(expected);
});

it.each<[why: string, tlsrpt: TlsrptParts['tlsrpt'], headline: TlsrptHeadline]>([
  ['one target of two is of use', tlsrptRecord('v=TLSRPTv1; rua=ftp://x.test,mailto:a@b.test'), 'reported'],
  ['none is', tlsrptRecord('v=TLSRPTv1; rua=ftp://x.test'), 'unusable'],
  ['there is no record', tlsrptRecord(), 'absent'],
  ['there is a broken one', tlsrptRecord('v=TLSRPTv1'), 'invalid'],
  ['no answer came, which is not that there is none', unknown(), 'unknown'],
  ['it is still asked for', { state: 'pending' }, 'checking'],
])('its headline where %s', (_, tlsrpt, headline) => {
  const parts = assessmentOf({ tlsrpt });
  expect(judgeTlsrpt(parts, parts, { policyDomain: EXAMPLE, now: NOW }).headline).toBe(headline);
});
