import { describe, expect, it } from 'vitest';
import type { DmarcProblemCode } from '../../../../lib/mechanisms/dmarc/problems.ts';
import { selectDmarcRecord } from '../../../../lib/mechanisms/dmarc/record.ts';
import { DMARC, saidOf } from '../../../support/txt-texts.ts';

const GOOD = 'v=DMARC1; p=none; rua=mailto:a@b.example';

describe('a problem stands at its place', () => {
  it.each<[reason: string, text: string, said: [string, string][]]>([
    ['nothing is wrong', GOOD, []],
    ['a line of a zone', `_dmarc.example.com. 3600 IN TXT "${GOOD}"`, []],
    ['in strings over several lines', '_dmarc TXT (\n "v=DMARC1; "\n "p=none; rua=mailto:a@b.example" )', []],
    ['with the escapes of a zone', String.raw`_dmarc TXT "v=DMARC1\; p=none\; rua=mailto:a@b.example"`, []],
    [
      'a permission for the reports of others',
      'a.example._report._dmarc.b.example. TXT "v=DMARC1; p=none"',
      [],
    ],
    ['one as the guide tells it', 'a.example._report._dmarc.b.example. TXT "v=DMARC1;"', []],
    ['one for every domain', '*._report._dmarc.b.example. 3600 IN TXT "v=DMARC1"', []],
    [
      'two of them at one name, since one is enough',
      'a.example._report._dmarc.b.example. TXT "v=DMARC1"\na.example._report._dmarc.b.example. TXT "v=DMARC1; rua=mailto:x@b.example"',
      [],
    ],
    [
      'one beside a record',
      `_dmarc.example.com. TXT "${GOOD}"\nexample.com._report._dmarc.b.example. TXT "v=DMARC1"`,
      [],
    ],
    ['one without its host, which the zone adds', '*._report._dmarc TXT "v=DMARC1"', []],
    [
      'beside others of a wildcard, which are passed over',
      '*._report._dmarc.b.example. TXT "v=DMARC1"\n*._report._dmarc.b.example. TXT "v=spf1 -all"',
      [],
    ],
    [
      'one that no receiver reads',
      '*._report._dmarc.b.example. TXT "v=dmarc1"',
      [['dmarc-version-case', 'v=dmarc1']],
    ],
    [
      'an address in one that no receiver reads',
      '*._report._dmarc.b.example. TXT "v=DMARC1; rua=a@b.example"',
      [['dmarc-rua-scheme-missing', 'a@b.example']],
    ],
    [
      'one for the name of a record, of which no receiver asks',
      '_dmarc.a.example._report._dmarc.b.example. TXT "v=DMARC1"',
      [['dmarc-at-apex', 'v=DMARC1']],
    ],
    ['one without a domain', '_report._dmarc.b.example. TXT "v=DMARC1"', [['dmarc-at-apex', 'v=DMARC1']]],
    ['the label behind another', `www._dmarc.example.com. TXT "${GOOD}"`, [['dmarc-at-apex', GOOD]]],
    ['the label twice', `_dmarc._dmarc.example.com. TXT "${GOOD}"`, [['dmarc-at-apex', GOOD]]],
    ['the label at the end as well', `_dmarc.www._dmarc TXT "${GOOD}"`, [['dmarc-at-apex', GOOD]]],
    ['a label that begins like it', `_dmarcx.example.com. TXT "${GOOD}"`, [['dmarc-at-apex', GOOD]]],
    ['a tag in a second string', '_dmarc TXT "v=DMARC1; " "p=foo"', [['dmarc-p-invalid', 'p=foo']]],
    ['one target of two', `${GOOD},c@d.example`, [['dmarc-rua-scheme-missing', 'c@d.example']]],
    ['the second of two records', `${GOOD}\n${GOOD}`, [['dmarc-several-records', GOOD]]],
    ['a record at the domain itself', `example.com. TXT "${GOOD}"`, [['dmarc-at-apex', GOOD]]],
    ['a text that was meant as one', ` ${GOOD}`, [['dmarc-leading-space', ` ${GOOD}`]]],
    ['a text of something else', 'v=spf1 -all', [['dmarc-unrelated-text', 'v=spf1 -all']]],
    ['and at another name it is none of ours', 'example.com. TXT "v=spf1 -all"', []],
    [
      'without quotes in a zone, where a semicolon begins a comment',
      `_dmarc TXT ${GOOD}`,
      [['dmarc-p-missing', 'v=DMARC1']],
    ],
    [
      'another tag in a value that may hold anything',
      'v=DMARC1; p=none; pct=100 rua=mailto:a@b.example',
      [['dmarc-tag-malformed', 'pct=100 rua=mailto:a@b.example']],
    ],
  ])('%s', (_, text, said) => {
    expect(saidOf(DMARC, text)).toEqual(said);
  });

  it.each<[text: string, parameters: object, why: string]>([
    [`${GOOD}\n${GOOD}`, { count: 2 }, 'how many records there are'],
    [`example.com. TXT "${GOOD}"`, { text: GOOD }, 'which record stands elsewhere'],
    [
      `${GOOD}\nb\na\nc`,
      { count: 3, text: 'a' },
      'of texts that are none, how many, and the first in their order',
    ],
    ['v=DMARC1; p=none; rf=x p=none', { text: 'rf=x p=none' }, 'what is two tags in one'],
  ])('%j: %j (%s)', (text, parameters) => {
    expect(DMARC.problemsOf(text).at(-1)?.parameters).toEqual(parameters);
  });

  it.each<[code: DmarcProblemCode, reveals: boolean, why: string]>([
    ['dmarc-tag-historic', true, 'it says what a record means that can be read'],
    ['dmarc-rua-many', true, 'the same of its addresses'],
    ['dmarc-p-not-second', false, 'it is a fault of the text that a fix mends'],
    ['dmarc-value-empty', false, 'it is one that a person has to mend'],
    ['dmarc-tag-unknown', false, 'the same'],
    ['dmarc-several-records', false, 'it is grave'],
  ])('a fix may bring %s to light: %j, since %s', (code, reveals) => {
    expect(DMARC.reveals?.(code)).toBe(reveals);
  });

  it.each<[why: string, text: string, codes: readonly string[]]>([
    [
      'of a text without a version its tags are not spoken of',
      'p=none; pct=5 sp=none',
      ['dmarc-version-missing'],
    ],
    [
      'a value may have another tag in it, of which nobody knows the name',
      'v=DMARC1; p=none; xxxpct=5 sp=none',
      ['dmarc-tag-unknown'],
    ],
    ['or knows another one', 'v=DMARC1; p=none; pctx=5 sp=none', ['dmarc-tag-misspelt']],
  ])('%s', (_, text, codes) => {
    expect(DMARC.problemsOf(text).map(({ code }) => code)).toEqual(codes);
  });

  it.each([
    GOOD,
    'v=DMARC1; p=foo; sp=',
    ` ${GOOD}`,
    'v=dmarc1; p=none',
    'x\ny',
    `${GOOD}\n${GOOD}`,
    `${GOOD}\nx`,
    'p=none',
  ])('and each that receivers have is there: %j', (text) => {
    const codes = new Set(selectDmarcRecord(text.split('\n')).problems.map(({ code }) => code));
    expect(new Set(DMARC.problemsOf(text).map(({ code }) => code))).toEqual(codes);
  });
});
