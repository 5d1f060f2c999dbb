import { Buffer } from 'node:buffer';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readLogo } from '../../../../lib/mechanisms/bimi/logo.ts';
import { readXml } from '../../../../lib/mechanisms/bimi/xml.ts';
import { workOf } from '../../../support/counted-work.ts';

describe('hostile images cost no more than their size', () => {
  const MOST = 512 * 1024;
  const filled = (unit: string, before = '', after = '') =>
    before + unit.repeat(Math.floor((MOST - before.length - after.length) / unit.length)) + after;
  it.each<[why: string, text: string]>([
    ['elements within elements', filled('<g>')],
    ['elements that end nowhere', filled('<g ')],
    ['prefixes upon prefixes', filled('<g xmlns:a="b">')],
    ['attributes', filled(' a="b"', '<svg', '/>')],
    [
      'different attributes',
      `<svg ${Array.from({ length: 40_000 }, (_, index) => `a${index}=""`).join(' ')}/>`,
    ],
    ['white space', filled(' ', '<svg', '')],
    ['white space in an end tag', filled(' ', '<svg></svg', 'x')],
    ['quotes without an end', filled('a="', '<svg ')],
    ['"&"', filled('&', '<svg>')],
    ['references', filled('&lt;', '<svg>', '</svg>')],
    ['"<"', filled('<')],
    ['comments', filled('<!---->', '<svg>', '</svg>')],
    ['comments that begin', filled('<!--')],
    ['instructions', filled('<?a?>', '<svg>', '</svg>')],
    ['url(', filled('url(', '<svg a="', '"/>')],
    ['end tags', filled('</svg>', '<svg>')],
    ['deep elements that all end', '<svg>'.repeat(40_000) + '</svg>'.repeat(40_000)],
    ['text between many elements', filled('<a/>b', '<svg>', '</svg>')],
    ['sections of text', filled('<![CDATA[]]>', '<svg>', '</svg>')],
    ['a style of many addresses', filled('url(#a)', '<svg><style>', '</style></svg>')],
    ['entities that a DTD declares', filled('<!ENTITY b "&a;&a;">', '<!DOCTYPE a [', ']><svg>&b;</svg>')],
  ])('%s', (_, text) => {
    const octets = Buffer.from(text);
    const { calls, characters } = workOf(() => readLogo(octets));
    expect(calls).toBeLessThan(3 * text.length);
    expect(characters).toBeLessThan(6 * text.length);
  });

  it('which the count would show: what grows with the square is far above that', () => {
    const text = filled('<').slice(0, 4096);
    const { calls, characters } = workOf(() => Array.from(text, (_, at) => text.slice(at)));
    expect(calls).toBe(4096);
    expect(characters).toBeGreaterThan(1000 * text.length);
  });

  it('whatever the octets are', () => {
    const pieces = [
      '<svg ',
      '<',
      '>',
      '/>',
      '</svg>',
      ' a="b"',
      '&',
      ';',
      '<!--',
      '-->',
      '<![CDATA[',
      ']]>',
      '<?',
      '?>',
      'x',
      '"',
    ];
    fc.assert(
      fc.property(fc.array(fc.oneof(fc.constantFrom(...pieces), fc.string())), (parts) => {
        const text = parts.join('');
        const { faults } = readLogo(Buffer.from(text));
        const xml = readXml(text);
        expect(xml.state === 'read' || faults.length > 0).toBe(true);
      }),
    );
  });
});
