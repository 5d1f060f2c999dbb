import { describe, expect, it } from 'vitest';
import { filesBelow, read } from '../support/repository.ts';

describe('SECURITY.md', () => {
  const rows = read('SECURITY.md')
    .split('\n')
    .filter((line) => line.startsWith('| '))
    .slice(2)
    .map((line) => line.split(' | '));
  const files = new Set(filesBelow('tests'));

  it('has promises', () => {
    expect(rows.length).toBeGreaterThan(8);
  });

  it.each(rows.map(([promise = '', , tests = '']) => [promise.replace(/^\| /, '').trim(), tests] as const))(
    '%s: names a test that is there',
    (_, tests) => {
      const named = Array.from(tests.matchAll(/`(tests\/[^`]+)`/g), ([, path = '']) => path);
      expect(named.length).toBeGreaterThan(0);
      expect(named.filter((path) => !files.has(path))).toEqual([]);
    },
  );
});
