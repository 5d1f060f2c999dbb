import { describe, expect, it } from 'vitest';
import { BIMI_TEXT } from '../../lib/mechanisms/bimi/workshop.ts';
import { DKIM_TEXT } from '../../lib/mechanisms/dkim/workshop.ts';
import { DMARC_TEXT } from '../../lib/mechanisms/dmarc/workshop.ts';
import { SPF_TEXT } from '../../lib/mechanisms/spf/workshop.ts';
import { MAX_MENDED, withEveryFix } from '../../lib/workshop/fix.ts';
import { BIMI, DKIM, DMARC, SPF } from '../support/txt-texts.ts';
import { WORDS } from '../support/words.ts';

/** Far larger than anything that is ever published: that the tests end within the usual time is the point. */
const LONG = 128 * 1024;
const COUNT = 6000;

describe.each([
  ['SPF', SPF, SPF_TEXT],
  ['DMARC', DMARC, DMARC_TEXT],
  ['DKIM', DKIM, DKIM_TEXT],
  ['BIMI', BIMI, BIMI_TEXT],
] as const)('a text with %s records is read to its end, and mended up to the limit:', (_, kind, reading) => {
  it.each<[what: string, text: string]>([
    ['one word', 'a'.repeat(LONG)],
    ['nothing but spaces behind a version', `v=spf1${' '.repeat(LONG)}x`],
    ['nothing but spaces before one', `${' '.repeat(LONG)}v=DMARC1; p=none`],
    ['terms without end', `v=spf1${' ip4:8.8.8.8'.repeat(COUNT)} -all`],
    ['terms glued', `v=spf1 ${'include:a.example'.repeat(COUNT)}`],
    ['commas', `v=spf1 ${'a,'.repeat(COUNT)}`],
    ['tags without end', `v=DMARC1;${' p=none;'.repeat(COUNT)}`],
    ['targets without end', `v=DMARC1; p=none; rua=${'a@b.example '.repeat(COUNT)}`],
    ['a key without end', `v=DKIM1; p=${'A'.repeat(LONG)}`],
    ['stops behind a key', `v=DKIM1; p=A${'.'.repeat(LONG)}x`],
    ['keys glued', `v=DKIM1${' p=A k=rsa'.repeat(COUNT)}`],
    ['tags of a key without end', `v=DKIM1;${' t=y;'.repeat(COUNT)}`],
    ['tags of a key, each on a line', 'k=rsa;\n'.repeat(COUNT)],
    ['a key of many lines', `v=DKIM1; p=\n${'MIGfMA0G\n'.repeat(COUNT)}`],
    ['hashes without end', `v=DKIM1; h=${'sha1:'.repeat(COUNT)}`],
    ['keys', 'v=DKIM1; p=\nv=BIMI1; l=\n'.repeat(COUNT)],
    ['commas in an address', `v=BIMI1; l=https://a.example/${','.repeat(LONG)}`],
    ['delimiters', `v=DMARC1${';'.repeat(LONG)}`],
    ['records', 'v=spf1 -all\nv=DMARC1; p=none\n'.repeat(COUNT)],
    [
      'records of many names',
      Array.from({ length: COUNT }, (_none, index) => `n${index}.example. TXT "v=spf1 -all"\n`).join(''),
    ],
    ['records of which one goes on', `v=spf1 mx\n${'a:b.example\n'.repeat(COUNT)}`],
    ['quotes', '"'.repeat(LONG)],
    ['strings', `a TXT ${'"v=spf1" '.repeat(COUNT)}`],
    ['parentheses that are never closed', 'a. IN TXT (\n'.repeat(COUNT)],
    ['backslashes', `a. TXT "${'\\'.repeat(LONG)}`],
    ['what nobody sees', `v=spf1${'\u200b'.repeat(LONG / 2)}`],
    ['columns', `${'TXT | '.repeat(COUNT)}v=spf1 -all`],
    ['the time of a zone', `a ${'1 '.repeat(COUNT)}TXT x`],
  ])('%s', (__, text) => {
    for (const { position } of kind.problemsOf(text)) {
      if (!position) continue;
      expect(position.offset + position.length).toBeLessThanOrEqual(text.length);
      expect(position.line).toBe(text.slice(0, position.offset).split('\n').length);
    }
    expect(reading.says(text).key).toBeTruthy();
    expect(reading.tells(text, WORDS, null).length).toBeLessThan(100);
    reading.tokensOf?.(text.split('\n', 1)[0] ?? '');
    const short = text.slice(0, MAX_MENDED);
    const after = withEveryFix(kind, short);
    expect(withEveryFix(kind, after)).toBe(after);
  });
});
