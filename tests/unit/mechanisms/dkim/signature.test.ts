import { describe, expect, it } from 'vitest';
import { parseDkimSignature } from '../../../../lib/mechanisms/dkim/signature.ts';

const GOOD = 'v=1; a=rsa-sha256; d=example.com; s=s1; h=from:subject; bh=aGFzaA==; b=c2lnbg==';

function codes(text: string): string[] {
  const { state, problems } = parseDkimSignature(text);
  const all = problems.map(({ code }) => code.replace('dkim-signature-', ''));
  return state === 'valid' ? ['valid', ...all] : all;
}

const withTag = (tag: string) => codes(`${tag}; ${GOOD}`);
const instead = (name: string, value: string) =>
  codes(GOOD.replace(new RegExp(`(^| )${name}=[^;]*`), `$1${name}=${value}`));

describe('parseDkimSignature', () => {
  it('reads what is there, and what stands for what is not', () => {
    const parsed = parseDkimSignature(`DKIM-Signature: ${GOOD}`);
    expect(parsed).toEqual({
      state: 'valid',
      problems: [],
      value: {
        keyType: 'rsa',
        signature: new TextEncoder().encode('sign'),
        bodyHash: new TextEncoder().encode('hash'),
        headerForm: 'simple',
        bodyForm: 'simple',
        domain: 'example.com',
        selector: 's1',
        keyName: 's1._domainkey.example.com',
        fields: ['from', 'subject'],
        identity: { localPart: '', domain: 'example.com' },
        bodyLength: null,
        signedAt: null,
        expiresAt: null,
      },
    });
  });

  it('reads a folded field, with white space wherever the grammar has it', () => {
    const text = [
      'dkim-signature :v = 1;\ta=ed25519-sha256; c=relaxed/simple;',
      ' d=Example.COM; s=Foo.bar; t=1117574938 ; x=1118006938; l=42;',
      '\ti=joe=20b@eng.example.com; q=dns/txt;',
      ' h=From : To',
      '\t: Subject; bh=aGF',
      ' zaA==; b=c2ln',
      '\tbg==;',
      '',
    ].join('\r\n');
    expect(parseDkimSignature(text)).toMatchObject({
      state: 'valid',
      value: {
        keyType: 'ed25519',
        signature: new TextEncoder().encode('sign'),
        bodyHash: new TextEncoder().encode('hash'),
        headerForm: 'relaxed',
        bodyForm: 'simple',
        keyName: 'foo.bar._domainkey.example.com',
        fields: ['from', 'to', 'subject'],
        identity: { localPart: 'joe=20b', domain: 'eng.example.com' },
        bodyLength: 42,
        signedAt: 1_117_574_938,
        expiresAt: 1_118_006_938,
      },
    });
  });

  it.each<[why: string, read: string[], codes: string[]]>([
    ['an unknown tag', withTag('z=x'), ['valid']],
    ['one form is that of the header', withTag('c=relaxed'), ['valid']],
    ['a form in capitals', withTag('c=Relaxed/SIMPLE'), ['valid']],
    ['an unknown form', withTag('c=relaxed/nofws'), ['canonicalization']],
    ['three forms', withTag('c=simple/simple/simple'), ['canonicalization']],
    ['no form', withTag('c='), ['canonicalization']],
    ['another version', instead('v', '2'), ['version']],
    ['SHA-1', instead('a', 'rsa-sha1'), ['sha1']],
    ['an unknown algorithm', instead('a', 'rsa-sha512'), ['algorithm']],
    ['no letters of base64', instead('b', 'a-b'), ['base64']],
    ['no signature', instead('b', ''), ['base64']],
    ['no hash', instead('bh', ''), ['base64']],
    ['padding is optional', instead('bh', 'aGFzaA'), ['valid']],
    ['a domain of one label', instead('d', 'com'), ['domain']],
    ['no domain', instead('d', 'exa mple.com'), ['domain']],
    ['a dot at its end', instead('d', 'example.com.'), ['domain']],
    ['an address', instead('d', '192.0.2.1'), ['domain']],
    ['an underscore, which providers have', instead('s', 'key_a'), ['valid', 'underscore']],
    ['a selector of two labels', instead('s', 'a.b'), ['valid']],
    ['an empty label', instead('s', 'a..b'), ['selector']],
    ['no selector', instead('s', ''), ['selector']],
    ['a label of 64', instead('s', 'a'.repeat(64)), ['selector']],
    ['a hyphen in front', instead('s', '-a'), ['selector']],
    ['no From among the fields', instead('h', 'to:subject'), ['from-unsigned']],
    ['an empty name', instead('h', 'from::to'), ['fields']],
    ['no names', instead('h', ''), ['fields']],
    ['a space in a name', instead('h', 'from:to me'), ['fields']],
    ['the domain itself', withTag('i=@example.com'), ['valid']],
    ['below it', withTag('i=a@b.example.com'), ['valid']],
    ['its end, and not below it', withTag('i=a@badexample.com'), ['identity']],
    ['above it', withTag('i=a@com'), ['identity']],
    ['no "@"', withTag('i=example.com'), ['identity']],
    ['a part of the body', withTag('l=0'), ['valid', 'body-length']],
    ['76 digits', withTag(`l=${'9'.repeat(76)}`), ['valid', 'body-length']],
    ['77 digits', withTag(`l=${'9'.repeat(77)}`), ['number']],
    ['no number', withTag('l=-1'), ['number']],
    ['13 digits', withTag(`t=${'1'.repeat(13)}`), ['number']],
    ['12 digits', withTag(`t=${'1'.repeat(12)}`), ['valid']],
    ['expires as it is signed', withTag('t=5; x=5'), ['expiration']],
    ['expires behind', withTag('t=5; x=6'), ['valid']],
    ['a query nobody knows beside', withTag('q=x/y:dns/txt'), ['valid']],
    ['a query nobody knows', withTag('q=dns'), ['query']],
    ['a tag twice', withTag('s=a'), ['duplicate-tag']],
    ['a name of another case is another tag', withTag('V=2'), ['valid']],
    ['no "="', withTag('nonsense'), ['tag-syntax']],
    ['nothing between semicolons', withTag(''), ['tag-syntax']],
    ['white space at the end', codes(`${GOOD}; \r\n `), ['valid']],
  ])('%s', (_, read, wanted) => {
    expect(read).toEqual(wanted);
  });

  it.each(['v', 'a', 'b', 'bh', 'd', 'h', 's'])('misses %s', (tag) => {
    const without = GOOD.split('; ').filter((each) => !each.startsWith(`${tag}=`));
    expect(codes(without.join('; '))).toEqual(['tag-missing']);
    expect(parseDkimSignature(without.join('; ')).problems[0]?.parameters).toEqual({ tag });
  });

  it('points to what is wrong, in the text as it was given', () => {
    const text = `DKIM-Signature: ${GOOD.replace('example.com', 'com')}`;
    const [problem] = parseDkimSignature(text).problems;
    expect(text.slice(problem?.position?.offset).slice(0, problem?.position?.length)).toBe('com');
  });
});
