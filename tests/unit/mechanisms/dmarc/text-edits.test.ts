import { describe, expect, it } from 'vitest';
import type { DmarcProblemCode } from '../../../../lib/mechanisms/dmarc/problems.ts';
import { dmarcEdits, meantDmarcRecord } from '../../../../lib/mechanisms/dmarc/text-edits.ts';
import { changed } from '../../../../lib/text/txt-edits.ts';

const A = 'mailto:a@b.example';
const GOOD = 'v=DMARC1; p=none';

describe('a fix takes away one kind of fault, and that alone', () => {
  it.each<[why: string, code: DmarcProblemCode, value: string, fixed: string]>([
    ['p behind the version', 'dmarc-p-not-second', 'v=DMARC1; sp=none; p=none', 'v=DMARC1; p=none; sp=none'],
    [
      'where a delimiter is last',
      'dmarc-p-not-second',
      'v=DMARC1;sp=none;p=none;',
      'v=DMARC1;p=none; sp=none;',
    ],
    ['it stands there', 'dmarc-p-not-second', GOOD, GOOD],
    ['there is none', 'dmarc-p-not-second', 'v=DMARC1; sp=none', 'v=DMARC1; sp=none'],
    ['there is nothing', 'dmarc-p-not-second', 'v=DMARC1', 'v=DMARC1'],
    ['of delimiters side by side one stays', 'dmarc-tag-empty', 'v=DMARC1; ; p=none;;', 'v=DMARC1; p=none;'],
    [
      'a comma behind the last target',
      'dmarc-rua-skipped',
      `v=DMARC1; p=none; rua=${A},; fo=1`,
      `v=DMARC1; p=none; rua=${A}; fo=1`,
    ],
    ['the same in ruf', 'dmarc-ruf-invalid', `v=DMARC1; p=none; ruf=${A}, `, `v=DMARC1; p=none; ruf=${A} `],
    ['a last one is no fault', 'dmarc-tag-empty', 'v=DMARC1; p=none; ', 'v=DMARC1; p=none; '],
    [
      'a tag that stands twice, in another case and with blanks',
      'dmarc-tag-repeated',
      'v=DMARC1; p=none; P = none',
      GOOD,
    ],
    [
      'with another value it stays',
      'dmarc-tag-repeated',
      'v=DMARC1; p=none; p=NONE',
      'v=DMARC1; p=none; p=NONE',
    ],
    [
      'the scheme without its colon: where the address begins, nobody can say',
      'dmarc-rua-invalid',
      'v=DMARC1; p=none; rua=mailtoa@b.example',
      'v=DMARC1; p=none; rua=mailtoa@b.example',
    ],
    [
      'a semicolon behind what is no address may be one within it',
      'dmarc-tag-malformed',
      'v=DMARC1; p=none; rua=mailto:a;b@b.example',
      'v=DMARC1; p=none; rua=mailto:a;b@b.example',
    ],
    [
      'behind an address that has yet to be mended it parts two',
      'dmarc-tag-malformed',
      'v=DMARC1; p=none; rua=a@b.example;b@b.example',
      'v=DMARC1; p=none; rua=a@b.example,mailto:b@b.example',
    ],
    ['nothing is no tag', 'dmarc-tag-repeated', 'v=DMARC1; p=none;;', 'v=DMARC1; p=none;;'],
    ['the version again', 'dmarc-tag-repeated', 'v=DMARC1; p=none; V=DMARC1', GOOD],
    ['another version once', 'dmarc-tag-repeated', 'v=DMARC1; v=DMARC2; v=DMARC2', 'v=DMARC1; v=DMARC2'],
    ['the version in a value', 'dmarc-tag-repeated', 'v=DMARC1; v=xv=DMARC1', 'v=DMARC1; v=xv=DMARC1'],
    ['a longer version', 'dmarc-tag-repeated', 'v=DMARC1; v=DMARC1x', 'v=DMARC1; v=DMARC1x'],
    ['a value that is like it', 'dmarc-tag-repeated', 'v=DMARC1; x=DMARC1', 'v=DMARC1; x=DMARC1'],
    ['values that differ in case', 'dmarc-tag-repeated', 'v=DMARC1; x=A; x=a', 'v=DMARC1; x=A; x=a'],
    ['blanks within a value', 'dmarc-tag-repeated', 'v=DMARC1; x=a=b; x=a = b', 'v=DMARC1; x=a=b; x=a = b'],
    [
      'addresses that stand twice, with blanks',
      'dmarc-rua-duplicate',
      `v=DMARC1; rua = ${A},mailto:c@d.example , ${A}`,
      `v=DMARC1; rua = ${A},mailto:c@d.example`,
    ],
    ['in both lists', 'dmarc-rua-duplicate', 'v=DMARC1; RUF=x, x; rua=y,y', 'v=DMARC1; RUF=x; rua=y'],
    ['once each, with a blank', 'dmarc-rua-duplicate', 'v=DMARC1; rua=x, y', 'v=DMARC1; rua=x, y'],
    [
      'in another tag',
      'dmarc-rua-duplicate',
      'v=DMARC1; xrua=x,x; x=rua=y,y',
      'v=DMARC1; xrua=x,x; x=rua=y,y',
    ],
    [
      'names in small letters, the version with its blank',
      'dmarc-tag-case',
      'V = DMARC1; P=none; x=V=1',
      'v = DMARC1; p=none; x=V=1',
    ],
    ['the version alone', 'dmarc-tag-case', 'V=DMARC1; p=none', GOOD],
    ['the version is another fault', 'dmarc-p-invalid', 'V=DMARC1; p=nonne', 'V=DMARC1; p=none'],
    [
      'an address by itself joins those before it',
      'dmarc-tag-malformed',
      `v=DMARC1; rua=${A} ; c@d.example; p=none`,
      `v=DMARC1; rua=${A},mailto:c@d.example; p=none`,
    ],
    [
      'with its scheme and a blank',
      'dmarc-tag-malformed',
      `v=DMARC1; ruf=${A}; mailto: c@d.example`,
      `v=DMARC1; ruf=${A},mailto:c@d.example`,
    ],
    [
      'where none stand before it',
      'dmarc-tag-malformed',
      'v=DMARC1; p=none; c@d.example',
      'v=DMARC1; p=none; c@d.example',
    ],
    [
      'where others do',
      'dmarc-tag-malformed',
      'v=DMARC1; xrua=a; c@d.example; ruaa=a; c@d.example',
      'v=DMARC1; xrua=a; c@d.example; ruaa=a; c@d.example',
    ],
    [
      'an address that is none',
      'dmarc-tag-malformed',
      `v=DMARC1; rua=${A}; mailto:c`,
      `v=DMARC1; rua=${A}; mailto:c`,
    ],
    [
      'an address within words',
      'dmarc-tag-malformed',
      `v=DMARC1; rua=${A}; see c@d.example`,
      `v=DMARC1; rua=${A}; see c@d.example`,
    ],
    [
      'words behind one',
      'dmarc-tag-malformed',
      `v=DMARC1; rua=${A}; c@d.example e`,
      `v=DMARC1; rua=${A}; c@d.example e`,
    ],
    ['no host behind one', 'dmarc-tag-malformed', `v=DMARC1; rua=${A}; c@`, `v=DMARC1; rua=${A}; c@`],
    [
      'two tags in one that may hold anything',
      'dmarc-tag-malformed',
      'v=DMARC1; pct=50 p=none',
      'v=DMARC1; pct=50; p=none',
    ],
    [
      'one of two faulty values',
      'dmarc-p-invalid',
      'v=DMARC1; p=nonne; sp=nonne',
      'v=DMARC1; p=none; sp=nonne',
    ],
    ['the other', 'dmarc-sp-invalid', 'v=DMARC1; p=nonne; sp=nonne', 'v=DMARC1; p=nonne; sp=none'],
    ['what nobody sees', 'dmarc-invisible-character', 'v=DMARC1; p=no\u200bne', GOOD],
    [
      'the same in the version, which comes first',
      'dmarc-invisible-character',
      'v=\u200bDMARC1; p=no\u200bne',
      'v=DMARC1; p=no\u200bne',
    ],
    [
      'a letter that ASCII has not',
      'dmarc-invisible-character',
      'v=DMARC1; p=none; x=\u00e9',
      'v=DMARC1; p=none; x=\u00e9',
    ],
    [
      'the tag behind another one in its value is another fault',
      'dmarc-p-invalid',
      'v=DMARC1; p=nonne; pct=50 sp=none',
      'v=DMARC1; p=none; pct=50 sp=none',
    ],
    [
      'an address of several letters',
      'dmarc-tag-malformed',
      `v=DMARC1; rua=${A}; cd@e.example`,
      `v=DMARC1; rua=${A},mailto:cd@e.example`,
    ],
    [
      'a blank before the colon of its scheme',
      'dmarc-tag-malformed',
      `v=DMARC1; rua=${A}; mailto : c@d.example`,
      `v=DMARC1; rua=${A},mailto:c@d.example`,
    ],
    [
      'another scheme',
      'dmarc-tag-malformed',
      `v=DMARC1; rua=${A}; xmailto:c@d.example`,
      `v=DMARC1; rua=${A}; xmailto:c@d.example`,
    ],
    ['names in capitals are the same', 'dmarc-tag-repeated', 'v=DMARC1; RUA=x; rua=x', 'v=DMARC1; RUA=x'],
    ['of what is no tag the case counts', 'dmarc-tag-repeated', 'v=DMARC1; 9A; 9a', 'v=DMARC1; 9A; 9a'],
    [
      'a name with a digit before it is another',
      'dmarc-p-not-second',
      'v=DMARC1; 1p=x; p=none',
      'v=DMARC1; p=none; 1p=x',
    ],
    [
      'a name with a blank behind it',
      'dmarc-p-not-second',
      'v=DMARC1; sp=none; p = none',
      'v=DMARC1; p = none; sp=none',
    ],
    ['no policy, which is a choice', 'dmarc-p-missing', 'v=DMARC1; rua=x', 'v=DMARC1; rua=x'],
  ])('%s', (_, code, value, fixed) => {
    expect(changed(value, dmarcEdits(code, value))).toBe(fixed);
  });
});

describe('the record that a text was meant to be', () => {
  it.each<[why: string, text: string, meant: string | null]>([
    ['it is one', GOOD, GOOD],
    ['with a tag that nobody knows, as it may have', `${GOOD}; x=y`, `${GOOD}; x=y`],
    ['with blanks before a delimiter', 'v=DMARC1 ; p=none', 'v=DMARC1 ; p=none'],
    [
      'without a policy, and with addresses, which counts as none',
      `v=DMARC1; rua=${A}`,
      `v=DMARC1; rua=${A}`,
    ],
    ['faults of several kinds', 'v=dmarc1, P:none; rua=a@b.example', `${GOOD}; rua=${A}`],
    ['a version behind other tags', `p=none; v=DMARC1`, GOOD],
    ['as long as is read', `${GOOD};`.padEnd(2000), `${GOOD};`.padEnd(2000)],
    ['longer', `${GOOD};`.padEnd(2001), null],
    ['a word that is no tag', `${GOOD}; x`, null],
    ['what is no address', `${GOOD}; rua=a`, null],
    ['a policy that there is not', 'v=DMARC1; p=foo', null],
    ['two of them', `${GOOD}; p=reject`, null],
    ['nothing but a version', 'v=DMARC1', null],
    ['no version', 'p=none', null],
  ])('%s', (_, text, meant) => {
    expect(meantDmarcRecord(text)).toBe(meant);
  });
});
