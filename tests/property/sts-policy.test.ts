import * as fc from 'fast-check';
import { isError, isFragile } from '../../lib/mechanisms.ts';
import { describe, expect, it } from 'vitest';
import { parsePolicy } from '../../lib/mechanisms/mta-sts/policy.ts';
import { policyTextForDisplay } from '../../lib/mechanisms/mta-sts/policy-text.ts';
import { bytes } from '../support/reading.ts';
import * as any from './generators.ts';
import { isStsPolicyRecord } from './grammar.ts';
import { expectSoundProblems } from '../support/sound.ts';

/** What has the form of a domain and can be the name of no host. */
const isIp = (pattern: string) => /(?:^|\.)(?:\d+|0x[0-9a-f]*)$/i.test(pattern);

/** Valid by the grammar, and no part of the senders stumbles over it. */
function isPlain(body: Uint8Array): boolean {
  const { state, problems } = parsePolicy(body);
  return state === 'valid' && !problems.some(isFragile);
}

describe('parsePolicy', () => {
  it('reads every policy of the grammar as what it says, and calls none fragile', () => {
    fc.assert(
      fc.property(any.policyText, ({ text, value }) => {
        const parsed = parsePolicy(bytes(text));
        expect(parsed).toMatchObject({ state: 'valid', value });
        expect(parsed.problems.some(isFragile)).toBe(false);
        expectSoundProblems(parsed.problems, text);
      }),
      any.RUNS,
    );
  });

  it('draws the line between plain and all else where the grammar draws it', () => {
    const text = any.nearly(
      any.policyText.map((p) => p.text),
      'mx:o \t\r\n\n0*.-_,#\x00\x7f\ufeffé😀',
    );
    fc.assert(
      fc.property(text, (near) => {
        expect(isPlain(bytes(near))).toBe(isStsPolicyRecord(bytes(near)));
      }),
      { numRuns: 5000 },
    );
  });

  it('draws the same line through bytes that may be no UTF-8', () => {
    const edited = fc
      .tuple(any.policyText, fc.nat(), fc.uint8Array({ minLength: 1, maxLength: 3 }))
      .map(([{ text }, at, added]) => {
        const body = [...bytes(text)];
        return new Uint8Array(body.toSpliced(at % (body.length + 1), 1, ...added));
      });
    fc.assert(
      fc.property(edited, (body) => {
        expect(isPlain(body)).toBe(isStsPolicyRecord(body));
        expectSoundProblems(parsePolicy(body).problems, policyTextForDisplay(body));
      }),
      { numRuns: 3000 },
    );
  });

  it('reads any bytes, and gives a reason exactly where it refuses', () => {
    const pieces = [
      'version: STSv1',
      'mode',
      ':',
      'none',
      'max_age:1',
      '\n',
      '\r',
      ' ',
      '\t',
      '\ufeff',
      '#',
      '<html>',
      'mx:*',
      '\0',
      'é',
    ];
    const body = fc.oneof(fc.uint8Array({ maxLength: 200 }), any.anyText(pieces).map(bytes));
    fc.assert(
      fc.property(body, (anything) => {
        const parsed = parsePolicy(anything);
        expectSoundProblems(parsed.problems, policyTextForDisplay(anything));
        expect(parsed.state).toBe(parsed.problems.some(isError) ? 'invalid' : 'valid');
      }),
      any.RUNS,
    );
  });

  it('gives the same value with unknown fields as without', () => {
    const withMore = any.policy.chain((value) =>
      fc
        .tuple(any.fieldsOf(value), fc.array(any.policyExtension, { minLength: 1 }))
        .chain(([lines, more]) => any.interleave(lines, more))
        .chain(any.textOf)
        .map((text) => ({ value, text })),
    );
    fc.assert(
      fc.property(withMore, ({ value, text }) => {
        expect(parsePolicy(bytes(text))).toMatchObject({ state: 'valid', value });
      }),
      any.RUNS,
    );
  });

  it('gives the same value with blank lines, comments, indents and a byte order mark, and calls it fragile', () => {
    const decoration = fc.constantFrom(
      (line: string) => `\n${line}`,
      (line: string) => `  ${line}`,
      (line: string) => `# a comment: yes\r\n${line}`,
      (line: string) => line.replace(':', '\t:'),
    );
    const decorated = any.policy.chain((value) =>
      fc
        .tuple(
          any.fieldsOf(value),
          fc.array(decoration, { minLength: 1, maxLength: 3 }),
          fc.nat(),
          fc.constantFrom('', '\ufeff'),
        )
        .map(([lines, decorations, at, mark]) => {
          const texts = lines.map(({ key, value: text }) => `${key}: ${text}\n`);
          const place = at % texts.length;
          return {
            value,
            text:
              mark +
              texts
                .with(
                  place,
                  decorations.reduce((line, add) => add(line), texts[place]!),
                )
                .join(''),
          };
        }),
    );
    fc.assert(
      fc.property(decorated, ({ value, text }) => {
        const parsed = parsePolicy(bytes(text));
        expect(parsed).toMatchObject({ state: 'valid', value });
        expect(parsed.problems.some(isFragile)).toBe(true);
      }),
      any.RUNS,
    );
  });

  it('reads what was printed from a value as that value, without a word', () => {
    fc.assert(
      fc.property(any.policy, (value) => {
        const { mode, maxAgeSeconds, mx } = value;
        // A name of one label is valid, and said to be one.
        fc.pre(!mx.some((pattern) => isIp(pattern) || !pattern.includes('.')));
        const text = [
          'version: STSv1',
          `mode: ${mode}`,
          ...mx.map((pattern) => `mx: ${pattern}`),
          `max_age: ${maxAgeSeconds}`,
        ];
        expect(parsePolicy(bytes(text.join('\r\n')))).toEqual({ state: 'valid', value, problems: [] });
      }),
      any.RUNS,
    );
  });
});
