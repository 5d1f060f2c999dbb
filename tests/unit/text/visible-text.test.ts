import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { visibleBlock, visibleRecord, visibleText } from '../../../lib/text/visible-text.ts';

describe('visibleText', () => {
  const rows: readonly (readonly [text: string, shown: string, why: string])[] = [
    ['mail.example.com', 'mail.example.com', 'ordinary text stays'],
    ['Zoë 例え 🦭', 'Zoë 例え 🦭', 'so do letters of every script, and pictures'],
    ['<b>&amp;</b>', '<b>&amp;</b>', 'markup is text and stays text'],
    ['a\u202eb', 'a⟨U+202E⟩b', 'right-to-left override'],
    ['\u2066a\u2069', '⟨U+2066⟩a⟨U+2069⟩', 'isolates, which the sentences use themselves'],
    ['\u2068a\u2069', '⟨U+2068⟩a⟨U+2069⟩', 'the very ones they use'],
    ['a\u200bb\ufeff', 'a⟨U+200B⟩b⟨U+FEFF⟩', 'zero width'],
    ['a\u00adb', 'a⟨U+00AD⟩b', 'soft hyphen'],
    ['a\nb\tc\r', 'a⟨U+000A⟩b⟨U+0009⟩c⟨U+000D⟩', 'line ends and tabs in a single line'],
    ['\0\x1b[31m\x7f', '⟨U+0000⟩⟨U+001B⟩[31m⟨U+007F⟩', 'controls of a terminal'],
    ['a\u2028b\u2029', 'a⟨U+2028⟩b⟨U+2029⟩', 'line and paragraph separators'],
    ['\ue000', '⟨U+E000⟩', 'private use'],
    ['a\ud800b', 'a⟨U+D800⟩b', 'half a surrogate pair'],
    ['\u{e0041}', '⟨U+E0041⟩', 'tag characters beyond the basic plane'],
    ['', '', 'nothing'],
  ];
  it.each(rows)('%j: %s (%s)', (text, shown) => {
    expect(visibleText(text)).toBe(shown);
  });

  it('shows 300 characters, and cuts one more', () => {
    expect(visibleText('x'.repeat(300))).toBe('x'.repeat(300));
    expect(visibleText('x'.repeat(301))).toBe(`${'x'.repeat(300)}…`);
  });

  it('leaves nothing that shows nothing, whatever the text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(visibleText(text)).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}\p{Co}]/u);
        expect(visibleBlock(text)).not.toMatch(/(?![\n\t])[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}\p{Co}]/u);
      }),
    );
  });
});

describe('visibleBlock', () => {
  const rows: readonly (readonly [text: string, shown: string, why: string])[] = [
    ['a\r\nb\nc\td', 'a\nb\nc\td', 'keeps lines and tabs, and makes CRLF a line end'],
    ['a\rb', 'a⟨U+000D⟩b', 'a lone CR is a fault and must be seen'],
    ['\ufeffversion', '⟨U+FEFF⟩version', 'so must a byte order mark'],
    ['x'.repeat(5000), 'x'.repeat(5000), 'cuts nothing'],
  ];
  it.each(rows)('%j', (text, shown) => {
    expect(visibleBlock(text)).toBe(shown);
  });
});

describe('visibleRecord', () => {
  it('shows a record as long as it may be, since two keys may differ at their ends alone', () => {
    expect(visibleRecord('x'.repeat(4096))).toBe('x'.repeat(4096));
    expect(visibleRecord('x'.repeat(4097))).toBe(`${'x'.repeat(4096)}…`);
    expect(visibleRecord('a\u200bb')).toBe('a⟨U+200B⟩b');
  });
});
