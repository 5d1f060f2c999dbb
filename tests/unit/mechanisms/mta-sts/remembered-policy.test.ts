import { describe, expect, it } from 'vitest';
import {
  policyFromMemory,
  toRemember,
  type RememberedPolicy,
} from '../../../../lib/mechanisms/mta-sts/remembered-policy.ts';
import { validUntil } from '../../../../lib/mechanisms/mta-sts/max-age.ts';
import { EXAMPLE, failedFetch, policyOf, policyText, unreadPolicy } from '../../../support/assessments.ts';
import { DAY_MS, NOW } from '../../../support/time.ts';

const TEXT = policyText('enforce', 'mx: mail.example.com');
const remembered: RememberedPolicy = {
  policyDomain: EXAMPLE,
  policyId: '1',
  policyText: TEXT,
  mode: 'enforce',
  replaced: null,
  mediaType: 'text/plain',
  maxAgeSeconds: 1209600,
  fetchedAt: NOW,
};

describe('validUntil', () => {
  it('is max_age after the fetch', () => {
    expect(validUntil({ ...remembered, maxAgeSeconds: 60 })).toBe(NOW + 60_000);
  });
});

describe('policyFromMemory', () => {
  it('gives the facts as they were fetched, with no duration of a fetch', () => {
    expect(policyFromMemory(remembered, '1', NOW + 1)).toEqual({
      state: 'found',
      value: { mode: 'enforce', maxAgeSeconds: 1209600, mx: ['mail.example.com'] },
      problems: [],
      text: TEXT,
      mediaType: 'text/plain',
      fetchedAt: NOW,
      tookMs: null,
    });
  });

  it('still says what part of the senders stumbles over', () => {
    const fragile = { ...remembered, policyText: `${TEXT}\n`, mediaType: 'text/html' };
    expect(policyFromMemory(fragile, '1', NOW)).toMatchObject({
      problems: [{ code: 'policy-blank-line' }, { code: 'policy-media-type' }],
    });
  });

  const rows: readonly (readonly [
    why: string,
    change: Partial<RememberedPolicy>,
    id: string,
    after: number,
    isUsed: boolean,
  ])[] = [
    ['at the moment of the fetch', {}, '1', 0, true],
    ['another id: the policy has changed', {}, '2', 1, false],
    ['an id in another case is another id', { policyId: 'a' }, 'A', 1, false],
    ['a moment before a day', {}, '1', DAY_MS - 1, true],
    ['a day: time for a refresh', {}, '1', DAY_MS, false],
    ['a moment before max_age is over', { maxAgeSeconds: 60 }, '1', 59_999, true],
    ['max_age is over', { maxAgeSeconds: 60 }, '1', 60_000, false],
    ['max_age 0 is over at once', { maxAgeSeconds: 0 }, '1', 0, false],
    ['a fetch in the future: the clock was set back', {}, '1', -1, false],
    ['a text that no longer parses', { policyText: 'version: STSv2\n' }, '1', 1, false],
  ];
  it.each(rows)('%s', (_, change, id, after, isUsed) => {
    expect(policyFromMemory({ ...remembered, ...change }, id, NOW + after) !== null).toBe(isUsed);
  });

  it('gives nothing of nothing', () => {
    expect(policyFromMemory(null, '1', NOW)).toBeNull();
  });
});

describe('toRemember', () => {
  it('keeps what came with the policy', () => {
    expect(toRemember(EXAMPLE, '1', policyOf(TEXT), null)).toEqual(remembered);
  });

  it('keeps a max_age above a year as a year', () => {
    const text = TEXT.replace('1209600', '9999999999');
    expect(toRemember(EXAMPLE, '1', policyOf(text), null)).toMatchObject({
      policyText: text,
      maxAgeSeconds: 31557600,
    });
  });

  const held = { policyText: 'old', maxAgeSeconds: 60, fetchedAt: NOW - 1000 };
  it.each<[why: string, earlier: RememberedPolicy | null, replaced: unknown]>([
    ['nothing before', null, null],
    ['the same text under the same id', remembered, null],
    ['another text under the same id: senders do not see the change', { ...remembered, ...held }, held],
    ['another text under another id: senders see it', { ...remembered, ...held, policyId: '0' }, null],
    ['the same text, after a change that nobody saw', { ...remembered, replaced: held }, held],
    ['another id, after such a change', { ...remembered, policyId: '0', replaced: held }, null],
  ])('of what was replaced, after %s', (_, earlier, replaced) => {
    expect(toRemember(EXAMPLE, '1', policyOf(TEXT), earlier)?.replaced).toEqual(replaced);
  });

  const nothing = [
    ['invalid', policyOf('version: STSv1\n')],
    ['not fetched', failedFetch('policy-status', { status: 404 })],
    ['unavailable', unreadPolicy('policy-timeout')],
    ['absent', { state: 'absent' }],
  ] as const;
  it.each(nothing)('keeps nothing that is %s: no sender would', (_, facts) => {
    expect(toRemember(EXAMPLE, '1', facts, null)).toBeNull();
  });
});
