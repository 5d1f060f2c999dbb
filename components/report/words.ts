import type { Consequence } from '../../lib/mechanisms/mta-sts/consequence.ts';
import type { Assessment } from '../../lib/check/assessment.ts';
import type { DnsFailure } from '../../lib/dns/lookup.ts';
import { ISOLATE_END, ISOLATE_START, keyOf, language, say } from '../../lib/locales/say.ts';
import type { Chain } from '../../lib/report/delegation.ts';
import type { ReceiptEntry } from '../../lib/report/receipt.ts';
import type { Step } from '../../lib/report/time-line.ts';
import type { SenderVerdict } from '../../lib/mechanisms/mta-sts/senders/senders.ts';
import { visibleText } from '../../lib/text/visible-text.ts';
import { dnsFailureWords } from '../finding-words.ts';
import { momentWords } from '../format.ts';

/** Sentences that the page and the files of a report share. */

export function consequenceWords(consequence: Consequence): string {
  return consequence === 'unknown'
    ? say('report.consequenceUnknown')
    : say(`servers.consequence.${consequence}`);
}

/** What is told of each mail server, column by column. */
export function serverColumns() {
  return [
    say('report.preference'),
    say('report.server'),
    say('report.address'),
    say('report.alias'),
    say('report.pattern'),
    say('report.consequence'),
  ] as const;
}

/** Why a sender does what it does, in one or more sentences. */
export function reasonWords({ accepts, reasons }: SenderVerdict): string {
  if (accepts === 'accepts') return say('senders.asRfc');
  return reasons.map((reason) => say(`senders.reason.${keyOf(reason)}`)).join(' ');
}

/** What stands at the end of a chain: the policy host is asked for an address, the others for a record. */
export function endWords(chain: Chain): string {
  const end = keyOf(chain.end);
  return isPolicyHost(chain) && chain.end !== 'invalid'
    ? say(`report.addressEnd.${end as 'found'}`)
    : say(`report.end.${end}`);
}

function isPolicyHost({ name }: Chain): boolean {
  return name.startsWith('mta-sts.');
}

/** What came of a step: an RCODE as it is, a failure or a fetch in words. */
export function outcomeWords({ what, outcome }: Step): string {
  if (what === 'GET') return say(`report.fetched.${outcome as 'found'}`);
  return /^[A-Z]/.test(outcome) ? valueOf(outcome) : dnsFailureWords(outcome as DnsFailure);
}

export function permissionWords({ purpose, permission: pattern }: ReceiptEntry): string {
  return purpose === 'dns'
    ? say('report.permissionDns', { pattern })
    : say('report.permissionPolicy', { pattern });
}

/** A moment with date, seconds and zone, fit for a file that is read years later. */
export function fullMoment(at: number): string {
  return new Intl.DateTimeFormat(language(), {
    dateStyle: 'long',
    timeStyle: 'long',
    timeZone: 'UTC',
  }).format(at);
}

/** Text from the network as a value of a sentence: made visible and isolated, as `say` does it. */
export function valueOf(text: string): string {
  return `${ISOLATE_START}${visibleText(text)}${ISOLATE_END}`;
}

/** What the browser cannot see, point by point. */
export function limitWords(): string[] {
  return (['starttls', 'certificates', 'walls', 'place', 'trust', 'caches', 'dane'] as const).map((limit) =>
    say(`report.limit.${limit}`),
  );
}

/** Why no file is on the receipt. */
export function noFetchWords({ policy }: Assessment): string {
  return policy.state === 'found'
    ? say('report.remembered', { time: momentWords(policy.fetchedAt) })
    : say('report.noFetch');
}
