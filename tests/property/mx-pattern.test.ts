import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  faultOfMxPattern,
  matchesMx,
  mxMatcher,
  neverMatches,
} from '../../lib/mechanisms/mta-sts/mx-pattern.ts';
import * as any from './generators.ts';
import { isMxPattern, lowerCase, matchesLabelByLabel } from './mx-grammar.ts';

/** Few labels, so that patterns and hosts meet. */
const name = fc
  .tuple(
    fc.array(fc.constantFrom('a', 'A', 'b', '*', '', '-', 'a-', 'x--y', '_a', 'k', 'K', '\u212a', 'é'), {
      minLength: 1,
      maxLength: 4,
    }),
    fc.constantFrom('', '', '', '.', '..', ' '),
  )
  .map(([labels, end]) => labels.join('.') + end);
const pattern = fc.oneof(name, any.mxPattern, fc.string());
const host = fc.oneof(name, any.domain, fc.string(), fc.string({ unit: 'binary' }));

/** A pattern, and a host made from it by filling its wildcard. */
const pair = fc.oneof(
  fc.tuple(pattern, host),
  fc.tuple(any.mxPattern, any.domain).map(([p, filling]): [string, string] => [p, p.replace('*', filling)]),
);

describe('matchesMx', () => {
  it('agrees with a comparison label by label', () => {
    fc.assert(
      fc.property(pair, ([p, h]) => {
        expect(matchesMx(p, h)).toBe(matchesLabelByLabel(p, h));
      }),
      { numRuns: 10_000 },
    );
  });

  it('does not mind the case and the final dot of a host', () => {
    fc.assert(
      fc.property(pair, ([p, h]) => {
        fc.pre(!h.endsWith('.'));
        const swapped = h.replace(/[a-z]/g, (c) => c.toUpperCase());
        expect(matchesMx(p, `${swapped}.`)).toBe(matchesMx(p, h));
      }),
      any.RUNS,
    );
  });

  it('gives a wildcard exactly the hosts that have one label in its place', () => {
    fc.assert(
      fc.property(any.domain, any.domain, (base, filling) => {
        fc.pre(!neverMatches(`*.${base}`));
        expect(matchesMx(`*.${base}`, `${filling}.${base}`)).toBe(!filling.includes('.'));
        expect(matchesMx(`*.${base}`, base)).toBe(false);
      }),
      any.RUNS,
    );
  });

  it('gives a pattern that is well formed and no wildcard exactly itself', () => {
    fc.assert(
      fc.property(any.domain, host, (p, h) => {
        fc.pre(!neverMatches(p));
        expect(matchesMx(p, p)).toBe(true);
        expect(matchesMx(p, `x.${p}`)).toBe(false);
        expect(matchesMx(p, h)).toBe(lowerCase(h.replace(/\.$/, '')) === lowerCase(p));
      }),
      any.RUNS,
    );
  });
});

describe('mxMatcher', () => {
  it('covers a host exactly where one of the patterns matches it, and names one that does', () => {
    fc.assert(
      fc.property(fc.array(pattern, { maxLength: 8 }), host, (patterns, h) => {
        const covering = mxMatcher(patterns)(h);
        expect(covering !== null).toBe(patterns.some((p) => matchesMx(p, h)));
        if (covering !== null) {
          expect(patterns).toContain(covering);
          expect(matchesMx(covering, h)).toBe(true);
        }
      }),
      { numRuns: 5000 },
    );
  });

  it('covers the same hosts whatever the order of the patterns', () => {
    fc.assert(
      fc.property(fc.array(pattern, { maxLength: 8 }), host, (patterns, h) => {
        expect(mxMatcher(patterns.toReversed())(h) === null).toBe(mxMatcher(patterns)(h) === null);
      }),
      any.RUNS,
    );
  });
});

describe('faultOfMxPattern', () => {
  it('finds no fault in any pattern of the grammar', () => {
    fc.assert(
      fc.property(any.mxPattern, (p) => {
        expect(faultOfMxPattern(p)).toBeNull();
      }),
      any.RUNS,
    );
  });

  it('finds one in every other text', () => {
    fc.assert(
      fc.property(fc.oneof(pattern, any.nearly(any.mxPattern, '*.-_:, é')), (p) => {
        expect(faultOfMxPattern(p) === null).toBe(isMxPattern(p));
      }),
      { numRuns: 5000 },
    );
  });
});
