import type { DnsFailure } from '../../lib/dns/lookup.ts';
import type { Parameters } from '../../lib/guide/codes.ts';
import { SENDER_NAMES } from '../../lib/mechanisms/mta-sts/senders/names.ts';
import type { Sender } from '../../lib/mechanisms/mta-sts/senders/rule.ts';
import { language, type SentenceParameters } from '../../lib/locales/say.ts';
import { dnsFailureWords } from '../finding-words.ts';
import { durationWords } from '../format.ts';

/** The parameters of a code of the guide, with durations, reasons and senders in words. */
export function parameterWords(parameters: Parameters): SentenceParameters {
  const words: Record<string, string | number> = { ...parameters };
  if (typeof words['seconds'] === 'number') words['seconds'] = durationWords(words['seconds']);
  if (typeof words['reason'] === 'string') words['reason'] = dnsFailureWords(words['reason'] as DnsFailure);
  if (typeof words['sender'] === 'string') words['sender'] = SENDER_NAMES[words['sender'] as Sender];
  return words;
}

/** A moment with its date, as it stands in a plan. */
export function dateWords(at: number): string {
  return new Intl.DateTimeFormat(language(), { dateStyle: 'full', timeStyle: 'short' }).format(at);
}
