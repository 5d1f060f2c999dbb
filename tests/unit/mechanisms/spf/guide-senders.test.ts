import { describe, expect, it } from 'vitest';
import {
  includeBehind,
  INCLUDES,
  recordForSenders,
  typedSenders,
} from '../../../../lib/mechanisms/spf/guide-senders.ts';
import { parseSpfRecord } from '../../../../lib/mechanisms/spf/record.ts';
import { PENDING } from '../../../../lib/outcome.ts';
import { host, mxOf, noMail } from '../../../support/assessments.ts';

describe('the provider that receives the mail', () => {
  it.each<[why: string, hosts: readonly string[], include: string | null]>([
    ['Google', ['aspmx.l.google.com', 'ALT1.ASPMX.L.GOOGLE.COM'], '_spf.google.com'],
    ['under its other name', ['aspmx2.googlemail.com'], '_spf.google.com'],
    ['Microsoft', ['example-com.mail.protection.outlook.com'], 'spf.protection.outlook.com'],
    ['with its newer name', ['example-com.a-v1.mx.microsoft'], 'spf.protection.outlook.com'],
    ['Cloudflare', ['route1.mx.cloudflare.net'], '_spf.mx.cloudflare.net'],
    ['Fastmail', ['in1-smtp.messagingengine.com'], 'spf.messagingengine.com'],
    ['iCloud', ['mx01.mail.icloud.com'], 'icloud.com'],
    ['OVH', ['mx1.mail.ovh.net'], 'mx.ovh.com'],
    ['Proton', ['mail.protonmail.ch'], '_spf.protonmail.ch'],
    ['GoDaddy, by its very name', ['secureserver.net'], 'secureserver.net'],
    ['Zoho', ['mx.zoho.com'], 'zohomail.com'],
    ['Zoho in Europe', ['mx.zoho.eu'], 'zohomail.com'],
    ['a host that only ends alike', ['mail.notgoogle.com'], null],
    ['two providers', ['aspmx.l.google.com', 'mx.zoho.com'], null],
    ['nobody of the list', ['mail.example.com'], null],
    ['no host', [], null],
  ])('%s', (_, hosts, include) => {
    expect(includeBehind(mxOf(...hosts.map((each) => host(each))))).toBe(include);
  });

  it('is not known before the hosts are, and is none without mail', () => {
    expect(includeBehind(PENDING)).toBeNull();
    expect(includeBehind(noMail('null-mx'))).toBeNull();
  });

  it('each of the list can be included, and is named once', () => {
    for (const [, target] of INCLUDES)
      expect(parseSpfRecord(`v=spf1 include:${target} -all`).problems).toEqual([]);
    expect(new Set(INCLUDES.map(([name]) => name)).size).toBe(INCLUDES.length);
    expect(INCLUDES.every(([name]) => /^[A-Z]/i.test(name))).toBe(true);
  });
});

describe('senders, as they are typed', () => {
  it.each<[why: string, lines: readonly string[], terms: readonly string[], fault: string | null]>([
    ['none', [], [], null],
    ['addresses and ranges', ['192.0.2.1', '2001:db8::/32'], ['ip4:192.0.2.1', 'ip6:2001:db8::/32'], null],
    [
      'several in a line, with blanks around them',
      ['  192.0.2.1 \t mx  ', ''],
      ['ip4:192.0.2.1', 'mx'],
      null,
    ],
    ['twice', ['mx', '+mx'], ['mx'], null],
    ['a sign within a name stays', ['exists:%{i}+x.example.com'], ['exists:%{i}+x.example.com'], null],
    [
      'every term that lets somebody in',
      ['include:a.example', 'a:b.example', 'exists:%{i}.c.example'],
      ['include:a.example', 'a:b.example', 'exists:%{i}.c.example'],
      null,
    ],
    ['a term that refuses', ['mx', '-a'], [], '-a'],
    ['one for everybody', ['all'], [], 'all'],
    ['one that is not to be used', ['ptr'], [], 'ptr'],
    ['a modifier', ['redirect=a.example'], [], 'redirect=a.example'],
    ['a word', ['newsletter'], [], 'newsletter'],
    [
      'two terms with a comma between them, which the grammar takes for one name',
      ['include:a.example,include:b.example'],
      [],
      'include:a.example,include:b.example',
    ],
    ['two without anything', ['include:spf.example.com-all'], [], 'include:spf.example.com-all'],
    ['an address of mail', ['include:user@example.com'], [], 'include:user@example.com'],
    ['one of the web', ['a:http://mail.example.com'], [], 'a:http://mail.example.com'],
    ['a name without a label', ['a:a..example.com'], [], 'a:a..example.com'],
    [
      'IPv4 that is mapped into IPv6, which no ip6 matches',
      ['::ffff:192.0.2.1', 'ip6:::ffff:192.0.2.2', '::ffff:198.51.100.0/120'],
      ['ip4:192.0.2.1', 'ip4:192.0.2.2', 'ip4:198.51.100.0/24'],
      null,
    ],
    ['a network of it by a length of IPv4', ['::ffff:192.0.2.0/24'], [], '::ffff:192.0.2.0/24'],
    ['all of it', ['::ffff:0:0/96'], [], '::ffff:0:0/96'],
    ['a name that each sender chooses', ['a:%{h}'], [], 'a:%{h}'],
    ['one below a top-level domain', ['include:%{l}.net'], [], 'include:%{l}.net'],
    ['a range of everybody', ['192.0.2.0/0'], [], '192.0.2.0/0'],
    ['the same around a host', ['a/0'], [], 'a/0'],
    ['a name that matches everybody', ['exists:example.net'], [], 'exists:example.net'],
  ])('%s', (_, lines, terms, fault) => {
    expect(typedSenders(lines)).toEqual({ terms, fault });
  });
});

describe('the record for them', () => {
  it.each<[why: string, includes: readonly string[], typed: readonly string[], record: object | null]>([
    ['nobody', [], [], null],
    [
      'what costs no look-up comes first, and each once',
      ['a.example', 'b.example'],
      ['mx', 'include:a.example', 'IP4:192.0.2.1', 'a:ip4.example'],
      { text: 'v=spf1 IP4:192.0.2.1 mx include:a.example a:ip4.example include:b.example ~all', lookUps: 4 },
    ],
    ['ten look-ups', Array.from({ length: 10 }, (_, at) => `p${at}.example`), [], { lookUps: 10 }],
    ['eleven', Array.from({ length: 11 }, (_, at) => `p${at}.example`), [], null],
    ['what receivers could not read', ['a'], [], null],
  ])('%s', (_, includes, typed, record) => {
    const made = recordForSenders(includes, typed);
    if (record === null) expect(made).toBeNull();
    else expect(made).toMatchObject(record);
  });
});
