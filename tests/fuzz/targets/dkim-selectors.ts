import assert from 'node:assert/strict';
import { readSelectors } from '../../../lib/mechanisms/dkim/read-selectors.ts';
import { isSelector } from '../../../lib/mechanisms/dkim/selector.ts';
import { parseDomainName } from '../../../lib/names/domain-name.ts';

/** What the search puts in. */
export const words = [
  'DKIM-Signature: ',
  'ARC-Seal: ',
  'Authentication-Results: mx; dkim=pass ',
  'header.s=',
  'header.d=',
  'header.i=@',
  'example.com',
  'example.org',
  's=s1;',
  'd=example.com;',
  '._domainkey',
  ' IN TXT ',
  'From ',
  '\r\n ',
  '\n',
  '\n\n',
  '"',
  '(',
  ')',
  '\\',
  ';',
  ':',
];

const DOMAIN = 'example.com';
const MOST = 10;

/** The input is what a person gave: a selector, a header, or a message. */
export function check(input: Uint8Array): void {
  const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(input);
  const given = readSelectors(text, DOMAIN);
  const { here, elsewhere, more, fault } = given;
  assert.equal(fault === null, here.length + elsewhere.length > 0);
  assert.ok(here.length <= MOST && elsewhere.length <= MOST);
  assert.ok(more === 0 || here.length === MOST || elsewhere.length === MOST);
  const names = [
    ...here.map((selector) => `${selector}._domainkey.${DOMAIN}`),
    ...elsewhere.map(({ selector, domain }) => `${selector}._domainkey.${domain}`),
  ].map((name) => name.toLowerCase());
  assert.equal(new Set(names).size, names.length);
  for (const selector of [...here, ...elsewhere.map((each) => each.selector)]) {
    assert.ok(isSelector(selector));
    // Nothing is invented: it stands there, but for white space and signs that quote.
    assert.ok(text.replaceAll(/[\s"\\]+/g, '').includes(selector));
  }
  for (const { domain } of elsewhere) assert.ok(domain !== DOMAIN && parseDomainName(domain) === domain);
  // Alone it is read as the same, but for what would mean the domain or a name of a key.
  for (const selector of here.filter((each) => each.toLowerCase() !== DOMAIN && !/_domainkey/i.test(each)))
    assert.deepEqual(readSelectors(selector, DOMAIN).here, [selector]);
  // A body says nothing of the header in front of it.
  if (fault !== 'empty' && /^[A-Za-z][A-Za-z-]{0,70}:/.test(text) && /^[\x20-\x7e]+$/.test(text))
    assert.deepEqual(readSelectors(`${text}\r\n\r\nDKIM-Signature: d=example.com; s=body`, DOMAIN), given);
}
