import { describe, expect, it } from 'vitest';
import { referencesOf } from '../../../../lib/mechanisms/bimi/logo-references.ts';

describe('where an attribute leads to', () => {
  it.each<[why: string, name: string, value: string, references: string[]]>([
    ['an address', 'href', 'https://a.test/', ['https://a.test/']],
    ['with a prefix, whatever it is called', 'xlink:href', 'b.svg', ['b.svg']],
    ['in capitals, since HTML makes no difference', 'XLINK:HREF', 'b.svg', ['b.svg']],
    ['a source', 'src', 'b.svg', ['b.svg']],
    ['the base of all others', 'xml:base', 'https://a.test/', ['https://a.test/']],
    ['the same in capitals', 'XML:BASE', 'https://a.test/', ['https://a.test/']],
    ['a base of something else is none', 'a:base', 'https://a.test/', []],
    ['a place within', 'href', '#a', []],
    ['a place within, behind space', 'href', ' #a', []],
    ['nowhere', 'href', '', []],
    ['nowhere, by space', 'href', ' ', []],
    ['a name that only ends so', 'data-href', 'b.svg', []],
    ['a name that only begins so', 'hreflang', 'en', []],
    ['a name with two prefixes is none', 'a:b:href', 'b.svg', []],
    ['a prefix alone', ':href', 'b.svg', []],
    ['a namespace loads nothing', 'xmlns', 'url(https://a.test/)', []],
    ['nor does that of a prefix', 'xmlns:a', 'url(https://a.test/)', []],
    ['what only looks like one does', 'xmlnsa', 'url(b.svg)', ['b.svg']],
    ['a colour from elsewhere', 'fill', 'url(b.svg#c)', ['b.svg#c']],
    ['in quotes and space', 'fill', `url( "b.svg#c" )`, ['b.svg#c']],
    ['in single quotes and capitals', 'fill', `URL('b.svg#c') none`, ['b.svg#c']],
    ['without its end', 'fill', 'url(b.svg', ['b.svg']],
    [
      'several, of which one is within',
      'style',
      'fill:url(#a);stroke:url(b.svg);mask:url(c)',
      ['b.svg', 'c'],
    ],
    ['a colour', 'fill', '#fff', []],
    ['an empty one', 'fill', 'url()', []],
  ])('%s', (_, name, value, references) => {
    expect(referencesOf({ name, value })).toEqual(references);
  });
});
