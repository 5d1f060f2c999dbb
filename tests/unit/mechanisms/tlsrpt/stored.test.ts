import { is } from 'valibot';
import { describe, expect, it } from 'vitest';
import { TLSRPT_STORED } from '../../../../lib/mechanisms/tlsrpt/facts.ts';
import { tlsrptRecord } from '../../../support/assessments.ts';
import { placesIn, withValue } from '../../../support/spoilt.ts';

const fits = (tlsrpt: unknown) => is(TLSRPT_STORED.tlsrpt, tlsrpt);
const found = tlsrptRecord('v=TLSRPTv1; rua=mailto:a@b.test,https://b.test');

describe('what is stored of the TLSRPT record', () => {
  it.each([found, tlsrptRecord(), tlsrptRecord('v=TLSRPTv1; rua=x'), { state: 'pending' }])(
    'is taken back as it was: $state',
    (tlsrpt) => {
      expect(fits(structuredClone(tlsrpt))).toBe(true);
    },
  );

  it.each(placesIn(found).map((place) => [place.join('.'), place] as const))(
    'is refused with something else at %s',
    (_, place) => {
      expect(fits(withValue(found, place, Symbol.iterator))).toBe(false);
    },
  );

  it('is refused without the targets, or with a problem of another record', () => {
    expect(fits({ ...found, value: {} })).toBe(false);
    expect(fits({ ...found, problems: [{ code: 'sts-absent', parameters: {} }] })).toBe(false);
  });
});
