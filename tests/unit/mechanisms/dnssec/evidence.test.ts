import { describe, expect, it } from 'vitest';
import type { Security } from '../../../../lib/dns/security.ts';
import { dnssecEvidence } from '../../../../lib/mechanisms/dnssec/evidence.ts';
import type { DnssecFacts } from '../../../../lib/mechanisms/dnssec/facts.ts';
import { EXAMPLE, UNSIGNED } from '../../../support/assessments.ts';
import { BOGUS, INSECURE, SECURE, SERVFAIL, TIMEOUT } from '../../../support/dane.ts';
import { WORDS, bare, textsOf } from '../../../support/words.ts';

const found: DnssecFacts = {
  ...UNSIGNED.dnssec,
  domain: SECURE,
  mx: SECURE,
  policyHost: null,
  validates: true,
  resolver: 'Quad9',
};
const sections = (change: Partial<DnssecFacts>) =>
  dnssecEvidence({ dnssec: { ...found, ...change } }, { ...WORDS, policyDomain: EXAMPLE });
const linesOf = (change: Partial<DnssecFacts>) => {
  const [section] = sections(change);
  return section?.blocks.flatMap(textsOf) ?? [];
};

describe('the evidence of DNSSEC', () => {
  it('has a line for each answer, in the order in which senders need them', () => {
    const hosts = [
      { name: 'a.test', security: SECURE },
      { name: 'b.test', security: INSECURE },
    ];
    expect(linesOf({ policyHost: INSECURE, hosts })).toEqual([
      'example.com · signed and validated',
      'MX example.com · signed and validated',
      'mta-sts.example.com · not signed',
      'a.test · signed and validated',
      'b.test · not signed',
      'Quad9 validates DNSSEC.',
    ]);
    expect(sections({}).map(({ heading }) => bare(heading))).toEqual(['DNSSEC of each answer']);
  });

  it('has none before it is known', () => {
    expect(dnssecEvidence({ dnssec: { state: 'pending' } }, { ...WORDS, policyDomain: EXAMPLE })).toEqual([]);
  });

  it('has no line for a policy host that nobody asks', () => {
    expect(linesOf({}).join()).not.toContain('mta-sts');
  });

  it.each<[why: string, domain: Security, validates: boolean | null, says: string]>([
    ['a resolver that validates is believed', INSECURE, true, 'not signed'],
    ['without AD nothing is known where it does not', INSECURE, false, 'not known'],
    ['nor where that could not be learnt', INSECURE, null, 'not known'],
    ['AD is a word of its own', SECURE, null, 'signed and validated'],
    [
      'a signature that does not hold',
      BOGUS,
      true,
      'validation fails (the resolver rejected the answer because DNSSEC validation failed)',
    ],
    [
      'the same with the words of the resolver',
      { state: 'bogus', detail: 'EDE 7 expired' },
      true,
      'validation fails (the resolver rejected the answer because DNSSEC validation failed) EDE 7 expired',
    ],
    ['servers that are broken', SERVFAIL, true, 'not known (the resolver failed (SERVFAIL))'],
    [
      'the same with the words of the resolver',
      { ...SERVFAIL, detail: 'EDE 22' } as Security,
      true,
      'not known (the resolver failed (SERVFAIL)) EDE 22',
    ],
    ['an answer that was lost', TIMEOUT, true, 'not known (the resolver did not answer in time)'],
  ])('%s', (_, domain, validates, says) => {
    expect(linesOf({ domain, validates })[0]).toBe(`example.com · ${says}`);
  });

  it.each([
    [true, 'Quad9 validates DNSSEC.'],
    [false, 'Quad9 does not validate DNSSEC, so it cannot say whether an answer is signed.'],
    [null, 'Waxseal could not learn whether Quad9 validates DNSSEC.'],
  ])('says of the resolver whether it validates: %s', (validates, says) => {
    expect(linesOf({ validates }).at(-1)).toBe(says);
  });
});
