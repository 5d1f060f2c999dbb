import { safeParse } from 'valibot';
import { describe, expect, it } from 'vitest';
import { DNS_FAILURES } from '../../../../lib/dns/lookup.ts';
import { DMARC_STORED, type DmarcFacts, type ReportHost } from '../../../../lib/mechanisms/dmarc/facts.ts';
import { POLICIES } from '../../../../lib/mechanisms/dmarc/policy.ts';
import { PENDING } from '../../../../lib/outcome.ts';
import { REJECTING } from '../../../support/assessments.ts';

const { dmarc, dmarcReports } = REJECTING;
const [STEP] = dmarc.steps;
const [HOST] = dmarcReports.hosts;
const STATES = ['found', 'absent', 'invalid', 'unavailable'] as const;

const facts = (change: Partial<DmarcFacts>): DmarcFacts => ({ ...dmarc, ...change });
const step = (change: object) => facts({ steps: [{ ...STEP!, ...change }] });
const record = (change: object) => facts({ record: { ...dmarc.record!, ...change } });
const list = (change: object) => facts({ list: { ...dmarc.list, ...change } });
const apex = (change: object) => facts({ apex: { ...dmarc.apex, ...change } });
const domain = (change: object) =>
  facts({ applied: { ...dmarc.applied, domain: { ...dmarc.applied.domain!, ...change } } });
const host = (change: Partial<ReportHost> | object) => ({
  ...dmarcReports,
  hosts: [{ ...HOST!, ...change }],
});

const POLICY: readonly unknown[] = [
  PENDING,
  ...STATES.flatMap((state) => [
    facts({ state, states: { domain: state, subdomain: state, nonexistent: state } }),
    list({ state }),
  ]),
  facts({
    organizationalDomain: null,
    recordDomain: null,
    record: null,
    organizationRecord: null,
    exists: null,
    existenceFailure: 'timeout',
  }),
  facts({ applied: { domain: null, subdomain: null, nonexistent: null }, exists: false }),
  facts({ problems: [{ code: 'dmarc-absent', parameters: {} }] }),
  ...POLICIES.flatMap((policy) => [
    record({ p: policy, sp: policy, np: policy, effective: { p: policy, sp: policy, np: policy } }),
    record({ historic: { p: policy, sp: policy } }),
    domain({ policy, declared: policy }),
    list({ policy, subdomain: policy, pct: 5, subdomainPct: 6 }),
  ]),
  record({ p: null, sp: null, np: null, historic: null, pct: 50 }),
  ...['y', 'n', 'u'].flatMap((psd) => [record({ psd }), step({ psd })]),
  ...['r', 's'].map((letter) => record({ adkim: letter, aspf: letter })),
  record({ isTesting: true, fo: ['1', 'd'], rua: ['mailto:a@b.example'], ruf: ['mailto:c@d.example'] }),
  ...['p', 'sp', 'np'].map((tag) => domain({ tag })),
  domain({ isTesting: true }),
  ...['found', 'none', 'several', 'unavailable'].map((state) => step({ state })),
  ...DNS_FAILURES.map((reason) => step({ reason, detail: 'x' })),
  step({ texts: ['x'], aliases: ['y.example'], authentic: true, psd: null, isRead: false }),
  list({
    organizationalDomain: null,
    recordDomain: null,
    policy: null,
    subdomain: null,
    isSubdomainKnown: false,
  }),
  ...['answered', 'unavailable'].map((state) => apex({ state })),
  apex({ dmarc: 'x', otherDmarc: ['y'], hasSpf: false, sendsNothing: true }),
];

const REPORTS: readonly unknown[] = [
  PENDING,
  dmarcReports,
  { ...dmarcReports, unchecked: ['x.example'] },
  ...['same', 'authorised', 'unauthorised', 'unavailable'].map((state) => host({ state })),
  ...['yes', 'null-mx', 'no', 'unavailable', 'unasked'].map((mail) => host({ mail })),
  host({ tags: ['rua', 'ruf'], reason: 'x', redirect: 'mailto:a@b.example' }),
];

const read = (part: keyof typeof DMARC_STORED, value: unknown) => {
  const parsed = safeParse(DMARC_STORED[part], JSON.parse(JSON.stringify(value)));
  return parsed.success ? parsed.output : null;
};

describe('what is found fits its shape in storage', () => {
  it.each(POLICY)('policy %#', (value) => {
    expect(read('dmarc', value)).toEqual(value);
  });

  it.each(REPORTS)('reports %#', (value) => {
    expect(read('dmarcReports', value)).toEqual(value);
  });
});

describe('anything else counts as not there', () => {
  it.each<[why: string, value: unknown]>([
    ['nothing', {}],
    ['another state', { ...dmarc, state: 'x' }],
    ['another state of names below', facts({ states: { ...dmarc.states, subdomain: 'x' as 'found' } })],
    ['another policy', record({ p: 'x' })],
    ['a code that there is not', facts({ problems: [{ code: 'x' as 'dmarc-absent', parameters: {} }] })],
    ['a step without its texts', step({ texts: null })],
    ['another reason', step({ reason: 'x' })],
    ['a life below nothing', facts({ ttlSeconds: -1 })],
    ['one text for a list of them', apex({ otherDmarc: 'x' })],
    ['texts of the domain without a state', apex({ state: 'x' })],
  ])('%s', (_, value) => {
    expect(read('dmarc', value)).toBeNull();
  });

  it.each<[why: string, value: unknown]>([
    ['nothing', {}],
    ['another state', host({ state: 'x' })],
    ['another tag', host({ tags: ['x'] })],
    ['another word for whether it takes mail', host({ mail: 'x' })],
  ])('of hosts: %s', (_, value) => {
    expect(read('dmarcReports', value)).toBeNull();
  });
});
