import { isFragile } from '../../../../lib/mechanisms.ts';
import { describe, expect, it } from 'vitest';
import { parsePolicy } from '../../../../lib/mechanisms/mta-sts/policy.ts';
import { bytes, lines, told, type Told } from '../../../support/reading.ts';

const VALUE = { mode: 'enforce', maxAgeSeconds: 604800, mx: ['a.example'] };
/** All that a policy needs, to put lines around. */
const [VERSION, MODE, MX, MAX_AGE] = ['version: STSv1', 'mode: enforce', 'mx: a.example', 'max_age: 604800'];
const FIELDS = [VERSION, MODE, MX, MAX_AGE];

describe('parsePolicy: lines that are grammar', () => {
  it.each([
    ['LF', FIELDS.join('\n') + '\n'],
    ['CRLF', FIELDS.join('\r\n') + '\r\n'],
    ['LF and CRLF mixed', `${VERSION}\r\n${MODE}\n${MX}\r\n${MAX_AGE}\n`],
    ['no final line end, LF', FIELDS.join('\n')],
    ['no final line end, CRLF', FIELDS.join('\r\n')],
    ['spaces and tabs behind a value', FIELDS.map((field) => `${field} \t`).join('\n')],
    ['spaces and tabs behind a value before CRLF', FIELDS.map((field) => `${field}\t \r\n`).join('')],
    ['no space behind the colon', FIELDS.map((field) => field.replace(' ', '')).join('\n')],
    ['spaces and tabs behind the colon', FIELDS.map((field) => field.replace(' ', '\t  ')).join('\n')],
  ])('%s: no finding', (_, text) => {
    expect(parsePolicy(bytes(text))).toEqual({ state: 'valid', value: VALUE, problems: [] });
  });
});

interface Row {
  readonly reason: string;
  readonly text: string;
  readonly problems: readonly Told[];
}

const blank = (at: string): Told => ({ code: 'policy-blank-line', at });
const comment = (at: string): Told => ({ code: 'policy-comment-line', at });

const fragile: readonly Row[] = [
  { reason: 'a blank line at the start', text: lines('', ...FIELDS), problems: [blank('')] },
  { reason: 'a blank line at the end', text: lines(...FIELDS, ''), problems: [blank('')] },
  { reason: 'a blank line of CRLF', text: `${FIELDS.join('\r\n')}\r\n\r\n`, problems: [blank('')] },
  { reason: 'a line of spaces', text: lines(VERSION, ' \t ', MODE, MX, MAX_AGE), problems: [blank(' \t ')] },
  { reason: 'spaces behind the last line end', text: `${lines(...FIELDS)}  `, problems: [blank('  ')] },
  {
    reason: 'an indented key',
    text: lines(VERSION, `  ${MODE}`, MX, `\t${MAX_AGE}`),
    problems: [
      { code: 'policy-indented-key', key: 'mode', at: '  ' },
      { code: 'policy-indented-key', key: 'max_age', at: '\t' },
    ],
  },
  {
    reason: 'an indented line that repeats a key: the indent is no part of the field',
    text: lines(...FIELDS, '  mode: none'),
    problems: [
      { code: 'policy-indented-key', key: 'mode', at: '  ' },
      { code: 'policy-duplicate-field', key: 'mode', first: 'enforce', other: 'none', at: 'mode: none' },
    ],
  },
  {
    reason: 'space before the colon',
    text: lines('version : STSv1', 'mode\t : enforce', MX, MAX_AGE),
    problems: [
      { code: 'policy-space-before-colon', key: 'version', at: ' ' },
      { code: 'policy-space-before-colon', key: 'mode', at: '\t ' },
    ],
  },
  {
    reason: 'a line with "#" in front',
    text: lines('# our policy: strict', VERSION, MODE, '\t#\tmx: b.example', MX, MAX_AGE),
    problems: [comment('# our policy: strict'), comment('\t#\tmx: b.example')],
  },
  {
    reason: 'a byte order mark',
    text: `\ufeff${lines(...FIELDS)}`,
    problems: [{ code: 'policy-byte-order-mark', at: '\ufeff' }],
  },
  {
    reason: 'a byte order mark before an indented key: each is named',
    text: `\ufeff ${lines(...FIELDS)}`,
    problems: [
      { code: 'policy-byte-order-mark', at: '\ufeff' },
      { code: 'policy-indented-key', key: 'version', at: ' ' },
    ],
  },
];

describe('parsePolicy: lines that part of the senders stumbles over', () => {
  for (const { reason, text, problems } of fragile)
    it(`${reason}: fragile`, () => {
      const parsed = parsePolicy(bytes(text));
      expect(parsed).toMatchObject({ state: 'valid', value: VALUE });
      expect(told(parsed.problems, text)).toEqual(problems);
      expect(parsed.problems.some(isFragile)).toBe(true);
    });
});

const control = (character: string, at: string): Told => ({
  code: 'policy-control-character',
  character,
  at,
});
const keySyntax = (key: string): Told => ({ code: 'policy-key-syntax', key, at: key });
const emptyValue = (key: string, at: string): Told => ({ code: 'policy-empty-value', key, at });
const noColon = (text: string): Told => ({ code: 'policy-line-syntax', text, at: text });

const malformed: readonly Row[] = [
  { reason: 'a line without a colon', text: lines(...FIELDS, 'the end'), problems: [noColon('the end')] },
  { reason: '"=" for the colon', text: lines(...FIELDS, 'x = y'), problems: [noColon('x = y')] },
  { reason: 'a folded line, as in mail', text: lines(...FIELDS, ' folded'), problems: [noColon(' folded')] },
  {
    reason: 'a comment of another language',
    text: lines(...FIELDS, '// x: y'),
    problems: [keySyntax('// x')],
  },
  { reason: 'front matter', text: lines('---', ...FIELDS), problems: [noColon('---')] },
  { reason: 'an empty key', text: lines(...FIELDS, ': x'), problems: [keySyntax('')] },
  { reason: 'a key with a space', text: lines(...FIELDS, 'x y: z'), problems: [keySyntax('x y')] },
  { reason: 'a key that begins with "_"', text: lines(...FIELDS, '_x: z'), problems: [keySyntax('_x')] },
  { reason: 'a key that is not ASCII', text: lines(...FIELDS, 'clé: z'), problems: [keySyntax('clé')] },
  {
    reason: 'a key of 33 characters',
    text: lines(...FIELDS, `${'k'.repeat(33)}: z`),
    problems: [keySyntax('k'.repeat(33))],
  },
  {
    reason: 'a second byte order mark',
    text: lines(...FIELDS, '\ufeffx: y'),
    problems: [keySyntax('\ufeffx')],
  },
  {
    reason: 'an empty value of an unknown field',
    text: lines(...FIELDS, 'x:'),
    problems: [emptyValue('x', 'x:')],
  },
  { reason: 'a value of spaces', text: lines(...FIELDS, 'x: \t'), problems: [emptyValue('x', 'x:')] },
  {
    reason: 'an empty value behind a good one of the same key',
    text: lines(...FIELDS, 'mode:'),
    problems: [emptyValue('mode', 'mode:')],
  },
  {
    reason: 'an empty max_age is not zero',
    text: lines(VERSION, MODE, MX, 'max_age:'),
    problems: [emptyValue('max_age', 'max_age:'), { code: 'policy-max-age-missing' }],
  },
  {
    reason: 'an indented key without a value: the indent is no part of what is pointed at',
    text: lines(...FIELDS, '  x: '),
    problems: [{ code: 'policy-indented-key', key: 'x', at: '  ' }, emptyValue('x', 'x:')],
  },
  {
    reason: 'a control character behind an empty key',
    text: lines(...FIELDS, ': \x01'),
    problems: [control('U+0001', '\x01')],
  },
  { reason: 'NUL', text: lines(...FIELDS, 'x: \0'), problems: [control('U+0000', '\0')] },
  { reason: 'NUL in a key', text: lines(...FIELDS, 'x\0: y'), problems: [control('U+0000', '\0')] },
  { reason: 'DEL', text: lines(...FIELDS, 'x: y\x7fz'), problems: [control('U+007F', '\x7f')] },
  { reason: 'a tab within a value', text: lines(...FIELDS, 'x: y\tz'), problems: [control('U+0009', '\t')] },
  { reason: 'a form feed at the end', text: lines(...FIELDS, '\f'), problems: [control('U+000C', '\f')] },
  {
    reason: 'escape in a comment',
    text: lines(...FIELDS, '# \x1b[1m'),
    problems: [{ code: 'policy-control-character', character: 'U+001B', at: '\x1b' }],
  },
  {
    reason: 'CR at the very end ends no line',
    text: `${FIELDS.join('\r\n')}\r\nx: y\r`,
    problems: [{ code: 'policy-lone-cr', at: '\r' }],
  },
  {
    reason: 'CR twice before LF',
    text: `${FIELDS.join('\n')}\nx: y\r\r\n`,
    problems: [{ code: 'policy-lone-cr', at: '\r' }],
  },
];

describe('parsePolicy: lines that are malformed', () => {
  for (const { reason, text, problems } of malformed)
    it(reason, () => {
      const parsed = parsePolicy(bytes(text));
      expect(parsed.state).toBe('invalid');
      const all = told(parsed.problems, text).filter(({ code }) => code !== 'policy-unknown-field');
      expect(all).toEqual(problems);
    });

  it('CR alone as the line end makes one line of the whole policy', () => {
    const text = FIELDS.join('\r');
    const parsed = parsePolicy(bytes(text));
    expect(parsed.state).toBe('invalid');
    expect(told(parsed.problems, text)).toEqual([{ code: 'policy-lone-cr', at: '\r' }]);
  });

  it.each([
    ['space', ' '],
    ['semicolons', '; '],
    ['line ends as programs write them', '\\n'],
    ['those of HTML', '<br>'],
    ['those of Unicode', '\u2028'],
  ])('lines joined by %s are one fault, and nothing is missing', (_, joint) => {
    const text = FIELDS.join(joint);
    expect(told(parsePolicy(bytes(text)).problems, text)).toEqual([
      { code: 'policy-line-joined', text, at: text },
    ]);
  });

  it.each([
    ['an item of a list', '- mode: enforce', 'policy-key-syntax'],
    ['a key in quotes', '"mode": "enforce"', 'policy-key-syntax'],
    ['an equals sign', 'mode=enforce', 'policy-line-syntax'],
    ['a wide colon', 'mode\uff1aenforce', 'policy-line-syntax'],
    ['a control character', 'mode: en\u0001force', 'policy-control-character'],
    ['a letter too many', 'modes: enforce', 'policy-key-misspelt'],
    ['two letters in the wrong order', 'moed: enforce', 'policy-key-misspelt'],
  ])('%s: the line is wrong, and the mode is not missing', (_, line, code) => {
    const text = lines('version: STSv1', line, 'mx: a.example', 'max_age: 604800');
    const parsed = parsePolicy(bytes(text));
    expect(parsed.state).toBe('invalid');
    expect(parsed.problems.map((problem) => problem.code)).toEqual([code]);
  });

  it('another key is no misspelt one', () => {
    const text = lines('version: STSv1', 'mode: none', 'max_age: 604800', 'code: 1', 'model: 2x', 'ages: 3');
    expect(parsePolicy(bytes(text)).problems.map((problem) => problem.code)).toEqual([
      'policy-unknown-field',
      'policy-unknown-field',
      'policy-unknown-field',
    ]);
  });

  it('counts lines from 1 and offsets from 0, with a byte order mark and CRLF counted in', () => {
    const text = `\ufeff${VERSION}\r\n\r\nmode: on\r\n`;
    const { problems } = parsePolicy(bytes(text));
    expect(problems.find(({ code }) => code === 'policy-mode-unknown')?.position).toEqual({
      offset: text.indexOf('on\r\n'),
      length: 2,
      line: 3,
    });
  });
});
