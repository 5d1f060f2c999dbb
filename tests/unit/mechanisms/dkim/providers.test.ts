import { describe, expect, it } from 'vitest';
import {
  mailProvidersOf,
  providerOf,
  suggestedSelectors,
} from '../../../../lib/mechanisms/dkim/providers.ts';

describe('a mail server, by the name that its provider gives it', () => {
  it.each<[provider: string, selectors: readonly string[], servers: readonly string[]]>([
    ['Google', ['google'], ['aspmx.l.google.com', 'smtp.google.com', 'aspmx2.googlemail.com']],
    [
      'Microsoft 365',
      ['selector1', 'selector2'],
      ['example-com.mail.protection.outlook.com', 'example-com.a-v1.mx.microsoft'],
    ],
    ['Proton Mail', ['protonmail', 'protonmail2', 'protonmail3'], ['mail.protonmail.ch']],
    ['Fastmail', ['fm1', 'fm2', 'fm3'], ['in1-smtp.messagingengine.com']],
    ['Apple iCloud', ['sig1'], ['mx01.mail.icloud.com']],
    [
      'Zoho Mail',
      ['zmail', 'zoho', 'default'],
      ['mx.zoho.com', 'mx.zoho.eu', 'mx.zoho.in', 'mx.zoho.com.au'],
    ],
    ['mailbox.org', ['MBO0001', 'MBO0002', 'MBO0003', 'MBO0004'], ['mxext1.mailbox.org']],
    ['Migadu', ['key1', 'key2', 'key3'], ['aspmx1.migadu.com']],
    ['Hostinger', ['hostingermail-a', 'hostingermail-b', 'hostingermail-c'], ['mx1.hostinger.com']],
    [
      'IONOS',
      ['s1-ionos', 's2-ionos'],
      [
        ...['com', 'de', 'co.uk', 'fr', 'es', 'it'].map((country) => `mx00.ionos.${country}`),
        'mx00.kundenserver.de',
        'mx00.1and1.com',
      ],
    ],
    ['Gandi', ['gm1', 'gm2', 'gm3'], ['spool.mail.gandi.net']],
    ['OVHcloud', ['ovhmo-selector-1', 'ovhmo-selector-2'], ['mx0.mail.ovh.net', 'mx0.mail.ovh.ca']],
    ['Strato', ['strato-dkim-0002', 'strato-dkim-0003'], ['smtpin.rzone.de']],
    ['Titan', ['titan1', 'titan2'], ['mx1.titan.email']],
    ['VK WorkSpace', ['mailru'], ['emx.mail.ru']],
    ['Yandex', ['mail'], ['mx.yandex.ru', 'mx.yandex.net']],
    ['Tuta', ['s1', 's2'], ['mail.tutanota.de']],
    ['SimpleLogin', ['dkim', 'dkim02', 'dkim03'], ['mx1.simplelogin.co']],
    ['Namecheap Private Email', ['default'], ['mx1.privateemail.com']],
    ['GoDaddy', ['secureserver1', 'secureserver2'], ['smtp.secureserver.net']],
  ])('of %s suggests its selectors', (provider, selectors, servers) => {
    for (const server of servers) {
      expect(suggestedSelectors([server]), server).toEqual(selectors);
      expect(mailProvidersOf([server]), server).toEqual([provider]);
    }
  });

  it('of nobody known suggests none', () => {
    expect(suggestedSelectors(['mx.example.com', ''])).toEqual([]);
    expect(mailProvidersOf(['mx.example.com', ''])).toEqual([]);
  });

  it('beside that of another provider suggests those of both, in the order of the servers', () => {
    const servers = ['mx1.privateemail.com', 'mx.zoho.com', 'mx2.privateemail.com'];
    expect(suggestedSelectors(servers)).toEqual(['default', 'zmail', 'zoho']);
  });
});

describe('a key, by the name that an alias leads to', () => {
  it.each<[provider: string, targets: readonly string[]]>([
    [
      'Microsoft 365',
      [
        'selector1-example-com._domainkey.example.onmicrosoft.com',
        'selector1-example-com._domainkey.example.n-v1.dkim.mail.microsoft',
      ],
    ],
    ['Proton Mail', ['protonmail.domainkey.abc.domains.proton.ch']],
    ['Fastmail', ['fm1.example.com.dkim.fmhosted.com']],
    ['Apple iCloud', ['sig1.dkim.example.com.at.icloudmailadmin.com']],
    ['mailbox.org', ['MBO0001._domainkey.mailbox.org']],
    ['Migadu', ['key1.example.com._domainkey.migadu.com']],
    ['Hostinger', ['hostingermail-a.dkim.mail.hostinger.com']],
    ['IONOS', ['s1.dkim.ionos.com']],
    ['Gandi', ['gm1.gandimail.net']],
    ['OVHcloud', ['ovhmo1-selector1._domainkey.2.aj.dkim.mail.ovh.net']],
    ['Tuta', ['s1.domainkey.tutanota.de']],
    ['SimpleLogin', ['dkim._domainkey.simplelogin.co']],
    ['Amazon SES', ['abc.dkim.amazonses.com']],
    ['SendGrid', ['s1.domainkey.u1.wl1.sendgrid.net']],
    ['Mailchimp', ['dkim2.mcsv.net']],
    ['Zendesk', ['zendesk1._domainkey.zendesk.com']],
  ])('is one of %s', (provider, targets) => {
    for (const target of targets) {
      expect(providerOf([target]), target).toBe(provider);
      // What counts is the last name: the one before may be anybody's, or another provider's.
      expect(providerOf(['s1.domainkey.u1.wl1.sendgrid.net', target]), target).toBe(provider);
      expect(providerOf([target, 'key.example.net']), target).toBeNull();
    }
  });

  it('is of nobody known without an alias', () => {
    expect(providerOf([])).toBeNull();
  });
});
