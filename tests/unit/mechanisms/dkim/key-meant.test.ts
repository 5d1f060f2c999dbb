import { describe, expect, it } from 'vitest';
import { parseDkimKey } from '../../../../lib/mechanisms/dkim/key.ts';
import { recordOfKey, RSA } from '../../../support/dkim.ts';

const KEY = recordOfKey(RSA.publicKey);
const DATA = KEY.slice(KEY.indexOf('p=') + 2);
const HEAD = '-----BEGIN PUBLIC KEY-----';

/** State, and each problem that says what the text was meant to be, with the words that it stands at. */
function read(text: string): readonly string[] {
  const { state, problems } = parseDkimKey(text);
  const told = problems.map(({ code, position }) => {
    const spot = position ? text.slice(position.offset, position.offset + position.length) : '';
    return `${code.replace(/^dkim-(?:key-)?/, '')} ${spot === text ? '(all)' : spot.slice(0, 16)}`.trim();
  });
  return [state, ...told];
}

describe('quotes and backslashes of a zone file', () => {
  it.each<[why: string, text: string, ...wanted: string[]]>([
    ['around the record', `"${KEY}"`, 'invalid', 'quotes "'],
    ['around the key', `v=DKIM1; k=rsa; p="${DATA}"`, 'invalid', 'quotes "'],
    ['around a value, of each known tag', `v=DKIM1; h="sha256"; p=${DATA}`, 'invalid', 'quotes "'],
    ['in g', `v=DKIM1; g="*"; p=${DATA}`, 'invalid', 'quotes "'],
    ['in s', `v=DKIM1; s="email"; p=${DATA}`, 'invalid', 'quotes "'],
    ['in t', `v=DKIM1; t="s"; p=${DATA}`, 'invalid', 'quotes "', 'subdomain-strict t="s'],
    [
      'before the semicolons, which makes another version of it',
      KEY.replaceAll(';', '\\;'),
      'not-dkim',
      'backslash \\',
    ],
    ['both', `"${KEY.replaceAll(';', '\\;')}"`, 'invalid', 'quotes "', 'backslash \\'],
    ['of a note, where they are words', `v=DKIM1; n="mine"; p=${DATA}`, 'usable'],
    ['of a tag that nobody knows', `v=DKIM1; x="mine"; p=${DATA}`, 'usable', 'unknown-tag x="mine"'],
    ['around the record of something else', '"v=DMARC1; p=none"', 'not-dkim', 'unrelated (all)'],
    ['around words', '"mail=here"', 'not-dkim', 'unrelated (all)'],
  ])('%s', (_, text, ...wanted) => {
    expect(read(text).filter((each) => !/^(?:short|tag-syntax)/.test(each))).toEqual(wanted);
  });
});

describe('whether a text was meant as a key', () => {
  it.each<[why: string, text: string, ...wanted: string[]]>([
    ['a type alone', 'k=rsa', 'invalid', 'missing'],
    ['the newer one', 'k=ed25519', 'invalid', 'missing'],
    ['in capitals', 'k=RSA', 'invalid', 'type-case (all)', 'missing'],
    ['a type that is none', 'k=rsax', 'not-dkim', 'unrelated (all)'],
    ['and one that ends in it', 'k=xrsa', 'not-dkim', 'unrelated (all)'],
    ['another tag with that word', 't=rsa', 'not-dkim', 'unrelated (all)'],
    ['the version in capitals', 'V=dkim1', 'invalid', 'unknown-tag (all)', 'missing'],
    ['more than a version', 'V=dkim12', 'not-dkim', 'unrelated (all)'],
    ['less than one', 'V=xdkim1', 'not-dkim', 'unrelated (all)'],
    ['another tag with the version', 'X=dkim1', 'not-dkim', 'unrelated (all)'],
    ['the key in capitals', `P=${DATA}`, 'invalid', 'unknown-tag (all)', 'missing'],
    ['a P with words', 'P=none', 'not-dkim', 'unrelated (all)'],
    ['another tag with a key', `X=${DATA}`, 'not-dkim', 'unrelated (all)'],
    ['a key alone', DATA, 'invalid', 'missing'],
    ['with white space before and within', ` ${DATA.slice(0, 80)} ${DATA.slice(80)}`, 'invalid', 'missing'],
    ['words before it', `mine ${DATA}`, 'not-dkim', 'unrelated (all)'],
    ['words behind it', `${DATA} (mine)`, 'not-dkim', 'unrelated (all)'],
    ['as few letters as words have', 'MIDDLEWARE', 'not-dkim', 'unrelated (all)'],
    ['a key file', `${HEAD} ${DATA} -----END PUBLIC KEY-----`, 'invalid', `pem ${HEAD.slice(0, 16)}`],
    ['with a blank in its head', `----- BEGIN PUBLIC KEY----- ${DATA}`, 'invalid', 'pem ----- BEGIN PUBL'],
    ['its end alone', `${DATA}-----END PUBLIC KEY-----`, 'invalid', 'pem -----END PUBLIC'],
    ['dashes and other words', '-----HELLO WORLD-----', 'not-dkim', 'unrelated (all)'],
  ])('%s', (_, text, ...wanted) => {
    expect(read(text)).toEqual(wanted);
  });
});

describe('a version that is another one', () => {
  it.each<[why: string, text: string, ...wanted: string[]]>([
    ['of DKIM', 'v=DKIM2; p=AAAA', 'not-dkim', 'version v=DKIM2'],
    ['of a word that holds it', 'v=xdkim; p=AAAA', 'not-dkim', 'unrelated (all)'],
    ['with the type and something as the key', 'v=1; k=rsa; p=AAAA', 'not-dkim', 'version v=1'],
    ['with a colon for the sign of both', 'v=1; k:rsa; p:AAAA', 'not-dkim', 'version v=1'],
    ['with blanks around the colon', 'v=1; k : rsa; p : AAAA', 'not-dkim', 'version v=1'],
    ['without a type', 'v=1; p=AAAA', 'not-dkim', 'unrelated (all)'],
    ['with a type and no key', 'v=1; k=rsa', 'not-dkim', 'unrelated (all)'],
    ['with a type and an empty key', 'v=1; k=rsa; p=', 'not-dkim', 'unrelated (all)'],
    ['with words before the colon', 'v=1; mark:rsa; map:AAAA', 'not-dkim', 'unrelated (all)'],
    ['with a name and no value behind the colon', 'v=1; k:rsa; p:', 'not-dkim', 'unrelated (all)'],
    [
      'behind another tag, where it discards nothing',
      `k=rsa; v=DKIM2; p=${DATA}`,
      'invalid',
      'version v=DKIM2',
    ],
  ])('%s', (_, text, ...wanted) => {
    expect(read(text).filter((each) => !/^(?:short|tag-syntax|version-not-first)/.test(each))).toEqual(
      wanted,
    );
  });
});

describe('a semicolon that was left out', () => {
  it.each<[why: string, text: string, ...wanted: string[]]>([
    ['before the key', `v=DKIM1; k=rsa p=${DATA}`, 'semicolon'],
    ['at a line that was broken', `v=DKIM1; k=rsa\r\np=${DATA}`, 'semicolon'],
    ['at a comma', `v=DKIM1; k=rsa,p=${DATA}`, 'semicolon'],
    ['with blanks before the sign', `v=DKIM1; k=rsa p =${DATA}`, 'semicolon'],
    ['behind the version', `v=DKIM1 k=rsa; p=${DATA}`, 'version', 'semicolon'],
    ['behind flags, which verifiers make nothing of', `v=DKIM1; t=y k=rsa; p=${DATA}`],
    ['behind g, which they make nothing of either', `v=DKIM1; g=* k=rsa; p=${DATA}`],
    ['behind flags, with the key in them', `v=DKIM1; t=y p=${DATA}`, 'semicolon'],
    ['behind g, with the key in it', `v=DKIM1; g=* p=${DATA}`, 'semicolon'],
    ['in a note, where it is words', `v=DKIM1; n=where p=key; p=${DATA}`],
    ['in a tag that nobody knows', `v=DKIM1; x=a p=b; p=${DATA}`, 'unknown-tag'],
    ['at the end, as base64 has signs there', 'v=DKIM1; p=AAAA k==', 'base64-length'],
  ])('%s', (_, text, ...wanted) => {
    const codes = parseDkimKey(text).problems.map(({ code }) => code.replace(/^dkim-(?:key-)?/, ''));
    expect(codes.filter((code) => code !== 'short')).toEqual(wanted);
  });

  it('is told where it belongs', () => {
    const text = `v=DKIM1; k=rsa p=${DATA}`;
    const told = parseDkimKey(text).problems.find(({ code }) => code === 'dkim-key-semicolon');
    expect(told).toMatchObject({
      parameters: { tag: 'p' },
      position: { offset: text.indexOf(' p='), length: 1, line: 1 },
    });
  });
});
