import { describe, expect, it } from 'vitest';
import { parseBimiRecord, selectBimiRecord } from '../../../../lib/mechanisms/bimi/record.ts';

const L = 'l=https://example.com/logo.svg';
const A = 'a=https://example.com/vmc.pem';
const GOOD = `v=BIMI1; ${L}; ${A}`;

/** State and codes. */
function read(text: string): string[] {
  const { state, problems } = parseBimiRecord(text);
  return [state, ...problems.map(({ code }) => code)];
}

describe('parseBimiRecord', () => {
  it('reads what is there, and what stands for what is not', () => {
    expect(parseBimiRecord(`${GOOD}; avp=personal; lps=brand-, x;`)).toEqual({
      state: 'valid',
      problems: [],
      value: {
        logo: 'https://example.com/logo.svg',
        evidence: 'https://example.com/vmc.pem',
        isDeclined: false,
        avatar: 'personal',
        localParts: ['brand-', 'x'],
      },
    });
    expect(parseBimiRecord(`v=BIMI1;${L}`)).toMatchObject({
      value: { evidence: null, avatar: 'brand', localParts: null },
    });
  });

  it.each<[why: string, text: string, wanted: string[]]>([
    ['both', GOOD, ['valid']],
    ['in another order', `v=BIMI1; ${A}; ${L}`, ['valid']],
    ['with a semicolon and space at its end', `${GOOD} ; `, ['valid']],
    ['without a certificate', `v=BIMI1; ${L}`, ['valid', 'bimi-a-missing']],
    ['with an empty one', `v=BIMI1; ${L}; a=;`, ['valid', 'bimi-a-missing']],
    ['declined', 'v=BIMI1; l=; a=;', ['valid']],
    ['declined, a left out', 'v=BIMI1; l=', ['valid']],
    ['declined but for some', 'v=BIMI1; l=; a=; lps=brand-indicators-;', ['valid', 'bimi-declined-default']],
    ['declined but where others have a record', 'v=BIMI1; l=; lps=', ['valid', 'bimi-declined-default']],
    ['a logo for all, and others for some', `${GOOD}; lps=x`, ['valid']],
    ['a certificate without a logo', `v=BIMI1; l=; ${A}`, ['invalid', 'bimi-l-empty']],
    ['no logo', `v=BIMI1; ${A}`, ['invalid', 'bimi-l-missing']],
    ['nothing but its version', 'v=BIMI1', ['invalid', 'bimi-l-missing']],
    ['nothing', '', ['invalid', 'bimi-version']],
    ['another case', GOOD.replace('BIMI', 'bimi'), ['invalid', 'bimi-version']],
    ['another version', GOOD.replace('BIMI1', 'BIMI2'), ['invalid', 'bimi-version']],
    ['version behind', `${L}; v=BIMI1`, ['invalid', 'bimi-version']],
    ['white space around "="', GOOD.replace('v=', 'v = '), ['valid']],
    [
      'white space before it: the record begins with its version (draft -12 §4.3)',
      ` ${GOOD}`,
      ['invalid', 'bimi-version'],
    ],
    ['a semicolon before it', `; ${GOOD}`, ['invalid', 'bimi-version']],
    ['a tag twice', `${GOOD}; l=`, ['invalid', 'bimi-duplicate-tag']],
    ['nothing between semicolons', GOOD.replace(';', ';;'), ['invalid', 'bimi-tag-syntax']],
    ['no "="', `${GOOD}; logo`, ['invalid', 'bimi-tag-syntax']],
    ['an unknown tag', `${GOOD}; x=1`, ['valid', 'bimi-unknown-tag']],
    ['a tag in capitals is another', `v=BIMI1; L=x; ${A}`, ['invalid', 'bimi-unknown-tag', 'bimi-l-missing']],
    [
      'HTTP',
      GOOD.replace('https://example.com/logo', 'http://example.com/logo'),
      ['invalid', 'bimi-not-https'],
    ],
    ['a certificate by HTTP', `v=BIMI1; ${L}; a=http://example.com/a.pem`, ['invalid', 'bimi-not-https']],
    ['a data URI', 'v=BIMI1; l=data:image/svg+xml', ['invalid', 'bimi-not-https']],
    ['a comma', `v=BIMI1; ${L},https://example.com/b.svg`, ['invalid', 'bimi-comma']],
    ['a space', 'v=BIMI1; l=https://example.com/a b.svg', ['invalid', 'bimi-uri']],
    ['an address for the host (RFC 3986 §3.2.2)', `v=BIMI1; l=https://192.0.2.1/a.svg; ${A}`, ['valid']],
    ['a number that is none', `v=BIMI1; l=https://192.0.2.256/a.svg; ${A}`, ['invalid', 'bimi-uri']],
    ['an underscore in the host', `v=BIMI1; l=https://a_b._c.example/a.svg; ${A}`, ['valid']],
    ['one in the only label', `v=BIMI1; l=https://a_b/a.svg; ${A}`, ['invalid', 'bimi-uri']],
    ['nothing between two dots', `v=BIMI1; l=https://a_b..example/a.svg; ${A}`, ['invalid', 'bimi-uri']],
    ['one label', 'v=BIMI1; l=https://localhost/a.svg', ['invalid', 'bimi-uri']],
    ['no host', 'v=BIMI1; l=https:///', ['invalid', 'bimi-uri']],
    // What the URL parser of a browser would repair (WHATWG URL §4.4) is no URI (RFC 3986 §3).
    ['no host before the path', `v=BIMI1; l=https:///logo.svg; ${A}`, ['invalid', 'bimi-uri']],
    ['too many slashes', `v=BIMI1; l=https:////logo.example/x.svg; ${A}`, ['invalid', 'bimi-uri']],
    ['two fragments', `v=BIMI1; l=https://example.com/a#b#c.svg; ${A}`, ['invalid', 'bimi-uri']],
    ['brackets in the path', `v=BIMI1; l=https://example.com/[x].svg; ${A}`, ['invalid', 'bimi-uri']],
    ['brackets in the query', `v=BIMI1; ${L}?a[]=1; ${A}`, ['invalid', 'bimi-uri']],
    ['brackets in the fragment', `v=BIMI1; ${L}#[1]; ${A}`, ['invalid', 'bimi-uri']],
    ['a bracket in the host', `v=BIMI1; l=https://[example.com/a.svg; ${A}`, ['invalid', 'bimi-uri']],
    ['two names before the host', `v=BIMI1; l=https://a@b@example.com/a.svg; ${A}`, ['invalid', 'bimi-uri']],
    [
      'a letter of the host by its octet',
      `v=BIMI1; l=https://ex%61mple.com/a.svg; ${A}`,
      ['invalid', 'bimi-uri'],
    ],
    ['an address in another form', `v=BIMI1; l=https://0x7f.1/a.svg; ${A}`, ['invalid', 'bimi-uri']],
    ['a port that is none', `v=BIMI1; l=https://example.com:a/a.svg; ${A}`, ['invalid', 'bimi-uri']],
    ['one fragment', `v=BIMI1; ${L}#x/?; ${A}`, ['valid']],
    [
      'all signs that a path may have',
      `v=BIMI1; l=https://example.com/~a:@!$&'()*+=-._.svg; ${A}`,
      ['valid'],
    ],
    [
      'a query right behind the host',
      `v=BIMI1; l=https://example.com?a/?.svg; ${A}`,
      ['valid', 'bimi-l-not-svg'],
    ],
    ['half an octet', 'v=BIMI1; l=https://example.com/%a.svg', ['invalid', 'bimi-uri']],
    ['compressed', `v=BIMI1; ${L}z; ${A}`, ['valid']],
    ['with a query', `v=BIMI1; ${L}?v=1.png; ${A}`, ['valid']],
    ['PNG', `v=BIMI1; l=https://example.com/a.PNG; ${A}`, ['invalid', 'bimi-l-format']],
    ['no suffix', `v=BIMI1; l=https://example.com/logo; ${A}`, ['valid', 'bimi-l-not-svg']],
    ['no semicolon', `v=BIMI1 ${L}`, ['invalid', 'bimi-version']],
    ['a comma for it', `v=BIMI1, ${L}`, ['invalid', 'bimi-version']],
    ['quotes', `"${GOOD}"`, ['invalid', 'bimi-version']],
    ['backslashes', GOOD.replaceAll(';', '\\;'), ['invalid', 'bimi-version']],
    ['the version in capitals', GOOD.replace('v=', 'V='), ['invalid', 'bimi-version']],
    ['no scheme', 'v=BIMI1; l=example.com/logo.svg', ['invalid', 'bimi-not-https']],
    ['one slash', 'v=BIMI1; l=https:/example.com/logo.svg', ['invalid', 'bimi-not-https']],
    ['a host alone', 'v=BIMI1; l=//example.com/logo.svg', ['invalid', 'bimi-not-https']],
    ['a word for a certificate', `v=BIMI1; ${L}; a=self`, ['invalid', 'bimi-not-https']],
    ['an address of IPv6', `v=BIMI1; l=https://[2001:db8::1]/a.svg; ${A}`, ['valid']],
    ['the same at length, with a port', `v=BIMI1; l=https://[2001:DB8:0::1]:8443/a.svg; ${A}`, ['valid']],
    ['an address of IPv6 that is none', `v=BIMI1; l=https://[2001:::1]/a.svg; ${A}`, ['invalid', 'bimi-uri']],
    ['a name in brackets', `v=BIMI1; l=https://[abc.de]/a.svg; ${A}`, ['invalid', 'bimi-uri']],
    ['a letter that is not ASCII', 'v=BIMI1; l=https://example.com/\u00e4.svg', ['invalid', 'bimi-uri']],
    ['a name that is not ASCII', 'v=BIMI1; l=https://m\u00fcnchen.example/a.svg', ['invalid', 'bimi-uri']],
    ['HTTPS in capitals', `v=BIMI1; l=HTTPS://EXAMPLE.COM/logo.SVG; ${A}`, ['valid']],
    ['a port', `v=BIMI1; l=https://example.com:8443/logo.svg; ${A}`, ['valid']],
    ['a comma that is encoded', `v=BIMI1; l=https://example.com/a%2Cb.svg; ${A}`, ['valid']],
    ['JPEG', `v=BIMI1; l=https://example.com/a.jpg; ${A}`, ['invalid', 'bimi-l-format']],
    ['two logos', `${GOOD}; l=https://example.com/b.svg`, ['invalid', 'bimi-duplicate-tag']],
    ['a preference of people', `${GOOD}; avp=personal`, ['valid']],
    ['an empty preference', `${GOOD}; avp=`, ['valid', 'bimi-avp-unknown']],
    ['prefixes with space between', `${GOOD}; lps = brand-one-noreply , brand-two-noreply`, ['valid']],
    ['an underscore in a prefix', `${GOOD}; lps=a_b`, ['invalid', 'bimi-lps-bad']],
    ['declined, with space', 'v=BIMI1; l = ; a = ', ['valid']],
    ['an empty certificate alone', 'v=BIMI1; a=;', ['invalid', 'bimi-l-missing']],
    ['a record of something else', 'v=spf1 -all', ['invalid', 'bimi-version']],
    ['a preference that nobody knows', `${GOOD}; avp=Brand`, ['valid', 'bimi-avp-unknown']],
    ['no prefix', `${GOOD}; lps=`, ['valid']],
    ['an empty prefix', `${GOOD}; lps=a,,b`, ['invalid', 'bimi-lps-bad']],
    ['a dot in a prefix', `${GOOD}; lps=a.b`, ['invalid', 'bimi-lps-bad']],
    ['a prefix of 64', `${GOOD}; lps=${'a'.repeat(64)}`, ['invalid', 'bimi-lps-bad']],
  ])('%s', (_, text, wanted) => {
    expect(read(text)).toEqual(wanted);
  });

  it.each<[why: string, text: string, problem: { code: string; parameters: object }]>([
    ['the tag that stands twice', `${GOOD}; l=`, { code: 'bimi-duplicate-tag', parameters: { tag: 'l' } }],
    ['the text that is no tag', `${GOOD}; logo`, { code: 'bimi-tag-syntax', parameters: { text: 'logo' } }],
    ['the tag that is not known', `${GOOD}; x=1`, { code: 'bimi-unknown-tag', parameters: { tag: 'x' } }],
    [
      'the word that is no preference',
      `${GOOD}; avp=both`,
      { code: 'bimi-avp-unknown', parameters: { text: 'both' } },
    ],
    ['the prefix that is none', `${GOOD}; lps=a, b.c`, { code: 'bimi-lps-bad', parameters: { text: 'b.c' } }],
    ['the tag with a comma', `v=BIMI1; ${L},x; a=`, { code: 'bimi-comma', parameters: { tag: 'l' } }],
    [
      'tag and address that is none',
      `v=BIMI1; ${L}; a=https://x y`,
      { code: 'bimi-uri', parameters: { tag: 'a', uri: 'https://x y' } },
    ],
    [
      'tag and address without HTTPS',
      'v=BIMI1; l=http://a.test/x.svg; a=',
      { code: 'bimi-not-https', parameters: { tag: 'l', uri: 'http://a.test/x.svg' } },
    ],
    [
      'tag and address without a host',
      'v=BIMI1; l=https://x/x.svg; a=',
      { code: 'bimi-uri', parameters: { tag: 'l', uri: 'https://x/x.svg' } },
    ],
    [
      'the format',
      'v=BIMI1; l=https://a.test/x.tif; a=',
      { code: 'bimi-l-format', parameters: { suffix: 'tif' } },
    ],
    [
      'an address that may be no image',
      'v=BIMI1; l=https://a.test/x; a=',
      { code: 'bimi-l-not-svg', parameters: { uri: 'https://a.test/x' } },
    ],
  ])('what is wrong is named: %s', (_, text, problem) => {
    expect(parseBimiRecord(text).problems).toContainEqual(expect.objectContaining(problem));
  });

  it.each<[why: string, path: string, codes: string[]]>([
    ['JPEG by its longer suffix', 'a.jpeg', ['bimi-l-format']],
    ['TIFF by its longer one', 'a.tiff', ['bimi-l-format']],
    ['a picture of dots, and a query', 'a.gif?b=c.svg', ['bimi-l-format']],
    ['the same with a place in it', 'a.gif#b.svg', ['bimi-l-format']],
    ['such a suffix in the middle', 'a.png.svg', []],
    ['such a suffix of a folder', 'a.png/b.svg', []],
    ['SVG in the middle', 'a.svg.txt', ['bimi-l-not-svg']],
    ['a longer suffix that begins so', 'a.svgx', ['bimi-l-not-svg']],
    ['a suffix without its dot', 'asvg', ['bimi-l-not-svg']],
  ])('a format is told by the end of the path: %s', (_, path, codes) => {
    expect(read(`v=BIMI1; l=https://a.test/${path}; ${A}`).slice(1)).toEqual(codes);
  });

  it.each<[why: string, uri: string, code: string]>([
    ['HTTPS within another scheme', 'x:https://a.test/a.svg', 'bimi-not-https'],
    ['a sign of no URI at its beginning', '"https://a.test/a.svg', 'bimi-uri'],
    ['a sign of no URI at its end', 'https://a.test/a.svg"', 'bimi-uri'],
    ['an octet with one digit', 'https://a.test/%a', 'bimi-uri'],
    ['an octet with letters that are none', 'https://a.test/%zz.svg', 'bimi-uri'],
  ])('an address is one from its beginning to its end (RFC 3986 §2): %s', (_, uri, code) => {
    expect(read(`v=BIMI1; l=${uri}; ${A}`)).toEqual(['invalid', code]);
  });

  it.each<[why: string, prefix: string, isGood: boolean]>([
    ['the longest', 'a'.repeat(63), true],
    ['a letter', 'a', true],
    ['digits, hyphens and capitals', 'A-9', true],
    ['a sign before it', '.a', false],
    ['a sign behind it', 'a.', false],
  ])('a prefix has 63 letters, digits and hyphens: %s', (_, prefix, isGood) => {
    expect(read(`${GOOD}; lps=${prefix}`)).toEqual(isGood ? ['valid'] : ['invalid', 'bimi-lps-bad']);
    expect(parseBimiRecord(`${GOOD}; lps=`)).toMatchObject({ value: { localParts: [] } });
  });

  it('a preference that nobody knows is that of nobody', () => {
    expect(parseBimiRecord(`${GOOD}; avp=x`)).toMatchObject({ value: { avatar: 'brand' } });
  });
});

describe('selectBimiRecord', () => {
  it('counts what stands there', () => {
    expect(selectBimiRecord(['x', GOOD, 'y']).problems).toMatchObject([
      { code: 'bimi-unrelated', parameters: { count: 2 } },
    ]);
    expect(selectBimiRecord([GOOD, 'y', GOOD]).problems).toMatchObject([
      { code: 'bimi-several', parameters: { count: 2 } },
    ]);
  });

  it.each<[why: string, texts: string[], state: string, codes: string[]]>([
    ['none', [], 'absent', []],
    ['something else', ['v=spf1 -all'], 'absent', []],
    ['one', [GOOD], 'found', []],
    ['one beside something else', ['x', GOOD], 'found', ['bimi-unrelated']],
    ['two', [GOOD, GOOD], 'invalid', ['bimi-several']],
    ['one that was meant to be', ['v=bimi1; l='], 'invalid', ['bimi-version']],
    ['a line of a zone file', [`default._bimi IN TXT "${GOOD}"`], 'invalid', ['bimi-version']],
    ['in curly quotes', [`\u201c${GOOD}\u201d`], 'invalid', ['bimi-version']],
    ['a colon for "="', [GOOD.replace('v=', 'v:')], 'invalid', ['bimi-version']],
    ['a comma for the semicolon', [GOOD.replace(';', ',')], 'invalid', ['bimi-version']],
    ['without its version', [`${L}; a=`], 'invalid', ['bimi-version']],
    ['a text that has something like it in a word', ['rev=bimini'], 'absent', []],
    ['something of BIMI with a word between', ['v=x bimi'], 'absent', []],
    ['a version with spaces around its "="', ['v  =  bimi1'], 'invalid', ['bimi-version']],
    ['a version with a word before its "="', ['vx=bimi1'], 'absent', []],
    ['an address of a logo with spaces', ['l  =  https://example.com/'], 'invalid', ['bimi-version']],
    ['one behind a quote', ['"l=https://example.com/"'], 'invalid', ['bimi-version']],
    ['an address of another tag that ends so', ['url=https://example.com/'], 'absent', []],
    ['of another tag that begins so', ['lx=https://example.com/'], 'absent', []],
    ['words before it', ['see l=https://example.com/'], 'absent', []],
    ['another address with this one in it', ['l=xhttps://example.com/'], 'absent', []],
    ['a broken one', ['v=BIMI1'], 'invalid', ['bimi-l-missing']],
  ])('%s', (_, texts, state, codes) => {
    const selected = selectBimiRecord(texts);
    expect([selected.state, selected.problems.map(({ code }) => code)]).toEqual([state, codes]);
  });
});
