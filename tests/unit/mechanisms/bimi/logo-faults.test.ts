import { Buffer } from 'node:buffer';
import { describe, expect, it } from 'vitest';
import { readLogo, type Logo, type LogoFaultCode } from '../../../../lib/mechanisms/bimi/logo.ts';

const HEAD = 'xmlns="http://www.w3.org/2000/svg" version="1.2" baseProfile="tiny-ps"';
const BOX = 'viewBox="0 0 64 64"';
const imageOf = ({ head = '', box = BOX, title = '<title>x</title>', content = '' } = {}) =>
  `<svg ${HEAD} ${box} ${head}>${title}${content}</svg>`;
const read = (text: string): Logo => readLogo(Buffer.from(text));
const shown = (text: string) => read(text).faults.map(({ code, text: each }) => [code, each]);

describe('the elements of an image (SVG Tiny 1.2, appendix on its elements)', () => {
  it('are no fault where the profile Portable/Secure has them', () => {
    const profile = `
      circle ellipse line path polygon polyline rect defs desc g metadata svg switch title use
      linearGradient radialGradient solidColor stop tbreak text textArea tspan font font-face
      font-face-src font-face-uri glyph hkern missing-glyph
    `
      .trim()
      .split(/\s+/);
    expect(shown(imageOf({ content: profile.map((name) => `<${name}/>`).join('') }))).toEqual([]);
  });

  it.each<[code: LogoFaultCode, why: string, names: readonly string[]]>([
    ['script', 'they run one', ['script', 'handler', 'listener']],
    [
      'animation',
      'they move something',
      ['animate', 'animateColor', 'animateMotion', 'animateTransform', 'discard', 'mpath', 'set'],
    ],
    ['raster', 'they hold or load dots, sound or film', ['audio', 'image', 'feImage', 'video']],
    ['foreign', 'they lead out of it', ['a', 'animation', 'foreignObject', 'iframe', 'prefetch']],
    [
      'element',
      'Tiny has none of them',
      ['clipPath', 'mask', 'filter', 'marker', 'pattern', 'lineargradient'],
    ],
  ])('are a fault (%s) where %s', (code, _, names) => {
    for (const name of names)
      expect(shown(imageOf({ content: `<${name}/>` }))).toEqual([[code, `<${name}>`]]);
  });

  it('of another namespace say nothing to a receiver, but for what runs a script', () => {
    const content = '<image xmlns="urn:x"/><set xmlns="urn:x"/><a xmlns="urn:x"/><b xmlns="urn:x"/>';
    expect(shown(imageOf({ content }))).toEqual([]);
    expect(shown(imageOf({ content: '<script xmlns="urn:x"/>' }))).toEqual([['script', '<script>']]);
  });
});

describe('what an attribute holds', () => {
  it.each<[why: string, content: string, faults: [LogoFaultCode, string][]]>([
    ['runs at an event, on any element', '<g onclick="a()"/>', [['script', 'onclick']]],
    ['runs in capitals too', '<g ONCLICK="a()"/>', [['script', 'ONCLICK']]],
    ['has "on" within its name alone', '<g icon="a"/>', []],
    ['is a script', '<use href="javascript:a()"/>', [['script', 'javascript:a()']]],
    ['is one in capitals', '<use href="JAVASCRIPT:a()"/>', [['script', 'JAVASCRIPT:a()']]],
    ['is a file with such a name', '<use href="a/javascript:b"/>', [['external', 'a/javascript:b']]],
    ['is an image in it, behind space', '<use href=" Data:image/png,x"/>', [['raster', ' Data:image/png,x']]],
    ['is a file with such a name', '<use href="a/data:b"/>', [['external', 'a/data:b']]],
    ['leads elsewhere', '<use href="b.svg#c"/>', [['external', 'b.svg#c']]],
    ['of an editor does so too', '<b xmlns="urn:x" href="b.svg"/>', [['external', 'b.svg']]],
  ])('%s', (_, content, faults) => {
    expect(shown(imageOf({ content }))).toEqual(faults);
  });

  it.each<[why: string, style: string, isExternal: boolean]>([
    ['loads an address', 'a{fill:url(b.svg)}', true],
    ['loads one in capitals', 'a{fill:URL(b.svg)}', true],
    ['loads another sheet', '@import "b.css"', true],
    ['has colours alone', 'a{fill:red}', false],
  ])('a style sheet within is no element of it, and it %s', (_, style, isExternal) => {
    const faults = isExternal ? [['external', style]] : [];
    for (const name of ['style', 'STYLE'])
      expect(shown(imageOf({ content: `<${name}> ${style}\n</${name}>` }))).toEqual([
        ['element', `<${name}>`],
        ...faults,
      ]);
    expect(shown(imageOf({ content: `<desc>${style}</desc>` }))).toEqual([]);
  });
});

describe('the box of an image', () => {
  it.each<[why: string, box: string, viewBox: Logo['viewBox'], code?: LogoFaultCode]>([
    ['may begin anywhere', '-5 -7.5 64 64', [64, 64]],
    ['may have space around it', ' 0 0 64 64\n', [64, 64]],
    ['may have commas', '0,0 ,64 , 64', [64, 64]],
    ['may be small', '0 0 .5 .5', [0.5, 0.5]],
    ['may be of any form, but a square is recommended', '0 0 64 32', [64, 32], 'not-square'],
    ['has a width', '0 0 0 64', null, 'view-box'],
    ['has a height', '0 0 64 0', null, 'view-box'],
    ['is not inside out', '0 0 -64 64', null, 'view-box'],
    ['nor upside down', '0 0 64 -64', null, 'view-box'],
    ['has four numbers, and not five', '0 0 64 64 64', null, 'view-box'],
    ['has four, and not three', '0 64 64', null, 'view-box'],
    ['has numbers, and no words', '0 x 64 64', null, 'view-box'],
    ['has an end', '0 0 Infinity Infinity', null, 'view-box'],
    ['is not empty', '', null, 'view-box'],
  ])('%s', (_, box, viewBox, code) => {
    const logo = read(imageOf({ box: `viewBox="${box}"` }));
    expect(logo.viewBox).toEqual(viewBox);
    expect(logo.faults.map((fault) => fault.code)).toEqual(code ? [code] : []);
  });
});

describe('what is shown of a fault', () => {
  const LONG = 'y'.repeat(101);

  it.each<[why: string, text: string, fault: [LogoFaultCode, string]]>([
    ['the size that is not square', imageOf({ box: 'viewBox="0 0 64 32"' }), ['not-square', '64 × 32']],
    ['the first attribute of its place', imageOf({ head: 'y="2" x="1px"' }), ['place', 'x="1px"']],
    ['the second where it is alone', imageOf({ head: 'y="2"' }), ['place', 'y="2"']],
    ['nothing of what is said by its code', imageOf({ box: '' }), ['view-box', '']],
    ['the sheet of styles', `<?xml-stylesheet?>${imageOf()}`, ['external', 'xml-stylesheet']],
    ['the text from where it is no XML', imageOf({ content: '<b 1>' }), ['malformed', ' 1></svg>']],
    [
      'its end, where it was cut off',
      imageOf().slice(0, -6),
      ['malformed', imageOf().slice(0, -6).slice(-100)],
    ],
    [
      'at most a hundred characters',
      imageOf({ content: `<use href="${LONG}"/>` }),
      ['external', `${'y'.repeat(100)}…`],
    ],
    [
      'all of a hundred',
      imageOf({ content: `<use href="${'y'.repeat(100)}"/>` }),
      ['external', 'y'.repeat(100)],
    ],
  ])('%s', (_, text, fault) => {
    expect(shown(text)).toEqual([fault]);
  });

  it('is how grave it is: only some are no more than recommended (draft -12 §4.3.2)', () => {
    const size = imageOf({ content: `<desc>${'y'.repeat(32 * 1024)}</desc>` });
    const recommended = [
      imageOf({ title: `<title>${'y'.repeat(65)}</title>` }),
      imageOf({ box: '' }),
      imageOf({ box: 'viewBox="0 0 1 2"' }),
      size,
    ].map((text) => read(text).faults.map(({ code, isForbidden }) => [code, isForbidden]));
    expect(recommended).toEqual([
      [['title-long', false]],
      [['view-box', false]],
      [['not-square', false]],
      [['size', false]],
    ]);
    for (const text of ['', '<!DOCTYPE svg>', '<svg', imageOf({ title: '' }), imageOf({ content: '<set/>' })])
      expect(read(text).faults.map(({ isForbidden }) => isForbidden)).toEqual([true]);
  });

  it('is none of an instruction to something else', () => {
    expect(shown(`<?editor?>${imageOf()}`)).toEqual([]);
  });

  it('begins with 32 kilobytes, and not with as many', () => {
    const sized = (octets: number) => {
      const empty = imageOf({ content: '<desc></desc>' });
      return imageOf({ content: `<desc>${'y'.repeat(octets - empty.length)}</desc>` });
    };
    expect(shown(sized(32 * 1024))).toEqual([]);
    expect(shown(sized(32 * 1024 + 1))).toEqual([['size', '32769']]);
  });
});

describe('the title of an image', () => {
  it.each<[why: string, title: string, read: string | null, code?: LogoFaultCode]>([
    ['without the space around it', '<title> x\n</title>', 'x'],
    ['of the image, and not of a part of it', '<g><title>y</title></g><title>x</title>', 'x'],
    ['the first of two', '<title>x</title><title>y</title>', 'x'],
    ['none', '<g><title>y</title></g>', null, 'title'],
    ['that of an editor is none of the image', '<title xmlns="urn:x">y</title>', null, 'title'],
    ['and hides none that follows', '<title xmlns="urn:x">y</title><title>x</title>', 'x'],
    ['an empty one is none', '<title/>', null, 'title'],
    ['64 characters may be', `<title>${'y'.repeat(64)}</title>`, 'y'.repeat(64)],
    ['more are shown too', `<title>${'y'.repeat(65)}</title>`, 'y'.repeat(65), 'title-long'],
    ['but not all of them', `<title>${'y'.repeat(101)}</title>`, `${'y'.repeat(100)}…`, 'title-long'],
  ])('%s', (_, title, expected, code) => {
    const logo = read(imageOf({ title }));
    expect(logo.title).toBe(expected);
    expect(logo.faults.map((fault) => fault.code)).toEqual(code ? [code] : []);
  });
});

describe('what is no image', () => {
  it.each<[why: string, text: string, code: LogoFaultCode]>([
    ['markup behind space and a byte order mark', '\ufeff \n<', 'malformed'],
    ['a text with a tag somewhere in it', 'x <svg', 'not-svg'],

    ['another element of SVG', '<g xmlns="http://www.w3.org/2000/svg"/>', 'not-svg'],
    ['its name without its namespace', '<svg/>', 'not-svg'],
  ])('%s', (_, text, code) => {
    expect(read(text)).toMatchObject({ title: null, viewBox: null, faults: [{ code }] });
  });
});
