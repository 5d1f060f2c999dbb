import { describe, expect, it } from 'vitest';
import {
  isMailbox,
  isUriByGrammar,
  splitUris,
  type ListedUri,
} from '../../../../lib/mechanisms/dmarc/uris.ts';

describe('one target of reports (RFC 9989 §4.8)', () => {
  it.each<[written: string, fault: ListedUri['fault'], why: string]>([
    ['mailto:a@b.example', null, 'a mailbox'],
    ['MAILTO:a@b.example', null, 'its scheme in any case'],
    ['mailto:a%2Cb@b.example', null, 'what separates is escaped'],
    ['a@b.example', 'scheme-missing', 'an address alone'],
    ['ab.cd@sub.bc.example', 'scheme-missing', 'a longer one'],
    ['mailtoa@b.example', 'syntax', 'the scheme without its colon, and who knows where the address begins'],
    ['Mailto.a@b.example', 'syntax', 'the same with another sign'],
    ['a.mailto@b.example', 'scheme-missing', 'the word within'],
    ['a@b', 'syntax', 'a host of one label is no sure sign of an address'],
    ['a b@c.example', 'syntax', 'a blank within'],
    ['a@b@c.example', 'syntax', 'two signs'],
    ['a@b.example/x', 'syntax', 'a path behind it'],
    ['@b.example', 'syntax', 'no mailbox'],
    ['a@.example', 'syntax', 'no name of a host'],
    ['x:a@b.example', 'scheme', 'a scheme that nobody knows'],
    ['https://b.example/r', 'scheme', 'one that no receiver has to know'],
    ['https://b.example/mailto:x', 'scheme', 'also with the name of the other within'],
    ['http://b.example/r', 'scheme', 'nor one without encryption'],
    ['mailto:a', 'no-target', 'no host'],
    ['mailto:', 'no-target', 'nothing'],
    ['https:///x', 'no-target', 'no host on the web'],
    ['mailto:a!b@c.example', 'syntax', 'a sign that separates'],
    ['', 'syntax', 'no URI'],
  ])('%j: %s (%s)', (written, fault) => {
    const [read] = splitUris(written);
    expect([read?.uri, read?.fault]).toEqual([written, fault]);
    expect(isUriByGrammar(read!)).toBe(fault !== 'syntax' && fault !== 'scheme-missing');
  });

  it.each<[written: string, uri: string, limit: string | null, why: string]>([
    ['mailto:a@b.example!10m', 'mailto:a@b.example', '!10m', 'as RFC 7489 had it'],
    ['mailto:a@b.example!5', 'mailto:a@b.example', '!5', 'without a unit'],
    ['mailto:a@b.example!10G', 'mailto:a@b.example', '!10G', 'its unit in any case'],
    ['mailto:a@b.example!10x', 'mailto:a@b.example!10x', null, 'a unit that there is not'],
    ['mailto:a@b.example!m', 'mailto:a@b.example!m', null, 'no number'],
    ['mailto:a!10m@b.example', 'mailto:a!10m@b.example', null, 'not at the end'],
  ])('the size limit of %j: %j, %j (%s)', (written, uri, limit) => {
    const [read] = splitUris(written);
    expect([read?.uri, read?.sizeLimit]).toEqual([uri, limit]);
  });
});

it('a list is parted at its commas, each target at its place, with the blanks that it may have', () => {
  const value = 'mailto:a@b.example , mailto:c@d.example!1k,,e';
  expect(
    splitUris(value).map(({ uri, offset }) => [uri, value.slice(offset, offset + uri.length), offset]),
  ).toEqual([
    ['mailto:a@b.example', 'mailto:a@b.example', 0],
    ['mailto:c@d.example', 'mailto:c@d.example', 21],
    ['', '', 43],
    ['e', 'e', 44],
  ]);
});

it('of a hundred and one targets a hundred are read', () => {
  expect(splitUris('x,'.repeat(101))).toHaveLength(100);
});

it.each<[uri: string, is: boolean]>([
  ['mailto:a@b.example', true],
  ['MAILTO:a@b.example', true],
  ['mailto:a', false],
  ['https://b.example/r', false],
  ['maito:a@b.example', false],
  ['xmailto:a@b.example', false],
])('%s is a mailbox: %s', (uri, is) => {
  expect(isMailbox(uri)).toBe(is);
});
