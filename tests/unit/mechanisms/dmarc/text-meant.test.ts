import { describe, expect, it } from 'vitest';
import { meantTags } from '../../../../lib/mechanisms/dmarc/text-meant.ts';

const A = 'mailto:a@b.example';
/** With it a list of one address has a thousand characters. */
const NAME = 'a'.repeat(986);

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
    ['quotes and blanks around it', 'p=" none "', 'p=none'],
    ['a longer name behind a quote', '"sp=none', 'sp=none'],
    ['several blanks before its sign, which stay', 'rua  = a@b.example', `rua  = ${A}`],
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
    ['a word that ends like none', 'p=anon'],
    ['one that begins like it', 'p=nonsense'],
    ['a quote within a word', 'adkim=re"laxed'],
    ['a quote before the second of two', 'p=none "sp=none'],
    ['a digit before a misspelt name', `1rau=${A}`],
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
