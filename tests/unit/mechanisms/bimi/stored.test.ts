import { is } from 'valibot';
import { describe, expect, it } from 'vitest';
import { BIMI_STORED, type BimiFacts } from '../../../../lib/mechanisms/bimi/facts.ts';
import { placesIn, withValue } from '../../../support/spoilt.ts';

const fits = (bimi: unknown) => is(BIMI_STORED.bimi, bimi);
const TEXT = 'v=BIMI1; l=https://example.com/logo.svg';
const record = {
  state: 'found',
  value: {
    logo: 'https://example.com/logo.svg',
    evidence: 'https://example.com/vmc.pem',
    isDeclined: false,
    avatar: 'brand',
    localParts: ['brand-'],
  },
  text: TEXT,
  problems: [{ code: 'bimi-a-missing', parameters: {} }],
  texts: [TEXT],
  aliases: ['host.test'],
  authentic: false,
  ttlSeconds: 60,
} as const;
/** Each kind of value at each place. */
const whole: BimiFacts = {
  state: 'found',
  places: [{ domain: 'example.com', record }],
  isAboveKnown: true,
  misplacedAt: 'example.com',
};
const having = (value: object) => ({
  ...whole,
  places: [{ domain: 'example.com', record: { ...record, value: { ...record.value, ...value } } }],
});

describe('what is stored of BIMI', () => {
  it.each<[why: string, bimi: unknown]>([
    ['not asked yet', { state: 'pending' }],
    ['a record', whole],
    ['no record in the wrong place', { ...whole, misplacedAt: null }],
    ['an empty record', having({ logo: null, evidence: null, isDeclined: true, localParts: null })],
    ['the picture of a person first', having({ avatar: 'personal' })],
  ])('is taken back as it was: %s', (_, bimi) => {
    expect(fits(structuredClone(bimi))).toBe(true);
  });

  const places = placesIn(whole).map((place) => [place.join('.'), place] as const);
  it.each(places)('is refused with something else at %s', (_, place) => {
    // A sign that is no number, no state, no list and no truth.
    expect(fits(withValue(whole, place, Symbol.iterator))).toBe(false);
    expect(fits(withValue(whole, place, undefined))).toBe(false);
  });

  it.each<[why: string, bimi: unknown]>([
    ['a state that there is not', { ...whole, state: 'known' }],
    ['a preference that there is not', having({ avatar: 'both' })],
  ])('is refused with %s', (_, bimi) => {
    expect(fits(bimi)).toBe(false);
  });
});
