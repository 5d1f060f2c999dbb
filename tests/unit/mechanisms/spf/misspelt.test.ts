import { describe, expect, it } from 'vitest';
import { suggestionFor } from '../../../../lib/mechanisms/spf/misspelt.ts';

describe('a misspelt term was meant as', () => {
  it.each<[word: string, meant: string, why: string]>([
    ['ipv4:192.0.2.1', 'ip4:192.0.2.1', 'the name of the protocol'],
    ['ipv6:2001:db8::1', 'ip6:2001:db8::1', 'the same of the other'],
    ['ip:192.0.2.1', 'ip4:192.0.2.1', 'an address says of which family it is'],
    ['ip:2001:db8::1', 'ip6:2001:db8::1', 'by its colons'],
    ['ipv4:2001:db8::1', 'ip6:2001:db8::1', 'also against the name'],
    ['ip4v:192.0.2.1', 'ip4:192.0.2.1', 'letters that changed places'],
    ['ip6v:2001:db8::1', 'ip6:2001:db8::1', 'the same'],
    ['inc:a.example', 'include:a.example', 'the beginning of a name'],
    ['incl:a.example', 'include:a.example', 'more of it'],
    ['includes:a.example', 'include:a.example', 'a letter more'],
    ['inclde:a.example', 'include:a.example', 'a letter less'],
    ['incluse:a.example', 'include:a.example', 'another letter'],
    ['inlcude:a.example', 'include:a.example', 'two that changed places'],
    ['xinclude:a.example', 'include:a.example', 'one too many before it'],
    ['exist:a.example', 'exists:a.example', 'one less at its end'],
    ['-INLCUDE:a.example', '-include:a.example', 'its sign stays, in any case of its letters'],
    ['~al', '~all', 'an end'],
    ['-alll', '-all', 'a letter more'],
    ['-lal', '-all', 'letters that changed places'],
    ['all.', 'all', 'a dot behind it'],
    ['mx.', 'mx', 'the same behind mail servers'],
    ['-a.', '-a', 'and behind an address'],
    ['ptr.', 'ptr', 'or a reverse name'],
    ['redirect:a.example', 'redirect=a.example', 'a colon for its sign'],
    ['exp:a.example', 'exp=a.example', 'the same'],
    ['ip:::ffff:192.0.2.1', 'ip4:192.0.2.1', 'a mapped address is one of IPv4 (RFC 7208 §5)'],
    ['-ipv6:::ffff:192.0.2.0/120', '-ip4:192.0.2.0/24', 'and so is a network of them'],
    ['inlcude.:a.example', 'include:a.example', 'a dot behind its name'],
  ])('%s: %s (%s)', (word, meant) => {
    expect(suggestionFor(word)).toBe(meant);
  });

  it.each<[word: string, why: string]>([
    ['foo:bar.example', 'a name that is near to none'],
    ['mxa:a.example', 'two names without a blank, as likely as a letter too many'],
    ['amx:a.example', 'the same'],
    ['mxx', 'a letter more without a value: it names nobody'],
    ['me:a.example', 'two letters say too little'],
    ['include', 'it is none'],
    ['inlcude', 'there is nobody to be included'],
    ['ipv4', 'there is no address'],
    ['al:x', 'an end has no value'],
    ['redirect', 'there is no sign'],
    ['redirect=a.example', 'it is none'],
    ['exp.a.example', 'a dot is no sign'],
    ['inlcude.example', 'it is the name of a host'],
    ['foo.', 'no name with a dot'],
    ['incxxde:a.example', 'two letters are wrong'],
    ['include2x:a.example', 'two are too many'],
    ['\u00e9include:a.example', 'it begins with another letter'],
    ['--inlcude:a.example', 'two signs'],
    ['', 'nothing'],
  ])('and not known what: %s (%s)', (word) => {
    expect(suggestionFor(word)).toBeNull();
  });
});
