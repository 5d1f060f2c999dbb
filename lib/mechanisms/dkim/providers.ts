/**
 * Which selectors providers give their customers, as their own guides for setting up DKIM say, and as the scanners dmarc.mx (github.com/schmug/dmarc.mx) and dkimscan
 * list them: facts, and of those only what a check uses.
 */
interface Provider {
  /** As people know it. */
  readonly name: string;
  /** Its mail servers stand below these. */
  readonly servers: readonly string[];
  readonly selectors: readonly string[];
  /** Its keys stand below these, where its customers publish aliases. */
  readonly keys?: readonly string[];
}

const PROVIDERS: readonly Provider[] = [
  { name: 'Google', servers: ['google.com', 'googlemail.com'], selectors: ['google'] },
  {
    name: 'Microsoft 365',
    servers: ['mail.protection.outlook.com', 'mx.microsoft'],
    selectors: ['selector1', 'selector2'],
    keys: ['onmicrosoft.com', 'dkim.mail.microsoft'],
  },
  {
    name: 'Proton Mail',
    servers: ['protonmail.ch'],
    selectors: ['protonmail', 'protonmail2', 'protonmail3'],
    keys: ['domains.proton.ch'],
  },
  {
    name: 'Fastmail',
    servers: ['messagingengine.com'],
    selectors: ['fm1', 'fm2', 'fm3'],
    keys: ['dkim.fmhosted.com'],
  },
  {
    name: 'Apple iCloud',
    servers: ['mail.icloud.com'],
    selectors: ['sig1'],
    keys: ['at.icloudmailadmin.com'],
  },
  {
    name: 'Zoho Mail',
    servers: ['zoho.com', 'zoho.eu', 'zoho.in', 'zoho.com.au'],
    selectors: ['zmail', 'zoho', 'default'],
  },
  {
    name: 'mailbox.org',
    servers: ['mailbox.org'],
    selectors: ['MBO0001', 'MBO0002', 'MBO0003', 'MBO0004'],
    keys: ['_domainkey.mailbox.org'],
  },
  {
    name: 'Migadu',
    servers: ['migadu.com'],
    selectors: ['key1', 'key2', 'key3'],
    keys: ['_domainkey.migadu.com'],
  },
  {
    name: 'Hostinger',
    servers: ['hostinger.com'],
    selectors: ['hostingermail-a', 'hostingermail-b', 'hostingermail-c'],
    keys: ['dkim.mail.hostinger.com'],
  },
  {
    name: 'IONOS',
    servers: [
      'ionos.com',
      'ionos.de',
      'ionos.co.uk',
      'ionos.fr',
      'ionos.es',
      'ionos.it',
      'kundenserver.de',
      '1and1.com',
    ],
    selectors: ['s1-ionos', 's2-ionos'],
    keys: ['dkim.ionos.com'],
  },
  { name: 'Gandi', servers: ['mail.gandi.net'], selectors: ['gm1', 'gm2', 'gm3'], keys: ['gandimail.net'] },
  {
    name: 'OVHcloud',
    servers: ['mail.ovh.net', 'mail.ovh.ca'],
    selectors: ['ovhmo-selector-1', 'ovhmo-selector-2'],
    keys: ['dkim.mail.ovh.net'],
  },
  { name: 'Strato', servers: ['rzone.de'], selectors: ['strato-dkim-0002', 'strato-dkim-0003'] },
  { name: 'Titan', servers: ['titan.email'], selectors: ['titan1', 'titan2'] },
  { name: 'VK WorkSpace', servers: ['mail.ru'], selectors: ['mailru'] },
  { name: 'Yandex', servers: ['yandex.ru', 'yandex.net'], selectors: ['mail'] },
  { name: 'Tuta', servers: ['tutanota.de'], selectors: ['s1', 's2'], keys: ['tutanota.de'] },
  {
    name: 'SimpleLogin',
    servers: ['simplelogin.co'],
    selectors: ['dkim', 'dkim02', 'dkim03'],
    keys: ['simplelogin.co'],
  },
  { name: 'Namecheap Private Email', servers: ['privateemail.com'], selectors: ['default'] },
  { name: 'GoDaddy', servers: ['secureserver.net'], selectors: ['secureserver1', 'secureserver2'] },
  { name: 'Amazon SES', servers: [], selectors: [], keys: ['dkim.amazonses.com'] },
  { name: 'SendGrid', servers: [], selectors: [], keys: ['sendgrid.net'] },
  { name: 'Mailchimp', servers: [], selectors: [], keys: ['mcsv.net'] },
  { name: 'Zendesk', servers: [], selectors: [], keys: ['zendesk.com'] },
];

/** Selectors that belong to nobody and are met most often, in that order. */
const COMMON = ['google', 'selector1', 'selector2', 'default', 's1', 's2', 'k1', 'dkim', 'mail'];

/** The selectors that the mail servers of a domain suggest, each once, in the order of the servers. Pure. */
export function suggestedSelectors(servers: readonly string[]): string[] {
  const selectors = servers.flatMap((server) =>
    PROVIDERS.filter((provider) => isBelow(server, provider.servers)).flatMap(
      (provider) => provider.selectors,
    ),
  );
  return [...new Set(selectors)];
}

/** The providers that mail servers belong to, as far as they are known here. Pure. */
export function mailProvidersOf(servers: readonly string[]): string[] {
  return PROVIDERS.filter(({ servers: ends }) => servers.some((server) => isBelow(server, ends))).map(
    ({ name }) => name,
  );
}

/** Those, and then the ones that are met most often, so many at most. Pure. */
export function likelySelectors(servers: readonly string[], most: number): string[] {
  return [...new Set([...suggestedSelectors(servers), ...COMMON])].slice(0, most);
}

/** The provider whose key an alias leads to, by the last of its names, which says more than the selector; null where that is nobody known. Pure. */
export function providerOf(aliases: readonly string[]): string | null {
  const last = aliases.at(-1);
  if (last === undefined) return null;
  return PROVIDERS.find(({ keys = [] }) => isBelow(last, keys))?.name ?? null;
}

/** True for a name that is one of some, or below one. */
export function isBelow(name: string, suffixes: readonly string[]): boolean {
  const lower = name.toLowerCase();
  return suffixes.some((suffix) => lower === suffix || lower.endsWith(`.${suffix}`));
}
