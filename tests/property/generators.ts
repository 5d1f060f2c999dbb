import * as fc from 'fast-check';
import type { Mode } from '../../lib/mechanisms/mta-sts/mode.ts';
import type { StsPolicy } from '../../lib/mechanisms/mta-sts/policy.ts';

/** How often each property is tried; the whole folder stays within seconds. */
export const RUNS = { numRuns: 1000 };

const LETTERS_DIGITS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';

const charactersOf = (characters: string) => fc.constantFrom(...characters.split(''));
const wordOf = (characters: string, minLength: number, maxLength: number) =>
  fc.string({ unit: charactersOf(characters), minLength, maxLength });

/** *WSP */
export const wsp = wordOf(' \t', 0, 3);

/** sts-id without its name. */
export const id = wordOf(LETTERS_DIGITS, 1, 32);

/** sts-ext-name, sts-policy-ext-name and tlsrpt-ext-name, short of the names that have a meaning somewhere. */
export const extensionName = fc
  .tuple(charactersOf(LETTERS_DIGITS), wordOf(`${LETTERS_DIGITS}_-.`, 0, 31))
  .map(([head, tail]) => head + tail)
  .filter((name) => !['v', 'id', 'rua', 'version', 'mode', 'max_age', 'mx'].includes(name));

/** sts-ext-value: %x21-3A / %x3C / %x3E-7E */
export const extensionValue = fc.string({
  unit: fc
    .integer({ min: 0x21, max: 0x7e })
    .map((code) => String.fromCharCode(code))
    .filter((c) => c !== ';' && c !== '='),
  minLength: 1,
  maxLength: 20,
});

export const extension = fc.record({ name: extensionName, value: extensionValue });

/** A record: the version, fields behind delimiters, and perhaps a last delimiter. */
export function recordOf(version: string, fields: readonly string[]) {
  const delimiter = fc.tuple(wsp, wsp).map(([before, behind]) => `${before};${behind}`);
  return fc
    .tuple(fc.tuple(...fields.map(() => delimiter)), fc.option(delimiter, { nil: '' }))
    .map(
      ([delimiters, last]) => version + fields.map((field, i) => `${delimiters[i]}${field}`).join('') + last,
    );
}

/** sub-domain of RFC 5321 §4.1.2. */
const subDomain = fc
  .tuple(charactersOf(LETTERS_DIGITS), wordOf(`${LETTERS_DIGITS}-`, 0, 8), charactersOf(LETTERS_DIGITS))
  .map((parts) => parts.join(''));

export const domain = fc.array(subDomain, { minLength: 1, maxLength: 4 }).map((labels) => labels.join('.'));

/** sts-policy-mx-value */
export const mxPattern = fc
  .tuple(fc.boolean(), domain)
  .map(([isWildcard, name]) => (isWildcard ? `*.${name}` : name));

/** sts-policy-ext-value: UTF-8 without controls, spaces only within. */
export const policyExtensionValue = fc
  .array(
    fc.string({
      unit: fc
        .oneof(
          fc.integer({ min: 0x21, max: 0x7e }),
          fc.integer({ min: 0x80, max: 0xd7ff }),
          fc.integer({ min: 0xe000, max: 0x10ffff }),
        )
        .map((code) => String.fromCodePoint(code)),
      minLength: 1,
      maxLength: 8,
    }),
    { minLength: 1, maxLength: 4 },
  )
  .map((words) => words.join(' '));

/** An unknown field of a policy; some look like a known one. */
export const policyExtension = fc.record({
  key: fc.oneof(extensionName, fc.constantFrom('Mode', 'MX', 'max-age', 'VERSION', 'id', 'v', 'rua')),
  value: policyExtensionValue,
});

export const mode = fc.constantFrom<Mode>('enforce', 'testing', 'none');

export const policy: fc.Arbitrary<StsPolicy> = fc
  .record({
    mode,
    maxAgeSeconds: fc.integer({ min: 0, max: 31557600 }),
    mx: fc.uniqueArray(mxPattern, { minLength: 1, maxLength: 5, selector: (name) => name.toLowerCase() }),
  })
  .chain((value) =>
    value.mode === 'none' ? fc.constantFrom(value, { ...value, mx: [] }) : fc.constant(value),
  );

export interface PolicyLine {
  readonly key: string;
  readonly value: string;
}

/** The fields of a policy in any order, the mx among themselves in theirs. */
export function fieldsOf({ mode: modeValue, maxAgeSeconds, mx }: StsPolicy): fc.Arbitrary<PolicyLine[]> {
  const required = [
    { key: 'version', value: 'STSv1' },
    { key: 'mode', value: modeValue },
    { key: 'max_age', value: String(maxAgeSeconds) },
  ];
  return interleave(
    mx.map((value) => ({ key: 'mx', value })),
    required,
  );
}

/** Puts each of `added` somewhere into `lines`, and leaves the order of those alone. */
export function interleave(
  lines: readonly PolicyLine[],
  added: readonly PolicyLine[],
): fc.Arbitrary<PolicyLine[]> {
  return fc
    .array(fc.nat(), { minLength: added.length, maxLength: added.length })
    .map((places) =>
      places.reduce((all, place, i) => all.toSpliced(place % (all.length + 1), 0, added[i]!), [...lines]),
    );
}

/** Lines as text: space where the grammar allows it, LF and CRLF mixed, the last line end perhaps left out. */
export function textOf(lines: readonly PolicyLine[]): fc.Arbitrary<string> {
  const line = fc.record({ before: wsp, behind: wsp, end: fc.constantFrom('\n', '\r\n') });
  return fc
    .tuple(fc.array(line, { minLength: lines.length, maxLength: lines.length }), fc.boolean())
    .map(([forms, hasLastEnd]) =>
      lines
        .map(({ key, value }, i) => {
          const { before, behind, end } = forms[i]!;
          return `${key}:${before}${value}${behind}${i < lines.length - 1 || hasLastEnd ? end : ''}`;
        })
        .join(''),
    );
}

/** A policy and a text that says it, with unknown fields and with repeated ones behind the first. */
export const policyText: fc.Arbitrary<{ value: StsPolicy; text: string }> = fc
  .record({
    value: policy,
    unknown: fc.array(policyExtension, { maxLength: 3 }),
    repeated: fc.array(policyExtension, { maxLength: 2 }),
  })
  .chain(({ value, unknown, repeated }) =>
    fieldsOf(value)
      .chain((lines) => interleave(lines, unknown))
      .chain((lines) => {
        const keys = fc.constantFrom('version', 'mode', 'max_age');
        return fc
          .tuple(...repeated.map(() => keys))
          .map((again) => repeated.map(({ value: text }, i) => ({ key: again[i]!, value: text })))
          .map((more) => lines.concat(more));
      })
      .chain(textOf)
      .map((text) => ({ value, text })),
  );

/** The text with a few characters put in, left out or replaced: mostly near the border between right and wrong. */
export function nearly(text: fc.Arbitrary<string>, characters: string): fc.Arbitrary<string> {
  const edit = fc.record({
    at: fc.nat(),
    removed: fc.constantFrom(0, 0, 1, 2),
    added: fc.string({ unit: charactersOf(characters), maxLength: 2 }),
  });
  return fc.tuple(text, fc.array(edit, { minLength: 1, maxLength: 3 })).map(([start, edits]) =>
    edits.reduce((now, { at, removed, added }) => {
      const place = at % (now.length + 1);
      return now.slice(0, place) + added + now.slice(place + removed);
    }, start),
  );
}

/** Any text: any code points, half surrogate pairs, or pieces of what the parsers look for. */
export function anyText(pieces: readonly string[]): fc.Arbitrary<string> {
  const halves = fc.string({
    unit: fc.integer({ min: 0, max: 0xffff }).map((code) => String.fromCharCode(code)),
  });
  return fc.oneof(
    fc.string({ unit: 'binary', maxLength: 100 }),
    halves,
    fc.array(fc.constantFrom(...pieces), { maxLength: 80 }).map((parts) => parts.join('')),
  );
}
