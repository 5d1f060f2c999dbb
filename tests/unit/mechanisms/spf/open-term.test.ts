import { expect, it } from 'vitest';
import { hasEnormousRange, letsStrangersIn } from '../../../../lib/mechanisms/spf/open-term.ts';
import { readTerm } from '../../../../lib/mechanisms/spf/read-term.ts';

function termOf(text: string) {
  const read = readTerm(text, 0);
  if ('fault' in read) throw new Error(`${text} is no term`);
  return read.term;
}

it.each<[term: string, lets: boolean, why: string]>([
  ['all', true, 'everybody'],
  ['+ALL', true, 'with its sign, in any case'],
  ['~all', false, 'it lets nobody in'],
  ['ip4:0.0.0.0/0', true, 'all of IPv4'],
  ['ip4:16.0.0.0/7', true, 'more than anybody has'],
  ['ip4:17.0.0.0/8', false, 'as much as some have'],
  ['?ip4:0.0.0.0/0', false, 'it lets nobody in'],
  ['ip6:2000::/15', true, 'more than anybody has'],
  ['ip6:2a00::/16', false, 'as much as a registry hands out'],
  ['a', false, 'one host'],
  ['a/7', true, 'the network around it'],
  ['a:b.example/8', false, 'a smaller one'],
  ['mx//15', true, 'the same of IPv6'],
  ['mx//16', false, 'a smaller one'],
  ['exists:a.example', true, 'whoever sends, the name is the same'],
  ['exists:%{d}.%{o}.a.example', true, 'the domain is none of the message'],
  ['exists:%{i}.a.example', false, 'it depends on who sends'],
  ['include:a.example', false, 'it depends on another record'],
  ['ptr', false, 'it depends on who sends'],
  ['redirect=a.example', false, 'it depends on another record'],
  ['a:%{h}', true, 'a client says HELO with a name of its own'],
  ['mx:%{h}/24', true, 'the same with its mail servers'],
  ['ptr:%{h}', true, 'the same with its reverse name'],
  ['exists:%{i}.%{h}', true, 'the fixed part is not at the end'],
  ['include:%{p}', true, 'anybody has a reverse name'],
  ['?a:%{h}', false, 'it lets nobody in'],
  ['redirect=%{h}', true, 'the record is one of theirs'],
  ['exp=%{h}', false, 'it explains, and lets nobody in'],
  ['include:%{l}.a.com', false, 'the end belongs to somebody'],
])('%s lets strangers in: %s (%s)', (text, lets) => {
  expect(letsStrangersIn(termOf(text))).toBe(lets);
});

it.each([
  ['-ip4:0.0.0.0/0', true],
  ['?mx/0', true],
  ['-ip4:17.0.0.0/8', false],
  ['all', false],
  ['ptr', false],
])('%s has an enormous range, whatever its sign: %s', (text, has) => {
  expect(hasEnormousRange(termOf(text))).toBe(has);
});
