import { describe, expect, it } from 'vitest';
import { keepsServers, serverNamesIn } from '../../../lib/workshop/server-names.ts';

describe('the names of servers in the text of a policy', () => {
  it.each<[why: string, text: string, names: readonly string[]]>([
    ['nothing', '', []],
    ['of a line of its own', 'mx: a.example', ['a.example']],
    ['in lower case, each once', 'mx: A.Example\nmx: a.EXAMPLE', ['a.example']],
    ['a pattern', 'mx: *.a.example', ['*.a.example']],
    ['lines by CR alone', 'mx: a.example\rmx: b.example', ['a.example', 'b.example']],
    ['several on a line', 'mx: a.example, b.example', ['a.example', 'b.example']],
    ['with another sign behind the key', 'mx = a.example\nMX b.example', ['a.example', 'b.example']],
    ['behind a bullet', '- mx: a.example', ['a.example']],
    ['without a key', 'a.example', ['a.example']],
    ['under a key that is misspelt', 'mmx: a.example', ['a.example']],
    ['with a port, which looks like a key', 'a.example:25', ['a.example']],
    ['of a copied record, without its owner', 'example.com. IN MX 10 a.example.', ['a.example']],
    ['with a TTL', 'x.example. 60 IN MX 1 a.example', ['a.example']],
    ['without a class something else may be meant', 'x.example MX 1 b.example', ['x.example', 'b.example']],
    [
      'where a record has more in front, all of it',
      'see x.example IN MX 1 a.example',
      ['x.example', 'a.example'],
    ],
    ['where MX is part of a name', 'a.example MX.example', ['a.example', 'mx.example']],
    [
      'where it is open what is meant, all that may be one',
      'mx: a.example or b.example',
      ['a.example', 'b.example'],
    ],
    ['one label is none', 'mx: localhost', []],
    ['nor is nothing', 'mx:\nmx: ', []],
    ['not in comments', '# mx: a.example', []],
    ['not in the other lines of a policy', 'version: a.example\nmode: b.example\nmax_age: c.example', []],
    [
      'nor in those however they are written',
      'Version=a.example\nMODE : b.example\nmax-age = c.example\nmax.age: d.example\nmaxage: e.example',
      [],
    ],
    [
      'but in one that only begins like those',
      'models.example\nversion.example',
      ['models.example', 'version.example'],
    ],
  ])('%s', (_, text, names) => {
    expect([...serverNamesIn(text)]).toEqual(names);
  });
});

describe('a fix loses no server', () => {
  const policy = (mode: string, ...lines: readonly string[]) =>
    ['version: STSv1', `mode: ${mode}`, ...lines, 'max_age: 604800', ''].join('\n');

  it.each<[why: string, before: string, after: string, keeps: boolean]>([
    ['nothing changed', policy('enforce', 'mx: a.example'), policy('enforce', 'mx: a.example'), true],
    [
      'a name that is gone',
      policy('enforce', 'mx: a.example', 'mx: b.example'),
      policy('enforce', 'mx: a.example'),
      false,
    ],
    [
      'a name that has become another',
      policy('testing', 'mx: a.example'),
      policy('testing', 'mx: b.example'),
      false,
    ],
    ['a name in another case', policy('enforce', 'mx: A.example'), policy('enforce', 'mx: a.example'), true],
    [
      'one line of two',
      policy('enforce', 'mx: a.example b.example'),
      policy('enforce', 'mx: a.example', 'mx: b.example'),
      true,
    ],
    [
      'an enforced policy that nobody could read before must cover every name',
      policy('enforced', 'mx: a.example', 'host: b.example'),
      policy('enforce', 'mx: a.example', 'host: b.example'),
      false,
    ],
    [
      'by a pattern is covered as well',
      policy('enforced', 'mx: *.example.com', 'host: b.example.com'),
      policy('enforce', 'mx: *.example.com', 'host: b.example.com'),
      true,
    ],
    [
      'a pattern is covered by itself alone',
      policy('enforced', 'mx: *.example.com', 'host: *.example.org'),
      policy('enforce', 'mx: *.example.com', 'host: *.example.org'),
      false,
    ],
    [
      'one that was read before holds back no more than it did',
      policy('enforce', 'mx: a.example', 'host: b.example'),
      policy('enforce', 'mx: a.example', 'host: b.example', ''),
      true,
    ],
    [
      'one in testing holds nothing back',
      policy('test', 'mx: a.example', 'host: b.example'),
      policy('testing', 'mx: a.example', 'host: b.example'),
      true,
    ],
    [
      'what nobody reads afterwards holds nothing back either',
      'mx: a.example\nhost: b.example',
      'mode: enforce\nmx: a.example\nhost: b.example',
      true,
    ],
  ])('%s', (_, before, after, keeps) => {
    expect(keepsServers(before, after)).toBe(keeps);
  });
});
