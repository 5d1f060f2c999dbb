import { expect, it } from 'vitest';
import { printPolicy } from '../../../lib/guide/policy-file.ts';

it('prints version first, each key once, mx in order, every line ended by CRLF, and nothing else', () => {
  const mx = ['mx1.example.com', '*.mail.example.com'];
  expect(printPolicy({ mode: 'testing', maxAgeSeconds: 604800, mx })).toBe(
    'version: STSv1\r\nmode: testing\r\nmx: mx1.example.com\r\nmx: *.mail.example.com\r\nmax_age: 604800\r\n',
  );
});
