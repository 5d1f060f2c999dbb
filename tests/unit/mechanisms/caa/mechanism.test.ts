import { describe, expect, it } from 'vitest';
import type { CaaParts } from '../../../../lib/mechanisms/caa/facts.ts';
import { caa as mechanism } from '../../../../lib/mechanisms/caa/mechanism.ts';
import { PENDING } from '../../../../lib/outcome.ts';
import { unknown } from '../../../support/assessments.ts';

const SET: CaaParts['caa'] = {
  state: 'found',
  at: 'example.com',
  aliases: [],
  records: [],
  issuers: [],
  wildcardIssuers: [],
  limits: [],
  mailIssuers: null,
  refusedBy: null,
  problems: [],
  authentic: false,
  ttlSeconds: 900,
};

describe('how far it is known who may issue', () => {
  it.each<
    [why: string, caa: CaaParts['caa'], ttlSeconds: number | null, gap: string | null, isKept: boolean]
  >([
    ['before anything was asked', PENDING, null, null, false],
    ['a set', SET, 900, null, true],
    ['none up to the top', { state: 'absent', authentic: false, ttlSeconds: 60 }, 60, null, true],
    ['no answer on the way', { ...unknown(), at: 'example.com' }, null, 'detail', false],
    // The record of MTA-STS, on which it hangs, may have come since.
    ['no policy host to issue for', { state: 'not-asked' }, null, null, false],
  ])('%s', (_, caa, ttlSeconds, gap, isKept) => {
    expect(mechanism.knowledge({ caa })).toEqual({ ttlSeconds, gap });
    expect(mechanism.kept({ caa })).toEqual(isKept ? { caa } : {});
  });
});

it('it waits for MTA-STS, which has a policy host or none', () => {
  expect(mechanism.needs).toEqual(['mta-sts']);
});
