import { describe, expect, it } from 'vitest';
import { hasGluedTerm, repairedSpf } from '../../../../lib/mechanisms/spf/guide-repair.ts';

const SOUND = 'v=spf1 mx -all';
/** A record of so many characters, all of them right. */
const recordOf = (length: number) => `v=spf1 ${'a '.repeat(9)}x=${'y'.repeat(length - 32)} -all`;

describe('a broken record is mended where it can mean one thing alone', () => {
  it.each<[why: string, written: string, meant: string]>([
    ['nothing is wrong', SOUND, SOUND],
    ['terms that stand twice are no fault', 'v=spf1 a a -all', 'v=spf1 a a -all'],
    ['as long as is kept of a text', recordOf(3900), recordOf(3900)],
    ['quotes around it', `"${SOUND}"`, SOUND],
    ['quotes, brackets and blanks behind it', `${SOUND} )" `, SOUND],
    ['blanks before it, and several between terms', '  v=spf1  mx   -all  ', SOUND],
    ['escapes of a zone', String.raw`v=spf1\ mx\; -all`, SOUND],
    ['no version name, and a term that SPF alone has', 'spf1 include:a.example', 'v=spf1 include:a.example'],
    ['the same with IPv4', 'spf1 ip4:192.0.2.1', 'v=spf1 ip4:192.0.2.1'],
    ['the same with IPv6', 'spf1 ip6:2001:db8::1', 'v=spf1 ip6:2001:db8::1'],
    ['the same with an end', '"spf1 mx -all"', SOUND],
    ['a quote behind the sign of the version', 'v="spf1 mx -all"', SOUND],
    ['a version without its number, of which there is one alone', 'v=spf mx -all', SOUND],
    [
      'a host whose name begins like a version is no second record',
      'v=spf1; include:vspf.example -all',
      'v=spf1 include:vspf.example -all',
    ],
    ['another word for the version', 'Version: spf1 mx -all', SOUND],
    ['separators between terms, also several', 'v=spf1 mx,,a;; -all', 'v=spf1 mx a -all'],
    ['one before a term', 'v=spf1 mx ,-all', SOUND],
    [
      'a modifier twice, in another case',
      'v=spf1 redirect=a.example redirect=A.example',
      'v=spf1 redirect=a.example',
    ],
    ['an explanation twice', 'v=spf1 exp=a.example exp=a.example -all', 'v=spf1 exp=a.example -all'],
    [
      'a modifier that nobody knows says what it says, twice',
      'v=spf1; xexp=a xexp=a -all',
      'v=spf1 xexp=a xexp=a -all',
    ],
    ['an explanation of nothing', 'v=spf1 exp= mx -all', SOUND],
    ['one that there is stays', 'v=spf1; exp=a.example mx -all', 'v=spf1 exp=a.example mx -all'],
    ['one with another name as well', 'v=spf1; xexp= mx -all', 'v=spf1 xexp= mx -all'],
    ['a redirect to nothing beside an end, which it would not change', 'v=spf1 redirect= mx -all', SOUND],
    ['one to somewhere stays', 'v=spf1; redirect=a.example', 'v=spf1 redirect=a.example'],
    [
      'beside an end only in a sound record, which says so today',
      'v=spf1 redirect=a.example -all',
      'v=spf1 redirect=a.example -all',
    ],
    ['terms behind an end stay in one too', 'v=spf1 -all mx', 'v=spf1 -all mx'],
    ['a term that stands there before the end as well', 'v=spf1 mx; -all mx', 'v=spf1 mx -all mx'],
    ['there with the sign that it has in any case', 'v=spf1 mx; -all +MX', 'v=spf1 mx -all +MX'],
    ['the same end twice', 'v=spf1 mx; -all -all', 'v=spf1 mx -all -all'],
    ['an explanation behind the end', 'v=spf1 mx; -all exp=a.example', 'v=spf1 mx -all exp=a.example'],
    [
      'the sign of a modifier behind a mechanism, which would be ignored',
      'v=spf1; include=a.example -all',
      'v=spf1 include:a.example -all',
    ],
    ['the same with a blank behind it', 'v=spf1 include= a.example -all', 'v=spf1 include:a.example -all'],
    ['in a sound record it stays', 'v=spf1 include=a.example -all', 'v=spf1 include=a.example -all'],
    ['one with another name stays', 'v=spf1; xredirect= -all', 'v=spf1 xredirect= -all'],
    ['a name that begins like an end lets nobody in', 'v=spf1; allow=x mx -all', 'v=spf1 allow=x mx -all'],
    [
      'a blank behind the colon of include',
      'v=spf1 -include: a.example -all',
      'v=spf1 -include:a.example -all',
    ],
    ['of ip4', 'v=spf1 ip4: 192.0.2.1 -all', 'v=spf1 ip4:192.0.2.1 -all'],
    ['of ip6', 'v=spf1 ip6: 2001:db8::1 -all', 'v=spf1 ip6:2001:db8::1 -all'],
    ['behind the sign of redirect', 'v=spf1 redirect= a.example', 'v=spf1 redirect=a.example'],
    ['a blank behind the sign of all', 'v=spf1 mx ~ all', 'v=spf1 mx ~all'],
    ['a sign twice, or more often', 'v=spf1 --mx ---all', 'v=spf1 -mx -all'],
    ['letters that changed places', 'v=spf1 inlcude:a.example -all', 'v=spf1 include:a.example -all'],
    ['two terms in one word', 'v=spf1 ip4:192.0.2.1-all', 'v=spf1 ip4:192.0.2.1 -all'],
    [
      'two of which the grammar makes one name',
      'v=spf1 include:a.exampleinclude:b.example -all',
      'v=spf1 include:a.example include:b.example -all',
    ],
    [
      'a name with a sign in it, which may be two at more places than one, stays',
      'v=spf1; a:b.examplex=include:c.example -all',
      'v=spf1 a:b.examplex=include:c.example -all',
    ],
    ['IPv6 behind ip4', 'v=spf1 ?ip4:2001:db8::/32 -all', 'v=spf1 ?ip6:2001:db8::/32 -all'],
    ['IPv4 behind ip6', 'v=spf1 ip6:192.0.2.1 -all', 'v=spf1 ip4:192.0.2.1 -all'],
    [
      'an address behind the name of a host',
      'v=spf1 a:192.0.2.1 mx:192.0.2.2 -all',
      'v=spf1 ip4:192.0.2.1 ip4:192.0.2.2 -all',
    ],
    [
      'an address alone, with its sign and its range',
      'v=spf1 ?192.0.2.0/24 -all',
      'v=spf1 ?ip4:192.0.2.0/24 -all',
    ],
    ['zeros before the length of a prefix', 'v=spf1 ip4:192.0.2.0/0024 -all', 'v=spf1 ip4:192.0.2.0/24 -all'],
    ['before both of them', 'v=spf1 mx/024//064 -all', 'v=spf1 mx/24//64 -all'],
  ])('%s', (_, written, meant) => {
    expect(repairedSpf(written)).toBe(meant);
  });

  it.each<[why: string, written: string]>([
    ['one that may have been cut', recordOf(3901)],
    ['another version', 'v=spf2 mx -all'],
    ['a version with a digit more', 'v=spf10 mx -all'],
    ['a sentence', 'SPF is on'],
    ['one with a word of SPF', 'our spf1 mx -all'],
    ['no version name, and what a sentence may have as well', 'spf1 mx a'],
    ['the same with another number', 'spf1 ip5:x'],
    ['the same with a letter before the number', 'spfv1 mx a'],
    ['terms without a version, of which a host is named after it', 'a:b include:spf.example -all'],
    ['a word that ends like the version', 'myspf1 mx -all'],
    ['two records in one', 'v=spf1 mx -all v=spf1 a -all'],
    ['the second of them without its sign', 'v=spf1 mx -all vspf1'],
    ['everybody would be let in', 'v=spf1 mx, +all'],
    ['the same without a sign', 'v=spf1; mx all'],
    ['the same by what is left of two', 'v=spf1 mx ,all'],
    ['a term between separators that nobody knows', 'v=spf1 mx,foo,a -all'],
    ['a redirect beside an end: readable, it would be ignored', 'v=spf1; redirect=a.example -all'],
    ['or it is an include with another name', 'v=spf1 redirect:a.example -all'],
    ['the same behind a blank', 'v=spf1 redirect= a.example -all'],
    ['terms behind an end, which then would refuse them', 'v=spf1; -all include:a.example'],
    [
      'the same where only a macro differs, by its case',
      'v=spf1; exists:%{l}.a.example -all exists:%{L}.a.example',
    ],
    ['two ends that differ', 'v=spf1 mx; ~all -all'],
    ['the same in one word', 'v=spf1 mx ?all~all'],
    ['a modifier near a mechanism, which would be ignored', 'v=spf1; ipv4=192.0.2.1 -all'],
    ['a mechanism with a sign behind the colon of another', 'v=spf1 include: +a.example -all'],
    ['two redirects', 'v=spf1 redirect=a.example redirect=b.example'],
    [
      'also where only a macro is in upper case, which is another one',
      'v=spf1 redirect=%{l}.a.example redirect=%{L}.a.example',
    ],
    ['a redirect to nothing, without an end', 'v=spf1 redirect= mx'],
    ['nor is one the name of a modifier', 'v=spf1 redirect= x=-all'],
    ['or the end of another word', 'v=spf1 redirect= mx:a.small'],
    ['an include of nothing before another term', 'v=spf1 include: mx -all'],
    ['a sign before another term, which may be the dot of a list', 'v=spf1 - mx -all'],
    ['a sign behind a word', 'v=spf1 x- all'],
    ['a sign before a longer word', 'v=spf1 - allx'],
    ['one before a name that ends like an end', 'v=spf1 - mx:a.small'],
    ['a blank behind the value of a modifier that nobody knows', 'v=spf1 x=a: b.example -all'],
    ['a blank within the name of a host', 'v=spf1 include:a.exam ple.example -all'],
    ['two signs apart from an end', 'v=spf1 mx -- all'],
    ['two signs that disagree', 'v=spf1 mx ~-all'],
    ['a name for an address', 'v=spf1 ip4:mail.example -all'],
    ['a prefix longer than an address', 'v=spf1 ip4:192.0.2.1/33 -all'],
    ['a length for IPv6 behind an address of IPv4', 'v=spf1 a:192.0.2.0//24 -all'],
    ['two ranges of one address', 'v=spf1 ip4:192.0.2.0/24/32 -all'],
    ['an address for what asks for a name in every case', 'v=spf1 exists:192.0.2.1 -all'],
    ['a name that ends like ip4', 'v=spf1 xip4:192.0.2.1 -all'],
    ['one word that may be mx misspelt, or mx and a', 'v=spf1 mxa:b.example -all'],
    ['the same in the other order', 'v=spf1 amx:b.example -all'],
    ['more places than one at which a word may be two', 'v=spf1 aa:b.examplea:c.example-all'],
    ['a redirect to nothing, and a name that begins like an end', 'v=spf1 redirect= allow=x'],
    ['two signs that agree behind another name', 'v=spf1 include:--all -all'],
    ['nothing', ''],
  ])('and null says that it is open: %s', (_, written) => {
    expect(repairedSpf(written)).toBeNull();
  });
});

it.each<[why: string, text: string, isGlued: boolean]>([
  ['an end at the end of a name', 'v=spf1 include:a.example-all', true],
  ['a term behind a name', 'v=spf1 a:b.exampleinclude:c.example', true],
  ['a sign before the first of them', 'v=spf1 ?a:b.exampleinclude:c.example', true],
  ['terms as they should be', 'v=spf1 include:a.example -all', false],
  ['a modifier whose value has such a name in it', 'v=spf1 x=include:a.example-all', false],
  ['what is no term in any case', 'v=spf1 ip4:192.0.2.1-all', false],
  ['a name of which a label in the middle ends so', 'v=spf1 a:b.c-all.example -all', false],
])('two terms in one by the grammar: %s', (_, text, isGlued) => {
  expect(hasGluedTerm(text)).toBe(isGlued);
});
