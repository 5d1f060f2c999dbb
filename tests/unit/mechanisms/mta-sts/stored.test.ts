import { is } from 'valibot';
import { describe, expect, it } from 'vitest';
import { STS_STORED, type StsParts } from '../../../../lib/mechanisms/mta-sts/facts.ts';
import type { RememberedPolicy } from '../../../../lib/mechanisms/mta-sts/remembered-policy.ts';
import {
  EXAMPLE,
  failedFetch,
  policyOf,
  policyText,
  stsRecord,
  unknown,
  unreadPolicy,
} from '../../../support/assessments.ts';
import { placesIn, withValue } from '../../../support/spoilt.ts';
import { NOW } from '../../../support/time.ts';

type Part = keyof StsParts;
const fits = (part: Part, value: unknown) => is(STS_STORED[part], value);

const text = policyText('enforce', 'mx: mail.example.com');
const held = { policyText: text, maxAgeSeconds: 1209600, fetchedAt: NOW };
const remembered: RememberedPolicy = {
  policyDomain: EXAMPLE,
  policyId: '1',
  mediaType: 'text/plain',
  mode: 'enforce',
  replaced: held,
  ...held,
};
const found = { ...policyOf(text), problems: [{ code: 'policy-no-media-type', parameters: {} }] };
const announced = { ...stsRecord('v=STSv1; id=1; x=y'), aliases: ['a.test'] };

/** Each kind of value at each place. */
const WHOLES: readonly (readonly [part: Part, whole: object])[] = [
  ['stsRecord', announced],
  ['stsRecord', unknown('servfail', 'EDE 6')],
  ['policyHost', { state: 'found', aliases: ['a.test'] }],
  ['policyHost', unknown('servfail', 'EDE 6')],
  ['policy', found],
  ['policy', { ...failedFetch('policy-tls'), text: '', mediaType: '' }],
  ['policy', unreadPolicy('policy-timeout', { host: 'x' })],
  ['policyFile', found],
  ['remembered', remembered],
  ['policyFetch', { startedAfterMs: 0, tookMs: 80 }],
];

describe('what is stored of MTA-STS', () => {
  it.each<[why: string, part: Part, value: unknown]>([
    ...WHOLES.map(([part, whole]): [string, Part, unknown] => ['all that there can be', part, whole]),
    ...(['stsRecord', 'policyHost', 'policy'] as const).map((part): [string, Part, unknown] => [
      'not asked yet',
      part,
      { state: 'pending' },
    ]),
    ['no record', 'stsRecord', stsRecord()],
    ['a broken one', 'stsRecord', stsRecord('v=STSv1; id=-')],
    ['a host without an address', 'policyHost', { state: 'absent', aliases: [] }],
    ['a host that nobody asked for', 'policyHost', { state: 'not-asked' }],
    ['nothing to fetch', 'policy', { state: 'absent' }],
    ['a failure that kept every byte away', 'policy', failedFetch('policy-tls')],
    ['a policy that was remembered', 'policy', { ...found, tookMs: null }],
    ['one without a media type', 'policy', { ...found, mediaType: null }],
    ['one that is switched off', 'policy', policyOf(policyText('none'))],
    ['one in testing', 'policy', policyOf(policyText('testing', 'mx: a.test'))],
    ['no file', 'policyFile', { state: 'absent' }],
    ['nothing that was seen before', 'remembered', null],
    ['a policy of which no other was seen', 'remembered', { ...remembered, replaced: null }],
    ['no request', 'policyFetch', null],
  ])('is taken back as it was: %s (%s)', (_, part, value) => {
    expect(fits(part, structuredClone(value))).toBe(true);
  });

  const places = WHOLES.flatMap(([part, whole]) =>
    placesIn(whole).map((place) => [part, place.join('.'), whole, place] as const),
  );
  it.each(places)('is refused of %s with something else at %s', (part, _, whole, place) => {
    // A sign that is no number, no state, no list and no truth. What may be left out (a name beside) may not be something else.
    expect(fits(part, withValue(whole, place, Symbol.iterator))).toBe(false);
  });

  it.each<[why: string, part: Part, value: unknown]>([
    ['a state that there is not', 'policy', { ...found, state: 'known' }],
    ['a mode that there is not', 'policy', { ...found, value: { mode: '', maxAgeSeconds: 1, mx: [] } }],
    [
      'a problem of another mechanism',
      'policy',
      { ...found, problems: [{ code: 'mx-null', parameters: {} }] },
    ],
    ['a file that is still pending, which is not stored', 'policyFile', { state: 'pending' }],
    ['a host of a state that there is not', 'policyHost', { state: 'invalid', aliases: [] }],
    ['a time before 1970', 'policy', { ...found, fetchedAt: -1 }],
    ['less than no time', 'policyFetch', { startedAfterMs: 0, tookMs: -1 }],
    ['a policy of what is no domain', 'remembered', { ...remembered, policyDomain: 'EXAMPLE..com' }],
  ])('is refused with %s', (_, part, value) => {
    expect(fits(part, value)).toBe(false);
  });
});
