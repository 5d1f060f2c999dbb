import { is } from 'valibot';
import { describe, expect, it } from 'vitest';
import { DANE_STORED, type DaneFacts } from '../../../../lib/mechanisms/dane/facts.ts';
import {
  BOGUS,
  DIGEST,
  INSECURE,
  SECURE,
  TIMEOUT,
  daneHost,
  daneOf,
  failingHost,
  unsignedHost,
} from '../../../support/dane.ts';
import { placesIn, withValue } from '../../../support/spoilt.ts';

const address = (state: 'absent' | 'unavailable' | 'literal' | 'unasked') =>
  daneHost('mx.test', [], { address: state, security: null, lookups: [] });
const fits = (dane: unknown) => is(DANE_STORED.dane, dane);
/** Each kind of value at each place. */
const whole: DaneFacts = {
  ...daneOf(
    daneHost('a.test', [`3 1 1 ${DIGEST}`, `0 9 9 ${DIGEST}`], { aliases: ['b.test'], firstAlias: SECURE }),
  ),
  isMisplaced: false,
};

describe('what is stored of DANE', () => {
  it.each<[why: string, dane: unknown]>([
    ['not asked yet', { state: 'pending' }],
    ['records, usable and not', whole],
    ['a domain that is not signed', { ...daneOf(unsignedHost('a.test')), mx: INSECURE }],
    ['answers that fail', { ...daneOf(failingHost('a.test', BOGUS)), mx: BOGUS }],
    [
      'what a resolver without validation finds',
      daneOf(failingHost('a.test', BOGUS, { unvalidated: 'found' })),
    ],
    ['and what it does not', daneOf(failingHost('a.test', BOGUS, { unvalidated: 'absent' }))],
    ['answers that were lost', { ...daneOf(failingHost('a.test', TIMEOUT)), mx: TIMEOUT }],
    ['no address', daneOf(address('absent'))],
    ['an address that was lost', daneOf(address('unavailable'))],
    ['an IP address', daneOf(address('literal'))],
    ['a name that is never asked', daneOf(address('unasked'))],
    ['a resolver that does not validate', { ...daneOf(), validates: false }],
    ['one of which that is not known', { ...daneOf(), validates: null, isMisplaced: null }],
    ['records at the domain itself', { ...daneOf(), isMisplaced: true }],
  ])('is taken back as it was: %s', (_, dane) => {
    expect(fits(structuredClone(dane))).toBe(true);
  });

  const places = placesIn(whole).map((place) => [place.join('.'), place] as const);
  it.each(places)('is refused with something else at %s', (_, place) => {
    // A sign that is no number, no state, no list and no truth.
    expect(fits(withValue(whole, place, Symbol.iterator))).toBe(false);
    expect(fits(withValue(whole, place, undefined))).toBe(false);
  });

  it.each<[why: string, dane: unknown]>([
    ['a state that there is not', { ...whole, state: 'known' }],
    ['an address of no kind', daneOf({ ...daneHost('a.test'), address: '' as never })],
    ['a look-up of no kind', daneOf(failingHost('a.test', BOGUS, { state: '' as never }))],
    ['a word for what nobody validated', daneOf(failingHost('a.test', BOGUS, { unvalidated: '' as never }))],
    [
      'a problem that is none of DANE',
      withValue(whole, ['hosts', 0, 'lookups', 0, 'records', 1, 'problems', 0, 'code'], 'mx-null'),
    ],
  ])('is refused with %s', (_, dane) => {
    expect(fits(dane)).toBe(false);
  });
});
