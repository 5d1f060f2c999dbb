import { describe, expect, it } from 'vitest';
import { aliasesOf, DELEGATIONS, sendersOf } from '../../../../lib/mechanisms/dkim/guide-providers.ts';
import type { SpfParts } from '../../../../lib/mechanisms/spf/facts.ts';
import { PENDING } from '../../../../lib/outcome.ts';
import { host, mxOf, noMail, unknown } from '../../../support/assessments.ts';
import { spfFactsOf } from '../../../support/spf.ts';

const EXAMPLE = 'example.com';

/** Facts of SPF for a record that includes these, where nothing stands at any of them. */
const including = (...names: readonly string[]) =>
  spfFactsOf({ [EXAMPLE]: { TXT: [`v=spf1 ${names.map((each) => `include:${each} `).join('')}-all`] } });
const namesOf = (mx: Parameters<typeof sendersOf>[0]['mx'], spf?: SpfParts['spf']) =>
  sendersOf({ mx }, spf).map(({ name }) => name);

type Row = [provider: string, spf: readonly string[], publishes: readonly string[] | string];

/** By the names that SPF records of its customers include: lines that are known to the letter, or the type and the selectors of those whose values only the provider knows. */
const PUBLISHED: readonly Row[] = [
  ['ActiveCampaign', ['emsd1.com'], 'CNAME acdkim1 acdkim2'],
  ['Amazon SES', ['amazonses.com'], 'CNAME'],
  ['Apple iCloud', ['icloud.com'], ['sig1 CNAME sig1.dkim.example.com.at.icloudmailadmin.com']],
  ['Atlassian', ['_spf.atlassian.net'], 'CNAME'],
  [
    'AWeber',
    ['send.aweber.com'],
    [
      'aweber_key_a CNAME aweber_key_a.send.aweber.com',
      'aweber_key_b CNAME aweber_key_b.send.aweber.com',
      'aweber_key_c CNAME aweber_key_c.send.aweber.com',
    ],
  ],
  [
    'Azure Communication Services',
    [],
    [
      'selector1-azurecomm-prod-net CNAME selector1-azurecomm-prod-net._domainkey.azurecomm.net',
      'selector2-azurecomm-prod-net CNAME selector2-azurecomm-prod-net._domainkey.azurecomm.net',
    ],
  ],
  ['Brevo', ['spf.brevo.com', 'spf.sendinblue.com'], 'CNAME brevo1 brevo2'],
  ['Constant Contact', ['spf.constantcontact.com'], 'CNAME ctct1 ctct2'],
  [
    'Fastmail',
    ['spf.messagingengine.com'],
    [
      'fm1 CNAME fm1.example.com.dkim.fmhosted.com',
      'fm2 CNAME fm2.example.com.dkim.fmhosted.com',
      'fm3 CNAME fm3.example.com.dkim.fmhosted.com',
    ],
  ],
  ['Freshworks', ['email.freshdesk.com', 'freshemail.io'], 'CNAME'],
  [
    'Gandi',
    ['_mailcust.gandi.net'],
    ['gm1 CNAME gm1.gandimail.net', 'gm2 CNAME gm2.gandimail.net', 'gm3 CNAME gm3.gandimail.net'],
  ],
  ['GoDaddy', ['secureserver.net'], 'shown there'],
  ['Google', ['_spf.google.com'], 'TXT google'],
  [
    'Help Scout',
    ['helpscoutemail.com'],
    ['strong1 CNAME strong1._domainkey.helpscout.net', 'strong2 CNAME strong2._domainkey.helpscout.net'],
  ],
  [
    'Hostinger',
    ['_spf.mail.hostinger.com'],
    [
      'hostingermail-a CNAME hostingermail-a.dkim.mail.hostinger.com',
      'hostingermail-b CNAME hostingermail-b.dkim.mail.hostinger.com',
      'hostingermail-c CNAME hostingermail-c.dkim.mail.hostinger.com',
    ],
  ],
  ['HubSpot', ['hubspotemail.net', '_spf.hubspot.com'], 'CNAME'],
  [
    'ImprovMX',
    ['spf.improvmx.com'],
    ['dkimprovmx1 CNAME dkimprovmx1.improvmx.com', 'dkimprovmx2 CNAME dkimprovmx2.improvmx.com'],
  ],
  ['Intercom', ['intercom.io', 'intercom-mail.com'], 'CNAME intercom'],
  [
    'IONOS',
    ['_spf-us.ionos.com', '_spf-eu.ionos.com', '_spf.kundenserver.de'],
    [
      's1-ionos CNAME s1.dkim.ionos.com',
      's2-ionos CNAME s2.dkim.ionos.com',
      's42582890 CNAME s42582890.dkim.ionos.com',
    ],
  ],
  ['Kit', [], 'CNAME cka cka2'],
  ['Klaviyo', ['send.klaviyo.com', 'klaviyodns.com'], 'CNAME'],
  ['Mailchimp', ['servers.mcsv.net'], 'CNAME'],
  ['Mailchimp Transactional', ['spf.mandrillapp.com', 'mandrillapp.com'], 'CNAME mte1 mte2'],
  ['MailerLite', ['_spf.mlsend.com'], ['litesrv CNAME litesrv._domainkey.mlsend.com']],
  ['MailerSend', ['_spf.mailersend.net'], ['mlsend2 CNAME mlsend2._domainkey.mailersend.net']],
  ['Mailgun', ['mailgun.org'], 'TXT'],
  [
    'mailbox.org',
    ['mailbox.org'],
    [
      'MBO0001 CNAME MBO0001._domainkey.mailbox.org',
      'MBO0002 CNAME MBO0002._domainkey.mailbox.org',
      'MBO0003 CNAME MBO0003._domainkey.mailbox.org',
      'MBO0004 CNAME MBO0004._domainkey.mailbox.org',
    ],
  ],
  ['Mailjet', ['spf.mailjet.com'], 'TXT mailjet'],
  ['Microsoft 365', ['spf.protection.outlook.com'], 'CNAME selector1 selector2'],
  [
    'Migadu',
    ['spf.migadu.com'],
    [
      'key1 CNAME key1.example.com._domainkey.migadu.com',
      'key2 CNAME key2.example.com._domainkey.migadu.com',
      'key3 CNAME key3.example.com._domainkey.migadu.com',
    ],
  ],
  ['Mimecast', ['_netblocks.mimecast.com'], 'TXT'],
  ['Namecheap Private Email', ['spf.privateemail.com'], 'shown there'],
  ['OVHcloud', ['mx.ovh.com'], 'CNAME'],
  ['Postmark', ['spf.mtasv.net'], 'TXT'],
  ['Proton Mail', ['_spf.protonmail.ch'], 'CNAME protonmail protonmail2 protonmail3'],
  ['Salesforce', ['_spf.salesforce.com'], 'CNAME'],
  ['SendGrid', ['sendgrid.net'], 'CNAME s1 s2'],
  [
    'SimpleLogin',
    ['simplelogin.co'],
    [
      'dkim CNAME dkim._domainkey.simplelogin.co',
      'dkim02 CNAME dkim02._domainkey.simplelogin.co',
      'dkim03 CNAME dkim03._domainkey.simplelogin.co',
    ],
  ],
  ['SparkPost', ['sparkpostmail.com'], 'shown there'],
  ['Strato', ['_spf.strato.de'], 'shown there'],
  ['Titan', ['spf.titan.email'], 'TXT'],
  ['Tuta', ['spf.tutanota.de'], 'CNAME s1 s2'],
  ['VK WorkSpace', ['_spf.mail.ru'], 'TXT mailru'],
  ['Yandex', ['_spf.yandex.net', '_spf.yandex.ru'], 'shown there'],
  [
    'Zendesk',
    ['mail.zendesk.com'],
    ['zendesk1 CNAME zendesk1._domainkey.zendesk.com', 'zendesk2 CNAME zendesk2._domainkey.zendesk.com'],
  ],
  ['Zoho Mail', ['zoho.com', 'zoho.eu', 'zoho.in', 'zohomail.com'], 'shown there'],
];

describe('what a provider has the owner of example.com publish', () => {
  it.each(PUBLISHED)('%s', async (provider, spf, publishes) => {
    const delegation = DELEGATIONS.find(({ name }) => name === provider);
    if (!delegation) throw new Error('It is not in the list.');
    const lines = aliasesOf(delegation, EXAMPLE).map(([selector, target]) => `${selector} CNAME ${target}`);
    const { made } = delegation;
    expect(made ? [made.type ?? 'shown there', ...made.selectors].join(' ') : lines).toEqual(publishes);
    expect(lines.length > 0).toBe(made === undefined);
    for (const target of spf) expect(namesOf(PENDING, await including(target)), target).toEqual([provider]);
    expect(delegation.spf).toEqual(spf);
  });

  it('is told here of every provider, in the order of the list', () => {
    expect(DELEGATIONS.map(({ name }) => name)).toEqual(PUBLISHED.map(([provider]) => provider));
  });
});

describe('who sends for a domain', () => {
  const FASTMAIL = mxOf(host('in1-smtp.messagingengine.com'), host('in2-smtp.messagingengine.com'));

  it('are those that mail servers and SPF lead to, each once, in the order of the list', async () => {
    const spf = await including('spf.messagingengine.com', '_spf.google.com', 'amazonses.com');
    expect(namesOf(FASTMAIL, spf)).toEqual(['Amazon SES', 'Fastmail', 'Google']);
    expect(namesOf(FASTMAIL)).toEqual(['Fastmail']);
    expect(namesOf(noMail('null-mx'), spf)).toEqual(['Amazon SES', 'Fastmail', 'Google']);
  });

  it('are named by names below theirs, in any case, and by no name that only ends alike', async () => {
    expect(namesOf(PENDING, await including('EU._SPF.Google.com'))).toEqual(['Google']);
    expect(namesOf(PENDING, await including('not_spf.google.com', 'google.com'))).toEqual([]);
  });

  it('are found in a record that another one includes', async () => {
    const spf = await spfFactsOf({
      [EXAMPLE]: { TXT: ['v=spf1 include:_spf.example.com -all'] },
      '_spf.example.com': { TXT: ['v=spf1 include:sendgrid.net -all'] },
    });
    expect(namesOf(PENDING, spf)).toEqual(['SendGrid']);
  });

  it('are not those that other terms name', async () => {
    const spf = await spfFactsOf({ [EXAMPLE]: { TXT: ['v=spf1 a:sendgrid.net mx:zoho.com -all'] } });
    expect(namesOf(PENDING, spf)).toEqual([]);
  });

  it.each<[why: string, spf: SpfParts['spf'] | undefined]>([
    ['it was not asked', undefined],
    ['it is looked up', PENDING],
    ['no answer', unknown()],
  ])('are nobody as far as SPF says nothing: %s', (_, spf) => {
    expect(namesOf(PENDING, spf)).toEqual([]);
    expect(namesOf(unknown(), spf)).toEqual([]);
  });
});
