import { describe, expect, it } from 'vitest';
import { isExtensionValue, parseFields } from '../../../lib/text/tag-record.ts';

/** Fields and faults as text: `name=value` where it stands, `kind "text"` where that stands. */
function read(text: string, free?: readonly string[]) {
  const { fields, faults, spaceAfterVersion } = parseFields(text, 'v=1'.length, free);
  const slice = (at: { offset: number; length: number }) => text.slice(at.offset, at.offset + at.length);
  for (const { name, value, position } of fields) expect(slice(position)).toBe(`${name}=${value}`);
  for (const fault of faults) expect(slice(fault.position)).toBe(fault.text);
  return {
    fields: fields.map(({ name, value }) => `${name}=${value}`),
    faults: faults.map(({ kind, text: faulty }) => `${kind} ${JSON.stringify(faulty)}`),
    space: spaceAfterVersion && slice(spaceAfterVersion),
  };
}

describe('parseFields', () => {
  it.each<[text: string, fields: string[], faults: string[], reason: string]>([
    ['v=1', [], [], 'the version alone'],
    ['v=1;', [], [], 'and its delimiter'],
    ['v=1;a=b', ['a=b'], [], 'one field'],
    ['v=1; a=b\t; c=d ; ', ['a=b', 'c=d'], [], 'delimiters have space on either side'],
    ['v=1;a=b;a=c', ['a=b', 'a=c'], [], 'repeated fields are given as they are'],
    ['v=1;;', [], ['empty ""'], 'two delimiters'],
    ['v=1; \t;a=b', ['a=b'], ['empty ""'], 'space between two delimiters'],
    ['v=1 a=b', ['a=b'], ['delimiter " a=b"'], 'no delimiter: read all the same'],
    ['v=1, a=b c=d', ['a=b', 'c=d'], ['delimiter ", a=b c=d"'], 'a wrong one'],
    ['v=1 a', [], ['syntax " a"'], 'what is no field'],
    ['v=1a=b;c=d', ['a=b', 'c=d'], ['delimiter "a=b"'], 'a field at the version itself'],
    ['v=1;a', [], ['syntax "a"'], 'no "="'],
    ['v=1;a=', [], ['syntax "a="'], 'no value'],
    ['v=1;a=b ', ['a=b'], ['invisible " "'], 'space behind the last field is no delimiter'],
    ['v=1;a=b, c=d', ['a=b', 'c=d'], ['delimiter "a=b, c=d"'], 'a comma between later fields'],
    ['v=1;a=b|c=d;e=f', ['a=b', 'c=d', 'e=f'], ['delimiter "a=b|c=d"'], 'a bar'],
    ['v=1;a=é', [], ['not-ascii "é"', 'syntax "a=é"'], 'not ASCII'],
    ['v=1;a=éü', [], ['not-ascii "é"', 'syntax "a=éü"'], 'the first foreign character is enough'],
  ])('%j: fields %j, faults %j (%s)', (text, fields, faults) => {
    expect(read(text)).toEqual({ fields, faults, space: null });
  });

  it.each([
    ['v=1 ;a=b', ' '],
    ['v=1\t ;a=b', '\t '],
  ])('%j: the space behind the version is told', (text, space) => {
    expect(read(text)).toEqual({ fields: ['a=b'], faults: [], space });
  });

  it.each<[text: string, fields: string[], faults: string[], reason: string]>([
    ['v=1; rua=a,b', ['rua=a,b'], [], 'a list has commas itself'],
    ['v=1; rua=a x=2', ['rua=a', 'x=2'], ['delimiter "rua=a x=2"'], 'a space before a name'],
    ['v=1; rua=a  \t x=2', ['rua=a', 'x=2'], ['delimiter "rua=a  \\t x=2"'], 'several'],
    ['v=1; rua=a | x=2', ['rua=a', 'x=2'], ['delimiter "rua=a | x=2"'], 'a bar'],
    ['v=1; rua=a, x=2', ['rua=a', 'x=2'], ['delimiter "rua=a, x=2"'], 'a comma and a space'],
    ['v=1; rua=a,x=2', ['rua=a,x=2'], [], 'a comma alone, which a target may have'],
    [
      'v=1; rua=a,rua=b',
      ['rua=a', 'rua=b'],
      ['delimiter "rua=a,rua=b"'],
      'a comma before the field once more',
    ],
    ['v=1; rua=a, b', ['rua=a, b'], [], 'a space before what is no name'],
    ['v=1; rua=a?x=2', ['rua=a?x=2'], [], 'a sign within a target'],
    ['v=1; rua= x=2', ['rua= x=2'], [], 'nothing behind the sign'],
    [`v=1; rua=a ${'x'.repeat(33)}=2`, [`rua=a ${'x'.repeat(33)}=2`], [], 'a name that is too long'],
    ['v=1; rua=a x=\u00e92', ['rua=a x=\u00e92'], ['not-ascii "\u00e9"'], 'all of it must be fields'],
  ])('%j has fields of reports %j and faults %j (%s)', (text, fields, faults) => {
    const found = read(text, ['rua']);
    expect([found.fields, found.faults]).toEqual([fields, faults]);
  });

  it('leaves the value of a free name to the mechanism', () => {
    expect(read('v=1;a==b c;x==', ['a'])).toEqual({
      fields: ['a==b c'],
      faults: ['syntax "x=="'],
      space: null,
    });
  });
});

describe('isExtensionValue', () => {
  it('is true for every printable character but "=", ";" and space, and no other', () => {
    const allowed = Array.from({ length: 0x250 }, (_, code) => String.fromCharCode(code)).filter(
      isExtensionValue,
    );
    const printable = Array.from({ length: 0x5e }, (_, index) => String.fromCharCode(0x21 + index));
    expect(allowed).toEqual(printable.filter((character) => character !== '=' && character !== ';'));
  });

  it('is false for nothing', () => {
    expect(isExtensionValue('')).toBe(false);
  });
});
