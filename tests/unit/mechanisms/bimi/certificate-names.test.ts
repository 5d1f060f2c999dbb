import { describe, expect, it } from 'vitest';
import {
  cut,
  faultOf,
  type CertificateFaultCode,
} from '../../../../lib/mechanisms/bimi/certificate-faults.ts';
import { matchNames, type NameMatch } from '../../../../lib/mechanisms/bimi/certificate-names.ts';
import {
  authorityNameOf,
  markTypeOf,
  organizationOf,
} from '../../../../lib/mechanisms/bimi/certificate-words.ts';
import type { X509Name } from '../../../../lib/octets/x509.ts';

const COMMON_NAME = '550403';
const ORGANIZATION = '55040a';
const MARK_TYPE = '2b06010401839e5f010d';
const nameWith = (...texts: [string, string][]): X509Name => ({ key: '', texts: new Map(texts) });

describe('the names of a certificate and a domain (draft on mark certificates)', () => {
  it.each<[why: string, names: string[], match: NameMatch]>([
    ['the domain', ['news.example.com'], 'exact'],
    ['in capitals, with the dot of a zone', ['NEWS.Example.Com.'], 'exact'],
    ['the domain above, which DMARC goes by', ['example.com'], 'exact'],
    ['the record of the domain', ['default._bimi.news.example.com'], 'exact'],
    ['the record above, beside another name', ['example.org', 'default._bimi.example.com'], 'exact'],
    ['another selector', ['brand._bimi.news.example.com'], 'related'],
    ['another selector of a domain beside it', ['brand._bimi.shop.example.com'], 'related'],
    ['another selector of a domain above all that is known of', ['brand._bimi.com'], 'none'],
    ['a selector of one letter, of the domain above', ['b._bimi.example.com'], 'related'],
    ['a selector of somebody else', ['default._bimi.example.org'], 'none'],
    ['a selector of two labels, which is a name below the domain', ['a.b._bimi.example.com'], 'related'],
    ['below the domain', ['a.news.example.com'], 'related'],
    ['an end of the name without a dot before it', ['badexample.com'], 'none'],
    ['an end of the domain without a dot before it', ['ample.com'], 'none'],
    ['the top-level domain', ['com'], 'none'],
    ['two dots at the end, which is no name', ['news.example.com..'], 'none'],
    ['no name at all', [''], 'none'],
    ['none', [], 'none'],
  ])('%s', (_, names, match) => {
    expect(matchNames(names, ['news.example.com', 'example.com'])).toBe(match);
  });

  it('a name between the two is related, for it is above the domain', () => {
    expect(matchNames(['b.example.com'], ['a.b.example.com', 'example.com'])).toBe('related');
    expect(matchNames(['b.example.com'], ['a.b.example.com'])).toBe('related');
    // So is the record of one, whose selector is one label.
    expect(matchNames(['brand._bimi.example.com'], ['news.example.com'])).toBe('related');
    expect(matchNames(['a.b._bimi.example.com'], ['n.a.example.com'])).toBe('none');
  });
});

describe('the words of a name', () => {
  const BOTH = nameWith([COMMON_NAME, 'CN'], [ORGANIZATION, 'O'], [MARK_TYPE, 'Registered Mark']);

  it('of whom it is for: the organization first; of an authority: what it calls the certificate', () => {
    expect([organizationOf(BOTH), authorityNameOf(BOTH), markTypeOf(BOTH)]).toEqual([
      'O',
      'CN',
      'Registered Mark',
    ]);
  });

  it('stand in for each other, and null for none', () => {
    const [onlyCommon, onlyOrganization] = [nameWith([COMMON_NAME, 'CN']), nameWith([ORGANIZATION, 'O'])];
    expect([organizationOf(onlyCommon), authorityNameOf(onlyOrganization)]).toEqual(['CN', 'O']);
    const none = nameWith();
    expect([organizationOf(none), authorityNameOf(none), markTypeOf(none)]).toEqual([null, null, null]);
  });

  it('are cut behind a hundred characters', () => {
    expect(cut('x'.repeat(100))).toBe('x'.repeat(100));
    expect(cut('x'.repeat(101))).toBe(`${'x'.repeat(100)}…`);
    expect(organizationOf(nameWith([ORGANIZATION, 'x'.repeat(101)]))).toBe(`${'x'.repeat(100)}…`);
  });
});

describe('a fault of a certificate', () => {
  it.each<[isForbidden: boolean, why: string, codes: readonly CertificateFaultCode[]]>([
    [
      true,
      'no receiver that wants a certificate takes it',
      [
        ...([
          'private-key',
          'der',
          'no-certificate',
          'malformed',
          'purpose',
          'no-names',
          'not-for-domain',
        ] as const),
        ...(['no-dates', 'expired', 'not-yet', 'no-logo', 'logo-unreadable', 'self-signed'] as const),
        'chain-expired',
      ],
    ],
    [
      false,
      'only some may not: they build the way themselves, or take a related name',
      ['many', 'related', 'logo-hash', 'chain-missing', 'chain-order'],
    ],
  ])('is as grave as it is (%s): %s', (isForbidden, _, codes) => {
    for (const code of codes) expect(faultOf(code)).toEqual({ code, text: '', at: null, isForbidden });
  });

  it('says what and when, the text cut', () => {
    expect(faultOf('expired', { text: 'x'.repeat(200), at: 5 })).toMatchObject({
      text: `${'x'.repeat(100)}…`,
      at: 5,
    });
  });
});
