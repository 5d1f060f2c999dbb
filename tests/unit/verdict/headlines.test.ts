import { describe, expect, it } from 'vitest';
import type { Tone } from '../../../lib/mechanism.ts';
import { isToRepair, isToSetUp } from '../../../lib/verdict/fault.ts';
import { HEADLINES, type Headline } from '../../../lib/verdict/headlines.ts';
import { sealOf } from '../../../lib/verdict/seal.ts';

const ALL = Object.entries(HEADLINES) as [Headline, (typeof HEADLINES)[Headline]][];

describe('the colour of a verdict', () => {
  it.each<[tone: Tone, why: string, headlines: readonly Headline[]]>([
    [
      'good',
      'all senders that check the policy, or DANE, deliver over TLS to the right server',
      ['enforced', 'enforced-ignored', 'dane'],
    ],
    [
      'bad',
      'mail is lost, or what was meant protects nothing',
      [
        'held-all',
        'uncovered-all',
        'uncovered-some',
        'broken-record',
        'broken-fetch',
        'broken-policy',
        'no-mail-unreachable',
      ],
    ],
    [
      'warn',
      'there is something to do, and mail arrives',
      [
        'dane-faulty',
        'held-some',
        'testing',
        'testing-ignored',
        'uncovered-testing',
        'broken-dane',
        'fragile-enforce',
        'fragile-testing',
      ],
    ],
    [
      'idle',
      'nobody meant to have anything',
      ['disabled', 'absent', 'no-mail-null', 'no-mail-nxdomain', 'no-mail-no-address', 'checking'],
    ],
    [
      'ask',
      'Waxseal could not know',
      [
        'unknown-resolver',
        'unknown-permission',
        'unknown-dns',
        'unknown-policy',
        'unknown-mx',
        'unknown-dane',
        'dane-unknown',
      ],
    ],
  ])('is %s where %s', (tone, _, headlines) => {
    expect(ALL.flatMap(([headline, each]) => (each.tone === tone ? [headline] : []))).toEqual(headlines);
  });

  it('comes with a word that the headline begins with, but where DANE is the one that protects', () => {
    const others = ALL.filter(([headline, { standing }]) => !headline.startsWith(standing));
    expect(others.map(([headline]) => headline)).toEqual(['dane-unknown']);
  });
});

describe('the seal', () => {
  it('is that of the word, and another one for a name that does not exist', () => {
    for (const [headline, { standing }] of ALL)
      expect(sealOf({ headline, standing })).toBe(headline === 'no-mail-nxdomain' ? 'no-domain' : standing);
  });
});

describe('what is to be done', () => {
  it.each([
    ['a fault', { severity: 'error', code: 'policy-empty' }, true],
    ['a warning', { severity: 'warning', code: 'mx-alias' }, true],
    ['a trial is a choice', { severity: 'warning', code: 'policy-mode-testing' }, false],
    ['what is good to know', { severity: 'notice', code: 'sts-absent' }, false],
  ] as const)('to repair: %s', (_, finding, expected) => {
    expect(isToRepair(finding)).toBe(expected);
  });

  it.each([
    ['no policy at all', 'sts-absent', true],
    ['none beside DANE', 'dane-without-sts', true],
    ['a broken one is repaired', 'policy-empty', false],
  ] as const)('to set up: %s', (_, code, expected) => {
    expect(isToSetUp({ code })).toBe(expected);
  });
});
