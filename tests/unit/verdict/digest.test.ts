import { safeParse } from 'valibot';
import { describe, expect, it } from 'vitest';
import { digestSchema } from '../../../lib/browser/digest-schema.ts';
import type { Assessment } from '../../../lib/check/assessment.ts';
import { MECHANISMS } from '../../../lib/mechanisms.ts';
import { isDigestCurrent } from '../../../lib/verdict/digest.ts';
import { digestOf } from '../../../lib/verdict/make-digest.ts';
import { standingOf } from '../../../lib/verdict/standing.ts';
import {
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
import { NOW } from '../../support/time.ts';

const noMail = (reason: 'null-mx' | 'nxdomain' | 'no-address') =>
  ({ state: 'absent', reason, nullPreferences: [], authentic: false, ttlSeconds: 300 }) as const;

const FACTS: readonly (readonly [what: string, facts: Partial<Assessment>])[] = [
  ['a policy that is enforced', {}],
  ['a server that is left out', { mx: mxOf(host('mail.example.com'), host('other.example.net', 20)) }],
  ['nothing but questions', { mx: { state: 'pending' }, stsRecord: { state: 'pending' }, finishedAt: null }],
  ['no record', { stsRecord: stsRecord(), policy: { state: 'absent' } }],
  ['a resolver that fails', { mx: unknown('servfail'), stsRecord: unknown('servfail') }],
  ['a policy with many faults', { policy: policyOf(policyText('enforce', 'mx: a_b', 'mx: “x”', '')) }],
  ['a permission that is missing', { policy: unreadPolicy('policy-not-permitted', { host: 'mta-sts.x' }) }],
  ['reports that lead nowhere', { tlsrpt: tlsrptRecord('v=TLSRPTv1; rua=ftp://x.test') }],
];

describe('the digest', () => {
  it.each(FACTS)('of %s is JSON that storage gives back as it was', (_, facts) => {
    const digest = digestOf(assessmentOf(facts), NOW);
    const stored: unknown = JSON.parse(JSON.stringify(digest));
    const read = safeParse(digestSchema, stored);
    expect(read.success && read.output).toEqual(digest);
  });

  it.each(FACTS)('of %s says what the verdict says', (_, facts) => {
    const assessment = assessmentOf(facts);
    const { findings, ...verdict } = standingOf(assessment, NOW);
    const digest = digestOf(assessment, NOW);
    expect(digest).toMatchObject(verdict);
    expect(digest.findings).toMatchObject(findings);
    for (const { severity } of digest.findings) expect(severity).toMatch(/^[a-z]+$/);
  });

  it('has a row for each mechanism, lane by lane and the weightiest first', () => {
    const { rows } = digestOf(assessmentOf({}), NOW);
    expect(rows).toEqual([
      { name: 'mta-sts', lane: 'transit', headline: 'enforced', tone: 'good' },
      { name: 'dane', lane: 'transit', headline: 'absent', tone: 'idle' },
      { name: 'mx', lane: 'transit', headline: 'receives', tone: 'good' },
      { name: 'tlsrpt', lane: 'transit', headline: 'reported', tone: 'good' },
      { name: 'dmarc', lane: 'spoofing', headline: 'reject', tone: 'good' },
      { name: 'spf', lane: 'spoofing', headline: 'strict', tone: 'good' },
      { name: 'dkim', lane: 'spoofing', headline: 'signed', tone: 'good' },
      { name: 'dnssec', lane: 'also', headline: 'unknown', tone: 'ask' },
      { name: 'bimi', lane: 'also', headline: 'absent', tone: 'idle' },
      { name: 'caa', lane: 'also', headline: 'open', tone: 'idle' },
    ]);
    expect(new Set(rows.map(({ name }) => name))).toEqual(new Set(MECHANISMS.map(({ name }) => name)));
  });

  it.each<[what: string, facts: Partial<Assessment>, row: string, headline: string, tone: string]>([
    ['a null MX', { mx: noMail('null-mx') }, 'mx', 'null', 'idle'],
    ['no such domain', { mx: noMail('nxdomain') }, 'mx', 'nxdomain', 'idle'],
    ['a domain without servers', { mx: noMail('no-address') }, 'mx', 'no-address', 'idle'],
    [
      'servers without an address',
      { mx: mxOf(host('mail.example.com', 1, { address: 'absent' })) },
      'mx',
      'unreachable',
      'bad',
    ],
    ['MX records that could not be had', { mx: unknown('servfail') }, 'mx', 'unknown', 'ask'],
    ['MX records that are still asked for', { mx: { state: 'pending' } }, 'mx', 'checking', 'idle'],
    ['no TLSRPT', { tlsrpt: tlsrptRecord() }, 'tlsrpt', 'absent', 'idle'],
    [
      'a TLSRPT record that cannot be read',
      { tlsrpt: tlsrptRecord('v=TLSRPTv1') },
      'tlsrpt',
      'invalid',
      'bad',
    ],
    [
      'reports that nobody can deliver',
      { tlsrpt: tlsrptRecord('v=TLSRPTv1; rua=ftp://x.test') },
      'tlsrpt',
      'unusable',
      'bad',
    ],
    ['TLSRPT that could not be had', { tlsrpt: unknown('timeout') }, 'tlsrpt', 'unknown', 'ask'],
    ['TLSRPT that is still asked for', { tlsrpt: { state: 'pending' } }, 'tlsrpt', 'checking', 'idle'],
    ['no MTA-STS', { stsRecord: stsRecord(), policy: { state: 'absent' } }, 'mta-sts', 'absent', 'idle'],
  ])('of %s says so in its row', (_, facts, row, headline, tone) => {
    const { rows } = digestOf(assessmentOf(facts), NOW);
    expect(rows.find(({ name }) => name === row)).toMatchObject({ headline, tone });
  });

  it('names the policy host that may not be read, and no other', () => {
    const waiting = { policy: unreadPolicy('policy-not-permitted', { host: 'mta-sts.example.com' }) };
    expect(digestOf(assessmentOf(waiting), NOW).awaitsHost).toBe('mta-sts.example.com');
    expect(digestOf(assessmentOf({}), NOW).awaitsHost).toBeNull();
  });

  it('says of each report address whether a sender can use it', () => {
    const { reports } = digestOf(
      assessmentOf({ tlsrpt: tlsrptRecord('v=TLSRPTv1; rua=mailto:a@b.test,ftp://x.test') }),
      NOW,
    );
    expect(reports.targets).toEqual([
      { uri: 'mailto:a@b.test', isUsable: true },
      { uri: 'ftp://x.test', isUsable: false },
    ]);
  });

  it('says which lanes were asked for, where it was not everything', () => {
    expect(digestOf(assessmentOf({ lanes: ['transit'] }), NOW).lanes).toEqual(['transit']);
    expect('lanes' in digestOf(assessmentOf({}), NOW)).toBe(false);
  });

  it('says where something could not be known, and asking again may bring it', () => {
    expect(digestOf(assessmentOf({}), NOW).isUnknownInPart).toBe(false);
    expect(digestOf(assessmentOf({ tlsrpt: unknown() }), NOW).isUnknownInPart).toBe(true);
  });

  it.each<[why: string, facts: Partial<Assessment>, after: number, expected: boolean]>([
    ['a moment after its end', {}, 1000, true],
    ['when the records have run out', {}, 3_600_001, false],
    ['while it is under way', { finishedAt: null }, 1000, false],
    ['before it began: the clock was set back', {}, -60_000, false],
  ])('may be shown without asking %s: %#', (_, facts, after, expected) => {
    expect(isDigestCurrent(digestOf(assessmentOf(facts), NOW), NOW + after)).toBe(expected);
  });
});
