import { describe, expect, it } from 'vitest';
import { headEdits } from '../../../../lib/mechanisms/dmarc/text-head.ts';
import { changed } from '../../../../lib/text/txt-edits.ts';

const GOOD = 'v=DMARC1; p=none';

describe('a record begins with its version (RFC 9989 §4.7, "v")', () => {
  it.each<[why: string, text: string, fixed: string]>([
    ['it does', GOOD, GOOD],
    ['alone', 'v=DMARC1', 'v=DMARC1'],
    ['with blanks around its sign, as it may', 'V\t=\tDMARC1; p=none', 'V\t=\tDMARC1; p=none'],
    ['quotes around it', `"${GOOD}"`, GOOD],
    ['before it alone', `"${GOOD}`, GOOD],
    ['before it alone: blanks between tags are no end', `"${GOOD}; sp=none`, `${GOOD}; sp=none`],
    ['behind it alone, where the record is one', `${GOOD}"`, `${GOOD}"`],
    ['around it, with a bracket and blanks behind', `'${GOOD}' ) `, GOOD],
    ['other quotes', `\`${GOOD}\``, GOOD],
    ['brackets', `(${GOOD})`, GOOD],
    ['a backslash before it', `\\${GOOD}`, GOOD],
    ['quotes around the version alone', '"v=DMARC1"', 'v=DMARC1'],
    ['a blank before that', ' v=DMARC1', 'v=DMARC1'],
    ['a semicolon behind that, which may stay', ' v=DMARC1;', 'v=DMARC1;'],
    ['two of them, of which one may', '"v=dmarc1 ;;"', 'v=DMARC1;'],
    ['a comma behind that', ' v=DMARC1,', 'v=DMARC1'],
    ['small letters', 'v=dmarc1; p=none', GOOD],
    ['small letters, and the delimiter stays as it is', 'v=dmarc1;p=none', 'v=DMARC1;p=none'],
    ['with a blank before that', 'v=dmarc1 ;p=none', 'v=DMARC1 ;p=none'],
    ['with one on both its sides', 'v=dmarc1 ; p=none', 'v=DMARC1 ; p=none'],
    ['with more of them', 'v=dmarc1  ;  p=none', GOOD],
    ['a comma for it', 'v=dmarc1,p=none', GOOD],
    ['a bar', 'v=DMARC1|p=none', GOOD],
    ['a colon', 'v=DMARC1: p=none', GOOD],
    ['nothing', 'v=DMARC1p=none', GOOD],
    ['its escape', String.raw`v=DMARC1\; p=none`, GOOD],
    [
      'and those behind it, in values too',
      String.raw`v=DMARC1\; p=none\;x=1 \; ri=5\;`,
      `${GOOD};x=1 ; ri=5;`,
    ],
    [
      'of a delimiter without it they stay',
      String.raw`v=dmarc1; p=none\; x=1\;`,
      String.raw`v=DMARC1; p=none\; x=1\;`,
    ],
    ['two signs', 'v==DMARC1; p=none', GOOD],
    ['a quote behind the sign', 'v="DMARC1"; p=none', GOOD],
    ['an underscore before the number', 'v=DMARC_1; p=none', GOOD],
    ['a hyphen', 'v=DMARC-1; p=none', GOOD],
    ['a blank', 'v=DMARC 1; p=none', GOOD],
    ['no name', '=DMARC1; p=none', GOOD],
    ['neither name nor sign', 'dmarc1; p=none', GOOD],
    ['neither, and a blank before the delimiter', 'DMARC1 ;p=none', 'v=DMARC1 ;p=none'],
    ['what nobody sees before it', `\u200b${GOOD}`, GOOD],
    ['and within it', 'v=\u200bDMARC1; p=none', GOOD],
    ['blanks around its sign, with one before it', ' v = DMARC1; p=none', 'v = DMARC1; p=none'],
    ['two of them on both sides', ' v  =  DMARC1; p=none', 'v  =  DMARC1; p=none'],
    ['the row of a panel around what is one', 'TXT\t_dmarc\tv=DMARC1  ;  p=none', 'v=DMARC1  ;  p=none'],
    ['its place behind another tag', 'p=none; v=DMARC1', GOOD],
    ['between two', 'p=none;v=DMARC1;sp=none', 'v=DMARC1; p=none;sp=none'],
    [
      'with blanks around it, and before all',
      '  p = none; v = DMARC1 ; sp=none',
      'v=DMARC1; p = none; sp=none',
    ],
    ['behind a longer name', 'adkim=s; v=DMARC1', 'v=DMARC1; adkim=s'],
    ['and what nobody sees before all', '\u200bp=none; v=DMARC1', GOOD],
    ['the row of a panel around it', `TXT\t_dmarc\t"${GOOD}"\t3600`, GOOD],
    ['a time behind it', `"${GOOD}" 3600`, GOOD],
  ])('%s', (_, text, fixed) => {
    expect(changed(text, headEdits(text))).toBe(fixed);
  });

  it.each<[why: string, text: string]>([
    ['another version', 'v=DMARC2; p=none'],
    ['a digit more', 'v=DMARC10; p=none'],
    ['a number with a point', 'v=DMARC1.0; p=none'],
    ['the name alone before a tag', 'dmarc1 p=none'],
    ['twice behind other tags', 'p=none; v=DMARC1; v=DMARC1'],
    ['behind another tag in small letters', 'p=none; v=dmarc1'],
    ['behind one, with a letter more', 'p=none; v=DMARC1x'],
    ['behind what is no tag', 'hello; v=DMARC1'],
    ['behind two words', 'p none; v=DMARC1'],
    ['behind a sentence with a tag', 'see: p=none; v=DMARC1'],
    ['behind a name with a digit', '1=x; v=DMARC1'],
    ['no version', 'p=none'],
  ])('and is left as it is: %s', (_, text) => {
    expect(headEdits(text)).toEqual([]);
  });
});
