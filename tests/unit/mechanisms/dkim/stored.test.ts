import { is } from 'valibot';
import { describe, expect, it } from 'vitest';
import { DKIM_STORED, type DkimFacts } from '../../../../lib/mechanisms/dkim/facts.ts';
import { placesIn, withValue } from '../../../support/spoilt.ts';

const fits = (dkim: unknown) => is(DKIM_STORED.dkim, dkim);
/** Each kind of value at each place. */
const whole: DkimFacts = {
  state: 'found',
  base: 'texts',
  reason: 'timeout',
  oldPolicy: 'o=~',
  beside: { state: 'answered', texts: ['v=DKIM1; p='], aliases: ['host.test'] },
  asked: ['s1'],
  selectors: [
    {
      selector: 's1',
      name: 's1._domainkey.example.com',
      state: 'found',
      texts: ['v=DKIM1; p='],
      aliases: ['key.test'],
      provider: 'SendGrid',
      reason: 'servfail',
    },
  ],
  ttlSeconds: 60,
};
const [selector] = whole.selectors;
const having = (change: object) => ({ ...whole, selectors: [{ ...selector, ...change }] });
const { oldPolicy: _, ...withoutPolicy } = whole;

describe('what is stored of DKIM', () => {
  it.each<[why: string, dkim: unknown]>([
    ['not asked yet', { state: 'pending' }],
    ['a key', whole],
    ['no policy of DomainKeys', withoutPolicy],
    ['what nobody asked or answered', { ...whole, reason: null, beside: null, ttlSeconds: null }],
    [
      'a random label without an answer',
      { ...whole, beside: { state: 'unavailable', reason: 'timeout', detail: null } },
    ],
    ['a zone that says there is none', { ...whole, base: 'nxdomain' }],
    ['one that says there is something below', { ...whole, base: 'nodata' }],
    ['one that says nothing', { ...whole, base: 'unavailable' }],
    [
      'an alias of nobody known that leads nowhere',
      having({ state: 'dangling', provider: null, reason: null }),
    ],
    ['a selector without an answer', having({ state: 'unavailable' })],
  ])('is taken back as it was: %s', (_why, dkim) => {
    expect(fits(structuredClone(dkim))).toBe(true);
  });

  const places = placesIn(whole).map((place) => [place.join('.'), place] as const);
  it.each(places)('is refused with something else at %s', (_way, place) => {
    // A sign that is no number, no state, no list and no truth.
    expect(fits(withValue(whole, place, Symbol.iterator))).toBe(false);
    expect(fits(withValue(whole, place, undefined))).toBe(false);
  });

  it.each<[why: string, dkim: unknown]>([
    ['a state that there is not', { ...whole, state: 'known' }],
    ['a zone that says something else', { ...whole, base: 'servfail' }],
    ['a selector in a state that there is not', having({ state: 'absent' })],
    ['a random label in a state that there is not', { ...whole, beside: { state: 'found' } }],
    ['a time to live that is no amount', { ...whole, ttlSeconds: -1 }],
  ])('is refused with %s', (_why, dkim) => {
    expect(fits(dkim)).toBe(false);
  });
});
