import { describe, expect, it } from 'vitest';
import { isMeantAsSpf, isSenderId } from '../../../../lib/mechanisms/spf/near-miss.ts';
import { suggestionFor } from '../../../../lib/mechanisms/spf/misspelt.ts';

describe('a text that somebody meant as SPF', () => {
  it.each<[why: string, text: string, isMeant: boolean]>([
    ['spaces and another sign', 'v : spf 1 mx', true],
    ['a quote behind the sign', 'v="spf1 mx', true],
    ['quotes before it', '""v=spf1 mx', true],
    ['quotes that are escaped twice', String.raw`\"v=spf1 mx -all\"`, true],
    ['an underscore before the number', 'v=spf_1 mx', true],
    ['no number', 'v=spf mx', true],
    ['a version within a sentence', 'see v=spf1 mx', false],
    ['a line of a zone, however it is spaced', 'a.example.  IN   TXT  (  "v=spf1 mx" )', true],
    ['no version, and a term that SPF alone has', 'include:a.example mx', true],
    ['two spaces between terms', 'include:a.example  mx', true],
    ['the end of a word before terms', 'ple.com include:a.example', true],
    ['words of which one is such a term', 'x include:a.example hello', false],
    ['the version without its name, and something like a term', 'spf1 foo -all', true],
    ['the same with an address', 'spf foo ip4:192.0.2.1', true],
    ['with a hyphen and a letter', 'spf-v1 foo -all', true],
    ['with a space for the sign', 'v spf1 mx -all', true],
    ['without the sign', 'vspf1 foo -all', true],
    ['with a space, and nothing like a term', 'v spf1 foo', false],
    ['with a mark behind it', 'spf1;foo -all', true],
    ['the word version before it', 'version = spf1 foo -all', true],
    ['the same without spaces', 'version:spf1 foo -all', true],
    ['nothing like a term behind it', 'spf1 foo', false],
    ['a word that ends like the all', 'spf1 foo small', false],
    ['a longer word', 'spfoo foo -all bar', false],
    ['the end of another word', 'xspf1 foo include:a.example', false],
    ['another word before it', 'versions spf1 foo include:a.example', false],
    ['a type before terms', 'TXT foo include:a.example', true],
    ['the origin before terms', '@ foo include:a.example', true],
    ['a class before terms', 'IN foo include:a.example', true],
    ['what only begins like the type', 'TXTx foo include:a.example', false],
    ['like the origin', '@x foo include:a.example', false],
    ['like the class', 'INx foo include:a.example', false],
    ['the type within a sentence', 'say TXT foo include:a.example', false],
    ['a number of networks that are none', 'spf1 foo ip5:x', false],
    // Of a long text the first 200 characters are read, but for the word in which they end.
    ['a long one', `include:a.example ${'a:b.example '.repeat(20)}and so on`, true],
  ])('%s', (_, text, isMeant) => {
    expect(isMeantAsSpf(text)).toBe(isMeant);
  });

  it('is none of Sender ID, which has a version of its own', () => {
    expect(isSenderId('spf2.0/pra include:a.example')).toBe(true);
    expect(isMeantAsSpf('spf2.0/pra include:a.example -all')).toBe(false);
    expect(isSenderId('x spf2.0/pra')).toBe(false);
  });
});

describe('a word that is no term was meant as', () => {
  it.each<[word: string, meant: string | null, why: string]>([
    ['mx.', 'mx', 'a dot behind it'],
    ['~all.', '~all', 'with its sign'],
    ['a.', 'a', 'however short'],
    ['foo.', null, 'what is no name without it either'],
    ['mx.example', null, 'the name of a host'],
    ['includx.example', null, 'also where it begins like a term'],
    ['inclued:a.example', 'include:a.example', 'two letters changed places'],
    ['includde:a.example', 'include:a.example', 'one too many'],
    ['includ:a.example', 'include:a.example', 'one too few'],
    ['inclyde:a.example', 'include:a.example', 'another one'],
    ['incxyde:a.example', null, 'two others are too many'],
    ['inculde:a.exmaple', 'include:a.exmaple', 'of the value nothing is known'],
    ['inlcdue:a.example', null, 'twice two that changed places'],
    ['mc:a.example', null, 'of two letters one says too little'],
    ['xp:a.example', null, 'the same'],
    ['mxa:b.example', null, 'mx with a letter too many, or mx and a'],
    ['amx:b.example', null, 'the same in the other order'],
    ['mxs:b.example', 'mx:b.example', 'no term begins with its last letter'],
    ['ip:192.0.2.1', 'ip4:192.0.2.1', 'no number'],
    ['ip:2001:db8::1', 'ip6:2001:db8::1', 'the number of the other family'],
    ['ip4v:192.0.2.1', 'ip4:192.0.2.1', 'letters behind the number'],
    ['~ipv6:2001:db8::1', '~ip6:2001:db8::1', 'with its sign'],
    ['redirect:a.example', 'redirect=a.example', 'the sign of a mechanism'],
    ['redirect', null, 'no sign at all'],
    ['exp:a.example', 'exp=a.example', 'the same of an explanation'],
    ['?al', '?all', 'a letter too few'],
    ['alll', 'all', 'one too many'],
    ['alll:x', null, 'all has no value'],
    ['inclde', null, 'an include needs one'],
    ['allowed', null, 'a longer word'],
  ])('%s: %s (%s)', (word, meant) => {
    expect(suggestionFor(word)).toBe(meant);
  });
});
