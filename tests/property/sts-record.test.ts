import * as fc from 'fast-check';
import { isError, isFragile } from '../../lib/mechanisms.ts';
import { describe, expect, it } from 'vitest';
import { parseStsRecord, selectStsRecord } from '../../lib/mechanisms/mta-sts/record.ts';
import * as any from './generators.ts';
import { isStsTextRecord } from './grammar.ts';
import { expectSoundProblems } from '../support/sound.ts';

const print = ({ name, value }: { name: string; value: string }) => `${name}=${value}`;

/** A record of the grammar: an id, extensions around it, and repeated ids behind it. */
const record = fc
  .record({
    id: any.id,
    before: fc.array(any.extension, { maxLength: 3 }),
    behind: fc.array(any.extension, { maxLength: 3 }),
    repeated: fc.array(any.extensionValue, { maxLength: 2 }),
  })
  .chain(({ id, before, behind, repeated }) => {
    const fields = [
      ...before.map(print),
      `id=${id}`,
      ...behind.map(print),
      ...repeated.map((value) => `id=${value}`),
    ];
    const extensions: Record<string, string> = {};
    for (const { name, value } of [...before, ...behind]) extensions[name] ??= value;
    return any.recordOf('v=STSv1', fields).map((text) => ({ text, value: { id, extensions } }));
  });

const PIECES = ['v=STSv1', 'v', '=', ';', ' ', '\t', 'id', 'id=1', 'é', '\0', 'x=y', 'STSv1', '\ud800'];

describe('parseStsRecord', () => {
  it('reads every record of the grammar as what it says', () => {
    fc.assert(
      fc.property(record, ({ text, value }) => {
        const parsed = parseStsRecord(text);
        expect(parsed).toMatchObject({ state: 'valid', value });
        expectSoundProblems(parsed.problems, text);
        expect(parsed.problems.some(isFragile)).toBe(!text.startsWith('v=STSv1;'));
      }),
      any.RUNS,
    );
  });

  it('draws the line between valid and malformed where the grammar draws it', () => {
    const text = any.nearly(
      record.map((r) => r.text),
      'vid=;; \t-_.1aZ\x00\x7fé!"',
    );
    fc.assert(
      fc.property(text, (near) => {
        expect(parseStsRecord(near).state).toBe(isStsTextRecord(near) ? 'valid' : 'invalid');
      }),
      { numRuns: 5000 },
    );
  });

  it('reads any text, and gives a reason exactly where it refuses', () => {
    const text = any
      .anyText(PIECES)
      .chain((rest) => fc.constantFrom(rest, `v=STSv1${rest}`, `v=STSv1;${rest}`));
    fc.assert(
      fc.property(text, (anything) => {
        const parsed = parseStsRecord(anything);
        expectSoundProblems(parsed.problems, anything);
        expect(parsed.state).toBe(parsed.problems.some(isError) ? 'invalid' : 'valid');
      }),
      any.RUNS,
    );
  });

  it('gives the same id with an unknown field as without', () => {
    fc.assert(
      fc.property(record, any.extension, ({ text, value }, { name, value: added }) => {
        const more = text.replace(';', () => `;${name}=${added};`);
        expect(parseStsRecord(more)).toMatchObject({ state: 'valid', value: { id: value.id } });
      }),
      any.RUNS,
    );
  });

  it('reads what was printed from a value as that value', () => {
    const value = fc.record({
      id: any.id,
      extensions: fc.dictionary(any.extensionName, any.extensionValue, { noNullPrototype: true }),
    });
    fc.assert(
      fc.property(value, ({ id, extensions }) => {
        const fields = Object.entries({ id, ...extensions }).map(([name, text]) => `${name}=${text}; `);
        const parsed = parseStsRecord(`v=STSv1; ${fields.join('')}`);
        expect(parsed).toHaveProperty('value', { id, extensions });
      }),
      any.RUNS,
    );
  });
});

describe('selectStsRecord', () => {
  const texts = fc.array(
    fc.oneof(
      record.map(({ text }) => text),
      any.anyText(PIECES),
      fc.constantFrom(
        'v=STSv1; id=1',
        'v=STSv1 ; id=1',
        'V=stsv1; id=1',
        'v=STSv1;',
        'v=STSv1',
        'v=spf1 -all',
        '',
      ),
    ),
    { maxLength: 6 },
  );

  it('chooses the same whatever the order in which DNS gives the texts', () => {
    const twice = texts.chain((list) =>
      fc.tuple(fc.constant(list), fc.shuffledSubarray(list, { minLength: list.length })),
    );
    fc.assert(
      fc.property(twice, ([one, other]) => {
        const { problems: a, ...chosen } = selectStsRecord(one);
        const { problems: b, ...chosenAgain } = selectStsRecord(other);
        expect(chosenAgain).toEqual(chosen);
        const inOrder = (list: typeof a) => list.map((problem) => JSON.stringify(problem)).toSorted();
        expect(inOrder(b)).toEqual(inOrder(a));
      }),
      any.RUNS,
    );
  });

  it('finds a record exactly where RFC 8461 §3.1 does', () => {
    fc.assert(
      fc.property(texts, (list) => {
        const ours = list.length > 1 ? list.filter((text) => text.startsWith('v=STSv1;')) : list;
        const [text] = ours;
        const isFound = ours.length === 1 && text !== undefined && isStsTextRecord(text);
        const selected = selectStsRecord(list);
        expect(selected.state === 'found').toBe(isFound);
        if (isFound) expect(selected).toHaveProperty('text', text);
      }),
      any.RUNS,
    );
  });

  it('is not swayed by texts that do not mention the version', () => {
    fc.assert(
      fc.property(record, fc.array(fc.string(), { maxLength: 5 }), ({ text, value }, others) => {
        const good = text.replace(/^v=STSv1[ \t]*;/, 'v=STSv1;');
        const selected = selectStsRecord([...others.filter((other) => !/STSv1/i.test(other)), good]);
        expect(selected).toMatchObject({ state: 'found', text: good, value });
      }),
      any.RUNS,
    );
  });
});
