import { describe, expect, it } from 'vitest';
import { filesBelow, read } from '../support/repository.ts';

describe('every page', () => {
  const pages = filesBelow('entrypoints').filter((path) => path.endsWith('/main.tsx'));

  it.each(pages)('%s takes language and direction from the sentences', (path) => {
    expect(read(path)).toMatch(/^describePage\(say\('[a-z.]+'\)\);$/m);
  });
});

describe('every style sheet', () => {
  const sheets = filesBelow('components').filter((path) => path.endsWith('.css'));

  it.each(sheets)('%s speaks of start and end, not of left and right', (path) => {
    const physical = read(path).match(
      /(?:margin|padding|border|inset)-(?:left|right)|(?:^|[\s;{])(?:left|right):|(?:text-align|float|clear):\s*(?:left|right)/g,
    );
    expect(physical).toBeNull();
  });

  it.each(sheets)('%s gives both sides the same where it gives four', (path) => {
    const four = Array.from(read(path).matchAll(/\b(?:margin|padding):\s*(\S+) (\S+) (\S+) (\S+);/g));
    expect(four.filter(([, , right, , left]) => right !== left).map(([rule]) => rule)).toEqual([]);
  });
});
