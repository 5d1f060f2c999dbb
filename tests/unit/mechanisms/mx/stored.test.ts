import { is } from 'valibot';
import { describe, expect, it } from 'vitest';
import { MX_STORED } from '../../../../lib/mechanisms/mx/facts.ts';
import { host, mxOf, noMail, unknown } from '../../../support/assessments.ts';
import { placesIn, withValue } from '../../../support/spoilt.ts';

const fits = (mx: unknown) => is(MX_STORED.mx, mx);
/** Each kind of value at each place. */
const found = { ...mxOf(host('a.test', 10, { aliasOf: 'b.test' })), nullPreferences: [0] };
const wholes = [found, noMail('null-mx'), unknown('servfail', 'EDE 6')];

describe('what is stored of the MX records', () => {
  it.each<[why: string, mx: unknown]>([
    ['not asked yet', { state: 'pending' }],
    ['a server', found],
    ...(['found', 'absent', 'unavailable', 'pending', 'unchecked'] as const).map(
      (address): [string, unknown] => [
        `a server whose address is ${address}`,
        mxOf(host('a.test', 10, { address })),
      ],
    ),
    ['the domain as its own server', { ...mxOf(host('example.com', 0)), implicit: true }],
    ['a null MX', noMail('null-mx')],
    ['a name that does not exist', noMail('nxdomain')],
    ['neither server nor address', noMail('no-address')],
    ['no answer', unknown('timeout')],
  ])('is taken back as it was: %s', (_, mx) => {
    expect(fits(structuredClone(mx))).toBe(true);
  });

  const places = wholes.flatMap((whole) =>
    placesIn(whole).map((place) => [whole.state, place.join('.'), whole, place] as const),
  );
  it.each(places)('is refused of state %s with something else at %s', (_state, _where, whole, place) => {
    // A sign that is no number, no state, no list and no truth.
    expect(fits(withValue(whole, place, Symbol.iterator))).toBe(false);
    expect(fits(withValue(whole, place, undefined))).toBe(false);
  });

  it('is refused with words that there are not', () => {
    expect(fits({ ...found, state: 'known' })).toBe(false);
    expect(fits({ ...noMail('null-mx'), reason: '' })).toBe(false);
    expect(fits(mxOf(host('a.test', 10, { address: '' as never })))).toBe(false);
  });
});
