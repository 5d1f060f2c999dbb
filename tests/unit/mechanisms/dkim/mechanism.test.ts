import { describe, expect, it } from 'vitest';
import type { DkimFacts, DkimParts } from '../../../../lib/mechanisms/dkim/facts.ts';
import { dkim as mechanism } from '../../../../lib/mechanisms/dkim/mechanism.ts';
import { PENDING } from '../../../../lib/outcome.ts';
import { SIGNED_MAIL } from '../../../support/assessments.ts';

type Selector = DkimFacts['selectors'][number];
const SELECTOR = SIGNED_MAIL.selectors[0] as Selector;
const dkimOf = (change: Partial<DkimFacts>): DkimFacts => ({ ...SIGNED_MAIL, ...change });
const withSelectors = (...states: readonly Selector['state'][]) =>
  dkimOf({ selectors: states.map((state) => ({ ...SELECTOR, state })) });

describe('how far the keys are known', () => {
  it.each<
    [why: string, dkim: DkimParts['dkim'], ttlSeconds: number | null, gap: string | null, isKept: boolean]
  >([
    ['before anything was asked', PENDING, null, null, false],
    ['a key', SIGNED_MAIL, 3600, null, true],
    ['none was found: what was asked is known', withSelectors(), 3600, null, true],
    ['one of two selectors did not answer', withSelectors('found', 'unavailable'), 3600, 'detail', false],
    ['none of them did', withSelectors('unavailable', 'unavailable'), 3600, 'detail', false],
    ['an alias that leads nowhere is an answer', withSelectors('dangling'), 3600, null, true],
    ['the name above all keys did not answer', dkimOf({ base: 'unavailable' }), 3600, 'detail', false],
    ['it says that there is nothing', dkimOf({ base: 'nxdomain' }), 3600, null, true],
    ['no random label was asked for', dkimOf({ beside: null }), 3600, null, true],
    [
      'the random label did not answer',
      dkimOf({ beside: { state: 'unavailable', reason: 'timeout', detail: null } }),
      3600,
      'detail',
      false,
    ],
    ['nothing answered', dkimOf({ ttlSeconds: null }), null, null, true],
  ])('%s', (_, dkim, ttlSeconds, gap, isKept) => {
    expect(mechanism.knowledge({ dkim })).toEqual({ ttlSeconds, gap });
    expect(mechanism.kept({ dkim })).toEqual(isKept ? { dkim } : {});
  });
});

it('it waits for the mail servers, which suggest selectors, and has steps in the guide', async () => {
  expect(mechanism.needs).toEqual(['mx']);
  expect(await mechanism.steps?.()).toBeTypeOf('function');
  expect(await mechanism.parked?.()).toBeTypeOf('function');
});
