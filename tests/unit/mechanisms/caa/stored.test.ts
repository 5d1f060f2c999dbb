import { is } from 'valibot';
import { describe, expect, it } from 'vitest';
import { CAA_STORED, type CaaFacts } from '../../../../lib/mechanisms/caa/facts.ts';
import { placesIn, withValue } from '../../../support/spoilt.ts';

const fits = (caa: unknown) => is(CAA_STORED.caa, caa);
/** Each kind of value at each place. */
const set: CaaFacts = {
  state: 'found',
  at: 'mta-sts.example.com',
  aliases: ['host.test'],
  records: [{ flags: 128, tag: 'issue', value: 'ca.test' }],
  issuers: ['ca.test'],
  wildcardIssuers: ['ca.test'],
  limits: [{ issuer: 'ca.test', methods: ['dns-01'], account: 'https://ca.test/1', isUnsatisfiable: false }],
  mailIssuers: ['ca.test'],
  refusedBy: 'tbs',
  problems: [{ code: 'caa-flags', parameters: { flags: 1 } }],
  authentic: true,
  ttlSeconds: 300,
};
const anyone = { issuers: null, wildcardIssuers: null, mailIssuers: null, refusedBy: null };
const absent: CaaFacts = { state: 'absent', authentic: true, ttlSeconds: 300 };
const failed: CaaFacts = { state: 'unavailable', reason: 'servfail', detail: 'EDE 22', at: 'example.com' };

describe('what is stored of CAA', () => {
  it.each<[why: string, caa: unknown]>([
    ['not asked yet', { state: 'pending' }],
    ['nothing to ask about', { state: 'not-asked' }],
    ['no set', absent],
    ['no answer', failed],
    ['no answer, without a word of the resolver', { ...failed, detail: null }],
    ['a set', set],
    ['one that lets anyone issue', { ...set, ...anyone, limits: [] }],
    ['one that lets nobody issue', { ...set, issuers: [], wildcardIssuers: [], mailIssuers: [] }],
    [
      'an issuer that asks for nothing',
      { ...set, limits: [{ issuer: 'ca.test', methods: null, account: null, isUnsatisfiable: false }] },
    ],
  ])('is taken back as it was: %s', (_, caa) => {
    expect(fits(structuredClone(caa))).toBe(true);
  });

  const places = [set, absent, failed].flatMap((whole) =>
    placesIn(whole).map((place) => [whole.state, place.join('.'), whole, place] as const),
  );
  it.each(places)('is refused with something else in what is %s at %s', (_state, _way, whole, place) => {
    // A sign that is no number, no state, no list and no truth.
    expect(fits(withValue(whole, place, Symbol.iterator))).toBe(false);
    expect(fits(withValue(whole, place, undefined))).toBe(false);
  });

  it.each<[why: string, caa: unknown]>([
    ['a state that there is not', { ...set, state: 'known' }],
    ['a problem of another mechanism', { ...set, problems: [{ code: 'mx-null', parameters: {} }] }],
    ['flags below zero', { ...set, records: [{ flags: -1, tag: 'issue', value: '' }] }],
  ])('is refused with %s', (_, caa) => {
    expect(fits(caa)).toBe(false);
  });
});
