import assert from 'node:assert/strict';
import { faultOfRua, splitRua } from '../../../lib/mechanisms/tlsrpt/rua.ts';
import { domainOfReportUri, isReportUri } from '../../../lib/text/report-uri.ts';
import { isUri } from '../../property/grammar.ts';

/** What the search puts in. */
export const words = [
  'mailto:',
  'https://',
  'http:',
  '@',
  ':',
  '/',
  '?',
  '#',
  '[',
  ']',
  '%2F',
  '%',
  ',',
  ';',
  '!',
  ' ',
  '::1',
  ':25',
  'a',
];

/** The input is the value of a rua field. */
export function check(input: Uint8Array): void {
  const value = new TextDecoder('utf-8', { ignoreBOM: true }).decode(input);
  const { uris } = splitRua(value);
  assert.equal(uris.length, value.split(',').length);
  for (const { uri, offset } of uris) {
    assert.equal(value.slice(offset, offset + uri.length), uri);
    const code = faultOfRua(uri)?.code;
    const isMalformed = code === 'tlsrpt-rua-syntax' || code === 'tlsrpt-rua-reserved-character';
    // A ";" ends the field before a URI is looked for.
    if (!uri.includes(';')) assert.equal(isMalformed, !isUri(uri));
    if (isReportUri(uri)) assert.ok(domainOfReportUri(uri), 'a report goes somewhere');
  }
}
