import { describe, expect, it } from 'vitest';
import { differenceOf } from '../../../lib/guide/difference.ts';

const SIGNS = { same: ' ', added: '+', removed: '-' } as const;
const shown = (live: string, proposed: string) =>
  differenceOf(live, proposed).map(({ kind, text }) => `${SIGNS[kind]}${text}`);

describe('differenceOf', () => {
  it.each<[live: string, proposed: string, lines: string[], reason: string]>([
    ['a\r\nb\r\n', 'a\r\nb\r\n', [' a', ' b'], 'the same text'],
    ['a\nb\n', 'a\r\nb\r\n', [' a', ' b'], 'LF and CRLF both end a line'],
    ['a\nb', 'a\r\nb\r\n', [' a', ' b'], 'the last end may be missing'],
    ['a\nb\n', 'a\r\nc\r\n', [' a', '-b', '+c'], 'what goes comes before what takes its place'],
    ['', 'a\r\n', ['+a'], 'nothing before'],
    ['a\n\nb\n', 'a\r\nb\r\n', [' a', '-', ' b'], 'a blank line is a line'],
    ['a \nb\n', 'a\r\nb\r\n', ['-a ', '+a', ' b'], 'space at the end is seen'],
    ['\ufeffa\n', 'a\r\n', ['-\ufeffa', '+a'], 'and so is a byte order mark'],
  ])('%j, %j', (live, proposed, lines) => {
    expect(shown(live, proposed)).toEqual(lines);
  });

  it('of two texts of 64 KiB is one text for the other, though a line among thousands is the same', () => {
    const texts = ['a', 'b'].map((word) => Array.from({ length: 6000 }, (_, i) => `mx: ${word}${i}`));
    for (const lines of texts) lines.splice(3000, 0, 'mode: enforce');
    const kinds = differenceOf(texts[0]!.join('\n'), texts[1]!.join('\n')).map(({ kind }) => kind);
    expect(kinds).toEqual([...texts[0]!.map(() => 'removed'), ...texts[1]!.map(() => 'added')]);
  });
});
