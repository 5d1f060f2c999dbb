import { describe, expect, it } from 'vitest';
import type { BimiProblemCode } from '../../../../lib/mechanisms/bimi/problems.ts';
import { bimiEdits, meantBimiRecord } from '../../../../lib/mechanisms/bimi/text-edits.ts';
import { changed } from '../../../../lib/text/txt-edits.ts';

const [LOGO, MARK] = ['l=https://a.example/logo.svg', 'a=https://a.example/vmc.pem'];
const GOOD = `v=BIMI1; ${LOGO}; ${MARK}`;
const edited = (code: BimiProblemCode, value: string) => changed(value, bimiEdits(code, value));

describe('the version, however people wrote it', () => {
  it.each<[reason: string, head: string]>([
    ['in small letters', 'v=bimi1; '],
    ['with its name in upper case', 'V=BIMI1; '],
    ['behind spaces', '  v=BIMI1; '],
    ['with spaces around its "="', 'v  =  BIMI1; '],
    ['with a colon', 'v:BIMI1; '],
    ['with quotes of its own', 'v="BIMI1"; '],
    ['with an apostrophe on each side', "v='BIMI1'; "],
    ['with a space before the number', 'v=BIMI 1; '],
    ['with a hyphen there', 'v=BIMI-1; '],
    ['with an underscore there', 'v=BIMI_1; '],
    ['with spaces before the semicolon', 'v=bimi1  ; '],
    ['with spaces behind it', 'v=bimi1;   '],
    ['with nothing behind the semicolon', 'v=bimi1;'],
    ['with a comma', 'v=BIMI1, '],
    ['with the backslash of a zone file', 'v=BIMI1\\; '],
    ['with a space alone before the next tag', 'v=BIMI1 '],
    ['with nothing before the next tag', 'v=BIMI1'],
  ])('%s', (_, head) => {
    expect(edited('bimi-version', `${head}${LOGO}; ${MARK}`)).toBe(GOOD);
  });

  it.each<[reason: string, rest: string]>([
    ['a certificate', 'a=; l='],
    ['a preference', 'avp=brand; l='],
    ['prefixes', 'lps=x; l='],
    ['a logo with a space before its "="', 'l  =; a='],
  ])('is known by the tag behind it where nothing parts them: %s', (_, rest) => {
    expect(edited('bimi-version', `v=BIMI1 ${rest}`)).toBe(`v=BIMI1; ${rest}`);
  });

  it.each<[reason: string, text: string, mended: string]>([
    ['in quotes', `"${GOOD}"`, GOOD],
    ['in apostrophes', `'${GOOD}'`, GOOD],
    ['in quotes with spaces around them', ` " ${GOOD} " `, GOOD],
    ['alone', 'v=bimi1', 'v=BIMI1;'],
    ['alone with its semicolon', 'v=bimi1; ', 'v=BIMI1;'],
    ['alone in quotes', '"v=bimi1"', 'v=BIMI1;'],
    ['alone in quotes with its semicolon', '"v=bimi1;"', 'v=BIMI1;'],
    // An apostrophe may be part of an address, and a space is no fault.
    ['and what ends an address without a quote before it', `v=bimi1; ${LOGO}' `, `v=BIMI1; ${LOGO}' `],
    ['and a quote within', `"v=bimi1; l=https://a.example/o'x.svg`, `v=BIMI1; l=https://a.example/o'x.svg`],
  ])('and what was pasted around the record: %s', (_, text, mended) => {
    expect(edited('bimi-version', text)).toBe(mended);
  });

  it.each<[reason: string, text: string]>([
    ['another number', `v=BIMI2; ${LOGO}`],
    ['more than one digit', `v=BIMI12; ${LOGO}`],
    ['a word behind it', `v=BIMI1 x; ${LOGO}`],
    ['a name that only ends so', `xv=BIMI1; ${LOGO}`],
    ['two signs before the number', `v=BIMI--1; ${LOGO}`],
    ['another protection', 'v=DMARC1; p=none'],
    ['behind another tag', `${LOGO}; v=bimi1`],
  ])('is left where it is open what was meant: %s', (_, text) => {
    expect(bimiEdits('bimi-version', text)).toEqual([]);
  });
});

describe('what stands in the place of a semicolon', () => {
  it.each<[reason: string, seam: string, next: string]>([
    ['a space', ' ', MARK],
    ['several', '   ', MARK],
    ['a comma and a space', ', ', MARK],
    ['a comma', ',', MARK],
    ['a comma before HTTP', ',', 'a=http://a.example/vmc.pem'],
    ['a comma before an address with spaces around its "="', ',', 'a  =  https://a.example/vmc.pem'],
    ['a comma before an empty tag', ',', 'a='],
    ['a space before a preference', ' ', 'avp=brand'],
    ['a space before prefixes', ' ', 'lps=x'],
    ['a space before a tag with spaces around its "="', ' ', 'avp  = brand'],
  ])('%s', (_, seam, next) => {
    const code = seam.includes(',') ? 'bimi-comma' : 'bimi-uri';
    expect(edited(code, `v=BIMI1; ${LOGO}${seam}${next}`)).toBe(`v=BIMI1; ${LOGO}; ${next}`);
  });

  it.each<[reason: string, address: string, encoded: string]>([
    ['a name of another tag', 'x=1,b=https:', 'x=1%2Cb=https:'],
    ['a name of a tag, and no address', 'x=1,a=2', 'x=1%2Ca=2'],
    ['a longer name', 'x=1,xa=https:', 'x=1%2Cxa=https:'],
    ['several commas', ',a,b', '%2Ca%2Cb'],
  ])('is none where it may be part of the address, and then it is encoded: %s', (_, address, encoded) => {
    expect(edited('bimi-comma', `v=BIMI1; ${LOGO}?${address}; a=`)).toBe(`v=BIMI1; ${LOGO}?${encoded}; a=`);
  });

  it.each<[reason: string, more: string]>([
    ['another address', ',https://b.example/x.svg'],
    ['one behind a space', ', https://b.example/x.svg'],
    ['one of HTTP', ',http://b.example/x.svg'],
    ['one in capitals', ',HTTPS://b.example/x.svg'],
    ['nothing', ','],
  ])('is open where %s follows, and left to a person', (_, more) => {
    expect(bimiEdits('bimi-comma', `v=BIMI1; ${LOGO}${more}; a=`)).toEqual([]);
  });

  it('a comma in another tag is none of an address', () => {
    expect(bimiEdits('bimi-comma', `v=BIMI1; ${LOGO}; lps=x,y`)).toEqual([]);
  });
});

describe('what stands around an address', () => {
  it.each<[reason: string, written: string]>([
    ['quotes', '"https://a.example/logo.svg"'],
    ['apostrophes', "'https://a.example/logo.svg'"],
    ['brackets', '<https://a.example/logo.svg>'],
    ['a quote before it alone', '"https://a.example/logo.svg'],
    ['a backslash behind it, from a zone file', 'https://a.example/logo.svg\\'],
    ['several signs behind it', 'https://a.example/logo.svg">\\'],
  ])('goes: %s', (_, written) => {
    expect(edited('bimi-uri', `v=BIMI1; l=${written}; ${MARK}`)).toBe(GOOD);
    expect(edited('bimi-uri', `v=BIMI1; ${LOGO}; a=${written}`)).toBe(`v=BIMI1; ${LOGO}; a=${LOGO.slice(2)}`);
  });

  it.each<[reason: string, text: string]>([
    ['within it', 'v=BIMI1; l=https://a.example/lo"g>o.svg; a='],
    ['of another tag', `v=BIMI1; ${LOGO}; lps="x"`],
    ['of a tag whose name only begins or ends so', `v=BIMI1; ${LOGO}; la="x"; xl="x"`],
  ])('stays where it is no end of an address: %s', (_, text) => {
    expect(bimiEdits('bimi-uri', text)).toEqual([]);
  });
});

describe('the form of tags', () => {
  it.each<[reason: string, code: BimiProblemCode, before: string, after: string]>([
    ['a colon for "="', 'bimi-tag-syntax', `${GOOD}; avp:brand`, `${GOOD}; avp=brand`],
    ['with spaces around it', 'bimi-tag-syntax', `${GOOD}; avp  :  brand`, `${GOOD}; avp=brand`],
    ['before an address', 'bimi-tag-syntax', `v=BIMI1; l:https://a.example/logo.svg; ${MARK}`, GOOD],
    ['nothing between semicolons', 'bimi-tag-syntax', `v=BIMI1;; ${LOGO}; ${MARK}`, GOOD],
    ['the case of names', 'bimi-unknown-tag', `v=BIMI1; L=https://a.example/logo.svg; ${MARK}`, GOOD],
    [
      'the same where no logo was found for it',
      'bimi-l-missing',
      `v=BIMI1; L=https://a.example/logo.svg; ${MARK}`,
      GOOD,
    ],
    [
      'all names that there are',
      'bimi-unknown-tag',
      'v=BIMI1; L=; A=; AVP=brand; LPS=x',
      'v=BIMI1; l=; a=; avp=brand; lps=x',
    ],
    ['that of a certificate', 'bimi-unknown-tag', `v=BIMI1; ${LOGO}; A=https://a.example/vmc.pem`, GOOD],
    ['the case of a preference', 'bimi-avp-unknown', `${GOOD}; avp=BRAND`, `${GOOD}; avp=brand`],
    ['that of a person', 'bimi-avp-unknown', `${GOOD}; avp=Personal; lps=x`, `${GOOD}; avp=personal; lps=x`],
  ])('%s', (_, code, before, after) => {
    expect(edited(code, before)).toBe(after);
  });

  it.each<[reason: string, code: BimiProblemCode, text: string]>([
    ['a colon behind a name that is none', 'bimi-tag-syntax', `${GOOD}; x:y`],
    ['the colon of an address whose tag was lost', 'bimi-tag-syntax', 'v=BIMI1; l://a.example'],
    ['a colon behind two words', 'bimi-tag-syntax', `${GOOD}; x avp:brand`],
    ['a word', 'bimi-tag-syntax', `${GOOD}; brand`],
    ['a preference that there is not', 'bimi-avp-unknown', `${GOOD}; avp=both`],
    ['no preference', 'bimi-avp-unknown', GOOD],
    ['a prefix that is none, which nobody reads', 'bimi-unknown-tag', `${GOOD}; LPS=a_b`],
    [
      'a certificate without HTTPS, which nobody reads',
      'bimi-unknown-tag',
      `v=BIMI1; ${LOGO}; A=http://a.example/vmc.pem`,
    ],
    ['a certificate beside an empty logo', 'bimi-unknown-tag', `v=BIMI1; l=; A=https://a.example/vmc.pem`],
    ['a preference that would take the place of the logo', 'bimi-unknown-tag', `${GOOD}; AVP=personal`],
    ['an address without HTTPS', 'bimi-not-https', 'v=BIMI1; l=http://a.example/x.svg'],
  ])('is left where it is open what was meant: %s', (_, code, text) => {
    expect(bimiEdits(code, text)).toEqual([]);
  });
});

describe('the record that a text was meant to be', () => {
  it('has every slip mended, also one that another had hidden', () => {
    expect(meantBimiRecord(GOOD)).toBe(GOOD);
    expect(meantBimiRecord(`"v=bimi1, L=<https://a.example/logo.svg>, ${MARK}"`)).toBe(GOOD);
  });

  it('is none where receivers could not use it even then', () => {
    expect(meantBimiRecord('v=bimi1; l=http://a.example/x.svg; a=')).toBeNull();
    expect(meantBimiRecord('v=spf1 -all')).toBeNull();
  });

  it('is not looked for in a text longer than any record', () => {
    const long = (length: number) => `v=BIMI1; l=https://a.example/${'x'.repeat(length - 37)}.svg; a=`;
    expect(long(4000)).toHaveLength(4000);
    expect(meantBimiRecord(long(4000))).toBe(long(4000));
    expect(meantBimiRecord(long(4001))).toBeNull();
  });
});
