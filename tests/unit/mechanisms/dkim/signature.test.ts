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
    ['a query in capitals: the grammar knows no case', withTag('q=DNS/TXT'), ['valid']],
    ['no query', withTag('q='), ['query']],
    ['a query with more behind it is another', withTag('q=dns/txt/x'), ['query']],
    ['an algorithm in capitals', instead('a', 'RSA-SHA256'), ['valid']],
    ['spaces in an algorithm', instead('a', 'rsa - sha256'), ['algorithm']],
    ['an algorithm without its hash', instead('a', 'rsa'), ['algorithm']],
    ['Ed25519 with SHA-1', instead('a', 'ed25519-sha1'), ['algorithm']],
    ['spaces between forms', withTag('c=simple / relaxed'), ['canonicalization']],
    ['a form and nothing', withTag('c=relaxed/'), ['canonicalization']],
    ['nothing and a form', withTag('c=/relaxed'), ['canonicalization']],
    ['a colon behind the last name', instead('h', 'from:to:'), ['fields']],
    ['a name twice, against fields that are added', instead('h', 'from:from'), ['valid']],
    ['a name that is not ASCII', instead('h', 'from:s\u00fcbject'), ['fields']],
    ['a domain with an empty label', instead('d', 'a..com'), ['domain']],
    ['an address of mail', instead('d', 'a@example.com'), ['domain']],
    ['an underscore in a domain', instead('d', '_dkim.example.com'), ['domain']],
    ['a domain of more than 253 characters', instead('d', `${'a.'.repeat(126)}com`), ['domain']],
    ['a domain in capitals', instead('d', 'EXAMPLE.COM'), ['valid']],
    ['a selector in Unicode, as addresses in Unicode brought it', instead('s', 't\u00e9st'), ['valid']],
    ['a selector that ends in a dot', instead('s', 's1.'), ['selector']],
    ['a selector with a space', instead('s', 's 1'), ['selector']],
    ['a selector of digits', instead('s', '20230601'), ['valid']],
    ['an identity in quotes, with an "@"', withTag('i="a@b"@example.com'), ['valid']],
    ['an identity in capitals', withTag('i=a@EXAMPLE.com'), ['valid']],
    ['an identity of U-labels', withTag('i=m\u00f8x@example.com'), ['valid']],
    ['an identity that ends in a dot', withTag('i=a@example.com.'), ['identity']],
    ['no identity', withTag('i='), ['identity']],
    ['an identity without a domain', withTag('i=@'), ['identity']],
    ['a sign before a number', withTag('l=+1'), ['number']],
    ['a space in a number', withTag('l=1 0'), ['number']],
    ['zeros before a number', withTag('l=0010'), ['valid', 'body-length']],
    ['a number with a point', withTag('t=1.5'), ['number']],
    ['a time before 1970', withTag('t=-1'), ['number']],
    ['no time', withTag('x='), ['number']],
    ['signed in the future, which verifiers may ignore', withTag('t=99999999999'), ['valid']],
    ['expires, and does not say when it was signed', withTag('x=10'), ['valid']],
    ['the version of a key', instead('v', 'DKIM1'), ['version']],
    ['a version with a zero', instead('v', '01'), ['version']],
    ['the version at its end', codes(`${GOOD.replace('v=1; ', '')}; v=1`), ['valid']],
    ['an unknown tag twice', codes(`${GOOD}; zz=1; zz=1`), ['duplicate-tag']],
    ['a semicolon in front', codes(`;${GOOD}`), ['tag-syntax']],
    ['a semicolon at its end', codes(`${GOOD};`), ['valid']],
    ['copied fields', withTag('z=From:a@b|Subject:demo=20run'), ['valid']],
    ['folds and padding in a signature', instead('b', 'c2\r\n ln\tbg= ='), ['valid']],
    ['the alphabet of URLs', instead('bh', 'aGF-aA'), ['base64']],
    ['another field', codes(`X-Google-DKIM-Signature: ${GOOD}`), ['tag-syntax', 'tag-missing']],
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

  it('asks for a name in Unicode by its A-labels', () => {
    const text = GOOD.replace('s=s1', 's=t\u00e9st').replace('example.com', 'm\u00f8x.example');
    expect(parseDkimSignature(text)).toMatchObject({
      value: { keyName: 'xn--tst-bma._domainkey.xn--mx-lka.example', domain: 'xn--mx-lka.example' },
    });
  });

  it('reads the example of RFC 6376 §3.5', () => {
    const text = [
      'DKIM-Signature: v=1; a=rsa-sha256; d=example.net; s=brisbane;',
      '   c=simple; q=dns/txt; i=@eng.example.net;',
      '   t=1117574938; x=1118006938;',
      '   h=from:to:subject:date;',
      '   z=From:foo@eng.example.net|To:joe@example.com|',
      '    Subject:demo=20run|Date:July=205,=202005=203:44:08=20PM=20-0700;',
      '   bh=MTIzNDU2Nzg5MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTI=;',
      '   b=dzdVyOfAKCdLXdJOc9G2q8LoXSlEniSbav+yuU4zGeeruD00lszZVoG4ZHRNiYzR',
    ].join('\r\n');
    expect(parseDkimSignature(text)).toMatchObject({
      state: 'valid',
      problems: [],
      value: {
        headerForm: 'simple',
        bodyForm: 'simple',
        identity: { localPart: '', domain: 'eng.example.net' },
        fields: ['from', 'to', 'subject', 'date'],
        signedAt: 1_117_574_938,
        expiresAt: 1_118_006_938,
      },
    });
  });

  it('points to what is wrong, in the text as it was given', () => {
    const text = `DKIM-Signature: ${GOOD.replace('example.com', 'com')}`;
    const [problem] = parseDkimSignature(text).problems;
    expect(text.slice(problem?.position?.offset).slice(0, problem?.position?.length)).toBe('com');
  });
});
