import { isFragile } from '../../../../lib/mechanisms.ts';
import { describe, expect, it } from 'vitest';
import { parseStsRecord, type StsRecord } from '../../../../lib/mechanisms/mta-sts/record.ts';
import { told, type Told } from '../../../support/reading.ts';

interface Valid {
  readonly reason: string;
  readonly text: string;
  readonly id: string;
  readonly extensions?: StsRecord['extensions'];
  readonly problems?: readonly Told[];
}

const unknown = (name: string, at: string): Told => ({ code: 'sts-record-unknown-field', name, at });
const duplicate = (name: string, first: string, at: string): Told => ({
  code: 'sts-record-duplicate-field',
  name,
  first,
  other: at.slice(name.length + 1),
  at,
});

const valid: readonly Valid[] = [
  {
    reason: 'the example of RFC 8461 §3.1',
    text: 'v=STSv1; id=20160831085700Z;',
    id: '20160831085700Z',
  },
  { reason: 'no space, no last delimiter', text: 'v=STSv1;id=1', id: '1' },
  { reason: 'a delimiter is *WSP ";" *WSP', text: 'v=STSv1;\t id=1 \t; ', id: '1' },
  { reason: 'an id has up to 32 characters', text: `v=STSv1; id=${'9'.repeat(32)}`, id: '9'.repeat(32) },
  { reason: 'the case of an id is kept', text: 'v=STSv1; id=aZ09', id: 'aZ09' },
  {
    reason: 'other fields may stand before the id',
    text: 'v=STSv1; a=b; id=1',
    id: '1',
    extensions: { a: 'b' },
    problems: [unknown('a', 'a=b')],
  },
  {
    reason: 'the value of an extension is any printable but "=", ";" and space',
    text: 'v=STSv1; id=1; x=!:/?#~',
    id: '1',
    extensions: { x: '!:/?#~' },
    problems: [unknown('x', 'x=!:/?#~')],
  },
  {
    reason: 'the name of an extension has "_", "-" and "." behind its first character',
    text: 'v=STSv1; id=1; 9_a-b.c=1',
    id: '1',
    extensions: { '9_a-b.c': '1' },
    problems: [unknown('9_a-b.c', '9_a-b.c=1')],
  },
  {
    reason: 'the name of an extension has up to 32 characters',
    text: `v=STSv1; id=1; ${'n'.repeat(32)}=1`,
    id: '1',
    extensions: { ['n'.repeat(32)]: '1' },
    problems: [unknown('n'.repeat(32), `${'n'.repeat(32)}=1`)],
  },
  {
    reason: 'the name "id" is case-sensitive, so "ID" is an extension',
    text: 'v=STSv1; ID=2; id=1',
    id: '1',
    extensions: { ID: '2' },
    problems: [unknown('ID', 'ID=2')],
  },
  {
    reason: 'of two ids the first counts',
    text: 'v=STSv1; id=1; id=2',
    id: '1',
    problems: [duplicate('id', '1', 'id=2')],
  },
  {
    reason: 'a later id is ignored whatever it is, as long as it is a field',
    text: 'v=STSv1; id=1; id=2024-01-01',
    id: '1',
    problems: [duplicate('id', '1', 'id=2024-01-01')],
  },
  {
    reason: 'of two extensions with one name the first counts',
    text: 'v=STSv1; id=1; x=1; x=2',
    id: '1',
    extensions: { x: '1' },
    problems: [unknown('x', 'x=1'), duplicate('x', '1', 'x=2')],
  },
  {
    reason: 'a second version is a duplicate of the first, not an extension',
    text: 'v=STSv1; v=STSv2; id=1',
    id: '1',
    problems: [duplicate('v', 'STSv1', 'v=STSv2')],
  },
  {
    reason: 'a record that stands there twice is one fault',
    text: 'v=STSv1; id=1; v=STSv1; id=1;',
    id: '1',
    problems: [{ code: 'sts-record-doubled', at: 'v=STSv1' }],
  },
  {
    reason: 'of two records in one text the ids differ, which is another fault',
    text: 'v=STSv1; id=1; v=STSv1; id=2;',
    id: '1',
    problems: [duplicate('v', 'STSv1', 'v=STSv1'), duplicate('id', '1', 'id=2')],
  },
];

describe('parseStsRecord: valid', () => {
  for (const { reason, text, id, extensions = {}, problems = [] } of valid)
    it(reason, () => {
      const parsed = parseStsRecord(text);
      expect(parsed).toMatchObject({ state: 'valid', value: { id } });
      expect(parsed).toHaveProperty('value', { id, extensions });
      expect(told(parsed.problems, text)).toEqual(problems);
      expect(parsed.problems.some(isFragile)).toBe(false);
    });
});

describe('parseStsRecord: fragile', () => {
  it.each([
    ['a space', 'v=STSv1 ; id=1', ' '],
    ['a tab and a space', 'v=STSv1\t ;id=1', '\t '],
  ])('%s between version and ";" is grammar, but not the prefix "v=STSv1;"', (_, text, at) => {
    const parsed = parseStsRecord(text);
    expect(parsed).toHaveProperty('value', { id: '1', extensions: {} });
    expect(told(parsed.problems, text)).toEqual([{ code: 'sts-record-space-after-version', at }]);
    expect(parsed.problems.every(isFragile)).toBe(true);
  });
});

interface Malformed {
  readonly reason: string;
  readonly text: string;
  readonly problems: readonly Told[];
}

const noId: Told = { code: 'sts-record-no-id' };
const emptyField: Told = { code: 'sts-record-empty-field', at: '' };
const syntax = (field: string): Told => ({ code: 'sts-record-field-syntax', field, at: field });
const delimiter = (field: string, at = field): Told => ({ code: 'sts-record-delimiter', field, at });
const invisible = (character: string, at: string): Told => ({ code: 'sts-record-invisible', character, at });
const idSyntax = (id: string): Told => ({ code: 'sts-record-id-syntax', id, at: `id=${id}` });
const notAscii = (character: string): Told => ({ code: 'sts-record-not-ascii', character, at: character });

const malformed: readonly Malformed[] = [
  {
    reason: 'two names that are none for their case are one missing id',
    text: 'v=STSv1; Id=2; iD=3',
    problems: [{ ...noId, at: 'Id=2' }],
  },
  { reason: 'no id', text: 'v=STSv1; a=b', problems: [unknown('a', 'a=b'), noId] },
  { reason: 'the version alone', text: 'v=STSv1', problems: [noId] },
  { reason: 'the version and its delimiter alone', text: 'v=STSv1;', problems: [noId] },
  { reason: 'space instead of ";"', text: 'v=STSv1 id=1', problems: [delimiter('id=1', ' id=1')] },
  { reason: 'comma instead of ";"', text: 'v=STSv1,id=1', problems: [delimiter(',id=1')] },
  { reason: 'space at the end without a delimiter', text: 'v=STSv1 ', problems: [syntax(' '), noId] },
  { reason: 'nothing between two delimiters', text: 'v=STSv1;; id=1', problems: [emptyField] },
  { reason: 'space between two delimiters', text: 'v=STSv1; ; id=1', problems: [emptyField] },
  { reason: 'two delimiters at the end', text: 'v=STSv1; id=1;;', problems: [emptyField] },
  { reason: 'an empty id', text: 'v=STSv1; id=', problems: [{ ...noId, at: 'id=' }] },
  { reason: 'the name of the id alone', text: 'v=STSv1; id', problems: [{ ...noId, at: 'id' }] },
  { reason: 'a date with hyphens as id', text: 'v=STSv1; id=2024-01-01', problems: [idSyntax('2024-01-01')] },
  {
    reason: 'an id of 33 characters',
    text: `v=STSv1; id=${'9'.repeat(33)}`,
    problems: [idSyntax('9'.repeat(33))],
  },
  { reason: 'space behind "="', text: 'v=STSv1; id= 1', problems: [idSyntax(' 1')] },
  { reason: 'space before "=": there is an id', text: 'v=STSv1; id =1', problems: [syntax('id =1')] },
  { reason: 'a hyphen for the delimiter', text: 'v=STSv1-id=1', problems: [syntax('-id=1')] },
  {
    reason: 'space behind the last field without a delimiter',
    text: 'v=STSv1; id=1 ',
    problems: [invisible('U+0020 (space)', ' ')],
  },
  {
    reason: 'a line end behind the id',
    text: 'v=STSv1; id=1\n',
    problems: [invisible('U+000A (line feed)', 'id=1\n')],
  },
  {
    reason: 'semicolons escaped as in a zone file are one fault, wherever they stand',
    text: 'v=STSv1\\; id=1\\;',
    problems: [{ code: 'sts-record-field-syntax', field: '\\', at: '\\' }],
  },
  {
    reason: 'a malformed id first: the good one behind it does not count',
    text: 'v=STSv1; id=a-b; id=1',
    problems: [idSyntax('a-b'), duplicate('id', 'a-b', 'id=1')],
  },
  {
    reason: 'a later id that is no field at all',
    text: 'v=STSv1; id=1; id=a b',
    problems: [syntax('id=a b')],
  },
  {
    reason: 'a comma between fields',
    text: 'v=STSv1; id=1, x=2',
    problems: [delimiter('id=1, x=2'), unknown('x', 'x=2')],
  },
  {
    reason: 'pasted twice without ";" between',
    text: 'v=STSv1; id=1 v=STSv1; id=1',
    problems: [delimiter('id=1 v=STSv1')],
  },
  { reason: 'or without anything', text: 'v=STSv1; id=1v=STSv1; id=1', problems: [idSyntax('1v=STSv1')] },
  { reason: 'a comma at the end', text: 'v=STSv1; id=1,', problems: [delimiter('id=1,')] },
  { reason: 'a colon behind the version', text: 'v=STSv1:id=1', problems: [delimiter(':id=1')] },
  {
    reason: 'space between later fields',
    text: 'v=STSv1; id=1; x=2 y=3',
    problems: [delimiter('x=2 y=3'), unknown('x', 'x=2'), unknown('y', 'y=3')],
  },
  { reason: 'a full stop at the end', text: 'v=STSv1; id=1.', problems: [idSyntax('1.')] },
  {
    reason: 'typographic quotes around the id are one fault',
    text: 'v=STSv1; id=“1”',
    problems: [notAscii('“')],
  },
  { reason: 'the semicolon of another keyboard', text: 'v=STSv1；id=1', problems: [notAscii('；')] },
  {
    reason: 'a no-break space before the delimiter',
    text: 'v=STSv1\u00a0;id=1',
    problems: [invisible('U+00A0 (no-break space)', '\u00a0')],
  },
  {
    reason: 'a zero-width space behind the id',
    text: 'v=STSv1; id=1\u200b',
    problems: [invisible('U+200B (zero width space)', '\u200b')],
  },
  { reason: 'a word without "="', text: 'v=STSv1; id=1; x', problems: [syntax('x')] },
  { reason: 'an extension without a value', text: 'v=STSv1; id=1; x=', problems: [syntax('x=')] },
  { reason: 'an extension without a name', text: 'v=STSv1; id=1; =x', problems: [syntax('=x')] },
  {
    reason: 'space within the value of an extension',
    text: 'v=STSv1; id=1; x=a b',
    problems: [syntax('x=a b')],
  },
  {
    reason: '"=" within the value of an extension',
    text: 'v=STSv1; id=1; x=a=b',
    problems: [syntax('x=a=b')],
  },
  { reason: 'a control character in a value', text: 'v=STSv1; id=1; x=\x01', problems: [syntax('x=\x01')] },
  { reason: 'DEL in a value', text: 'v=STSv1; id=1; x=\x7f', problems: [syntax('x=\x7f')] },
  { reason: 'a name that begins with "_"', text: 'v=STSv1; id=1; _x=1', problems: [syntax('_x=1')] },
  {
    reason: 'a name of 33 characters',
    text: `v=STSv1; id=1; ${'n'.repeat(33)}=1`,
    problems: [syntax(`${'n'.repeat(33)}=1`)],
  },
  {
    reason: 'an id with an accent: named as what it is, and as an id',
    text: 'v=STSv1; id=é',
    problems: [idSyntax('é'), notAscii('é')],
  },
  {
    reason: 'a character of two UTF-16 units is pointed at as a whole',
    text: 'v=STSv1; id=1; x=😀',
    problems: [syntax('x=😀'), notAscii('😀')],
  },
  {
    reason: 'a no-break space is no space',
    text: 'v=STSv1;\u00a0id=1',
    problems: [invisible('U+00A0 (no-break space)', '\u00a0')],
  },
  {
    reason: 'every fault is named',
    text: 'v=STSv1;; x; id=-',
    problems: [emptyField, syntax('x'), idSyntax('-')],
  },
];

describe('parseStsRecord: malformed', () => {
  for (const { reason, text, problems } of malformed)
    it(reason, () => {
      const parsed = parseStsRecord(text);
      expect(parsed.state).toBe('invalid');
      expect(told(parsed.problems, text)).toEqual(problems);
    });
});

describe('parseStsRecord: not the version', () => {
  it.each<[reason: string, text: string, corrected?: string]>([
    ['nothing at all', '', 'v=STSv1; id=…'],
    ['another mechanism', 'v=spf1 -all', 'v=STSv1; id=…'],
    ['a version that only begins so', 'v=STSv10; id=1'],
    ['the next version', 'v=STSv2; id=1'],
    ['"V" for "v"', 'V=STSv1; id=1'],
    ['"stsv1"', 'v=stsv1; id=1'],
    ['"STSV1"', 'v=STSV1; id=1'],
    ['space before "v"', ' v=STSv1; id=1'],
    ['space around "="', 'v = STSv1; id=1'],
    ['the id before the version', 'id=1; v=STSv1'],
    ['quotes that belong to the zone file', '"v=STSv1; id=1"'],
    ['a byte order mark', '\ufeffv=STSv1; id=1'],
    ['no id', 'STSv1', 'v=STSv1; id=…'],
    ['two that could be it', 'STSv1; id=1; id=2', 'v=STSv1; id=…'],
  ])('%s', (_, text, corrected = 'v=STSv1; id=1') => {
    const parsed = parseStsRecord(text);
    expect(parsed.state).toBe('invalid');
    expect(told(parsed.problems, text)).toEqual([{ code: 'sts-record-version', text, corrected, at: text }]);
  });
});
