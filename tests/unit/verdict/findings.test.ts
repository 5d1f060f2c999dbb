import { describe, expect, it } from 'vitest';
import { PROBLEMS } from '../../../lib/mechanisms.ts';
import type { RememberedPolicy } from '../../../lib/mechanisms/mta-sts/remembered-policy.ts';
import { standingOf } from '../../../lib/verdict/standing.ts';
import {
  EXAMPLE,
  assessmentOf,
  host,
  mxOf,
  policyOf,
  policyText,
  stsRecord,
  tlsrptRecord,
  unknown,
  unreadPolicy,
} from '../../support/assessments.ts';
import { findings, type FindingRow } from '../../support/findings.ts';
import { lines } from '../../support/reading.ts';
import { NOW } from '../../support/time.ts';

const none = { state: 'absent' } as const;

describe('the findings of a domain where all is well', () => {
  it('are none', () => {
    expect(findings({})).toEqual([]);
  });
});

const rows: readonly FindingRow[] = [
  [
    'no leave to ask the resolver: the headline says it, and nothing else is worth saying',
    {
      stsRecord: unknown('not-permitted'),
      mx: unknown('not-permitted'),
      tlsrpt: unknown('not-permitted'),
      policy: unreadPolicy('sts-record-unavailable', { reason: 'not-permitted' }),
    },
    [],
  ],
];
it.each(rows)('%s', (_, change, expected) => {
  expect(findings(change)).toEqual(expected);
});

describe('without a moment given', () => {
  const remembered: Omit<RememberedPolicy, 'fetchedAt'> = {
    policyDomain: EXAMPLE,
    policyId: '20260601',
    policyText: policyText('enforce', 'mx: mail.example.com'),
    mode: 'enforce',
    replaced: null,
    mediaType: 'text/plain',
    maxAgeSeconds: 3600,
  };

  it.each([
    ['an ended check is judged by its end', NOW, []],
    ['one that has not ended by its start', null, ['policy-remembered']],
  ])('%s', (_, finishedAt, expected) => {
    const [startedAt, fetchedAt] = [NOW - 200, NOW - 100 - 3600_000];
    const gone = { stsRecord: stsRecord('v=STSv1; id=-'), policy: none, startedAt, finishedAt };
    const { findings: list } = standingOf(
      assessmentOf({ ...gone, remembered: { ...remembered, fetchedAt } }),
    );
    expect(list.map(({ code }) => code).filter((code) => code === 'policy-remembered')).toEqual(expected);
  });
});

describe('the order of the findings', () => {
  it('is by gravity', () => {
    const list = findings({
      mx: mxOf(host('a.test', 10, { aliasOf: 'b.test' }), host('x.y.mx.test', 20)),
      policy: policyOf(
        lines('version: STSv1', 'mode: enforce', 'max_age: 86400', 'mx: *.mx.test', 'x: y', ''),
      ),
      tlsrpt: tlsrptRecord(),
    });
    const gravity = ['critical', 'error', 'warning', 'notice', 'info'];
    const order = list.map(({ code }) => gravity.indexOf(PROBLEMS[code].severity));
    expect(order).toEqual(order.toSorted((a, b) => a - b));
    expect(new Set(order).size).toBe(5);
  });
});
