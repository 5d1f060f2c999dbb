import { describe, expect, it } from 'vitest';
import type { BimiProblemCode } from '../../../../lib/mechanisms/bimi/problems.ts';
import { isBimiRecord } from '../../../../lib/mechanisms/bimi/record.ts';
import { BIMI_READING } from '../../../../lib/mechanisms/bimi/text-reading.ts';
import { txtEntriesOf } from '../../../../lib/text/txt-entries.ts';
import { BIMI, saidOf } from '../../../support/txt-texts.ts';

const [LOGO, MARK] = ['l=https://a.example/logo.svg', 'a=https://a.example/vmc.pem'];
const GOOD = `v=BIMI1; ${LOGO}; ${MARK}`;

describe('the last look at a fix: whether it keeps the addresses', () => {
  it.each<[reason: string, after: string, isKept: boolean]>([
    ['nothing else', GOOD, true],
    ['the same in another order', `v=BIMI1; ${MARK}; ${LOGO}`, true],
    ['more tags', `${GOOD}; avp=brand`, true],
    ['another address', GOOD.replace('logo', 'other'), false],
    ['another host', GOOD.replace('a.example/logo', 'b.example/logo'), false],
    ['HTTP for HTTPS', GOOD.replace('https', 'http'), false],
    ['an address less', `v=BIMI1; ${LOGO}; a=`, false],
    ['an address more', `${GOOD}; x=https://b.example/`, false],
    ['none', 'v=BIMI1; l=; a=', false],
  ])('%s: %s', (_, after, isKept) => {
    expect(BIMI_READING.keeps(GOOD, after)).toBe(isKept);
    expect(BIMI_READING.keeps(after, GOOD)).toBe(isKept);
  });

  it.each<[reason: string, before: string, after: string]>([
    ['a comma that is encoded', `v=BIMI1; ${LOGO}?1,2; a=`, `v=BIMI1; ${LOGO}?1%2C2; a=`],
    ['a comma that parts two tags', `v=BIMI1; ${LOGO},${MARK}`, GOOD],
    ['the signs around an address', `v=BIMI1; l="https://a.example/logo.svg"; a=<${MARK.slice(2)}>`, GOOD],
    ['a backslash behind it', `v=BIMI1; ${LOGO}\\; ${MARK}`, GOOD],
    ['a line of a zone without quotes', `x. TXT ${GOOD}`, `x. TXT "${GOOD}"`],
    [
      'two lines, each without quotes',
      `x. TXT ${GOOD}\ny. TXT v=BIMI1; l=; a=`,
      `x. TXT "${GOOD}"\ny. TXT "v=BIMI1; l=; a="`,
    ],
    [
      'the line below one without an address',
      `x. TXT v=BIMI1; l=; a=\ny. TXT ${GOOD}`,
      `x. TXT "v=BIMI1; l=; a="\ny. TXT "${GOOD}"`,
    ],
    [
      'the seam of two strings within it',
      'x. TXT "v=BIMI1; l=https://a.exam" "ple/logo.svg; a="',
      'x. TXT "v=BIMI1; l=https://a.example/logo.svg; a="',
    ],
    ['of two alike one', `${GOOD}\n${GOOD}`, GOOD],
  ])('is no other address: %s', (_, before, after) => {
    expect(BIMI_READING.keeps(before, after)).toBe(true);
  });
});

it('an address without HTTPS is one as well, and none that a fix may change', () => {
  expect(BIMI_READING.keeps('v=BIMI1; l=http://a.test/', 'v=BIMI1; l=http://b.test/')).toBe(false);
});

describe('what comes to light only as a record can be read', () => {
  it.each<[isSaid: boolean, why: string, codes: readonly BimiProblemCode[]]>([
    [
      true,
      'what is wrong with an address',
      ['bimi-uri', 'bimi-not-https', 'bimi-l-format', 'bimi-l-empty', 'bimi-lps-bad'],
    ],
    [true, 'what a record means', ['bimi-l-not-svg', 'bimi-a-missing']],
    [false, 'what is mended', ['bimi-version', 'bimi-tag-syntax', 'bimi-unknown-tag', 'bimi-avp-unknown']],
    [false, 'what is grave', ['bimi-several']],
  ])('(%s) %s', (isSaid, _, codes) => {
    for (const code of codes) expect(BIMI_READING.isSaid(code), code).toBe(isSaid);
  });
});

describe('which texts are told of', () => {
  const OTHER = 'v=spf1 -all';

  it.each<[reason: string, text: string, said: string[]]>([
    ['beside a record nothing of another text', `${GOOD}\n${OTHER}`, []],
    ['without one of every text', OTHER, ['bimi-version']],
    ['at the name of a record too', `default._bimi.a.example. TXT "${OTHER}"`, ['bimi-version']],
    ['at a name relative to its zone', `default._bimi TXT "${OTHER}"`, ['bimi-version']],
    ['at the name above all selectors', `_bimi TXT "${OTHER}"`, ['bimi-version']],
    ['at a name of something else nothing', `a.example. TXT "${OTHER}"`, []],
    ['at a name that only looks like it', `x_bimi.a.example. TXT "${OTHER}"`, []],
    ['at one that only begins like it', `_bimix.a.example. TXT "${OTHER}"`, []],
    ['but of a record in the wrong place', 'a.example. TXT "v=BIMI1"', ['bimi-l-missing']],
    [
      'each record behind the first of its name',
      `${GOOD}\n${GOOD}\n${GOOD}`,
      ['bimi-several', 'bimi-several'],
    ],
  ])('%s', (_, text, said) => {
    expect(saidOf(BIMI, text).map(([code]) => code)).toEqual(said);
  });

  it('how many there are is told with them', () => {
    const { entries } = txtEntriesOf(`${GOOD}\n${OTHER}\n${GOOD}`);
    expect(BIMI_READING.problemsOf(entries)).toMatchObject([
      { code: 'bimi-several', parameters: { count: 2 }, entry: entries[2] },
    ]);
    expect(BIMI_READING.problemsOf([])).toEqual([]);
  });

  it('of records that are alike all but one go, and of others none', () => {
    const editsFor = (text: string) => BIMI_READING.several.edits(txtEntriesOf(text).entries, text).length;
    expect(BIMI_READING.several.code).toBe('bimi-several');
    expect(editsFor(`${OTHER}\n${GOOD}\n${GOOD}\n${OTHER}\n${GOOD}`)).toBe(2);
    expect(editsFor(`${GOOD}\n${GOOD}\n${GOOD}; avp=brand`)).toBe(0);
    expect(editsFor(GOOD)).toBe(0);
    expect(editsFor(OTHER)).toBe(0);
  });

  it.each<[text: string, isRecord: boolean]>([
    [GOOD, true],
    ['v=BIMI1', true],
    ['v = BIMI1 ;', true],
    ['v=bimi1;', false],
    [`${LOGO}; v=BIMI1`, false],
    ['x=BIMI1', false],
    ['', false],
  ])('%s is a record: %s', (text, isRecord) => {
    expect(isBimiRecord(text)).toBe(isRecord);
  });
});
