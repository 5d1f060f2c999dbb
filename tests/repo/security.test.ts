import { matchesGlob } from 'node:path';
import { describe, expect, it } from 'vitest';
import { PATTERNS } from '../../vitest.config.ts';
import browsers from '../e2e/vitest.config.ts';
import { filesBelow, read } from '../support/repository.ts';

const [, promised = '', notPromised = ''] = read('SECURITY.md').split(/^## What is (?:not )?promised.*$/m);
const files = filesBelow('tests');

/** The tests that a text names. */
const namedIn = (text: string) => Array.from(text.matchAll(/`(tests\/[^`]+)`/g), ([, path = '']) => path);

/** Why nobody would see such a test fail, or null. A file without a test in it vitest itself refuses. */
function whyIdle(path: string): string | null {
  const patterns = [...PATTERNS, ...(browsers.test?.include ?? [])];
  if (!files.includes(path)) return 'is not there';
  return patterns.some((pattern) => matchesGlob(path, pattern)) ? null : 'is run by no step of npm test';
}

describe('the promises of SECURITY.md', () => {
  const rows = promised
    .split('\n')
    .filter((line) => line.startsWith('| '))
    .slice(2)
    .map((line) => line.split(' | '));

  it('are there', () => {
    expect(rows.length).toBeGreaterThan(8);
  });

  it.each(rows.map(([promise = '', , tests = '']) => [promise.replace(/^\| /, '').trim(), tests] as const))(
    '%s: names tests that are there and are run',
    (_, tests) => {
      const named = namedIn(tests);
      expect(named.length).toBeGreaterThan(0);
      expect(named.map((path) => [path, whyIdle(path)]).filter(([, why]) => why !== null)).toEqual([]);
    },
  );
});

describe('the limits of SECURITY.md', () => {
  const pins = files.filter((path) => path.endsWith('.e2e.ts') && /\bit\(\s*'known limit: /.test(read(path)));

  it('that a test pins are said there, each with its test, and no other test is named', () => {
    expect(pins.length).toBeGreaterThan(0);
    expect(new Set(namedIn(notPromised))).toEqual(new Set(pins));
    expect(namedIn(notPromised).map(whyIdle)).toEqual(pins.map(() => null));
  });
});
