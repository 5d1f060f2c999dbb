import { describe, expect, it } from 'vitest';
import type {
  DmarcFacts,
  DmarcParts,
  DmarcReports,
  DmarcStep,
} from '../../../../lib/mechanisms/dmarc/facts.ts';
import { dmarc as mechanism } from '../../../../lib/mechanisms/dmarc/mechanism.ts';
import { PENDING } from '../../../../lib/outcome.ts';
import { EXAMPLE, REJECTING } from '../../../support/assessments.ts';

const STEP = REJECTING.dmarc.steps[0] as DmarcStep;
const LOST: Partial<DmarcStep> = { state: 'unavailable', reason: 'timeout' };
const dmarcOf = (change: Partial<DmarcFacts>): DmarcFacts => ({
  ...REJECTING.dmarc,
  ttlSeconds: 900,
  ...change,
});
const withSteps = (...changes: readonly Partial<DmarcStep>[]) =>
  dmarcOf({ steps: changes.map((change) => ({ ...STEP, ...change })) });

type Host = DmarcReports['hosts'][number];
const HOST: Host = {
  host: 'reports.example.net',
  tags: ['rua'],
  state: 'authorised',
  reason: null,
  name: 'example.com._report._dmarc.reports.example.net',
  redirect: null,
  mail: 'yes',
};
const reportsTo = (...hosts: readonly Partial<Host>[]): DmarcReports => ({
  state: 'found',
  hosts: hosts.map((change) => ({ ...HOST, ...change })),
  unchecked: [],
  ttlSeconds: 300,
});

/** Of what is kept. */
type Kept = '' | 'dmarc' | 'dmarc dmarcReports';

describe('how far the policy is known', () => {
  it.each<
    [
      why: string,
      dmarc: DmarcParts['dmarc'],
      reports: DmarcParts['dmarcReports'],
      ttlSeconds: number | null,
      gap: string | null,
      kept: Kept,
    ]
  >([
    ['before anything was asked', PENDING, PENDING, null, null, ''],
    ['the policy, and reports are still asked for', dmarcOf({}), PENDING, 900, null, 'dmarc'],
    ['the policy, and no reports', dmarcOf({}), reportsTo(), 300, null, 'dmarc dmarcReports'],
    ['and where they go', dmarcOf({}), reportsTo({}), 300, null, 'dmarc dmarcReports'],
    [
      'refused is known as well',
      dmarcOf({}),
      reportsTo({ state: 'unauthorised' }),
      300,
      null,
      'dmarc dmarcReports',
    ],
    [
      'one host of two did not answer',
      dmarcOf({}),
      reportsTo({}, { state: 'unavailable' }),
      300,
      'detail',
      'dmarc',
    ],
    ['or none did', dmarcOf({}), reportsTo({ state: 'unavailable' }), 300, 'detail', 'dmarc'],
    ['nor whether it takes mail', dmarcOf({}), reportsTo({ mail: 'unavailable' }), 300, 'detail', 'dmarc'],
    ['the record did not answer', dmarcOf({ state: 'unavailable' }), PENDING, 900, 'detail', ''],
    ['the same, with reports', dmarcOf({ state: 'unavailable' }), reportsTo(), 300, 'detail', ''],
    ['there is none', dmarcOf({ state: 'absent' }), reportsTo(), 300, null, 'dmarc dmarcReports'],
    ['it cannot be read', dmarcOf({ state: 'invalid' }), reportsTo(), 300, null, 'dmarc dmarcReports'],
    ['a name above did not answer, and is read', withSteps({}, LOST), PENDING, 900, 'detail', ''],
    [
      'behind the end of the walk it does not matter',
      withSteps({}, { ...LOST, isRead: false }),
      PENDING,
      900,
      null,
      'dmarc',
    ],
    [
      'the texts of the domain itself did not answer',
      dmarcOf({ apex: { ...REJECTING.dmarc.apex, state: 'unavailable' } }),
      PENDING,
      900,
      'detail',
      '',
    ],
    ['reports alone, as a check continues', PENDING, reportsTo({}), 300, 'detail', ''],
  ])('%s', (_, dmarc, dmarcReports, ttlSeconds, gap, kept) => {
    const parts = { dmarc, dmarcReports };
    expect(mechanism.knowledge(parts)).toEqual({ ttlSeconds, gap });
    expect(mechanism.kept(parts)).toEqual({
      ...(kept !== '' && { dmarc }),
      ...(kept === 'dmarc dmarcReports' && { dmarcReports }),
    });
  });
});

describe('the name that is asked for', () => {
  const name = '_dmarc.example.com';
  it.each<[why: string, dmarc: DmarcParts['dmarc'], facts: object]>([
    ['not asked yet', PENDING, { state: 'pending' }],
    ['a record', withSteps({}), { state: 'found', aliases: STEP.aliases }],
    ['none', withSteps({ state: 'none' }), { state: 'absent', aliases: STEP.aliases }],
    [
      'several, which is none that counts',
      withSteps({ state: 'several' }),
      { state: 'invalid', aliases: STEP.aliases },
    ],
    ['no answer', withSteps(LOST), { state: 'unavailable', aliases: STEP.aliases }],
    ['an alias', withSteps({ aliases: ['d.example.net'] }), { state: 'found', aliases: ['d.example.net'] }],
    ['no walk at all', withSteps(), { state: 'pending' }],
    [
      'of several steps the domain counts',
      withSteps({ state: 'none' }, {}),
      { state: 'absent', aliases: STEP.aliases },
    ],
  ])('%s', (_, dmarc, facts) => {
    expect(mechanism.names?.({ dmarc, dmarcReports: PENDING }, EXAMPLE)).toEqual([{ name, facts }]);
  });
});

it('it is judged with the mail servers, SPF and DKIM beside it, and has steps in the guide', async () => {
  expect(mechanism.needs).toEqual(['mx', 'spf', 'dkim']);
  expect(await mechanism.steps?.()).toBeTypeOf('function');
  expect(await mechanism.parked?.()).toBeTypeOf('function');
});
