import { describe, expect, it } from 'vitest';
import { isUnknownInPart } from '../../../lib/check/life.ts';
import { gapsOf, hasAllAdded, keptParts, knowledgeOf } from '../../../lib/check/known.ts';
import { hasAllLanes } from '../../../lib/check/lanes.ts';
import { emptyParts } from '../../../lib/mechanisms.ts';
import { assessmentOf, host, mxOf, unknown } from '../../support/assessments.ts';

const HALF = mxOf(host('mx1.example.com'), host('mx2.example.com', 20, { address: 'unavailable' }));

describe('how far all parts are known', () => {
  it('before anything was asked there is nothing to hold, and no gap either', () => {
    expect(knowledgeOf(emptyParts())).toEqual({ ttlSeconds: null, gap: null });
    expect([...gapsOf(emptyParts())]).toEqual([]);
    expect(keptParts(emptyParts())).toEqual({ policyFetch: null });
  });

  it('of a domain of which all is known: the shortest of its answers', () => {
    const { ttlSeconds, gap } = knowledgeOf(
      assessmentOf({ caa: { state: 'absent', authentic: true, ttlSeconds: 7 } }),
    );
    expect([ttlSeconds, gap]).toEqual([7, null]);
    expect([...gapsOf(assessmentOf())]).toEqual([]);
    expect(isUnknownInPart(assessmentOf())).toBe(false);
  });

  it('a detail that did not answer, in whichever mechanism', () => {
    const parts = assessmentOf({ mx: HALF });
    expect(knowledgeOf(parts).gap).toBe('detail');
    expect([...gapsOf(parts)]).toEqual([['mx', 'detail']]);
    expect(isUnknownInPart(parts)).toBe(true);
    expect(keptParts(parts)).not.toHaveProperty('mx');
    expect(keptParts(parts)).toHaveProperty('spf');
  });

  it('a part that decides counts more than a detail', () => {
    const parts = assessmentOf({ mx: HALF, spf: unknown('timeout') });
    expect(knowledgeOf(parts).gap).toBe('part');
    expect([...gapsOf(parts)]).toEqual([
      ['mx', 'detail'],
      ['spf', 'part'],
    ]);
  });

  it('what a person added is missing until it was asked for', () => {
    expect(hasAllAdded(assessmentOf(), {})).toBe(true);
    expect(hasAllAdded(assessmentOf(), { dkim: ['default'] })).toBe(true);
    expect(hasAllAdded(assessmentOf(), { dkim: ['default', 'mine'] })).toBe(false);
  });
});

describe('whether all lanes that are wanted were asked for', () => {
  it.each<
    [
      why: string,
      asked: Parameters<typeof hasAllLanes>[0],
      wanted: Parameters<typeof hasAllLanes>[1],
      has: boolean,
    ]
  >([
    ['all were asked for, whatever is wanted', undefined, ['transit'], true],
    ['all were, and all are wanted', undefined, undefined, true],
    ['one was, and that is wanted', ['transit'], ['transit'], true],
    ['one was, and another is wanted', ['transit'], ['spoofing'], false],
    ['one was, and that and another are wanted', ['transit'], ['transit', 'spoofing'], false],
    ['one was, and all are wanted', ['transit'], undefined, false],
  ])('%s', (_, asked, wanted, has) => {
    expect(hasAllLanes(asked, wanted)).toBe(has);
  });
});
