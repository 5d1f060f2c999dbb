import { describe, expect, it } from 'vitest';
import { isJoined, namesKey } from '../../../../lib/mechanisms/mta-sts/unread-keys.ts';

describe('a line that holds no field', () => {
  it.each<[text: string, key: string, is: boolean]>([
    ['mode enforce', 'mode', true],
    ['MODE enforce', 'mode', true],
    ['Max age 604800', 'max_age', true],
    ['max-age 604800', 'max_age', true],
    ['v STSv1', 'version', true],
    ['STSv1', 'version', true],
    ['model enforce', 'mode', false],
    ['mode enforce', 'mx', false],
    ['mode enforce', 'a key that nobody knows', false],
  ])('%s names %s: %s', (text, key, is) => {
    expect(namesKey(text, key)).toBe(is);
  });
});

describe('a value that holds further lines', () => {
  const position = { offset: 0, length: 0, line: 1 };
  it.each<[key: string, value: string, others: string[], is: boolean]>([
    ['version', 'STSv1 mode: enforce', [], true],
    ['version', 'STSv1 mode: enforce # so', [], true],
    ['version', 'STSv1 # mode: enforce', [], false],
    ['version', 'STSv1 mode: enforce', ['mode'], false],
    ['mx', 'a.example mx: b.example', [], false],
    ['mode', 'enforce mx: a.example', ['mx'], true],
    ['mode', 'enforce mx: a.example max_age: 600', ['max_age'], false],
  ])('%s: %s, beside %j: %s', (key, value, others, is) => {
    const field = { key, value, position, valuePosition: position };
    expect(isJoined(field, new Set([key, ...others]))).toBe(is);
  });
});
