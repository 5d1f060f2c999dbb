import { expect, it } from 'vitest';
import { withListedServers } from '../../../lib/workshop/listed-servers.ts';

it.each<[why: string, before: string, after: string]>([
  ['nothing', '', ''],
  ['keys that are there', 'mx: a.example\nmx: b.example\n', 'mx: a.example\nmx: b.example\n'],
  ['names below an empty key, which goes', 'mx:\na.example\nb.example\n', 'mx: a.example\nmx: b.example\n'],
  ['with the ends of its lines', 'mx:\r\na.example\r\n', 'mx: a.example\r\n'],
  [
    'as in a list of YAML',
    'mx:\n  - a.example\n  * b.example\n  \u2022 c.example\n',
    'mx: a.example\nmx: b.example\nmx: c.example\n',
  ],
  ['below a key with a name', 'mx: a.example\n b.example\n', 'mx: a.example\nmx: b.example\n'],
  ['patterns', 'mx:\n*.a.example\n', 'mx: *.a.example\n'],
  ['several names in a line', 'mx:\na.example, b.example\n', 'mx: a.example, b.example\n'],
  [
    'copied records, wherever they stand',
    'mode: testing\n10 a.example\nexample.com. IN MX 20 b.example.\n',
    'mode: testing\nmx: 10 a.example\nmx: example.com. IN MX 20 b.example.\n',
  ],
  ['an empty key stays where no name is below it', 'mx:\nmode: testing\n', 'mx:\nmode: testing\n'],
  ['and at the end', 'mx:\n', 'mx:\n'],
  ['a key with a name stays above one', ' MX : a.example\nb.example\n', ' MX : a.example\nmx: b.example\n'],
  ['elsewhere a name may be a heading', 'a.example\nmode: testing\n', 'a.example\nmode: testing\n'],
  ['a line between ends the list', 'mx: a.example\n\nb.example\n', 'mx: a.example\n\nb.example\n'],
  ['one label is no name of a server', 'mx:\nlocalhost\n', 'mx:\nlocalhost\n'],
  ['nor is another field', 'mx:\nhost: a.example\n', 'mx:\nhost: a.example\n'],
  ['nor a word with a name', 'mx:\nsee a.example\n', 'mx:\nsee a.example\n'],
  ['a key without a colon is another fault', 'mx:\nmx a.example\n', 'mx:\nmx a.example\n'],
  [
    'but a name may begin like it',
    'mx:\nmx.a.example\nmx1.a.example\n',
    'mx: mx.a.example\nmx: mx1.a.example\n',
  ],
  ['a number that is too long is no preference', '123456 a.example\n', '123456 a.example\n'],
])('%s', (_, before, after) => {
  expect(withListedServers(before)).toBe(after);
});
