import type { MxParts } from '../mx/facts.ts';
import type { SpfParts } from '../spf/facts.ts';
import { isBelow, mailProvidersOf } from './providers.ts';

/**
 * What providers have their customers publish for DKIM, by their own documents and by what their customers have in DNS. Given are only values that are the same for every customer, or
 * that have nothing of the customer in them but the domain; all others only the provider knows.
 */
export interface Delegation {
  readonly name: string;
  /** SPF records of its customers lead to these. */
  readonly spf: readonly string[];
  /** Aliases that are known to the letter: a selector, and what it leads to. */
  readonly aliases?: readonly (readonly [selector: string, target: string])[];
  /** Where the provider makes the values: the selectors that it uses, as far as those are always the same, and the type of the records, where that is known. */
  readonly made?: { readonly type: 'CNAME' | 'TXT' | null; readonly selectors: readonly string[] };
}

/** Stands for the domain of the customer. */
const DOMAIN = '{domain}';

const cnames = (...selectors: readonly string[]) => ({ type: 'CNAME' as const, selectors });
const shown = { type: null, selectors: [] } as const;
const texts = (...selectors: readonly string[]) => ({ type: 'TXT' as const, selectors });
const each = (selectors: readonly string[], target: string) =>
  selectors.map((selector) => [selector, target.replace('*', selector)] as const);

export const DELEGATIONS: readonly Delegation[] = [
  { name: 'ActiveCampaign', spf: ['emsd1.com'], made: cnames('acdkim1', 'acdkim2') },
  { name: 'Amazon SES', spf: ['amazonses.com'], made: cnames() },
  {
    name: 'Apple iCloud',
    spf: ['icloud.com'],
    aliases: [['sig1', `sig1.dkim.${DOMAIN}.at.icloudmailadmin.com`]],
  },
  { name: 'Atlassian', spf: ['_spf.atlassian.net'], made: cnames() },
  {
    name: 'AWeber',
    spf: ['send.aweber.com'],
    aliases: each(['aweber_key_a', 'aweber_key_b', 'aweber_key_c'], '*.send.aweber.com'),
  },
  {
    name: 'Azure Communication Services',
    spf: [],
    aliases: each(
      ['selector1-azurecomm-prod-net', 'selector2-azurecomm-prod-net'],
      '*._domainkey.azurecomm.net',
    ),
  },
  { name: 'Brevo', spf: ['spf.brevo.com', 'spf.sendinblue.com'], made: cnames('brevo1', 'brevo2') },
  { name: 'Constant Contact', spf: ['spf.constantcontact.com'], made: cnames('ctct1', 'ctct2') },
  {
    name: 'Fastmail',
    spf: ['spf.messagingengine.com'],
    aliases: each(['fm1', 'fm2', 'fm3'], `*.${DOMAIN}.dkim.fmhosted.com`),
  },
  { name: 'Freshworks', spf: ['email.freshdesk.com', 'freshemail.io'], made: cnames() },
  { name: 'Gandi', spf: ['_mailcust.gandi.net'], aliases: each(['gm1', 'gm2', 'gm3'], '*.gandimail.net') },
  { name: 'GoDaddy', spf: ['secureserver.net'], made: shown },
  { name: 'Google', spf: ['_spf.google.com'], made: texts('google') },
  {
    name: 'Help Scout',
    spf: ['helpscoutemail.com'],
    aliases: each(['strong1', 'strong2'], '*._domainkey.helpscout.net'),
  },
  {
    name: 'Hostinger',
    spf: ['_spf.mail.hostinger.com'],
    aliases: each(['hostingermail-a', 'hostingermail-b', 'hostingermail-c'], '*.dkim.mail.hostinger.com'),
  },
  { name: 'HubSpot', spf: ['hubspotemail.net', '_spf.hubspot.com'], made: cnames() },
  {
    name: 'ImprovMX',
    spf: ['spf.improvmx.com'],
    aliases: each(['dkimprovmx1', 'dkimprovmx2'], '*.improvmx.com'),
  },
  { name: 'Intercom', spf: ['intercom.io', 'intercom-mail.com'], made: cnames('intercom') },
  {
    name: 'IONOS',
    spf: ['_spf-us.ionos.com', '_spf-eu.ionos.com', '_spf.kundenserver.de'],
    aliases: [
      ['s1-ionos', 's1.dkim.ionos.com'],
      ['s2-ionos', 's2.dkim.ionos.com'],
      ['s42582890', 's42582890.dkim.ionos.com'],
    ],
  },
  { name: 'Kit', spf: [], made: cnames('cka', 'cka2') },
  { name: 'Klaviyo', spf: ['send.klaviyo.com', 'klaviyodns.com'], made: cnames() },
  { name: 'Mailchimp', spf: ['servers.mcsv.net'], made: cnames() },
  {
    name: 'Mailchimp Transactional',
    spf: ['spf.mandrillapp.com', 'mandrillapp.com'],
    made: cnames('mte1', 'mte2'),
  },
  {
    name: 'MailerLite',
    spf: ['_spf.mlsend.com'],
    aliases: [['litesrv', 'litesrv._domainkey.mlsend.com']],
  },
  {
    name: 'MailerSend',
    spf: ['_spf.mailersend.net'],
    aliases: [['mlsend2', 'mlsend2._domainkey.mailersend.net']],
  },
  { name: 'Mailgun', spf: ['mailgun.org'], made: texts() },
  {
    name: 'mailbox.org',
    spf: ['mailbox.org'],
    aliases: each(['MBO0001', 'MBO0002', 'MBO0003', 'MBO0004'], '*._domainkey.mailbox.org'),
  },
  { name: 'Mailjet', spf: ['spf.mailjet.com'], made: texts('mailjet') },
  { name: 'Microsoft 365', spf: ['spf.protection.outlook.com'], made: cnames('selector1', 'selector2') },
  {
    name: 'Migadu',
    spf: ['spf.migadu.com'],
    aliases: each(['key1', 'key2', 'key3'], `*.${DOMAIN}._domainkey.migadu.com`),
  },
  { name: 'Mimecast', spf: ['_netblocks.mimecast.com'], made: texts() },
  { name: 'Namecheap Private Email', spf: ['spf.privateemail.com'], made: shown },
  { name: 'OVHcloud', spf: ['mx.ovh.com'], made: cnames() },
  { name: 'Postmark', spf: ['spf.mtasv.net'], made: texts() },
  {
    name: 'Proton Mail',
    spf: ['_spf.protonmail.ch'],
    made: cnames('protonmail', 'protonmail2', 'protonmail3'),
  },
  { name: 'Salesforce', spf: ['_spf.salesforce.com'], made: cnames() },
  { name: 'SendGrid', spf: ['sendgrid.net'], made: cnames('s1', 's2') },
  {
    name: 'SimpleLogin',
    spf: ['simplelogin.co'],
    aliases: each(['dkim', 'dkim02', 'dkim03'], '*._domainkey.simplelogin.co'),
  },
  { name: 'SparkPost', spf: ['sparkpostmail.com'], made: shown },
  { name: 'Strato', spf: ['_spf.strato.de'], made: shown },
  { name: 'Titan', spf: ['spf.titan.email'], made: texts() },
  { name: 'Tuta', spf: ['spf.tutanota.de'], made: cnames('s1', 's2') },
  { name: 'VK WorkSpace', spf: ['_spf.mail.ru'], made: texts('mailru') },
  { name: 'Yandex', spf: ['_spf.yandex.net', '_spf.yandex.ru'], made: shown },
  {
    name: 'Zendesk',
    spf: ['mail.zendesk.com'],
    aliases: each(['zendesk1', 'zendesk2'], '*._domainkey.zendesk.com'),
  },
  { name: 'Zoho Mail', spf: ['zoho.com', 'zoho.eu', 'zoho.in', 'zohomail.com'], made: shown },
];

/** The aliases of a provider for a domain, without final dots. Empty where only the provider knows them. Pure. */
export function aliasesOf(
  { aliases = [] }: Delegation,
  domain: string,
): (readonly [selector: string, target: string])[] {
  return aliases.map(([selector, target]) => [selector, target.replace(DOMAIN, domain)]);
}

/** The providers that mail servers and SPF record of a domain lead to, in the order of the list. Pure. */
export function sendersOf({ mx }: MxParts, spf: SpfParts['spf'] | undefined): Delegation[] {
  const servers = mx.state === 'found' ? mx.hosts.map(({ name }) => name) : [];
  const byMail = new Set(mailProvidersOf(servers));
  const rows = spf && 'tree' in spf ? (spf.tree?.rows ?? []) : [];
  const targets = rows.flatMap(({ kind, target }) => (kind === 'include' && target !== null ? target : []));
  return DELEGATIONS.filter(
    ({ name, spf: ends }) => byMail.has(name) || targets.some((target) => isBelow(target, ends)),
  );
}
