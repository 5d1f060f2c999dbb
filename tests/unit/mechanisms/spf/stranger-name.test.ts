import { expect, it } from 'vitest';
import { readDomainSpec } from '../../../../lib/mechanisms/spf/domain-spec.ts';
import { isNamedByStranger } from '../../../../lib/mechanisms/spf/stranger-name.ts';

it.each<[name: string, isTheirs: boolean, why: string]>([
  ['a.example', false, 'nothing of it comes from a message'],
  ['%{d}', false, 'the domain is the owner’s'],
  ['%{o}', false, 'and so is that of the sender'],
  ['%{s}', false, 'the sender ends in its domain'],
  ['%{sr}', true, 'reversed, it ends in the local part'],
  ['%{dr}', false, 'reversed, the domain is fixed all the same'],
  ['%{h}', true, 'a client says HELO as it likes'],
  ['%{H}', true, 'in upper case it is only escaped'],
  ['%{h2}', true, 'the part of it that is registered'],
  ['%{p}', true, 'anybody has a reverse name'],
  ['%{l}', true, 'a local part may have dots in it'],
  ['%{i}', false, 'no top-level domain is a number'],
  ['%{h}.%{i}', false, 'neither is the end of this'],
  ['%{l}.net', true, 'anybody registers a name below net'],
  ['%{l}.net.', true, 'with a final dot too'],
  ['a.%{l}.net', true, 'whatever stands before it'],
  ['%{l}a.com', true, 'the registered label begins with theirs'],
  ['%{l}-a.com', true, 'a hyphen parts no labels'],
  ['%{l}.a.com', false, 'the registered name is fixed'],
  ['%{l}x.a.com', false, 'so it is here'],
  ['%{i}._spf.%{d}', false, 'the end is the owner’s'],
  ['%{i}.%{d}', false, 'all of the domain is kept'],
  ['%{h}.%{d2}', false, 'two labels of it are'],
  ['%{h}.%{d1}', true, 'one label is a top-level domain'],
  ['%{h}.%{d1-}', false, 'one part between hyphens may be all of it'],
  ['%{l}%{d}', true, 'the registered label begins with theirs'],
  ['%{l}+%{d}', false, 'no registry sells a name with a plus in it'],
  ['%{l}_x.com', false, 'nor one with an underscore'],
  ['%{l}.a.%{d1}', false, 'two labels again'],
  ['%{l}.co.uk', true, 'anybody registers a name below co.uk'],
  ['%{l}.a.co.uk', false, 'this one is registered'],
  ['%{ir}.%{v}.arpa', true, 'whoever has addresses runs the reverse zone of them'],
  ['%{ir}.%{v}._spf.%{d2}', false, 'the usual way'],
  ['%{i}._ip.%{h}._ehlo.%{d}._spf.vali.email', false, 'of a service'],
  ['%{h}%%.a.com', false, 'an escape is a character'],
])('%s is named by strangers: %s (%s)', (text, isTheirs) => {
  const read = readDomainSpec(text);
  expect('value' in read && isNamedByStranger(read.value)).toBe(isTheirs);
  expect('value' in read).toBe(true);
});
