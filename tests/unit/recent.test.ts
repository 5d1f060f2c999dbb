import { describe, expect, it } from 'vitest';
import { MAX_RECENT, withRecent } from '../../lib/recent.ts';
import { name } from '../support/assessments.ts';

const names = (...texts: readonly string[]) => texts.map(name);

describe('recent checks', () => {
  it('begin with the newest', () => {
    expect(withRecent(names('a.test'), name('b.test'))).toEqual(['b.test', 'a.test']);
  });

  it('name each domain once, where it was checked last', () => {
    expect(withRecent(names('a.test', 'b.test', 'c.test'), name('b.test'))).toEqual([
      'b.test',
      'a.test',
      'c.test',
    ]);
  });

  it('are ten at most: the oldest leaves', () => {
    const full = names(...Array.from({ length: MAX_RECENT }, (_, index) => `n${index}.test`));
    const next = withRecent(full, name('new.test'));
    expect(next).toHaveLength(10);
    expect(next[0]).toBe('new.test');
    expect(next).not.toContain('n9.test');
    expect(full).toHaveLength(10);
  });
});
