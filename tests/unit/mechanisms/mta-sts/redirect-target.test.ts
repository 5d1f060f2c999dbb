import { describe, expect, it } from 'vitest';
import { redirectTarget } from '../../../../lib/mechanisms/mta-sts/redirect-target.ts';

const ASKED = 'https://mta-sts.example.com/.well-known/mta-sts.txt';

const rows: readonly (readonly [why: string, location: string, target: string])[] = [
  ['absolute', 'https://www.example.com/a.txt', 'https://www.example.com/a.txt'],
  ['a path', '/a.txt', 'https://mta-sts.example.com/a.txt'],
  ['a file beside it', 'a.txt', 'https://mta-sts.example.com/.well-known/a.txt'],
  ['another host, the same scheme', '//www.example.com/', 'https://www.example.com/'],
  ['a query alone', '?a', `${ASKED}?a`],
  ['a fragment alone', '#a', `${ASKED}#a`],
  ['spaces around it', ' /a ', 'https://mta-sts.example.com/a'],
  ['nothing', '', ''],
  ['nothing but spaces', '  ', ''],
  ['no URL', 'https://[', 'https://['],
  ['a port that cannot be', 'https://www.example.com:99999/', 'https://www.example.com:99999/'],
  ['another scheme stays what it is', 'javascript:alert(1)', 'javascript:alert(1)'],
  ['and so does a file', 'file:///etc/passwd', 'file:///etc/passwd'],
  ['a name and a password are part of it', 'https://a:b@www.example.com/', 'https://a:b@www.example.com/'],
  ['UTF-8 as Chromium reads it', 'https://exämple.com/ü', 'https://xn--exmple-cua.com/%C3%BC'],
  ['UTF-8 as Firefox shows it', 'https://exÃ¤mple.com/Ã¼', 'https://xn--exmple-cua.com/%C3%BC'],
  ['Latin-1, which is no UTF-8', 'https://example.com/\xe4', 'https://example.com/%C3%A4'],
  ['characters that no byte is', 'https://example.com/…', 'https://example.com/%E2%80%A6'],
];

describe('redirectTarget', () => {
  it.each(rows)('%s: %j', (_, location, target) => {
    expect(redirectTarget(location, ASKED)).toBe(target);
  });

  it.each([
    ['a path', '/'],
    ['no URL', 'https://['],
    ['bytes that grow in a URL', 'https://example.com/\xe4'],
  ])('keeps 1000 characters of 64 KiB: %s', (_, start) => {
    const target = redirectTarget(start + '\xe4'.repeat(65_536), ASKED);
    expect(target).toHaveLength(1001);
    expect(target.endsWith('…')).toBe(true);
  });
});
