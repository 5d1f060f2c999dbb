import { asksWith } from '../check/look-up.ts';
import { addressText } from '../mechanisms/spf/address.ts';
import { maySend } from '../mechanisms/spf/may-send.ts';
import {
  readSendQuestion,
  type SendAnswer,
  type SendQuestion,
  type SentQuestion,
} from '../mechanisms/spf/send-question.ts';
import { parseDomainName, type DomainName } from '../names/domain-name.ts';
import { refusalOf, registrableOf } from '../names/subject.ts';
import { askingOf, mayAsk } from './asking.ts';
import { currentEra, isOver, type Era } from './era.ts';
import { readSettings } from './settings.ts';

/**
 * Whether an address may send in the name of a domain, for a page that asks in the era of `since`. Each question starts anew, and nothing of it is stored: what a person
 * agreed to comes along. Rejects for a text that is no domain that may be asked, and where everything was forgotten since.
 */
export async function answerMayItSend(
  { domain: text, agreed, ...typed }: SendQuestion,
  since: Era = currentEra(),
): Promise<SendAnswer> {
  const domain = parseDomainName(text);
  const settings = await readSettings();
  const { resolver } = settings;
  if (!domain || refusalOf(domain, resolver.id === 'custom'))
    throw new Error('Not a domain that may be asked.');
  const question = readSendQuestion(typed, domain);
  if ('refused' in question) return { state: 'refused', why: question.refused };
  if (!(await mayAsk(new URL(resolver.url).hostname, settings)))
    return { state: 'not-permitted', resolver: resolver.name };
  if (await isOver(since)) throw new Error('Forgotten meanwhile.');
  const asking = askingOf(settings, since);
  const sent: SentQuestion[] = [];
  const { lookUpFor } = asksWith(asking, asking.now(), {
    record: ({ name, type, outcome }) => sent.push({ name, type, outcome }),
    onUnproven: () => undefined,
  });
  const result = await maySend(question, agreed, lookUpFor('spoofing'), ownerOf, asking.now);
  return {
    state: 'answered',
    ...result,
    client: addressText(question.client),
    resolver: resolver.name,
    sent,
  };
}

/** The registered domain of a name, whose name servers get a question for it; a public suffix is its own. */
function ownerOf(name: string): string {
  // What a macro leads to need not be a host name, but ends in one: what stands before that is of no account.
  const [host = name] = /[a-z\d_-]+(?:\.[a-z\d_-]+)*$/.exec(name) ?? [];
  return registrableOf(host as DomainName) ?? host;
}
