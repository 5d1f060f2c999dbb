import { safeParse } from 'valibot';
import { describe, expect, it } from 'vitest';
import { dkimEvidence } from '../../../../lib/mechanisms/dkim/evidence.ts';
import { DKIM_STORED, type DkimFacts } from '../../../../lib/mechanisms/dkim/facts.ts';
import { gatherDkim } from '../../../../lib/mechanisms/dkim/gather.ts';
import { judgeDkim } from '../../../../lib/mechanisms/dkim/judge.ts';
import { dkim as mechanism } from '../../../../lib/mechanisms/dkim/mechanism.ts';
import type { SelectorFacts } from '../../../../lib/mechanisms/dkim/discover.ts';
import { DKIM_PROBLEMS } from '../../../../lib/mechanisms/dkim/problems.ts';
import type { MxParts } from '../../../../lib/mechanisms/mx/facts.ts';
import type { Asking } from '../../../../lib/mechanism.ts';
import type { DkimParts } from '../../../../lib/mechanisms/dkim/facts.ts';
import { PENDING } from '../../../../lib/outcome.ts';
import { EXAMPLE } from '../../../support/assessments.ts';
import { ED25519, recordOfKey, RSA, txtZone } from '../../../support/dkim.ts';
import { expectSoundProblemsBy } from '../../../support/sound.ts';

const ABOVE = '_domainkey.example.com';
const KEY = recordOfKey(RSA.publicKey);
const KNOWN = 'v=DKIM1; k=ed25519; p=11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=';
const MAIL = { mx: { state: 'unavailable', reason: 'timeout', detail: null } } as MxParts;
const NO_MAIL = { mx: { state: 'absent', reason: 'null-mx' } } as unknown as MxParts;

function selector(texts: readonly string[], more: Partial<SelectorFacts> = {}): SelectorFacts {
  return {
    selector: 's1',
    name: `s1.${ABOVE}`,
    state: 'found',
    texts,
    aliases: [],
    provider: null,
    reason: null,
    ...more,
  };
}

function facts(selectors: readonly SelectorFacts[], more: Partial<DkimFacts> = {}): DkimFacts {
  const beside = { state: 'answered', texts: [], aliases: [] } as const;
  return {
    state: 'found',
    base: 'nodata',
    reason: null,
    beside,
    asked: ['s1', 's2'],
    selectors,
    ttlSeconds: 60,
    ...more,
  };
}

function judge(dkim: DkimFacts, needed: MxParts = MAIL): [headline: string, ...codes: string[]] {
  expect(safeParse(DKIM_STORED.dkim, dkim)).toMatchObject({ success: true, output: dkim });
  const { headline, findings } = judgeDkim({ dkim }, needed, { policyDomain: EXAMPLE, now: 0 });
  expectSoundProblemsBy(DKIM_PROBLEMS, findings, 'x'.repeat(5000));
  return [headline, ...findings.map(({ code }) => code)];
}

const found = (...texts: readonly string[]) => facts([selector(texts)]);
const silent = (name: string, aliases: readonly string[], provider: string | null) =>
  selector([], { selector: name, name: `${name}.${ABOVE}`, state: 'dangling', aliases, provider });
const microsoft = ['x.onmicrosoft.com'];
const beside = (...texts: readonly string[]) => ({ state: 'answered', texts, aliases: [] }) as const;

describe('judgeDkim', () => {
  it.each<[why: string, facts: DkimFacts, wanted: [headline: string, ...codes: string[]]]>([
    ['a key', found(KEY), ['signed', 'dkim-key-short']],
    ['a key that is testing', found(`${KEY}; t=y`), ['testing', 'dkim-key-short', 'dkim-testing']],
    [
      'two, of which one is testing',
      facts([selector([`${KEY}; t=y`]), selector([KEY], { name: 'x' })]),
      ['signed', 'dkim-key-short', 'dkim-testing', 'dkim-key-short'],
    ],
    ['a key that anybody has', found(KNOWN), ['forgeable', 'dkim-key-known-private', 'dkim-ed25519-only']],
    [
      'the same beside a good one',
      facts([selector([KEY]), selector([KNOWN], { name: 'x' })]),
      ['forgeable', 'dkim-key-short', 'dkim-key-known-private'],
    ],
    [
      'a private key',
      found('p=-----BEGIN RSA PRIVATE KEY-----'),
      ['forgeable', 'dkim-private-key-published'],
    ],
    ['Ed25519 alone', found(recordOfKey(ED25519.publicKey)), ['signed', 'dkim-ed25519-only']],
    ['a broken key', found('v=DKIM1; p=AAAA'), ['unusable', 'dkim-key-der']],
    ['one that verifiers discard', found('v=DKIM2; p=AAAA'), ['unusable', 'dkim-version']],
    [
      'one with backslashes',
      found(KEY.replaceAll(';', '\\;')),
      ['unusable', 'dkim-key-backslash', 'dkim-key-short'],
    ],
    [
      'one that they discard beside a revoked one',
      found('v=DKIM2; p=AAAA', 'v=DKIM1; p='),
      ['revoked', 'dkim-key-revoked'],
    ],
    [
      'a wildcard that they discard',
      facts([], { beside: beside('v=DKIM2; p=AAAA') }),
      ['unusable', 'dkim-version'],
    ],
    ['a revoked key', found('v=DKIM1; p='), ['revoked', 'dkim-key-revoked']],
    [
      'two keys at one name',
      found(KEY, KEY),
      ['signed', 'dkim-several-records', 'dkim-key-short', 'dkim-key-short'],
    ],
    ['a key beside something else', found('v=spf1 -all', KEY), ['signed', 'dkim-key-short']],
    ['none among those that were asked', facts([]), ['not-found', 'dkim-not-found', 'dkim-names-below']],
    [
      'the same, where a wildcard can have made the name',
      facts([], { base: 'open' }),
      ['not-found', 'dkim-not-found'],
    ],
    ['the same, and a record of DomainKeys', facts([], { base: 'texts' }), ['not-found', 'dkim-not-found']],
    [
      'a policy of DomainKeys, which says nothing of keys',
      facts([], { base: 'texts', oldPolicy: 'o=~; t=y' }),
      ['not-found', 'dkim-not-found', 'dkim-policy-record-old'],
    ],
    [
      'nothing that could be known',
      facts([], { base: 'unavailable', reason: 'timeout' }),
      ['unknown', 'dkim-unavailable', 'dkim-not-found'],
    ],
    [
      'a selector that could not be known',
      facts([selector([], { state: 'unavailable', reason: 'servfail' })]),
      ['unknown', 'dkim-unavailable', 'dkim-not-found', 'dkim-names-below'],
    ],
    [
      'the zone says that there is none',
      facts([], { base: 'nxdomain', beside: null }),
      ['none', 'dkim-none'],
    ],
    [
      'it says so, and there is one',
      facts([selector([KEY])], { base: 'nxdomain', beside: null }),
      ['signed', 'dkim-key-short', 'dkim-empty-nonterminal-broken'],
    ],
    [
      'an alias that leads to nothing',
      facts([silent('s1', ['gone.example.net'], null)]),
      ['not-found', 'dkim-cname-dangling', 'dkim-not-found', 'dkim-names-below'],
    ],
    [
      'one of Microsoft that sleeps',
      facts([
        selector([KEY], { aliases: microsoft, provider: 'Microsoft 365' }),
        silent('selector2', microsoft, 'Microsoft 365'),
      ]),
      ['signed', 'dkim-key-short', 'dkim-sleeping'],
    ],
    [
      'two of Microsoft that lead to nothing',
      facts([
        silent('selector1', microsoft, 'Microsoft 365'),
        silent('selector2', microsoft, 'Microsoft 365'),
      ]),
      ['not-found', 'dkim-cname-dangling', 'dkim-cname-dangling', 'dkim-not-found', 'dkim-names-below'],
    ],
    [
      'a wildcard that revokes',
      facts([selector(['v=DKIM1; p='])], { base: 'texts', beside: beside('v=DKIM1; p=') }),
      ['revoked', 'dkim-wildcard-revoked'],
    ],
    [
      'the same beside a key',
      facts([selector([KEY])], { beside: beside('v=DKIM1; p=') }),
      ['signed', 'dkim-wildcard-revoked', 'dkim-key-short'],
    ],
    [
      'a wildcard that is a key',
      facts([selector([KEY])], { beside: beside(KEY) }),
      ['signed', 'dkim-wildcard-key', 'dkim-key-short'],
    ],
    [
      'the wildcard of the zone',
      facts([selector(['v=spf1 -all'])], { base: 'texts', beside: beside('v=spf1 -all') }),
      ['not-found', 'dkim-not-found'],
    ],
  ])('%s', (_, dkim, wanted) => {
    expect(judge(dkim)).toEqual(wanted);
  });

  it('a domain without mail needs none', () => {
    expect(judge(facts([], { base: 'nxdomain', beside: null }), NO_MAIL)).toEqual(['none']);
  });

  it('tells nothing while it is looked for', () => {
    const parts = { dkim: PENDING };
    expect(judgeDkim(parts, MAIL, { policyDomain: EXAMPLE, now: 0 })).toEqual({
      headline: 'checking',
      findings: [],
    });
    expect(mechanism.knowledge(parts)).toEqual({ ttlSeconds: null, gap: null });
    expect(mechanism.kept(parts)).toEqual({});
  });

  it('keeps what is known, and asks again for what is not', () => {
    const whole = { dkim: found(KEY) };
    expect([mechanism.kept(whole), mechanism.knowledge(whole)]).toEqual([
      whole,
      { ttlSeconds: 60, gap: null },
    ]);
    for (const dkim of [
      facts([], { base: 'unavailable', reason: 'timeout' }),
      facts([], { beside: { state: 'unavailable', reason: 'timeout', detail: null } }),
      facts([selector([], { state: 'unavailable', reason: 'timeout' })]),
    ])
      expect([mechanism.kept({ dkim }), mechanism.knowledge({ dkim }).gap]).toEqual([{}, 'detail']);
  });
});

describe('gatherDkim', () => {
  it('asks what the mail servers suggest, and publishes it once', async () => {
    const lookUp = txtZone({ [`google.${ABOVE}`]: [KEY], [ABOVE]: [] });
    const published: DkimParts[] = [];
    let parts: DkimParts = { dkim: PENDING };
    const publish = (change: Partial<DkimParts>) => {
      parts = { ...parts, ...change };
      published.push(parts);
    };
    const asking = {
      policyDomain: EXAMPLE,
      lookUp,
      randomLabel: () => 'r',
      parts: () => parts,
      publish,
      added: [],
    };
    const needed = { mx: { state: 'found', hosts: [{ name: 'aspmx.l.google.com' }] } } as unknown as MxParts;
    await gatherDkim(asking as unknown as Asking<DkimParts>, Promise.resolve(needed));
    expect(published).toMatchObject([
      { dkim: { state: 'found', selectors: [{ selector: 'google', texts: [KEY] }] } },
    ]);
    expect(lookUp.asked.length).toBe(10);
    await gatherDkim(asking as unknown as Asking<DkimParts>, Promise.resolve(needed));
    expect(lookUp.asked.length).toBe(10);
  });
});

describe('dkimEvidence', () => {
  it('shows each selector that answered, as it was published', () => {
    const say = (key: string, parameters: object = {}) => `${key} ${JSON.stringify(parameters)}`;
    const dkim = facts([
      selector([KEY], { aliases: ['a.example.net'] }),
      silent('s2', ['b.example.net'], null),
      selector([], { name: 'x', state: 'unavailable', reason: 'servfail' }),
    ]);
    const sections = dkimEvidence({ dkim }, { say, policyDomain: EXAMPLE } as never);
    expect(sections.map(({ blocks }) => blocks.map(({ kind }) => kind))).toEqual([
      ['paragraph', 'raw'],
      ['paragraph', 'paragraph'],
      ['paragraph'],
    ]);
    expect(dkimEvidence({ dkim: PENDING }, { say, policyDomain: EXAMPLE } as never)).toEqual([]);
  });
});
