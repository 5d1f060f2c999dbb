import { describe, expect, it } from 'vitest';
import { headEdits } from '../../../../lib/mechanisms/spf/text-head.ts';
import { changed } from '../../../../lib/text/txt-edits.ts';

const GOOD = 'v=spf1 mx -all';

describe('a record begins with its version and a space (RFC 7208 §4.5)', () => {
  it.each<[why: string, text: string, fixed: string]>([
    ['it does', GOOD, GOOD],
    ['in capitals, as it may', 'V=SPF1 mx', 'V=SPF1 mx'],
    ['and with nothing behind it', 'v=spf1', 'v=spf1'],
    ['a blank before it, and its letters stay', ` ${GOOD.replace('v=spf1', 'V=Spf1')}`, 'V=Spf1 mx -all'],
    ['quotes around it', `"${GOOD}"`, GOOD],
    ['around it, with blanks and a bracket behind', `("${GOOD}" ) `, GOOD],
    ['before it alone', `"${GOOD}`, GOOD],
    ['behind it alone, which begins as it must', `${GOOD}"`, `${GOOD}"`],
    ['quotes that part it from its terms', '"v=spf1" mx', 'v=spf1 mx'],
    ['quotes around the version alone, and nothing else', '"v=spf1"', 'v=spf1'],
    ['a semicolon behind that', '"v=spf1;"', 'v=spf1'],
    ['a comma without quotes', 'v=spf1,', 'v=spf1'],
    ['a term right behind it', 'v=spf1mx -all', GOOD],
    ['a colon twice', 'v::spf1 mx -all', GOOD],
    ['an underscore before the number', 'v=spf_1 mx -all', GOOD],
    ['a blank there, and around its sign', 'v = spf 1 mx -all', GOOD],
    ['a quote behind its sign', 'v="spf1" mx -all', GOOD],
    ['what nobody sees within', 'v=\u200bspf1 mx -all', GOOD],
    ['no name before it', 'SPF1: mx -all', GOOD],
    ['with two spaces behind it', 'v=spf1  mx', 'v=spf1  mx'],
    ['and in the row of a panel', 'TXT @ v=spf1  mx', 'v=spf1  mx'],
    ['another version', 'v=spf2 mx', 'v=spf2 mx'],
    ['a number with a point', 'v=spf1.0 mx', 'v=spf1.0 mx'],
    ['a letter for the number', 'v=spfx mx', 'v=spfx mx'],
    ['behind other words', 'see: v=spf1 mx', 'see: v=spf1 mx'],
    ['behind the row of a panel', 'TXT @ "v=spf1 mx -all" 3600', GOOD],
    ['behind one, with nothing to change but that', 'TXT\t@\tv=spf1 mx -all', GOOD],
  ])('%s', (_, text, fixed) => {
    expect(changed(text, headEdits(text))).toBe(fixed);
  });
});
