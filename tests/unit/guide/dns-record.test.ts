import { describe, expect, it } from 'vitest';
import { txtRecord } from '../../../lib/guide/dns-record.ts';
import { registrableOf } from '../../../lib/names/subject.ts';
import { name } from '../../support/assessments.ts';

describe('txtRecord', () => {
  it.each<[domain: string, zone: string, nameInZone: string, reason: string]>([
    ['example.com', 'example.com', '_mta-sts', 'the domain has a zone of its own'],
    [
      'mail.example.com',
      'example.com',
      '_mta-sts.mail',
      'a subdomain usually lies in the zone of its domain',
    ],
    ['a.b.example.co.uk', 'example.co.uk', '_mta-sts.a.b', 'below a suffix of two labels'],
    ['github.io', 'github.io', '_mta-sts', 'a public suffix that receives mail itself'],
    ['xn--mnchen-3ya.example', 'xn--mnchen-3ya.example', '_mta-sts', 'A-labels, as DNS has them'],
  ])('%s: zone %s, name %s (%s)', (domain, zone, nameInZone) => {
    const record = txtRecord('_mta-sts', name(domain), 'v=STSv1; id=1;', registrableOf);
    expect(record).toMatchObject({ type: 'TXT', ownerName: `_mta-sts.${domain}`, zone, nameInZone });
    expect(record.zoneLine).toBe(`_mta-sts.${domain}. IN TXT "v=STSv1; id=1;"`);
  });

  it.each<[value: string, strings: string, reason: string]>([
    ['', '""', 'nothing is one string without a character'],
    ['a"b\\c', String.raw`"a\"b\\c"`, 'quotes and backslashes are escaped (RFC 1035 §5.1)'],
    ['x'.repeat(255), `"${'x'.repeat(255)}"`, 'a string holds 255 octets'],
    ['x'.repeat(256), `"${'x'.repeat(255)}" "x"`, 'and no more: the next one goes on'],
    [
      '"'.repeat(256),
      `"${String.raw`\"`.repeat(255)}" "${String.raw`\"`}"`,
      'octets count without their escapes',
    ],
    [
      'a\r\n\tb\0',
      String.raw`"a\013\010\009b\000"`,
      'one line stays one: what ends it stands there by its number',
    ],
    [
      'n=é; p=😀',
      String.raw`"n=\195\169; p=\240\159\152\128"`,
      'what is no ASCII, by the numbers of its octets',
    ],
    [
      `${'x'.repeat(254)}é`,
      String.raw`"${'x'.repeat(254)}" "\195\169"`,
      'which are what is counted, and no character is cut',
    ],
  ])('quotes %j', (value, strings) => {
    expect(txtRecord('_smtp._tls', name('example.com'), value, registrableOf).zoneLine).toBe(
      `_smtp._tls.example.com. IN TXT ${strings}`,
    );
  });
});
