import { describe, expect, it } from 'vitest';
import {
  mapRecords,
  mended,
  once,
  trimmed,
  withoutInvisible,
  withPlainFields,
  withVersion,
  type Reading,
} from '../../../lib/text/mended-record.ts';

const V = 'v=X1';
/** A protection whose records are `v=X1; id=...`, and who knows of one slip. */
const READING: Reading = {
  version: V,
  isMeant: (text) => /x1/i.test(text),
  isValid: (text) => /^v=X1; id=\w+$/.test(text),
  corrected: (text) =>
    text.includes('?') ? null : `v=X1; id=${/\d+/.exec(text.replace(/x1/i, ''))?.[0] ?? ''}`,
};

describe('each record that begins with the version', () => {
  it.each<[why: string, before: string, after: string]>([
    ['is written with one space', 'v=X1;id=1 ;  x=2;', 'v=X1; id=1; x=2'],
    ['what follows without a delimiter is its first field', 'v=X1 id=1', 'v=X1; id=1'],
    ['whatever stands there instead', 'v=X1,:.| \tid=1', 'v=X1; id=1'],
    ['alone', 'v=X1', 'v=X1'],
    ['but not where it goes on', 'v=X12; id=1', 'v=X12; id=1'],
    ['nor where another one begins', 'v=Y1;id=1', 'v=Y1;id=1'],
    ['line by line', 'v=X1;id=1\r\nhello;x\nv=X1;id=2', 'v=X1; id=1\r\nhello;x\nv=X1; id=2'],
  ])('%s', (_, before, after) => {
    expect(mapRecords(V)(before)).toBe(after);
  });

  it('has its fields changed', () => {
    const change = (fields: readonly string[]) => fields.map((field) => `<${field}>`);
    expect(mapRecords(V, change)('v=X1; a ;;b')).toBe('v=X1; <a>; <b>');
  });
});

describe('a line that was meant as a record', () => {
  it.each<[why: string, before: string, after: string]>([
    ['and does not begin as one', 'x1 id 7', 'v=X1; id=7'],
    ['with a mark before it', '\ufeffx1 7', 'v=X1; id=7'],
    ['begins as one: that is another fault', 'v=X1; id 7', 'v=X1; id 7'],
    ['but for the semicolon', 'v=X1 7', 'v=X1; id=7'],
    ['is open', 'x1 7?', 'x1 7?'],
    ['is not meant as one', 'hello 7', 'hello 7'],
    ['among others', 'a\nx1 7\nb', 'a\nv=X1; id=7\nb'],
  ])('%s', (_, before, after) => {
    expect(withVersion(READING)(before)).toBe(after);
  });
});

describe('a record that begins as it must, and cannot be read', () => {
  it.each<[why: string, before: string, after: string]>([
    ['is mended', 'v=X1; id 7', 'v=X1; id=7'],
    ['that can be read stays', 'v=X1; id=7', 'v=X1; id=7'],
    ['that does not begin so stays', 'x1 id 7', 'x1 id 7'],
    ['that is open stays', 'v=X1; id 7?', 'v=X1; id 7?'],
  ])('%s', (_, before, after) => {
    expect(mended(READING)(before)).toBe(after);
  });

  it('and is open gets what else there is', () => {
    expect(mended(READING, (text) => `${text}!`)('v=X1; id 7?\nv=X1; id 7')).toBe('v=X1; id 7?!\nv=X1; id=7');
  });
});

it('each record that was pasted twice, once', () => {
  expect(once(V)('v=X1; id=1 v=X1; id=1\nv=X1; id=2')).toBe('v=X1; id=1\nv=X1; id=2');
});

it('a field without the space around it', () => {
  expect(trimmed(' \t a b \t')).toBe('a b');
  expect(trimmed('a')).toBe('a');
  expect(trimmed('  ')).toBe('');
});

describe('the one field that must be there', () => {
  it.each<[why: string, fields: readonly string[], after: readonly string[]]>([
    ['space around its sign', ['id = 1', 'x = 2'], ['id=1', 'x = 2']],
    ['a colon', ['id: 1'], ['id=1']],
    ['a colon at once', ['id:1'], ['id=1']],
    ['its case', ['ID=1'], ['id=1']],
    ['quotes around an id', ['id="a1"', 'x="b2"'], ['id=a1', 'x="b2"']],
    ['single quotes', ["id='a1'"], ['id=a1']],
    ['quotes that do not fit', [`id="a1'`], [`id="a1'`]],
    ['quotes around more than an id', ['id="a 1"'], ['id="a 1"']],
    ['quotes around 33 characters', [`id="${'a'.repeat(33)}"`], [`id="${'a'.repeat(33)}"`]],
    ['quotes around 32', [`id="${'a'.repeat(32)}"`], [`id=${'a'.repeat(32)}`]],
    ['where it is there, another case of it is another field', ['id=1', 'ID = 2'], ['id=1', 'ID = 2']],
    ['two that could be it', ['Id=1', 'ID=2'], ['Id=1', 'ID=2']],
    ['no value', ['ID='], ['ID=']],
    ['no sign', ['ID 1'], ['ID 1']],
    ['another sign', ['id-1'], ['id-1']],
    ['a name that only ends so', ['xid = 1'], ['xid = 1']],
    ['lines within it', ['id = 1\n2'], ['id=1\n2']],
  ])('%s', (_, fields, after) => {
    expect(withPlainFields('id')(fields)).toEqual(after);
  });
});

it('what nobody sees goes from a record, and a space that is none becomes one', () => {
  const visible = withoutInvisible(V);
  expect(visible('v=X1;\u00a0id=1\u200b ')).toBe('v=X1; id=1');
  expect(visible('v=Y1;\u00a0id=1\u200b')).toBe('v=Y1;\u00a0id=1\u200b');
  expect(visible('a\u200b\nv=X1;\u00ad id=1')).toBe('a\u200b\nv=X1; id=1');
});
