import type { MxParts } from '../mx/facts.ts';
import { parseIpv4, parseIpv6 } from './address.ts';
import { ownLookUps, recordOf, termsOf } from './guide-words.ts';
import { mappedNetwork } from './mapped-network.ts';
import { isOddlyNamed } from './odd-name.ts';
import { letsStrangersIn } from './open-term.ts';
import { readTerm } from './read-term.ts';

/** What people tell about who sends for a domain without a record. */

/** Providers whose help asks every customer for the same include; those with one for each customer are typed in. */
export const INCLUDES: readonly (readonly [name: string, target: string])[] = [
  ['Google Workspace', '_spf.google.com'],
  ['Microsoft 365', 'spf.protection.outlook.com'],
  ['Amazon SES', 'amazonses.com'],
  ['Atlassian', '_spf.atlassian.net'],
  ['Brevo', 'spf.brevo.com'],
  ['Cloudflare Email Routing', '_spf.mx.cloudflare.net'],
  ['Fastmail', 'spf.messagingengine.com'],
  ['Freshdesk', 'email.freshdesk.com'],
  ['GoDaddy', 'secureserver.net'],
  ['Help Scout', 'helpscoutemail.com'],
  ['iCloud', 'icloud.com'],
  ['Mailgun', 'mailgun.org'],
  ['Mailjet', 'spf.mailjet.com'],
  ['Mandrill', 'spf.mandrillapp.com'],
  ['OVH', 'mx.ovh.com'],
  ['Postmark', 'spf.mtasv.net'],
  ['Proton', '_spf.protonmail.ch'],
  ['Salesforce', '_spf.salesforce.com'],
  ['SendGrid', 'sendgrid.net'],
  ['SparkPost', 'sparkpostmail.com'],
  ['Zendesk', 'mail.zendesk.com'],
  ['Zoho', 'zohomail.com'],
];

/** The domain behind the mail servers of each of them, where it receives mail as well. */
const RECEIVING: Readonly<Record<string, readonly string[]>> = {
  '_spf.google.com': ['google.com', 'googlemail.com'],
  'spf.protection.outlook.com': ['mail.protection.outlook.com', 'mx.microsoft'],
  '_spf.mx.cloudflare.net': ['mx.cloudflare.net'],
  'spf.messagingengine.com': ['messagingengine.com'],
  'icloud.com': ['mail.icloud.com'],
  'mx.ovh.com': ['mail.ovh.net'],
  '_spf.protonmail.ch': ['protonmail.ch'],
  'secureserver.net': ['secureserver.net'],
  'zohomail.com': ['zoho.com', 'zoho.eu'],
};

/** The include of the provider that all mail servers of a domain belong to; null where that is none of the list, or not known. Pure. */
export function includeBehind(mx: MxParts['mx']): string | null {
  if (mx.state !== 'found' || mx.hosts.length === 0) return null;
  const found = Object.entries(RECEIVING).find(([, domains]) =>
    mx.hosts.every(({ name }) => domains.some((domain) => isBelow(name.toLowerCase(), domain))),
  );
  return found?.[0] ?? null;
}

function isBelow(host: string, domain: string): boolean {
  return host === domain || host.endsWith(`.${domain}`);
}

/** What was typed, as terms; `fault` is the first line that is none, or null. */
export interface TypedSenders {
  readonly terms: readonly string[];
  readonly fault: string | null;
}

/** Reads lines: an address, a range, or a term that lets somebody in, such as the include that a provider names. Pure. */
export function typedSenders(lines: readonly string[]): TypedSenders {
  const terms: string[] = [];
  for (const line of lines.flatMap((each) => each.trim().split(/\s+/)).filter((each) => each !== '')) {
    const term = termOf(line);
    if (term === null) return { terms: [], fault: line };
    if (!terms.includes(term)) terms.push(term);
  }
  return { terms, fault: null };
}

const MAY_BE_TYPED: ReadonlySet<string> = new Set(['ip4', 'ip6', 'include', 'a', 'mx', 'exists']);

function termOf(line: string): string | null {
  const [address = ''] = line.split('/');
  const mapped = mappedNetwork(line.replace(/^\+?ip[46]:/i, ''));
  if (mapped !== null) return mapped === '' ? null : termOf(mapped);
  const word = parseIpv4(address) ? `ip4:${line}` : parseIpv6(address) ? `ip6:${line}` : line;
  const read = readTerm(word, 0);
  if (!('term' in read) || !MAY_BE_TYPED.has(read.term.kind)) return null;
  // What the grammar takes and no sender has: two terms in one, an address of the web, half of all addresses.
  if (isOddlyNamed(read.term) || letsStrangersIn(read.term)) return null;
  return 'qualifier' in read.term && read.term.qualifier === '+' ? word.replace(/^\+/, '') : null;
}

/** The record for these senders; it ends in `~all`, since whoever was forgotten is to lose no mail. Null where there is none of them, or too many. */
export function recordForSenders(
  includes: readonly string[],
  typed: readonly string[],
): { readonly text: string; readonly lookUps: number } | null {
  const words = [...new Set([...typed, ...includes.map((target) => `include:${target}`)])];
  // What costs no look-up comes first (RFC 7208 §4.6.4: a match ends the evaluation).
  const ordered = [...words.filter(isFree), ...words.filter((word) => !isFree(word))];
  const text = words.length > 0 ? recordOf([...ordered, '~all']) : null;
  const lookUps = text === null ? 0 : ownLookUps(termsOf(text) ?? []);
  return text === null || lookUps > 10 ? null : { text, lookUps };
}

/** It costs no look-up. */
function isFree(word: string): boolean {
  return /^ip[46]:/i.test(word);
}
