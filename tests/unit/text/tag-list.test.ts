import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { listOf, parseTagList } from '../../../lib/text/tag-list.ts';

const read = (text: string) => {
  const { tags, faults } = parseTagList(text);
  return [tags.map(({ name, value }) => `${name}=${value}`), faults.map(({ kind }) => kind)];
};

describe('parseTagList', () => {
  it.each<[why: string, text: string, tags: string[], faults: string[]]>([
    ['two', 'a=1;b=2', ['a=1', 'b=2'], []],
    ['a semicolon at the end', 'a=1;', ['a=1'], []],
    ['white space around everything', ' a =\t1 \r\n ; b\r\n\t= 2 ', ['a=1', 'b=2'], []],
    ['white space within stays', 'a=1  2', ['a=1  2'], []],
    ['an equals sign in a value', 'a=b=c==', ['a=b=c=='], []],
    ['an empty value', 'a=; b =', ['a=', 'b='], []],
    ['names as they may be', 'aZ_9=1', ['aZ_9=1'], []],
    ['a digit in front', '9a=1', [], ['syntax']],
    ['a hyphen', 'a-b=1', [], ['syntax']],
    ['no name', '=1', [], ['syntax']],
    ['no "="', 'a', [], ['syntax']],
    ['two names', 'a b=1', [], ['syntax']],
    ['nothing', '', [], ['syntax']],
    ['semicolons', ';;', [], ['empty', 'empty']],
    ['nothing between', 'a=1; ;b=2', ['a=1', 'b=2'], ['empty']],
    ['white space behind', 'a=1; \r\n', ['a=1'], ['space']],
    ['twice', 'a=1; A=2; a=3', ['a=1', 'A=2', 'a=3'], ['duplicate']],
    ['other white space is none', 'a=1\u00a0', ['a=1\u00a0'], []],
  ])('%s', (_, text, tags, faults) => {
    expect(read(text)).toEqual([tags, faults]);
  });

  it('points to tags and values in the text, and to all between "=" and ";"', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom('a', 'b', '=', ';', ' ', '\t', '\r\n', 'x')), (parts) => {
        const text = parts.join('');
        const { tags, faults } = parseTagList(text);
        for (const { name, value, position, at, room } of tags) {
          expect(text.slice(at.offset, at.offset + at.length)).toBe(value);
          expect(text.slice(...room).trim()).toBe(value);
          const whole = text.slice(position.offset, position.offset + position.length);
          expect(whole.startsWith(name) && whole.endsWith(value)).toBe(true);
        }
        for (const { position } of faults)
          expect(position.offset + position.length).toBeLessThanOrEqual(text.length);
      }),
    );
  });
});

describe('listOf', () => {
  it('takes white space off the items, and keeps empty ones', () => {
    expect(['a', ' a : b\r\n\t', 'a::', ''].map(listOf)).toEqual([['a'], ['a', 'b'], ['a', '', ''], ['']]);
  });
});
