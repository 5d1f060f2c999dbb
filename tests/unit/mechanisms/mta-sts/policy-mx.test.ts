import type { ProblemCode } from '../../../../lib/mechanisms.ts';
import { describe, expect, it } from 'vitest';
import { parsePolicy } from '../../../../lib/mechanisms/mta-sts/policy.ts';
import { bytes, lines, told, type Told } from '../../../support/reading.ts';

const withMx = (...patterns: string[]) =>
  lines('version: STSv1', 'mode: enforce', 'max_age: 604800', ...patterns.map((pattern) => `mx: ${pattern}`));

describe('parsePolicy: mx', () => {
  it.each<[reason: string, patterns: string[], mx: string[], problems: Told[]]>([
    [
      'patterns stay as written, in their order',
      ['B.example', '*.A.example'],
      ['B.example', '*.A.example'],
      [],
    ],
    ['a whole top-level domain is grammar', ['*.com'], ['*.com'], []],
    [
      'a repeated pattern counts once, whatever its case',
      ['a.example', 'A.EXAMPLE', 'a.example'],
      ['a.example'],
      [
        { code: 'policy-mx-repeated', pattern: 'A.EXAMPLE', at: 'A.EXAMPLE' },
        { code: 'policy-mx-repeated', pattern: 'a.example', at: 'a.example' },
      ],
    ],
    [
      'and stays as it was written first',
      ['A.EXAMPLE', 'a.example'],
      ['A.EXAMPLE'],
      [{ code: 'policy-mx-repeated', pattern: 'a.example', at: 'a.example' }],
    ],
    [
      'nothing but capitals is a repetition too',
      ['localhost', 'LOCALHOST'],
      ['localhost'],
      [
        { code: 'policy-mx-single-label', pattern: 'localhost', at: 'localhost' },
        { code: 'policy-mx-repeated', pattern: 'LOCALHOST', at: 'LOCALHOST' },
      ],
    ],
    [
      'one label is grammar, and no host of the internet is called so',
      ['mail', 'a.example'],
      ['mail', 'a.example'],
      [{ code: 'policy-mx-single-label', pattern: 'mail', at: 'mail' }],
    ],
    [
      'an exact name and a wildcard are two patterns',
      ['a.example', '*.a.example'],
      ['a.example', '*.a.example'],
      [],
    ],
    [
      'an IP address has the form of a domain and never matches',
      ['192.0.2.1', 'a.example'],
      ['192.0.2.1', 'a.example'],
      [{ code: 'policy-mx-never-matches', pattern: '192.0.2.1', at: '192.0.2.1' }],
    ],
    [
      'so has a label too long for DNS',
      [`${'l'.repeat(64)}.example`],
      [`${'l'.repeat(64)}.example`],
      [
        {
          code: 'policy-mx-never-matches',
          pattern: `${'l'.repeat(64)}.example`,
          at: `${'l'.repeat(64)}.example`,
        },
      ],
    ],
  ])('%s', (_, patterns, mx, problems) => {
    const text = withMx(...patterns);
    const parsed = parsePolicy(bytes(text));
    expect(parsed).toMatchObject({ state: 'valid', value: { mx } });
    expect(told(parsed.problems, text)).toEqual(problems);
  });

  it.each<[pattern: string, code: ProblemCode, reason: string]>([
    ['münchen.example', 'policy-mx-u-label', 'only A-labels'],
    ['a.example.', 'policy-mx-trailing-dot', 'no final dot'],
    ['a_b.example', 'policy-mx-underscore', 'no underscore'],
    ['*', 'policy-mx-wildcard', 'a wildcard alone'],
    ['alt*.google.com', 'policy-mx-wildcard', 'a partial wildcard, seen in the wild'],
    ['a.example, b.example', 'policy-mx-list', 'several patterns in one field'],
    ['a.example:25', 'policy-mx-port', 'no port'],
    ['[192.0.2.1]', 'policy-mx-syntax', 'no address literal'],
  ])('%s breaks the policy: %s', (pattern, code) => {
    const text = withMx(pattern);
    const parsed = parsePolicy(bytes(text));
    expect(parsed.state).toBe('invalid');
    expect(told(parsed.problems, text)).toEqual([{ code, pattern, at: pattern }]);
  });

  it('breaks the policy where one of several patterns is malformed, and in mode none too', () => {
    const text = lines('version: STSv1', 'mode: none', 'max_age: 1', 'mx: a.example', 'mx: b_b.example');
    const parsed = parsePolicy(bytes(text));
    expect(parsed.state).toBe('invalid');
    expect(told(parsed.problems, text)).toEqual([
      { code: 'policy-mx-underscore', pattern: 'b_b.example', at: 'b_b.example' },
    ]);
  });
});
