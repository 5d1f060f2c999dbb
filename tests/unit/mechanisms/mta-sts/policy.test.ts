import { isFragile } from '../../../../lib/mechanisms.ts';
import { describe, expect, it } from 'vitest';
import { parsePolicy, type StsPolicy } from '../../../../lib/mechanisms/mta-sts/policy.ts';
import { bytes, lines, told, type Told } from '../../../support/reading.ts';

const MX = 'a.example';
const GOOD: StsPolicy = { mode: 'enforce', maxAgeSeconds: 604800, mx: [MX] };

interface Row {
  readonly reason: string;
  readonly text: string;
  readonly problems?: readonly Told[];
}

const duplicate = (key: string, first: string, at: string): Told => ({
  code: 'policy-duplicate-field',
  key,
  first,
  other: at.replace(/^[^:]*: /, ''),
  at,
});
const unknown = (key: string, at: string): Told => ({ code: 'policy-unknown-field', key, at });
const misspelt = (key: string, expected: string, at: string): Told => ({
  code: 'policy-key-misspelt',
  key,
  expected,
  at,
});

const valid: readonly (Row & { readonly value: StsPolicy })[] = [
  {
    reason: 'the example of RFC 8461 §3.2',
    text: lines(
      'version: STSv1',
      'mode: enforce',
      'mx: mail.example.com',
      'mx: *.example.net',
      'mx: backupmx.example.com',
      'max_age: 604800',
    ),
    value: {
      mode: 'enforce',
      maxAgeSeconds: 604800,
      mx: ['mail.example.com', '*.example.net', 'backupmx.example.com'],
    },
  },
  {
    reason: 'any order of fields, the version last',
    text: lines('mx: a.example', 'max_age: 604800', 'mode: testing', 'version: STSv1'),
    value: { ...GOOD, mode: 'testing' },
  },
  {
    reason: 'mode none needs no mx',
    text: lines('version: STSv1', 'mode: none', 'max_age: 86400'),
    value: { mode: 'none', maxAgeSeconds: 86400, mx: [] },
  },
  {
    reason: 'mode none may have mx',
    text: lines('version: STSv1', 'mode: none', 'max_age: 86400', 'mx: a.example'),
    value: { mode: 'none', maxAgeSeconds: 86400, mx: [MX] },
  },
  {
    reason: 'of two modes the first counts, even where the second is unknown',
    text: lines('version: STSv1', 'mode: enforce', 'mode: junk', 'mx: a.example', 'max_age: 604800'),
    value: GOOD,
    problems: [duplicate('mode', 'enforce', 'mode: junk')],
  },
  {
    reason: 'of several max_age and versions the first counts',
    text: lines(
      'version: STSv1',
      'mode: enforce',
      'mx: a.example',
      'max_age: 604800',
      'max_age: x',
      'version: 2',
    ),
    value: GOOD,
    problems: [duplicate('max_age', '604800', 'max_age: x'), duplicate('version', 'STSv1', 'version: 2')],
  },
  {
    reason: 'a repeated unknown field is named once as unknown and once as repeated',
    text: lines('version: STSv1', 'mode: enforce', 'mx: a.example', 'max_age: 604800', 'x: 1', 'x: 2'),
    value: GOOD,
    problems: [unknown('x', 'x: 1'), duplicate('x', '1', 'x: 2')],
  },
  {
    reason: 'the value of an unknown field may have colons, spaces and UTF-8',
    text: lines(
      'version: STSv1',
      'note: see https://münchen.example: 😀 !',
      'mode: enforce',
      'mx: a.example',
      'max_age: 604800',
    ),
    value: GOOD,
    problems: [
      {
        code: 'policy-unknown-field-colon',
        key: 'note',
        value: 'see https://münchen.example: 😀 !',
        at: 'note: see https://münchen.example: 😀 !',
      },
    ],
  },
  {
    reason: 'the key of an unknown field has up to 32 letters, digits, "_", "-" and "."',
    text: lines(
      'version: STSv1',
      'mode: enforce',
      'mx: a.example',
      'max_age: 604800',
      `0_-.${'k'.repeat(28)}: 1`,
    ),
    value: GOOD,
    problems: [unknown(`0_-.${'k'.repeat(28)}`, `0_-.${'k'.repeat(28)}: 1`)],
  },
  {
    reason: 'keys are case-sensitive: "MX" beside "mx" is not counted, and was meant for a server',
    text: lines('version: STSv1', 'mode: enforce', 'mx: a.example', 'MX: b.example', 'max_age: 604800'),
    value: GOOD,
    problems: [{ code: 'policy-mx-key-misspelt', key: 'MX', pattern: 'b.example', at: 'MX: b.example' }],
  },
  {
    reason: 'a misspelt key beside the right one is unknown, wherever it stands',
    text: lines(
      'Mode: testing',
      'version: STSv1',
      'mode: enforce',
      'mx: a.example',
      'max-age: 5',
      'max_age: 604800',
    ),
    value: GOOD,
    problems: [unknown('Mode', 'Mode: testing'), unknown('max-age', 'max-age: 5')],
  },
];

describe('parsePolicy: valid', () => {
  for (const { reason, text, value, problems = [] } of valid)
    it(reason, () => {
      const parsed = parsePolicy(bytes(text));
      expect(parsed).toMatchObject({ state: 'valid', value });
      expect(told(parsed.problems, text)).toEqual(problems);
      expect(parsed.problems.some(isFragile)).toBe(false);
    });
});

const malformed: readonly Row[] = [
  {
    reason: 'no version',
    text: lines('mode: enforce', 'mx: a.example', 'max_age: 604800'),
    problems: [{ code: 'policy-version-missing' }],
  },
  {
    reason: 'no mode: there is no default',
    text: lines('version: STSv1', 'mx: a.example', 'max_age: 604800'),
    problems: [{ code: 'policy-mode-missing' }],
  },
  {
    reason: 'no max_age: there is no default',
    text: lines('version: STSv1', 'mode: enforce', 'mx: a.example'),
    problems: [{ code: 'policy-max-age-missing' }],
  },
  {
    reason: 'mode enforce without mx',
    text: lines('version: STSv1', 'mode: enforce', 'max_age: 604800'),
    problems: [{ code: 'policy-mx-missing' }],
  },
  {
    reason: 'mode testing without mx',
    text: lines('version: STSv1', 'mode: testing', 'max_age: 604800'),
    problems: [{ code: 'policy-mx-missing' }],
  },
  {
    reason: 'nothing that is required',
    text: lines('x: y'),
    problems: [
      unknown('x', 'x: y'),
      { code: 'policy-version-missing' },
      { code: 'policy-mode-missing' },
      { code: 'policy-max-age-missing' },
      { code: 'policy-mx-missing' },
    ],
  },
  {
    reason: 'keys of the wrong case are named with the right ones, not as missing',
    text: lines('Version: STSv1', 'MODE: enforce', 'Mx: a.example', 'Max_Age: 604800'),
    problems: [
      misspelt('Version', 'version', 'Version: STSv1'),
      misspelt('MODE', 'mode', 'MODE: enforce'),
      misspelt('Mx', 'mx', 'Mx: a.example'),
      misspelt('Max_Age', 'max_age', 'Max_Age: 604800'),
    ],
  },
  {
    reason: '"max-age" and "maxage" are meant as max_age',
    text: lines('version: STSv1', 'mode: enforce', 'mx: a.example', 'max-age: 604800'),
    problems: [misspelt('max-age', 'max_age', 'max-age: 604800')],
  },
  {
    reason: 'every fault is named at once',
    text: lines('version: STSv2', 'mode: on', 'mx: a_b.example', 'max_age: week'),
    problems: [
      { code: 'policy-version-unknown', value: 'STSv2', at: 'STSv2' },
      { code: 'policy-mode-unknown', value: 'on', at: 'on' },
      { code: 'policy-mx-underscore', pattern: 'a_b.example', at: 'a_b.example' },
      { code: 'policy-max-age-syntax', value: 'week', at: 'week' },
    ],
  },
  {
    reason: 'of two modes the first counts, even where only the second is known',
    text: lines('version: STSv1', 'mode: junk', 'mode: enforce', 'mx: a.example', 'max_age: 604800'),
    problems: [
      { code: 'policy-mode-unknown', value: 'junk', at: 'junk' },
      duplicate('mode', 'junk', 'mode: enforce'),
    ],
  },
  {
    reason: 'of two max_age the first counts, even where only the second is a number',
    text: lines('version: STSv1', 'mode: enforce', 'mx: a.example', 'max_age: x', 'max_age: 604800'),
    problems: [
      { code: 'policy-max-age-syntax', value: 'x', at: 'x' },
      duplicate('max_age', 'x', 'max_age: 604800'),
    ],
  },
];

describe('parsePolicy: malformed', () => {
  for (const { reason, text, problems } of malformed)
    it(reason, () => {
      const parsed = parsePolicy(bytes(text));
      expect(parsed.state).toBe('invalid');
      expect(told(parsed.problems, text)).toEqual(problems);
    });
});

describe('parsePolicy: version', () => {
  it.each([
    ['stsv1', 'case matters'],
    ['STSV1', 'case matters'],
    ['STSv2', 'a later version'],
    ['STSv1;', 'no delimiter of records'],
    ['1', 'a number'],
    ['"STSv1"', 'no quotes'],
    ['STSv1 STSv1', 'once'],
  ])('%s is unknown: %s', (value) => {
    const text = lines(`version: ${value}`, 'mode: enforce', 'mx: a.example', 'max_age: 604800');
    const parsed = parsePolicy(bytes(text));
    expect(parsed.state).toBe('invalid');
    expect(told(parsed.problems, text)).toEqual([{ code: 'policy-version-unknown', value, at: value }]);
  });
});

describe('parsePolicy: mode', () => {
  it.each(['enforce', 'testing', 'none'] as const)('%s is a mode', (mode) => {
    const parsed = parsePolicy(
      bytes(lines('version: STSv1', `mode: ${mode}`, 'mx: a.example', 'max_age: 604800')),
    );
    expect(parsed).toEqual({ state: 'valid', value: { ...GOOD, mode }, problems: [] });
  });

  it.each([
    ['enforced', 'seen in the wild'],
    ['enforcing', 'seen in the wild'],
    ['report', 'seen in the wild'],
    ['test', 'nearly'],
    ['Enforce', 'case matters'],
    ['NONE', 'case matters'],
    ['enforce;', 'no delimiter of records'],
    ['enforce # strict', 'no comment behind a value'],
    ['enforce\u00a0', 'a no-break space is not trimmed'],
    ['constructor', 'nothing is inherited'],
  ])('%s is unknown: %s', (value) => {
    const text = lines('version: STSv1', `mode: ${value}`, 'mx: a.example', 'max_age: 604800');
    const parsed = parsePolicy(bytes(text));
    expect(parsed.state).toBe('invalid');
    expect(told(parsed.problems, text)).toEqual([{ code: 'policy-mode-unknown', value, at: value }]);
  });

  it('that is unknown leaves mx required: only "none" excepts from it', () => {
    const text = lines('version: STSv1', 'mode: off', 'max_age: 604800');
    expect(told(parsePolicy(bytes(text)).problems, text)).toEqual([
      { code: 'policy-mode-unknown', value: 'off', at: 'off' },
      { code: 'policy-mx-missing' },
    ]);
  });
});
