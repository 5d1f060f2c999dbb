import { describe, expect, it } from 'vitest';
import { readXml } from '../../../../lib/mechanisms/bimi/xml.ts';

const XML = 'http://www.w3.org/XML/1998/namespace';

type Row = readonly [name: string, namespace: string, depth: number, text: string, attributes?: string[]];

function read(text: string): Row[] {
  const xml = readXml(text);
  if (xml.state !== 'read') throw new Error(`Not read: ${JSON.stringify(xml)}`);
  return xml.elements.map(({ name, namespace, depth, text: own, attributes }) =>
    attributes.length === 0
      ? [name, namespace, depth, own]
      : [name, namespace, depth, own, attributes.map((each) => `${each.name}=${each.value}`)],
  );
}

describe('readXml', () => {
  it.each<[why: string, text: string, elements: Row[]]>([
    ['an element', '<a/>', [['a', '', 0, '']]],
    ['with an end tag', '<a></a>', [['a', '', 0, '']]],
    ['space within its tags (XML §3.1)', '<a\n ></a\t>', [['a', '', 0, '']]],
    ['space before its end', '<a />', [['a', '', 0, '']]],
    ['space around it', '\ufeff \n<a/>\n ', [['a', '', 0, '']]],
    ['a name that begins with an underscore', '<_1/>', [['_1', '', 0, '']]],
    ['a name of another script', '<\u00e9/>', [['\u00e9', '', 0, '']]],
    [
      'elements in the order of their start tags, with their depth',
      '<a><b><c/></b><d/></a>',
      [
        ['a', '', 0, ''],
        ['b', '', 1, ''],
        ['c', '', 2, ''],
        ['d', '', 1, ''],
      ],
    ],
    [
      'text belongs to the element directly around it',
      '<a>1<b>2</b>3</a>',
      [
        ['a', '', 0, '13'],
        ['b', '', 1, '2'],
      ],
    ],
    [
      'the five references that need no declaration (§4.6)',
      '<a>&lt;&gt;&amp;&apos;&quot;</a>',
      [['a', '', 0, `<>&'"`]],
    ],
    ['characters by number, decimal and hexadecimal', '<a>&#65;&#x42;&#x1f9ad;</a>', [['a', '', 0, 'AB🦭']]],
    ['the last character there is', '<a>&#x10FFFF;&#1114111;</a>', [['a', '', 0, '\u{10ffff}\u{10ffff}']]],
    [
      'a section as it stands, and its text in its place',
      '<a>1<![CDATA[<b>&x;]]]>2</a>',
      [['a', '', 0, '1<b>&x;]2']],
    ],
    ['a comment is no text', '<a>1<!-- <b> - & -->2</a><!---->', [['a', '', 0, '12']]],
    ['nor is an instruction', '<?xml version="1.0"?><a>1<?b c?>2</a>', [['a', '', 0, '12']]],
    ['attributes in both quotes', `<a b="'" c='"'/>`, [['a', '', 0, '', [`b='`, 'c="']]]],
    ['an empty one', `<a b="" c=''/>`, [['a', '', 0, '', ['b=', 'c=']]]],
    ['space around its "=", and between two', '<a  b = "1" \n c="2" />', [['a', '', 0, '', ['b=1', 'c=2']]]],
    ['references within', `<a b="&lt;" c='&#65;'/>`, [['a', '', 0, '', ['b=<', 'c=A']]]],
    [
      'a namespace of all below, up to the end of its element',
      '<a><b xmlns="n"><c/></b><d/></a>',
      [
        ['a', '', 0, ''],
        ['b', 'n', 1, '', ['xmlns=n']],
        ['c', 'n', 2, ''],
        ['d', '', 1, ''],
      ],
    ],
    [
      'one within another, and the first again behind it',
      '<a xmlns="m"><b xmlns="n"/><c/></a>',
      [
        ['a', 'm', 0, '', ['xmlns=m']],
        ['b', 'n', 1, '', ['xmlns=n']],
        ['c', 'm', 1, ''],
      ],
    ],
    [
      'a prefix, which the element that declares it may have itself',
      '<p:a xmlns:p="n"><b/><p:c/></p:a>',
      [
        ['a', 'n', 0, '', ['xmlns:p=n']],
        ['b', '', 1, ''],
        ['c', 'n', 1, ''],
      ],
    ],
    [
      'a prefix of an attribute, declared on its element or above, before it or behind',
      '<a p:b="1" xmlns:p="n"><c p:d="2"/></a>',
      [
        ['a', '', 0, '', ['p:b=1', 'xmlns:p=n']],
        ['c', '', 1, '', ['p:d=2']],
      ],
    ],
    ['the prefix that is always there (Namespaces §3)', '<xml:a/>', [['a', XML, 0, '']]],
    ['the same on an attribute', '<a xml:space="preserve"/>', [['a', '', 0, '', ['xml:space=preserve']]]],
    ['its declaration behind a byte order mark', '\ufeff<?xml version="1.0"?><a/>', [['a', '', 0, '']]],
    ['what would end a section, in an attribute', '<a b="]]>"/>', [['a', '', 0, '', ['b=]]>']]]],
    [
      'an attribute that only looks like a declaration',
      '<a xmlnsp="n" xmlns.="n"/>',
      [['a', '', 0, '', ['xmlnsp=n', 'xmlns.=n']]],
    ],
  ])('reads %s', (_, text, elements) => {
    expect(read(text)).toEqual(elements);
  });

  it('knows the targets of instructions, but for the declaration of XML', () => {
    expect(readXml('<?xml version="1.0"?><?xml-stylesheet href="a"?><a><?php?></a><?b-xml?>')).toMatchObject({
      state: 'read',
      instructions: ['xml-stylesheet', 'php', 'b-xml'],
    });
  });

  it.each<[why: string, text: string, at: number]>([
    ['nothing at all', '', 0],
    ['space alone', ' \n', 2],
    ['an element without an end', '<a>', 3],
    ['text before the root', 'x<a/>', 0],
    ['text behind it', '<a/>x', 4],
    ['a section before the root', '<![CDATA[]]><a/>', 0],
    ['a section without an end', '<a><![CDATA[x]]</a>', 3],
    ['a comment without an end', '<a/><!-- ->', 4],
    ['a comment whose beginning is not its end as well', '<a/><!-->', 4],
    ['a comment whose beginning and end share a hyphen', '<a/><!--->', 4],
    ['"--" within a comment (§2.5)', '<a/><!-- b -- c -->', 4],
    ['a comment that ends with three (§2.5)', '<a/><!-- b --->', 4],
    ['the end of a section without its beginning (§2.4)', '<a>b]]></a>', 3],
    ['the declaration of XML behind a line end (§2.8)', '\n<?xml version="1.0"?><a/>', 1],
    ['the declaration behind the root', '<a/><?xml version="1.0"?>', 4],
    ['an instruction with its name in capitals (§2.6)', '<?XML version="1.0"?><a/>', 0],
    ['a declaration without an end', '<?xml version="1.0"', 0],
    ['a second root', '<a/><b/>', 4],
    ['a tag without its end', '<a', 2],
    ['a slash in the middle of a tag', '<a / b="1">', 2],
    ['a name that begins with a digit', '<1/>', 0],
    ['a space before a name', '< a/>', 0],
    ['a space before a name within', '<a>< b/></a>', 3],
    ['an end tag of another element', '<a><b></a></b>', 6],
    ['an end tag with another prefix', '<p:a xmlns:p="n" xmlns:q="n"></q:a>', 29],
    ['an end tag of nothing', '<a/></a>', 4],
    ['an end tag with an attribute', '<a></a b="1">', 3],
    ['an attribute twice', '<a b="1" b="2"/>', 8],
    ['attributes without space between', '<a b="1"c="2"/>', 8],
    ['an attribute without a value', '<a b/>', 2],
    ['an attribute without quotes', '<a b=1/>', 2],
    ['"<" in double quotes', '<a b="<"/>', 2],
    ['"<" in single quotes', "<a b='<'/>", 2],
    ['an instruction without a target', '<? a?><a/>', 0],
    ['an instruction without an end', '<a/><?b >', 4],
    ['a declaration that there is not', '<a><!b></a>', 3],
    ['a prefix that nobody declared (Namespaces §5)', '<p:a/>', 0],
    [
      'that of an attribute, as of a link whose declaration was lost',
      '<a><b p:c="1" xlink:href="#d"/></a>',
      3,
    ],
    ['a prefix behind the element that declared it', '<a><b xmlns:p="n"/><p:c/></a>', 19],
    ['a reference without its semicolon', '<a>&lt</a>', 3],
    ['a bare "&"', '<a>& </a>', 3],
    ['a reference to what every object has', '<a>&toString;</a>', 3],
    ['a reference in an attribute to what nobody declared', '<a b="&c;"/>', 2],
    ['the character zero, which XML has not (§2.2)', '<a>&#0;</a>', 3],
    ['a character beyond the last', '<a>&#x110000;</a>', 3],
    ['the same in decimal', '<a>&#1114112;</a>', 3],
    ['digits that are none', '<a>&#1a;</a>', 3],
    ['hexadecimal digits that are none', '<a>&#xg;</a>', 3],
    ['a number with a word before it', '<a>&a#65;</a>', 3],
    ['an empty reference', '<a>&;</a>', 3],
  ])('%s is no XML', (_, text, at) => {
    expect(readXml(text)).toEqual({ state: 'malformed', at });
  });

  it.each([
    ['a document type', '<!DOCTYPE a><a/>'],
    ['an entity by itself', '<!ENTITY a "b"><a/>'],
    ['one behind a comment', '<!-- --><!DOCTYPE a><a/>'],
    ['one within', '<a><!DOCTYPE b></a>'],
  ])('%s is not looked into', (_, text) => {
    expect(readXml(text)).toEqual({ state: 'dtd' });
  });
});
