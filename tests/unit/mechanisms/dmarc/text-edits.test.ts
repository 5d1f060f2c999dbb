import { describe, expect, it } from 'vitest';
import { nearestTag } from '../../../../lib/mechanisms/dmarc/known-tags.ts';
import type { DmarcProblemCode } from '../../../../lib/mechanisms/dmarc/problems.ts';
import { dmarcEdits, meantDmarcRecord } from '../../../../lib/mechanisms/dmarc/text-edits.ts';
import { headEdits } from '../../../../lib/mechanisms/dmarc/text-head.ts';
import { meantTags } from '../../../../lib/mechanisms/dmarc/text-meant.ts';
import { changed } from '../../../../lib/text/txt-edits.ts';

const A = 'mailto:a@b.example';
const GOOD = 'v=DMARC1; p=none';
/** With it a list of one address has a thousand characters. */
const NAME = 'a'.repeat(986);

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

describe('a piece of a record was meant as', () => {
  it.each<[why: string, piece: string, meant: string]>([
    ['what it is', 'p=none', 'p=none'],
    ['an old tag, which may hold anything', 'pct="50"', 'pct="50"'],
    ['with blanks around it', ' p=none ', 'p=none'],
    ['and around its sign, which stay', 'p = none', 'p = none'],
    ['the same where there is something to mend', 'rua = a@b.example', `rua = ${A}`],
    ['a sign with a blank before it', 'rua =a@b.example', `rua =${A}`],
    ['a quote before its name', '"p=none', 'p=none'],
    ['two of them, with a blank behind the name', '""p =none"', 'p =none'],
    ['quotes around its value', 'p="none"', 'p=none'],
    ['several', 'sp=\'"reject"\'', 'sp=reject'],
    ['brackets', 'np=(quarantine)', 'np=quarantine'],
    ['a colon for its sign', 'p:none', 'p=none'],
    ['blanks around that', 'p : none', 'p=none'],
    ['both', 'sp:=none', 'sp=none'],
    ['two signs', 'p==none', 'p=none'],
    ['a name in capitals', 'P:none', 'p=none'],
    ['full stops and commas behind its value', 'p=none.,', 'p=none'],
    ['a misspelt none, which it is to receivers', 'p=nonne', 'p=none'],
    ['below the domain too', 'sp=noone', 'sp=none'],
    ['and of names that there are not', 'np=monitor', 'np=none'],
    ['a word for a letter', 'adkim=Relaxed', 'adkim=r'],
    ['a shorter one', 'aspf=relax', 'aspf=r'],
    ['yes', 't=yes', 't=y'],
    ['no', 't=no', 't=n'],
    ['commas between options', 'fo=1,d', 'fo=1:d'],
    ['commas and blanks', 'fo=1, d', 'fo=1:d'],
    ['an address without its scheme', 'ruf=a@b.example', `ruf=${A}`],
    [
      'several, with blanks, bars and commas',
      `rua=${A} c@d.example, |e@f.example,`,
      `rua=${A},mailto:c@d.example,mailto:e@f.example`,
    ],
    ['a blank behind the scheme', 'rua=mailto: a@b.example', `rua=${A}`],
    ['before its colon', 'rua=mailto :a@b.example', `rua=${A}`],
    ['another sign behind it', 'rua=mailto=a@b.example', `rua=${A}`],
    ['slashes and a blank', 'ruf=mailto:// a@b.example', `ruf=${A}`],
    ['brackets around an address', 'rua=mailto:<a@b.example>', `rua=${A}`],
    ['around one without its scheme', 'rua=<a@b.example>', `rua=${A}`],
    ['quotes around one', 'rua="a@b.example"', `rua=${A}`],
    ['a colon for the sign, and one in the value', `rua:${A}`, `rua=${A}`],
    ['a size limit that nobody reads any more', 'rua=a@b.example!10m', `rua=${A}!10m`],
    ['letters of a name in another order', 'akdim=r', 'adkim=r'],
    ['with a value to be mended', 'adkm = relaxed', 'adkim = r'],
    ['two tags', 'p=none sp=reject', 'p=none; sp=reject'],
    ['with a comma', 'p=none, sp=reject', 'p=none; sp=reject'],
    ['with a bar, and to be mended', 'p=none | rua=a@b.example', `p=none; rua=${A}`],
    ['one behind an old tag', 'pct=50 rua=a@b.example', `pct=50; rua=${A}`],
    ['what nobody sees within', 'p=no\u200bne', 'p=none'],
    ['quotes of a typing aid', 't=“y”', 't=y'],
    ['as long as is read', `rua=${NAME}@b.example`, `rua=mailto:${NAME}@b.example`],
  ])('%s: %s', (_, piece, meant) => {
    expect(meantTags(piece)).toBe(meant);
  });

  it.each<[why: string, piece: string]>([
    ['a harder policy, misspelt', 'p=rejct'],
    ['strict in a word, which receivers do not read', 'adkim=strict'],
    ['another word', 't=maybe'],
    ['a word for another tag', 'psd=yes'],
    ['options that there are not', 'fo=x'],
    ['a delimiter within', 'fo=1;d'],
    ['what is no address', 'rua=a'],
    ['no address', 'rua=,'],
    ['a scheme that receivers need not know', 'rua=https://a.example/r'],
    ['a scheme with a letter more', 'rua=xmailto:a@b.example'],
    ['a name that is near to two', 'ru=mailto:a@b.example'],
    ['a name that nobody knows', 'foo=bar'],
    ['beside a right one', 'p=none foo=bar'],
    ['a misspelt one with a colon', `rau:${A}`],
    ['no tag', 'none'],
    ['one within words', 'see p=none'],
    ['words behind one', 'p=none see'],
    ['a name that ends as one', 'xp=none'],
    ['that begins with a digit', '"1p=none'],
    ['an address alone', `"${A}"`],
    ['the same tag twice', 'p=none p=none'],
    ['a comma before its value', 'p=,none'],
    ['longer than is read', `rua=a${NAME}@b.example`],
  ])('nothing that is sure: %s', (_, piece) => {
    expect(meantTags(piece)).toBeNull();
  });
});

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

it.each<[name: string, nearest: string | null, why: string]>([
  ['rau', 'rua', 'letters that changed places'],
  ['rfu', 'ruf', 'the same'],
  ['raf', 'ruf', 'another letter'],
  ['ruaa', null, 'near to two'],
  ['cpt', 'pct', 'an old tag too'],
  ['pctt', 'pct', 'one letter more at its end'],
  ['psb', 'psd', 'another letter at its end'],
  ['psdxx', 'psd', 'two too many'],
  ['adki', 'adkim', 'one too few'],
  ['aidkm', 'adkim', 'one that stands elsewhere'],
  ['xadkimx', 'adkim', 'two too many, at both ends'],
  ['axdkximy', null, 'three are too many'],
  ['adkimabcd', null, 'longer than any slip'],
  ['adk', null, 'of three letters one may be wrong'],
  ['uar', null, 'and not two'],
  ['rufa', null, 'the same'],
  ['ru', null, 'two letters say too little'],
  ['fo', null, 'also of a tag of two'],
  ['mikda', null, 'the other way around'],
  ['xxxx', null, 'no letter of it'],
])('the tag nearest to %s is %s: %s', (name, nearest) => {
  expect(nearestTag(name)).toBe(nearest);
});
