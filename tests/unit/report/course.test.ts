import { describe, expect, it } from 'vitest';
import type { Assessment, Query } from '../../../lib/check/assessment.ts';
import { delegationOf } from '../../../lib/report/delegation.ts';
import { receiptOf } from '../../../lib/report/receipt.ts';
import { timeLineOf } from '../../../lib/report/time-line.ts';
import { assessmentOf, stsRecord, tlsrptRecord, unknown } from '../../support/assessments.ts';

const query = (type: Query['type'], name: string, startedAfterMs: number, tookMs: number): Query => ({
  type,
  name,
  outcome: 'NOERROR',
  authentic: false,
  startedAfterMs,
  tookMs,
});
const away = { ...stsRecord('v=STSv1; id=1'), aliases: ['a.provider.test', 'b.provider.test'] };
const nowhere = { ...stsRecord(), aliases: ['gone.provider.test'] };

describe('delegation', () => {
  it('is a chain for each name, each with its end', () => {
    expect(delegationOf(assessmentOf())).toEqual([
      { name: '_mta-sts.example.com', aliases: [], end: 'found', fault: null },
      { name: 'mta-sts.example.com', aliases: [], end: 'found', fault: null },
      { name: '_smtp._tls.example.com', aliases: [], end: 'found', fault: null },
      { name: '_dmarc.example.com', aliases: [], end: 'found', fault: null },
    ]);
  });

  const rows: readonly (readonly [what: string, change: Partial<Assessment>, ends: string[]])[] = [
    [
      'whole',
      { stsRecord: away, policyHost: { state: 'found', aliases: ['c.test'] } },
      ['found', 'found', 'found', 'found'],
    ],
    [
      'half: no address for the policy host',
      { stsRecord: away, policyHost: { state: 'absent', aliases: [] } },
      ['found', 'absent host-missing', 'found', 'found'],
    ],
    [
      'half: the alias of the policy host leads nowhere',
      { policyHost: { state: 'absent', aliases: ['c.test'] } },
      ['found', 'absent leads-nowhere', 'found', 'found'],
    ],
    [
      'half: the alias of the record leads nowhere',
      { stsRecord: nowhere, policyHost: { state: 'not-asked' } },
      ['absent leads-nowhere', 'not-asked', 'found', 'found'],
    ],
    [
      'not begun: no address, and no alias either',
      { policyHost: { state: 'absent', aliases: [] } },
      ['found', 'absent', 'found', 'found'],
    ],
    [
      'not known',
      { stsRecord: unknown(), policyHost: unknown(), tlsrpt: { state: 'pending' } },
      ['unknown', 'unknown', 'unknown', 'found'],
    ],
    ['under way', { policyHost: { state: 'pending' } }, ['found', 'unknown', 'found', 'found']],
    [
      'of nothing at all',
      { stsRecord: stsRecord(), policyHost: { state: 'not-asked' } },
      ['absent', 'not-asked', 'found', 'found'],
    ],
    ['of a broken record', { tlsrpt: tlsrptRecord('v=TLSRPTv1;') }, ['found', 'found', 'invalid', 'found']],
  ];
  it('has no aliases where nothing is known', () => {
    const change = { stsRecord: unknown(), policyHost: unknown(), tlsrpt: unknown() };
    expect(delegationOf(assessmentOf(change)).map(({ aliases }) => aliases)).toEqual([[], [], [], []]);
  });

  it.each(rows)('%s', (_, change, ends) => {
    const told = delegationOf(assessmentOf(change)).map(({ end, fault }) =>
      fault ? `${end} ${fault}` : end,
    );
    expect(told).toEqual(ends);
  });
});

describe('the time line', () => {
  it('has every question and the fetch, in order of their start', () => {
    const queries = [query('TXT', '_mta-sts.example.com', 2, 10), query('MX', 'example.com', 1, 30)];
    const { steps, totalMs } = timeLineOf(
      assessmentOf({ queries, policyFetch: { startedAfterMs: 12, tookMs: 100 } }),
    );
    expect(totalMs).toBe(112);
    expect(steps.map(({ what, of, startedAfterMs }) => [what, of, startedAfterMs])).toEqual([
      ['MX', 'example.com', 1],
      ['TXT', '_mta-sts.example.com', 2],
      ['GET', 'https://mta-sts.example.com/.well-known/mta-sts.txt', 12],
    ]);
    expect(steps.at(-1)?.outcome).toBe('found');
  });

  it('is empty where nothing was sent, and still has a length', () => {
    expect(timeLineOf(assessmentOf({ policyFetch: null }))).toEqual({ steps: [], totalMs: 1 });
  });
});

describe('the privacy receipt', () => {
  it('names each name once, of whom it was asked and under which permission', () => {
    const queries = [
      query('MX', 'example.com', 0, 1),
      query('A', 'example.com', 1, 1),
      query('AAAA', 'example.com', 2, 1),
      query('TXT', '_mta-sts.example.com', 0, 1),
    ];
    const dns = { host: 'cloudflare-dns.com', purpose: 'dns', permission: 'https://cloudflare-dns.com/*' };
    expect(receiptOf(assessmentOf({ queries }))).toEqual([
      { name: 'example.com', what: ['MX', 'A', 'AAAA'], ...dns },
      { name: '_mta-sts.example.com', what: ['TXT'], ...dns },
      {
        name: 'https://mta-sts.example.com/.well-known/mta-sts.txt',
        what: ['GET'],
        host: 'mta-sts.example.com',
        purpose: 'policy',
        permission: 'https://mta-sts.example.com/*',
      },
    ]);
  });

  it('has no policy host where none was contacted', () => {
    expect(receiptOf(assessmentOf({ policyFetch: null }))).toEqual([]);
  });
});
