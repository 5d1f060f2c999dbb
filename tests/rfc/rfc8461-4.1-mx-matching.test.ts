import { describe, expect, it } from 'vitest';
import { matchesMx, mxMatcher } from '../../lib/mechanisms/mta-sts/mx-pattern.ts';

describe('RFC 8461 §4.1', () => {
  it('"*.example.com" matches "mail.example.com" but not "example.com" or "foo.bar.example.com"', () => {
    expect(matchesMx('*.example.com', 'mail.example.com')).toBe(true);
    expect(matchesMx('*.example.com', 'example.com')).toBe(false);
    expect(matchesMx('*.example.com', 'foo.bar.example.com')).toBe(false);
  });

  it('an MX host is valid if its name matches one or more of the "mx" fields', () => {
    const covering = mxMatcher(['a.example', '*.b.example', 'x.b.example']);
    expect(covering('a.example')).toBe('a.example');
    expect(covering('x.b.example')).toBe('x.b.example');
    expect(covering('y.b.example')).toBe('*.b.example');
    expect(covering('c.example')).toBeNull();
  });

  it('"*" may only match the entire left-most label', () => {
    for (const pattern of [
      'm*.example.com',
      '*l.example.com',
      'm*l.example.com',
      'mail.*.com',
      '*.*.com',
      '*',
    ])
      expect(matchesMx(pattern, 'mail.example.com')).toBe(false);
  });

  it('matching is that of RFC 6125 §6.4.1: without regard to the case of ASCII', () => {
    expect(matchesMx('MAIL.example.com', 'mail.EXAMPLE.com')).toBe(true);
    expect(matchesMx('*.EXAMPLE.com', 'MAIL.example.COM')).toBe(true);
  });

  it('matching is that of RFC 6125 §6.4.1: all labels, from end to end', () => {
    expect(matchesMx('example.com', 'mail.example.com')).toBe(false);
    expect(matchesMx('mail.example.com', 'mail.example.com.evil.test')).toBe(false);
    expect(matchesMx('mail.example.com', 'notmail.example.com')).toBe(false);
  });

  it('matching is that of RFC 6125 §6.4.2: A-labels', () => {
    expect(matchesMx('*.xn--mnchen-3ya.example', 'mail.xn--mnchen-3ya.example')).toBe(true);
    expect(matchesMx('*.münchen.example', 'mail.münchen.example')).toBe(false);
  });
});
