import { describe, expect, it } from 'vitest';
import { TONES, type Tone } from '../../lib/mechanism.ts';
import { MECHANISMS, type MechanismName } from '../../lib/mechanisms.ts';
import { PENDING } from '../../lib/outcome.ts';
import { isInTransit } from '../../lib/verdict/weights.ts';

describe('the colour of a headline', () => {
  it('is one of five', () => {
    const used = MECHANISMS.flatMap(({ headlines }) =>
      Object.values<{ readonly tone: Tone }>(headlines).map(({ tone }) => tone),
    );
    expect([...new Set(used)].toSorted()).toEqual([...TONES].toSorted());
  });

  it('is idle while nothing is known', () => {
    for (const { name, headlines } of MECHANISMS) expect(headlines.checking, name).toEqual({ tone: 'idle' });
  });
});

describe('before anything is asked', () => {
  it.each(MECHANISMS)('$name has every part that is stored of it, and knows nothing', ({ empty, stored }) => {
    const always = Object.entries(stored).filter(([, shape]) => shape.type !== 'exact_optional');
    expect(Object.keys(empty)).toEqual(always.map(([part]) => part));
    // A policy that no earlier check has seen is none.
    for (const part of Object.values(empty as object)) expect([PENDING, null]).toContainEqual(part);
  });
});

describe('what a mechanism needs', () => {
  it('stands before it', () => {
    const names = MECHANISMS.map(({ name }) => name);
    for (const { name, needs } of MECHANISMS)
      for (const need of needs) expect(names.slice(0, names.indexOf(name)), name).toContain(need);
  });

  // What decides about mail in transit leaves first (lib/check/assess.ts), and may wait for nothing that does not.
  it('is about mail in transit where the mechanism itself is', () => {
    for (const { name, needs } of MECHANISMS)
      if (isInTransit(name))
        expect(
          needs.filter((need) => !isInTransit(need as MechanismName)),
          name,
        ).toEqual([]);
  });
});
