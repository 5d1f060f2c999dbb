import { describe, expect, it } from 'vitest';
import { TONES, type Tone } from '../../lib/mechanism.ts';
import {
  emptyParts,
  judgeAll,
  MECHANISMS,
  namesOf,
  neededBy,
  ofReportRecords,
  ownerOf,
  partsOf,
  REPORT_RECORDS,
  toldOf,
  type MechanismName,
  type ProblemCode,
} from '../../lib/mechanisms.ts';
import { PENDING } from '../../lib/outcome.ts';
import { isInTransit } from '../../lib/verdict/weights.ts';
import { assessmentOf, EXAMPLE } from '../support/assessments.ts';
import { NOW } from '../support/time.ts';
import { WORDS } from '../support/words.ts';

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

describe('what all of them say together', () => {
  const parts = assessmentOf();
  const context = { policyDomain: EXAMPLE, now: NOW };

  it('is what each says, in the order of the list, in the tone of its headline', () => {
    const told = toldOf(parts, { ...context, ...WORDS });
    const judged = judgeAll(parts, context);
    const drawn: MechanismName[] = [];
    expect(told.map(({ name }) => name)).toEqual(MECHANISMS.map(({ name }) => name));
    for (const { name, headline, tone, picture, names } of told) {
      const { headlines } = MECHANISMS.find((each) => each.name === name) ?? MECHANISMS[0];
      expect(headline, name).toBe(judged[name].headline);
      expect({ tone }, name).toEqual((headlines as Record<string, unknown>)[headline]);
      if (picture.length > 0) drawn.push(name);
      for (const each of names) expect(each.name, name).toContain('example.com');
    }
    expect(drawn).toEqual(MECHANISMS.flatMap((each) => ('picture' in each ? [each.name] : [])));
    expect(told.flatMap(({ names }) => names)).toEqual(namesOf(parts, EXAMPLE));
  });

  it('is what is needed by each', () => {
    for (const { name, needs } of MECHANISMS) expect(neededBy(name)).toEqual(needs);
    expect(neededBy('bimi')).toEqual(['dmarc']);
  });

  it('of parts with more beside them the parts are left, and one that there is not stays away', () => {
    const { bimi, ...without } = emptyParts();
    expect(bimi).toEqual(PENDING);
    expect(partsOf({ ...without, domain: 'example.com' } as unknown as typeof parts)).toEqual(without);
    expect(partsOf(emptyParts())).toEqual(emptyParts());
  });

  it('a record that tells where reports go has a value under its name', () => {
    const values = ofReportRecords(({ name }) => `of ${name}`);
    expect(Object.entries(values)).toEqual(REPORT_RECORDS.map(({ name }) => [name, `of ${name}`]));
    expect(REPORT_RECORDS.length).toBeGreaterThan(0);
  });
});

describe('whose a problem is', () => {
  const owner = (code: ProblemCode, name = '') =>
    ownerOf({ code, parameters: { name } } as Parameters<typeof ownerOf>[0], assessmentOf(), EXAMPLE);

  it.each(MECHANISMS)('$name owns what is in its table', ({ name, problems }) => {
    for (const code of Object.keys(problems)) expect(owner(code as ProblemCode), code).toBe(name);
  });

  it('what can be said of any name is of whoever publishes there', () => {
    const published = MECHANISMS.flatMap(
      (each) =>
        (each as unknown as { names?: typeof namesOf })
          .names?.(assessmentOf(), EXAMPLE)
          .map(({ name }) => [name, each.name]) ?? [],
    );
    expect(published.length).toBeGreaterThan(2);
    for (const [name, mechanism] of published) expect(owner('alias-dangling', name)).toBe(mechanism);
  });

  it('and of a name where nobody does, it is of the mail servers', () => {
    expect(owner('alias-dangling', 'mx.example.net')).toBe('mx');
  });
});
