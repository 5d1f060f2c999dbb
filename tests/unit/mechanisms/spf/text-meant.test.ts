import { describe, expect, it } from 'vitest';
import { meantSpfRecord } from '../../../../lib/mechanisms/spf/text-edits.ts';
import { meantTerms } from '../../../../lib/mechanisms/spf/text-meant.ts';

describe('a word of a record was meant as', () => {
  it.each<[why: string, word: string, meant: string, seams?: readonly number[]]>([
    ['nothing but separators', ',;', ''],
    ['terms between separators', 'mx,,;a', 'mx a'],
    ['one behind a separator', ',mx', 'mx'],
    [
      'faults between separators',
      'ipv4:192.0.2.1,mx;ipv4:192.0.2.2-all',
      'ip4:192.0.2.1 mx ip4:192.0.2.2 -all',
    ],
    ['a term in quotes', '"mx"', 'mx'],
    ['brackets around an address', 'ip6:[2001:db8::1]', 'ip6:2001:db8::1'],
    ['a backslash behind a term', 'mx\\', 'mx'],
    ['the same sign twice', '--all', '-all'],
    ['or three times', '~~~mx', '~mx'],
    ['a full stop behind a name, with its sign', '~mx.', '~mx'],
    ['or without one', 'ptr.', 'ptr'],
    ['a colon for the sign of a redirect', 'redirect:a.example', 'redirect=a.example'],
    ['or of an explanation', 'exp:a.example', 'exp=a.example'],
    ['another sign behind a mechanism', '?ipv6=2001:db8::1', '?ip6:2001:db8::1'],
    ['no number: the address has one', 'ip:192.0.2.1', 'ip4:192.0.2.1'],
    ['no number, of IPv6', 'ip:2001:db8::1', 'ip6:2001:db8::1'],
    ['the number of the other family', 'ip6:192.0.2.1', 'ip4:192.0.2.1'],
    ['that of IPv6', 'ip4:2001:db8::1', 'ip6:2001:db8::1'],
    ['a hyphen before the number', 'ip-4:192.0.2.1', 'ip4:192.0.2.1'],
    ['the same of IPv6', 'ip-6:2001:db8::1', 'ip6:2001:db8::1'],
    ['a letter behind it', 'ip4v:192.0.2.1', 'ip4:192.0.2.1'],
    ['the same of IPv6', 'ip6v:2001:db8::1', 'ip6:2001:db8::1'],
    ['a name cut short', 'inc:a.example', 'include:a.example'],
    ['a little less', 'incl:a.example', 'include:a.example'],
    ['a letter too many at its end', 'includes:a.example', 'include:a.example'],
    ['or within', 'includde:a.example', 'include:a.example'],
    ['or at its start', 'xinclude:a.example', 'include:a.example'],
    ['a letter too few at its end', 'exist:a.example', 'exists:a.example'],
    ['or within', 'inclde:a.example', 'include:a.example'],
    ['or at its start', 'nclude:a.example', 'include:a.example'],
    ['another letter within', 'incluxe:a.example', 'include:a.example'],
    ['or at its end', '-alk', '-all'],
    ['or at its start', '-bll', '-all'],
    ['another number, where the address says which', 'ip5:192.0.2.1', 'ip4:192.0.2.1'],
    ['two letters that changed places at its start', 'niclude:a.example', 'include:a.example'],
    ['or within', 'inlcude:a.example', 'include:a.example'],
    ['or at its end', 'prt', 'ptr'],
    ['an end behind a term', 'mx~all', 'mx ~all'],
    ['a term with a value behind an end', '-allmx:a.example', '-all mx:a.example'],
    ['or without one', '-allmx', '-all mx'],
    ['a term behind the name of a host', 'a:b.exampleipv4:192.0.2.1', 'a:b.example ip4:192.0.2.1'],
    ['an end there, which the grammar takes for a part of it', '?include:a.com-all', '?include:a.com -all'],
    ['with macros', 'exists:%{i}.a.example-all', 'exists:%{i}.a.example -all'],
    [
      'four terms in one',
      'ip4:192.0.2.1ip4:192.0.2.2ip4:192.0.2.3-all',
      'ip4:192.0.2.1 ip4:192.0.2.2 ip4:192.0.2.3 -all',
    ],
    ['two terms where a string ended', 'mxa:b.example', 'mx a:b.example', [2]],
    ['three of them', 'mxaa', 'mx a a', [2, 3]],
    ['with a quote where it ended', 'mx"a', 'mx a', [2]],
    ['what two ways of reading lead to', 'ip4:192.0.2.1ip4:192.0.2.2', 'ip4:192.0.2.1 ip4:192.0.2.2', [13]],
    [
      'as long as is read',
      `${'ip4:1.1.1.1,'.repeat(49)}ip4:1.1.1.12`,
      `${'ip4:1.1.1.1 '.repeat(49)}ip4:1.1.1.12`,
    ],
  ])('%s: %s', (_, word, meant, seams = []) => {
    expect(meantTerms(word, seams)).toBe(meant);
  });

  it.each<[why: string, word: string, seams?: readonly number[]]>([
    ['no term in any way', 'foo'],
    ['nor in quotes', '"foo"'],
    ['one of two that is none', 'mx,foo'],
    ['a separator within a macro', 'exists:%{z,}.a.example'],
    ['or beside one', 'exists:%{i},mx'],
    ['a sign twice within', 'x--all'],
    ['a sign before no name', '--4'],
    ['a full stop within', 'mx.x'],
    ['behind another name', 'xmx.'],
    ['a sign before a modifier', '-redirect:a.example'],
    ['or before an explanation', '-exp:a.example'],
    ['a full stop for the sign of a modifier', 'redirect.a.example'],
    ['a full stop for a colon', 'include.a.example'],
    ['two letters too many', 'inclxxude:a.example'],
    ['two other letters', 'incxxde:a.example'],
    ['letters that changed places twice', 'inlcdue:a.example'],
    ['three that changed places', '-lla'],
    ['two that changed places and another one', 'niclxde:a.example'],
    ['first letters alone that are the same', 'eixts:a.example.'],
    ['all or a, who knows', 'al'],
    ['mx or a', 'ax:a.example'],
    ['mx, or mx and a', 'mxa:b.example'],
    ['a misspelt name of two letters', 'mxx:a.example'],
    ['a value of all', 'all:a.example'],
    ['a name without its value', 'include'],
    ['a network without its number or an address', 'ip:a.example'],
    ['an address of the web', 'include:https://a.example/'],
    ['a name in brackets without a term', '<a.example>'],
    ['a seam at one of its ends', 'mxa', [0, 3]],
    ['a seam before or behind it', 'mxa', [-1, 5]],
    ['a seam within an address', 'ip4:192.0.2.1192.0.2.2', [13]],
    ['a seam within a name', 'inclu', [3]],
    ['longer than is read', `${'ip4:1.1.1.1,'.repeat(49)}ip4:1.1.1.123`],
  ])('nothing that is sure: %s', (_, word, seams = []) => {
    expect(meantTerms(word, seams)).toBeNull();
  });
});

const AS = 'a '.repeat(994);

describe('the record that a text was meant to be', () => {
  it.each<[why: string, text: string, meant: string | null]>([
    ['it is one', 'V=SPF1 mx', 'V=SPF1 mx'],
    ['separators', 'v=spf1; mx; -all', 'v=spf1 mx -all'],
    ['separators behind nothing', 'v=spf1 ;', 'v=spf1'],
    ['quotes and a dash of a typing aid', '“v=spf1 mx –all”', 'v=spf1 mx -all'],
    [
      'two faults of one kind',
      'v=spf1 ipv4:192.0.2.1 ipv4:192.0.2.2 -all',
      'v=spf1 ip4:192.0.2.1 ip4:192.0.2.2 -all',
    ],
    [
      'faults of two kinds',
      'v=spf1 ipv4:192.0.2.1 include: a.example -all',
      'v=spf1 ip4:192.0.2.1 include:a.example -all',
    ],
    ['a blank for the colon', 'v=spf1 ip4 192.0.2.1 -all', 'v=spf1 ip4:192.0.2.1 -all'],
    ['a blank before the sign of a modifier', 'v=spf1 redirect =a.example', 'v=spf1 redirect=a.example'],
    ['a blank for the sign of one', 'v=spf1 redirect a.example', null],
    ['a redirect twice', 'v=spf1 redirect=a.example redirect=a.example', 'v=spf1 redirect=a.example'],
    ['two of them', 'v=spf1 redirect=a.example redirect=b.example', null],
    ['a word between two terms that needs none', 'v=spf1 mx 192.0.2.1 -all', null],
    ['an explanation of nothing', 'v=spf1 exp= mx -all', null],
    ['a word that is no term', 'v=spf1 foo -all', null],
    ['a value of all', 'v=spf1 -all:x', null],
    ['a sentence', 'hello', null],
    ['as long as is read', `v=spf1; ${AS}-all`, `v=spf1 ${AS}-all`],
    ['longer', `v=spf1;  ${AS}-all`, null],
  ])('%s', (_, text, meant) => {
    expect(meantSpfRecord(text)).toBe(meant);
  });
});
