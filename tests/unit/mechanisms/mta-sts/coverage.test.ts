import type { Consequence } from '../../../../lib/mechanisms/mta-sts/consequence.ts';
import type { Mode } from '../../../../lib/mechanisms/mta-sts/mode.ts';
import { uncoveredFirst } from '../../../../lib/mechanisms/mta-sts/uncovered-first.ts';
import { describe, expect, it } from 'vitest';
import { coverageOf } from '../../../../lib/mechanisms/mta-sts/coverage.ts';
import type { StsPolicy } from '../../../../lib/mechanisms/mta-sts/policy.ts';
import { host } from '../../../support/assessments.ts';

const policy = (mode: Mode, ...mx: string[]): StsPolicy => ({ mode, maxAgeSeconds: 86400, mx });

describe('the consequence for a server (RFC 8461 §5)', () => {
  const rows: readonly (readonly [
    why: string,
    policy: StsPolicy | null | 'unknown',
    consequence: Consequence,
    pattern: string | null,
  ])[] = [
    ['enforce and covered', policy('enforce', 'mx.example.com'), 'verified', 'mx.example.com'],
    ['enforce and covered by a wildcard', policy('enforce', '*.example.com'), 'verified', '*.example.com'],
    ['the pattern as it was written', policy('enforce', 'MX.Example.com'), 'verified', 'MX.Example.com'],
    ['enforce and not covered', policy('enforce', 'other.example.com'), 'refused', null],
    ['testing and covered', policy('testing', 'mx.example.com'), 'tested', 'mx.example.com'],
    ['testing and not covered', policy('testing', 'other.example.com'), 'reported', null],
    ['none, whatever it names', policy('none', 'mx.example.com'), 'unprotected', null],
    ['no policy', null, 'unprotected', null],
    ['we could not know', 'unknown', 'unknown', null],
  ];
  it.each(rows)('%s', (_, held, consequence, pattern) => {
    expect(coverageOf([host('mx.example.com', 5)], held)).toEqual([
      { ...host('mx.example.com', 5), pattern, tooShallow: null, consequence },
    ]);
  });
});

it.each<[why: string, held: StsPolicy | null | 'unknown']>([
  ['no policy', null],
  ['a policy that we could not know', 'unknown'],
  ['mode none', policy('none')],
  ['a policy that covers it', policy('enforce', 'mx.example.com')],
])('nobody reaches a server without an address, with %s', (_, held) => {
  const nowhere = host('mx.example.com', 5, { address: 'absent' });
  expect(coverageOf([nowhere], held)).toMatchObject([{ consequence: 'unreachable' }]);
});

describe('a wildcard that is too shallow', () => {
  const rows: readonly (readonly [why: string, name: string, mx: string[], tooShallow: string | null])[] = [
    ['one label short', 'a.b.example.com', ['*.example.com'], '*.example.com'],
    ['two labels short', 'a.b.c.example.com', ['*.example.com'], '*.example.com'],
    ['in another case', 'a.b.example.com', ['*.Example.COM'], '*.Example.COM'],
    ['the nearest of several', 'a.b.c.example.com', ['*.example.com', '*.c.example.com'], '*.c.example.com'],
    ['of another domain', 'a.b.example.com', ['*.example.net'], null],
    ['the name of the wildcard itself is no case of it', 'example.com', ['*.example.com'], null],
    ['no wildcard', 'a.b.example.com', ['example.com'], null],
    ['no wildcard, though two letters longer', 'a.b.example.com', ['xxexample.com'], null],
    ['covered all the same', 'a.b.example.com', ['*.example.com', 'a.b.example.com'], null],
  ];
  it.each(rows)('%s', (_, name, mx, tooShallow) => {
    expect(coverageOf([host(name)], policy('enforce', ...mx))).toMatchObject([{ name, tooShallow }]);
  });
});

it('keeps the order of the servers', () => {
  const hosts = [host('b.example.com', 1), host('a.example.com', 2)];
  expect(coverageOf(hosts, policy('enforce', '*.example.com')).map(({ name }) => name)).toEqual([
    'b.example.com',
    'a.example.com',
  ]);
});

it.each<[why: string, mx: string[], expected: string[]]>([
  [
    'the uncovered come first, each part in its order',
    ['b.test', 'd.test'],
    ['a.test', 'c.test', 'b.test', 'd.test'],
  ],
  ['all alike keep their order', ['x.test'], ['a.test', 'b.test', 'c.test', 'd.test']],
])('in a list, %s', (_, mx, expected) => {
  const servers = coverageOf(
    ['a.test', 'b.test', 'c.test', 'd.test'].map((each, at) => host(each, at)),
    policy('enforce', ...mx),
  );
  expect(uncoveredFirst(servers).map(({ name }) => name)).toEqual(expected);
});
