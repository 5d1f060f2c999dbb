import { describe, expect, it } from 'vitest';
import { parseTlsrptRecord } from '../../../../lib/mechanisms/tlsrpt/record.ts';
import { told, type Told } from '../../../support/reading.ts';

const A = 'mailto:a@example.com';
const B = 'https://example.net/tls';

interface Row {
  readonly reason: string;
  readonly text: string;
  readonly problems?: readonly Told[];
}

const unknown = (name: string, at: string): Told => ({ code: 'tlsrpt-unknown-field', name, at });

const valid: readonly (Row & { readonly rua: readonly string[] })[] = [
  {
    reason: 'the example of RFC 8460 §3.1.1',
    text: 'v=TLSRPTv1;rua=mailto:reports@example.com',
    rua: ['mailto:reports@example.com'],
  },
  {
    reason: 'the example of RFC 8460 §3.1.2',
    text: 'v=TLSRPTv1; rua=https://reporting.example.com/v1/tlsrpt',
    rua: ['https://reporting.example.com/v1/tlsrpt'],
  },
  { reason: 'a last delimiter, space around it', text: `v=TLSRPTv1;\trua=${A} ; `, rua: [A] },
  { reason: 'several URIs in one field', text: `v=TLSRPTv1; rua=${A},${B}`, rua: [A, B] },
  { reason: 'the same URI twice', text: `v=TLSRPTv1; rua=${A},${A}`, rua: [A, A] },
  {
    reason: 'space around a comma',
    text: `v=TLSRPTv1; rua=${A} , ${B}`,
    rua: [A, B],
    problems: [{ code: 'tlsrpt-rua-space', at: `rua=${A} , ${B}` }],
  },
  {
    reason: 'several rua fields add up; the second is pointed at',
    text: `v=TLSRPTv1; rua=${A}; rua=${B}`,
    rua: [A, B],
    problems: [{ code: 'tlsrpt-rua-several-fields', at: `rua=${B}` }],
  },
  {
    reason: 'a rua behind another field, which some readers do not find',
    text: `v=TLSRPTv1; x=y; rua=${A}`,
    rua: [A],
    problems: [unknown('x', 'x=y'), { code: 'tlsrpt-rua-not-first', at: `rua=${A}` }],
  },
  {
    reason: 'unknown fields behind the rua',
    text: `v=TLSRPTv1; rua=${A}; x-9_.z=!:/; RUA=1`,
    rua: [A],
    problems: [unknown('x-9_.z', 'x-9_.z=!:/'), unknown('RUA', 'RUA=1')],
  },
  {
    reason: 'space before the first ";" is grammar, but not the prefix "v=TLSRPTv1;"',
    text: `v=TLSRPTv1 ; rua=${A}`,
    rua: [A],
    problems: [{ code: 'tlsrpt-space-after-version', at: ' ' }],
  },
  {
    reason: 'a "=" in a query is part of the URI',
    text: 'v=TLSRPTv1; rua=https://example.net/?a=b',
    rua: ['https://example.net/?a=b'],
  },
];

describe('parseTlsrptRecord: valid', () => {
  for (const { reason, text, rua, problems = [] } of valid)
    it(reason, () => {
      const parsed = parseTlsrptRecord(text);
      expect(parsed).toMatchObject({ state: 'valid', value: { rua } });
      expect(told(parsed.problems, text)).toEqual(problems);
    });
});

const unusable: readonly (Row & { readonly rua: readonly string[] })[] = [
  {
    reason: 'a scheme that is not defined, beside one that is',
    text: `v=TLSRPTv1; rua=http://example.com/,${A}`,
    rua: ['http://example.com/', A],
    problems: [{ code: 'tlsrpt-rua-scheme', uri: 'http://example.com/', at: 'http://example.com/' }],
  },
  {
    reason: 'slashes of a web address before a mailbox (RFC 6068 §2)',
    text: 'v=TLSRPTv1; rua=mailto://a@b.example',
    rua: ['mailto://a@b.example'],
    problems: [
      { code: 'tlsrpt-rua-slashes', uri: 'mailto://a@b.example', at: 'mailto://a@b.example' },
      { code: 'tlsrpt-rua-unusable' },
    ],
  },
  {
    reason: 'no URI that can be reported to',
    text: 'v=TLSRPTv1; rua=http://example.com/,mailto:nobody',
    rua: ['http://example.com/', 'mailto:nobody'],
    problems: [
      { code: 'tlsrpt-rua-scheme', uri: 'http://example.com/', at: 'http://example.com/' },
      { code: 'tlsrpt-rua-no-target', uri: 'mailto:nobody', at: 'mailto:nobody' },
      { code: 'tlsrpt-rua-unusable' },
    ],
  },
];

describe('parseTlsrptRecord: well formed and of no use', () => {
  for (const { reason, text, rua, problems } of unusable)
    it(reason, () => {
      const parsed = parseTlsrptRecord(text);
      expect(parsed).toMatchObject({ state: 'valid', value: { rua } });
      expect(told(parsed.problems, text)).toEqual(problems);
    });
});

const noRua: Told = { code: 'tlsrpt-no-rua' };
const emptyField: Told = { code: 'tlsrpt-empty-field', at: '' };
const syntax = (field: string): Told => ({ code: 'tlsrpt-field-syntax', field, at: field });
const uriSyntax = (uri: string): Told => ({ code: 'tlsrpt-rua-syntax', uri, at: uri });
const space: Told = { code: 'tlsrpt-invisible', character: 'U+0020 (space)', at: ' ' };
const delimiter = (field: string): Told => ({ code: 'tlsrpt-delimiter', field, at: field });
const several: Told = { code: 'tlsrpt-rua-several-fields', at: 'rua=b:c' };
const exclamation = (uri: string): Told => ({
  code: 'tlsrpt-rua-reserved-character',
  uri,
  character: '!',
  at: uri,
});

/** A field that no reader reads, with a target in it. */
const MALFORMED: readonly (readonly [reason: string, field: string])[] = [
  ['a sign before the name', `"rua ${A}`],
  ['a colon for "="', `rua:${A}`],
  ['with space around it', `rua : ${A}`],
  ['with space behind it', `rua: ${A}`],
  ['with quotes behind it', `rua:"${A}"`],
];

const malformed: readonly Row[] = [
  ...MALFORMED.map(([reason, field]) => ({
    reason: `${reason}: there is a target`,
    text: `v=TLSRPTv1; ${field}`,
    problems: [syntax(field)],
  })),
  ...['x', 'xrua', 'xrua y', 'rua ?'].map((field) => ({
    reason: `${field}: neither a field nor a target`,
    text: `v=TLSRPTv1; ${field}`,
    problems: [syntax(field), noRua],
  })),
  ...['rua', 'rua ='].map((field) => ({
    reason: `${field}: the name alone`,
    text: `v=TLSRPTv1; ${field}`,
    problems: [{ ...noRua, at: field }],
  })),
  {
    reason: 'quotes around the target, each of which everybody sees',
    text: `v=TLSRPTv1; rua="${A}"`,
    problems: [uriSyntax(`"${A}"`)],
  },
  {
    reason: 'a size limit in two copies without anything between them, at their seam as well',
    text: `v=TLSRPTv1; rua=${A}!10mv=TLSRPTv1; rua=${A}!10m`,
    problems: [exclamation(`${A}!10mv=TLSRPTv1`), exclamation(`${A}!10m`)],
  },
  {
    reason: 'what is no target in quotes, beside a typographic hyphen',
    text: 'v=TLSRPTv1; rua="x",mailto:tls–r@b.example',
    problems: [uriSyntax('"x"'), { code: 'tlsrpt-not-ascii', character: '–', at: '–' }],
  },
  {
    reason: 'a typographic hyphen in one target, and another one without its scheme',
    text: 'v=TLSRPTv1; rua=mailto:tls–r@b.example,b@example.com',
    problems: [{ code: 'tlsrpt-not-ascii', character: '–', at: '–' }, uriSyntax('b@example.com')],
  },
  {
    reason: 'a character that nobody sees behind one target, which lacks its scheme as well',
    text: 'v=TLSRPTv1; rua=b@c.example\u200b',
    problems: [
      uriSyntax('b@c.example'),
      { code: 'tlsrpt-invisible', character: 'U+200B (zero width space)', at: '\u200b' },
    ],
  },
  {
    reason: 'a character that is not ASCII beside a size limit: both are faults',
    text: 'v=TLSRPTv1; rua=mailto:é!x@example.com',
    problems: [exclamation('mailto:é!x@example.com'), { code: 'tlsrpt-not-ascii', character: 'é', at: 'é' }],
  },
  {
    reason: 'a comma between two copies breaks the first target, and with it the record',
    text: `v=TLSRPTv1; rua=${A},v=TLSRPTv1; rua=${A}`,
    problems: [{ code: 'tlsrpt-rua-syntax', uri: 'v=TLSRPTv1', at: 'v=TLSRPTv1' }],
  },
  {
    reason: 'so does a space, which is said once',
    text: `v=TLSRPTv1; rua=${A} v=TLSRPTv1; rua=${A}`,
    problems: [{ code: 'tlsrpt-delimiter', field: `rua=${A} v=TLSRPTv1`, at: `rua=${A} v=TLSRPTv1` }],
  },
  { reason: 'no rua', text: 'v=TLSRPTv1; x=y', problems: [unknown('x', 'x=y'), noRua] },
  { reason: 'the version alone', text: 'v=TLSRPTv1', problems: [noRua] },
  { reason: 'the version and its delimiter alone', text: 'v=TLSRPTv1;', problems: [noRua] },
  { reason: 'an empty rua', text: 'v=TLSRPTv1; rua=', problems: [{ ...noRua, at: 'rua=' }] },
  {
    reason: '"RUA" is an extension: the name is case-sensitive',
    text: 'v=TLSRPTv1; RUA=x',
    problems: [{ ...noRua, at: 'RUA=x' }],
  },
  {
    reason: 'of two such names the first is said',
    text: 'v=TLSRPTv1; RUA=x; Rua=y',
    problems: [{ ...noRua, at: 'RUA=x' }],
  },
  {
    reason: 'space instead of ";"',
    text: `v=TLSRPTv1 rua=${A}`,
    problems: [{ code: 'tlsrpt-delimiter', field: `rua=${A}`, at: ` rua=${A}` }],
  },
  { reason: 'nothing between two delimiters', text: `v=TLSRPTv1;;rua=${A}`, problems: [emptyField] },
  { reason: 'two delimiters at the end', text: `v=TLSRPTv1;rua=${A};;`, problems: [emptyField] },
  { reason: 'a word without "="', text: `v=TLSRPTv1; rua=${A}; x`, problems: [syntax('x')] },
  {
    reason: 'an address without "mailto:"',
    text: 'v=TLSRPTv1; rua=a@example.com',
    problems: [uriSyntax('a@example.com')],
  },
  {
    reason: 'of two URIs the second is malformed, and pointed at',
    text: `v=TLSRPTv1; rua=${A} , b@example.com`,
    problems: [{ code: 'tlsrpt-rua-space', at: `rua=${A} , b@example.com` }, uriSyntax('b@example.com')],
  },
  { reason: 'a comma at the end', text: `v=TLSRPTv1; rua=${A},`, problems: [uriSyntax('')] },
  { reason: 'space behind "rua="', text: `v=TLSRPTv1; rua= ${A}`, problems: [space] },
  {
    reason: 'space behind the last URI without a delimiter',
    text: `v=TLSRPTv1; rua=${A} `,
    problems: [space],
  },
  {
    reason: 'a size limit, as in DMARC',
    text: `v=TLSRPTv1; rua=${A}!10m`,
    problems: [exclamation(`${A}!10m`)],
  },
  {
    reason: 'a bare ";" within a URI ends the field',
    text: 'v=TLSRPTv1; rua=mailto:a;b@example.com',
    problems: [{ code: 'tlsrpt-rua-no-target', uri: 'mailto:a', at: 'mailto:a' }, syntax('b@example.com')],
  },
  {
    reason: 'a comma between fields',
    text: `v=TLSRPTv1; rua=${A}, x=1`,
    problems: [delimiter(`rua=${A}, x=1`), unknown('x', 'x=1')],
  },
  {
    reason: 'space between fields',
    text: `v=TLSRPTv1; rua=${A} x=1`,
    problems: [delimiter(`rua=${A} x=1`), unknown('x', 'x=1')],
  },
  {
    reason: 'the name of the field before each target',
    text: `v=TLSRPTv1; rua=${A},rua=b:c`,
    problems: [delimiter(`rua=${A},rua=b:c`), several, { code: 'tlsrpt-rua-scheme', uri: 'b:c', at: 'b:c' }],
  },
  {
    reason: 'a target without its "=": there is one',
    text: `v=TLSRPTv1; rua ${A}`,
    problems: [syntax(`rua ${A}`)],
  },
  {
    reason: 'a no-break space behind the target',
    text: `v=TLSRPTv1; rua=${A}\u00a0`,
    problems: [{ code: 'tlsrpt-invisible', character: 'U+00A0 (no-break space)', at: '\u00a0' }],
  },
  {
    reason: 'a zero-width space within it',
    text: 'v=TLSRPTv1; rua=mailto:a\u200b@b.example',
    problems: [{ code: 'tlsrpt-invisible', character: 'U+200B (zero width space)', at: '\u200b' }],
  },
  {
    reason: 'typographic quotes around it are one fault',
    text: `v=TLSRPTv1; rua=“${A}”`,
    problems: [{ code: 'tlsrpt-not-ascii', character: '“', at: '“' }],
  },
  {
    reason: 'a typographic hyphen in it',
    text: 'v=TLSRPTv1; rua=mailto:tls–reports@b.example',
    problems: [{ code: 'tlsrpt-not-ascii', character: '–', at: '–' }],
  },
  {
    reason: 'a second rua field is judged like the first',
    text: `v=TLSRPTv1; rua=${A}; rua=b`,
    problems: [{ code: 'tlsrpt-rua-several-fields', at: 'rua=b' }, uriSyntax('b')],
  },
  {
    reason: 'a character that is not ASCII',
    text: 'v=TLSRPTv1; rua=mailto:é@example.com',
    problems: [{ code: 'tlsrpt-not-ascii', character: 'é', at: 'é' }],
  },
];

describe('parseTlsrptRecord: malformed', () => {
  for (const { reason, text, problems } of malformed)
    it(reason, () => {
      const parsed = parseTlsrptRecord(text);
      expect(parsed.state).toBe('invalid');
      expect(told(parsed.problems, text)).toEqual(problems);
    });
});

describe('parseTlsrptRecord: not the version', () => {
  it.each<[reason: string, text: string, corrected?: string]>([
    ['nothing at all', '', 'v=TLSRPTv1; rua=mailto:…'],
    ['the version of something else', `v=TLSv1; rua=${A}`, 'v=TLSRPTv1; rua=mailto:…'],
    ['a version that only begins so', `v=TLSRPTv10; rua=${A}`],
    ['the next version', `v=TLSRPTv2; rua=${A}`],
    ['"V" for "v"', `V=TLSRPTv1; rua=${A}`],
    ['small letters', `v=tlsrptv1; rua=${A}`],
    ['the rua before the version', `rua=${A}; v=TLSRPTv1`],
    ['space before the version', ` v=TLSRPTv1; rua=${A}`],
  ])('%s', (_, text, corrected = `v=TLSRPTv1; rua=${A}`) => {
    const parsed = parseTlsrptRecord(text);
    expect(parsed.state).toBe('invalid');
    expect(told(parsed.problems, text)).toEqual([{ code: 'tlsrpt-version', text, corrected, at: text }]);
  });
});
