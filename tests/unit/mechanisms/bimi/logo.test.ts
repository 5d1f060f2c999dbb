import { Buffer } from 'node:buffer';
import { describe, expect, it } from 'vitest';
import { readLogo, type LogoFaultCode } from '../../../../lib/mechanisms/bimi/logo.ts';

const NS = 'xmlns="http://www.w3.org/2000/svg"';
const HEAD = `${NS} version="1.2" baseProfile="tiny-ps" viewBox="0 0 64 64"`;
const TITLE = '<title>Example</title>';
const image = (content = '<circle r="9"/>', head = HEAD, title = TITLE) =>
  `<?xml version="1.0" encoding="UTF-8"?>\n<svg ${head}>${title}${content}</svg>`;
const codes = (text: string | Uint8Array): LogoFaultCode[] =>
  readLogo(typeof text === 'string' ? Buffer.from(text) : text).faults.map(({ code }) => code);

describe('a logo (draft -12 §4.3.2, SVG Tiny PS)', () => {
  it.each<[why: string, text: string, wanted: LogoFaultCode[]]>([
    ['as it should be', image(), []],
    ['behind a byte order mark', `\ufeff${image()}`, []],
    [
      'with comments, CDATA and references',
      image('<!-- a < b --><desc><![CDATA[<x>]]>&lt;&#x41;</desc>'),
      [],
    ],
    [
      'with a prefix',
      image()
        .replaceAll(/<(\/?)(?=svg|title|circle)/g, '<$1s:')
        .replace('xmlns=', 'xmlns:s='),
      [],
    ],
    [
      'with notes of an editor',
      image('<metadata><a xmlns="urn:x"/></metadata>', `${HEAD} xmlns:i="urn:i" i:y="9"`),
      [],
    ],
    ['colours within it', image('<path fill="url(#a)"/><use href="#b"/>'), []],
    [
      'the common mistake: as a drawing program saves it',
      image('', `${NS} viewBox="0 0 9 9"`),
      ['version', 'profile'],
    ],
    ['version 1.1', image('', HEAD.replace('1.2', '1.1')), ['version']],
    ['the profile in another case', image('', HEAD.replace('tiny-ps', 'Tiny-PS')), ['profile']],
    ['Tiny alone', image('', HEAD.replace('tiny-ps', 'tiny')), ['profile']],
    ['no title', image('', HEAD, ''), ['title']],
    ['an empty title', image('', HEAD, '<title> </title>'), ['title']],
    ['a title of something within', image('<g><title>x</title></g>', HEAD, ''), ['title']],
    ['a long title', image('', HEAD, `<title>${'x'.repeat(65)}</title>`), ['title-long']],
    ['64 characters beyond the 16 bits', image('', HEAD, `<title>${'🦭'.repeat(64)}</title>`), []],
    ['a place on the root', image('', `${HEAD} x="0px" y="0px"`), ['place']],
    ['not square', image('', HEAD.replace('64 64', '64 32')), ['not-square']],
    ['commas in the box', image('', HEAD.replace('0 0 64 64', '0,0, 64,64')), []],
    ['no box', image('', HEAD.replace('viewBox', 'viewbox')), ['view-box']],
    ['three numbers', image('', HEAD.replace('0 0 64 64', '0 0 64')), ['view-box']],
    ['no number', image('', HEAD.replace('64 64', '64 x')), ['view-box']],
    ['no size', image('', HEAD.replace('64 64', '0 0')), ['view-box']],
    ['a script', image('<script>alert(1)</script>'), ['script']],
    ['a script in capitals, which HTML would run', image('<SCRIPT/>'), ['script']],
    ['a script of HTML', image('<script xmlns="http://www.w3.org/1999/xhtml"/>'), ['script']],
    ['what runs at an event', image('', `${HEAD} onload="alert(1)"`), ['script']],
    ['an address that is a script', image('<use href=" javascript:alert(1)"/>'), ['script']],
    ['the same with references', image('<use href="&#106;avascript:alert(1)"/>'), ['script']],
    ['a handler of Tiny', image('<handler/>'), ['script']],
    ['an animation', image('<circle><animate/></circle>'), ['animation']],
    ['a setting', image('<set/>'), ['animation']],
    ['a picture of dots', image('<image/>'), ['raster']],
    ['its octets', image('<use xmlns:xlink="x" xlink:href="data:image/png;base64,AA"/>'), ['raster']],
    ['HTML within', image('<foreignObject/>'), ['foreign']],
    ['a link', image('<a href="https://example.com/"/>'), ['foreign', 'external']],
    ['something from elsewhere', image('<use href="https://example.com/a.svg#b"/>'), ['external']],
    ['by a path', image('<use href="b.svg#b"/>'), ['external']],
    ['by a colour', image(`<path fill="url('https://example.com/a')"/>`), ['external']],
    ['by a style', image('<path style="fill: url( b.svg#x )"/>'), ['external']],
    ['by a style sheet within', image('<style>@import "a.css"</style>'), ['element', 'external']],
    ['by a style sheet', `<?xml-stylesheet href="a.css"?>${image().slice(39)}`, ['external']],
    ['by its base', image('<g xml:base="https://example.com/"/>'), ['external']],
    ['what Tiny does not know', image('<clipPath/>'), ['element']],
    ['a filter', image('<filter/>'), ['element']],
    ['every fault once', image('<script/><script/><image/><image/>'), ['script', 'raster']],
    ['nothing', '', ['not-svg']],
    ['HTML, as a page of errors has it', '<!doctype html><title>404</title>', ['malformed']],
    ['HTML that is XML', '<html/>', ['not-svg']],
    ['a text', 'PNG', ['not-svg']],
    ['the name alone', '<svg version="1.2"/>', ['not-svg']],
    ['another namespace', image('', HEAD.replace('2000/svg', '1999/xhtml')), ['not-svg']],
    ['cut off', image().slice(0, -4), ['malformed']],
    ['two roots', `${image()}<svg/>`, ['malformed']],
    ['text behind it', `${image()}x`, ['malformed']],
    ['tags that cross', image('<g><defs></g></defs>'), ['malformed']],
    ['an attribute twice', image('<g id="a" id="b"/>'), ['malformed']],
    ['an attribute without quotes', image('<g id=a/>'), ['malformed']],
    ['"<" in an attribute', image('<g id="<"/>'), ['malformed']],
    ['a bare "&"', image('<desc>a & b</desc>'), ['malformed']],
    ['an entity that nobody declared', image('<desc>&nbsp;</desc>'), ['malformed']],
    ['a character that is none', image('<desc>&#x110000;</desc>'), ['malformed']],
    ['a prefix that nobody declared', image('<x:g/>'), ['malformed']],
    ['the prefix of a link that nobody declared', image('<use xlink:href="#a"/>'), ['malformed']],
    ['an empty line before it', `\n${image()}`, ['malformed']],
    ['a comment without an end', image('<!-- '), ['malformed']],
    [
      'a document type',
      `<!DOCTYPE svg PUBLIC "a" "https://example.com/svg.dtd">${image().slice(39)}`,
      ['dtd'],
    ],
    [
      'an entity bomb: nothing of it is expanded',
      '<!DOCTYPE a [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;&a;">]><svg>&b;</svg>',
      ['dtd'],
    ],
    [
      'an entity that is a file',
      '<!DOCTYPE a [<!ENTITY a SYSTEM "file:///etc/passwd">]><svg>&a;</svg>',
      ['dtd'],
    ],
  ])('%s', (_, text, wanted) => {
    expect(codes(text)).toEqual(wanted);
  });

  it('is in UTF-8', () => {
    expect(codes(Buffer.from(`\ufeff${image()}`, 'utf16le'))).toEqual(['encoding']);
    expect(codes(Buffer.from(image('', HEAD, '<title>é</title>'), 'latin1'))).toEqual(['encoding']);
  });

  it('is small, and what is shown of it is too', () => {
    const title = `<title>${'x'.repeat(99_999)}</title>`;
    const logo = readLogo(Buffer.from(image('', HEAD, title)));
    expect(logo.faults.map(({ code, isForbidden }) => [code, isForbidden])).toEqual([
      ['size', false],
      ['title-long', false],
    ]);
    expect(JSON.stringify(logo).length).toBeLessThan(600);
  });

  it('tells its title and its box', () => {
    expect(readLogo(Buffer.from(image()))).toEqual({ title: 'Example', viewBox: [64, 64], faults: [] });
  });
});
