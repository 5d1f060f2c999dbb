import { asksWith } from '../check/look-up.ts';
import type { Lookup, LookUp } from '../dns/lookup.ts';
import {
  domainOfKeyName,
  type MessageAnswer,
  type MessageQuestion,
} from '../mechanisms/dkim/message-question.ts';
import { MOST_SIGNATURES } from '../mechanisms/dkim/limits.ts';
import { alignmentOf } from '../mechanisms/dmarc/alignment.ts';
import { parseDomainName } from '../names/domain-name.ts';
import { refusalOf } from '../names/subject.ts';
import { askingOf, mayAsk } from './asking.ts';
import { currentEra, isOver, type Era } from './era.ts';
import { readSettings } from './settings.ts';

/**
 * The keys and the DMARC policy that a message depends on, for a page that asks in the era of `since`. Each question starts anew, and nothing of it is stored. Domains that the
 * resolver must not hear of are not asked about. Rejects where everything was forgotten since.
 */
export async function answerMessageRecords(
  { keyNames, from, others }: MessageQuestion,
  since: Era = currentEra(),
): Promise<MessageAnswer> {
  const settings = await readSettings();
  const { resolver } = settings;
  if (!(await mayAsk(new URL(resolver.url).hostname, settings)))
    return { state: 'not-permitted', resolver: resolver.name };
  if (await isOver(since)) throw new Error('Forgotten meanwhile.');
  const asking = askingOf(settings, since);
  const { lookUpFor } = asksWith(asking, asking.now(), {
    record: () => undefined,
    onUnproven: () => undefined,
  });
  const lookUp = lookUpFor('spoofing');
  const isAskable = (text: string) => {
    const domain = parseDomainName(text);
    return domain !== null && refusalOf(domain, resolver.id === 'custom') === null;
  };
  const domains = others.filter(isAskable).slice(0, MOST_SIGNATURES + 1);
  const [keys, alignment] = await Promise.all([
    Promise.all(keyNames.slice(0, MOST_SIGNATURES).map((name) => keyAt(name, isAskable, lookUp))),
    from !== null && isAskable(from) ? alignmentOf(from, domains, lookUp) : null,
  ]);
  return { state: 'answered', resolver: resolver.name, keys, alignment };
}

async function keyAt(
  name: string,
  isAskable: (domain: string) => boolean,
  lookUp: LookUp,
): Promise<{ name: string; answer: Lookup<string> }> {
  const answer = isAskable(domainOfKeyName(name) ?? '')
    ? await lookUp(name, 'TXT')
    : ({ state: 'unavailable', reason: 'never-asked', detail: name } as const);
  return { name, answer };
}
