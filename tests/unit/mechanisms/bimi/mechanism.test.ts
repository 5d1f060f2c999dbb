import { describe, expect, it } from 'vitest';
import type { BimiFacts, BimiParts, BimiPlace } from '../../../../lib/mechanisms/bimi/facts.ts';
import { bimi as mechanism } from '../../../../lib/mechanisms/bimi/mechanism.ts';
import { PENDING } from '../../../../lib/outcome.ts';
import { NO_LOGO, unknown } from '../../../support/assessments.ts';

const NONE = { state: 'absent', problems: [], texts: [], aliases: [], authentic: false } as const;
const placesOf = (...records: readonly BimiPlace['record'][]): BimiFacts => ({
  ...NO_LOGO,
  places: records.map((record) => ({ domain: 'example.com', record })),
});

describe('how far it is known whether there is a logo', () => {
  it.each<
    [why: string, bimi: BimiParts['bimi'], ttlSeconds: number | null, gap: string | null, isKept: boolean]
  >([
    ['before anything was asked', PENDING, null, null, false],
    ['there is none', placesOf({ ...NONE, ttlSeconds: 900 }), 900, null, true],
    [
      'the shorter of two answers',
      placesOf({ ...NONE, ttlSeconds: 900 }, { ...NONE, ttlSeconds: 60 }),
      60,
      null,
      true,
    ],
    ['no answer', placesOf(unknown()), null, 'detail', false],
    [
      'none of its own, and no answer above',
      placesOf({ ...NONE, ttlSeconds: 900 }, unknown()),
      900,
      'detail',
      false,
    ],
    [
      'nobody could know which domain is above',
      { ...placesOf({ ...NONE, ttlSeconds: 900 }), isAboveKnown: false },
      900,
      'detail',
      false,
    ],
    ['nothing was asked for', placesOf(), null, null, true],
  ])('%s', (_, bimi, ttlSeconds, gap, isKept) => {
    expect(mechanism.knowledge({ bimi })).toEqual({ ttlSeconds, gap });
    expect(mechanism.kept({ bimi })).toEqual(isKept ? { bimi } : {});
  });
});

it('it waits for DMARC, which tells the organizational domain', () => {
  expect(mechanism.needs).toEqual(['dmarc']);
});
