import { describe, expect, it } from 'vitest';
import { inMarkdown, markdownOf } from '../../../lib/report/markdown.ts';
import { paragraph as blockOf, type Block } from '../../../lib/report/blocks.ts';

const value = (text: string) => `\u2068${text}\u2069`;
const written = (block: Block) =>
  markdownOf({ title: 'T', blocks: [block], sections: [] }).slice('# T\n\n'.length, -1);
const table = (titles: readonly string[], cells: readonly string[]): Block => ({
  kind: 'table',
  columns: titles.map((title) => ({ title })),
  rows: [{ cells }],
});
const paragraph = (text: string) => written(blockOf(text));

describe('Markdown', () => {
  it('has title, headings, paragraphs, lists, tables and raw text', () => {
    const text = markdownOf({
      title: 'Report',
      blocks: [{ kind: 'paragraph', text: 'All is well.' }],
      sections: [
        { heading: 'One', blocks: [{ kind: 'list', items: [{ text: 'a' }, { text: 'b' }] }] },
        { heading: 'Two', blocks: [table(['x', 'y'], ['1', '2'])] },
        { heading: 'Three', blocks: [{ kind: 'raw', texts: ['version: STSv1\r\nmode: none\r\n'] }] },
      ],
    });
    expect(text).toBe(
      [
        '# Report',
        'All is well.',
        '## One',
        '- a\n- b',
        '## Two',
        '| x | y |\n| --- | --- |\n| 1 | 2 |',
        '## Three',
        '```text\nversion: STSv1\nmode: none\n```',
      ].join('\n\n') + '\n',
    );
  });

  it('has the parts of a section below it, and beside its heading what it comes to', () => {
    const inner = { heading: `At ${value('a.test')}`, blocks: [blockOf('None.')] };
    const section = { heading: 'Evidence', aside: '2 of 3', blocks: [], parts: [inner] };
    const text = markdownOf({ title: 'T', blocks: [], sections: [section] });
    expect(text).toBe('# T\n\n## Evidence\n\n2 of 3\n\n### At `a.test`\n\nNone.\n');
  });

  const fault = { code: 'x', title: 'half', text: 'No address.' };
  const chain = { names: ['a.test', 'b.test'], end: 'answered', state: 'found' };
  const stop = { title: 'Record', text: `id ${value('1')}`, sign: 'yes' } as const;
  const end = { title: value('mx.a.test'), text: 'not known', treatment: 'unknown' } as const;
  it.each<[block: Block, markdown: string]>([
    [{ kind: 'chain', chain: { ...chain, fault: null } }, '- `a.test` → `b.test`: answered'],
    [{ kind: 'chain', chain: { ...chain, fault } }, '- `a.test` → `b.test`: answered. half: No address.'],
    [{ kind: 'path', path: { stops: [stop], ends: [end] } }, '- Record: id 1\n- `mx.a.test`: not known'],
    [{ kind: 'word', text: value('not signed'), sign: 'no' }, 'not signed'],
    [{ kind: 'pending', width: 9 }, ''],
    [
      {
        kind: 'list',
        items: [
          { text: 'a', fault: 'bad' },
          { text: 'b', fault: false },
        ],
      },
      String.raw`- a \(bad\)` + '\n- b',
    ],
    [{ kind: 'raw', texts: ['a', 'b'] }, '```text\na\n```\n\n```text\nb\n```'],
    [
      { kind: 'table', columns: [{ title: 'x' }], rows: [{ cells: [{ text: 'a', sign: 'yes' }] }] },
      '| x |\n| --- |\n| a |',
    ],
    [
      {
        kind: 'table',
        columns: [{ title: 'x' }, { title: 'y' }],
        rows: [
          { isGroup: true, cells: [`Asked of ${value('r.test')}`] },
          { cells: ['a', { text: 'b', faults: ['c', 'd'], bar: { from: 0, width: 9 } }] },
        ],
      },
      '| x | y |\n| --- | --- |\n| Asked of `r.test` |  |\n| a | b \\(c, d\\) |',
    ],
  ])('writes %j', (block, markdown) => {
    expect(written(block)).toBe(markdown);
  });

  it('has a part by itself, without a title and under the same rule', () => {
    const part: Block[] = [blockOf(`One ${value('*')}`), { kind: 'list', items: [{ text: 'a' }] }];
    expect(inMarkdown(part)).toBe('One `*`\n\n- a\n');
  });

  const values: readonly (readonly [what: string, text: string, markdown: string])[] = [
    ['a name', 'mail.example.com', '`mail.example.com`'],
    ['a time', 'June 1, 2026, 12:00', 'June 1, 2026, 12:00'],
    ['an address', 'https://evil.test/', '`https://evil.test/`'],
    ['a bare address', 'www.evil.test', '`www.evil.test`'],
    ['a mailbox', 'a@evil.test', '`a@evil.test`'],
    ['a link', '[x](https://evil.test)', '`[x](https://evil.test)`'],
    ['an image', '![x](y)', '`![x](y)`'],
    ['HTML', '<img src=x onerror=y>', '`<img src=x onerror=y>`'],
    ['a scheme', 'javascript:alert', '`javascript:alert`'],
    ['a bar, outside of a table', 'a|b', '`a|b`'],
    ['backticks', 'a`b``c', '```a`b``c```'],
    ['a backtick at the edge', '`', '`` ` ``'],
    ['a line break', 'a\n# b', '`a⟨U+000A⟩# b`'],
    // `say` lets none through; should one come all the same, what follows it is still no markup.
    ['an end of its isolate', 'a\u2069[b](c)', 'a' + String.raw`\[b\]\(c\)` + '⟨U\\+2069⟩'],
    ['a turn of direction', 'a\u202eb', '`a⟨U+202E⟩b`'],
    ['nothing', '', ''],
  ];
  it.each(values)('of a value: %s', (_, text, markdown) => {
    expect(paragraph(`x ${value(text)} y`)).toBe(`x ${markdown} y`);
  });

  it('keeps a value within its cell', () => {
    const cells = written(table(['a'], [value(String.raw`x|y\|z`)]));
    expect(cells.split('\n').at(-1)).toBe('| `x⟨U+007C⟩y\\⟨U+007C⟩z` |');
  });

  it('keeps raw text within its fence', () => {
    expect(written({ kind: 'raw', texts: ['```\n# out\n````\n'] })).toBe(
      '`````text\n```\n# out\n````\n`````',
    );
  });

  it('escapes what authored text means literally, and keeps its code', () => {
    expect(paragraph('1. See `_mta-sts` at *.example & <b>')).toBe(
      String.raw`1\. See ${'`_mta-sts`'} at \*.example \& \<b\>`,
    );
  });

  it.each([
    ['12. twelve', String.raw`12\. twelve`, 'a number of a list'],
    ['v1. one', 'v1. one', 'no number of a list'],
    ['see 1. there', 'see 1. there', 'a list begins at the start of its line'],
    ['mode `enforce`', 'mode `enforce`', 'code of a single word is code'],
    [' x ', 'x', 'space around it would make a line of code'],
  ])('%j is %j: %s', (text, markdown) => {
    expect(paragraph(text)).toBe(markdown);
  });
});
