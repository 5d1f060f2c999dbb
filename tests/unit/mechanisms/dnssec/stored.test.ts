import { is } from 'valibot';
import { describe, expect, it } from 'vitest';
import { DNSSEC_STORED, type DnssecFacts } from '../../../../lib/mechanisms/dnssec/facts.ts';
import { BOGUS, INSECURE, SECURE, TIMEOUT } from '../../../support/dane.ts';
import { placesIn, withValue } from '../../../support/spoilt.ts';

const fits = (dnssec: unknown) => is(DNSSEC_STORED.dnssec, dnssec);
/** Each kind of value at each place. */
const whole: DnssecFacts = {
  state: 'found',
  domain: SECURE,
  mx: SECURE,
  policyHost: INSECURE,
  hosts: [{ name: 'mx.test', security: BOGUS }],
  validates: true,
  resolver: 'Quad9',
  ttlSeconds: 300,
};

describe('what is stored of DNSSEC', () => {
  it.each<[why: string, dnssec: unknown]>([
    ['not asked yet', { state: 'pending' }],
    ['all answers', whole],
    ['no policy host', { ...whole, policyHost: null }],
    ['no servers', { ...whole, hosts: [] }],
    ['what was lost', { ...whole, domain: TIMEOUT, mx: TIMEOUT }],
    ['a resolver that does not validate', { ...whole, validates: false }],
    ['one of which that is not known', { ...whole, validates: null }],
  ])('is taken back as it was: %s', (_, dnssec) => {
    expect(fits(structuredClone(dnssec))).toBe(true);
  });

  const places = placesIn(whole).map((place) => [place.join('.'), place] as const);
  it.each(places)('is refused with something else at %s', (_, place) => {
    // A sign that is no number, no state, no list and no truth.
    expect(fits(withValue(whole, place, Symbol.iterator))).toBe(false);
    expect(fits(withValue(whole, place, undefined))).toBe(false);
  });

  it('is refused in a state that there is not', () => {
    expect(fits({ ...whole, state: 'known' })).toBe(false);
  });
});
