import type { AddAnswer, AddRequest, RemoveRequest } from '../check/added-names.ts';
import { ALL } from '../mechanisms.ts';
import { parseDomainName } from '../names/domain-name.ts';
import { refusalOf } from '../names/subject.ts';
import { keepAdded, removeAdded } from './added-store.ts';
import { mayAsk } from './asking.ts';
import { showKnownEverywhere } from './assessor.ts';
import { currentEra, type Era } from './era.ts';
import { extendKnown } from './extend-known.ts';
import { readSettings } from './settings.ts';

/**
 * Asks for names that a person added to the checks of a domain, in the era of `since`, and keeps them for the next ones; of a private window nothing is kept. Rejects for a
 * text that is no domain that may be asked. A background that ends before the answer has kept what it kept: to ask again asks for the rest.
 */
export async function answerAddNames(request: AddRequest, since: Era = currentEra()): Promise<AddAnswer> {
  const { mechanism, isPrivate, keep } = request;
  const domain = parseDomainName(request.domain);
  const settings = await readSettings();
  const { resolver } = settings;
  if (!domain || refusalOf(domain, resolver.id === 'custom'))
    throw new Error('Not a domain that may be asked.');
  const door = ALL.find(({ name }) => name === mechanism)?.added;
  if (!door) throw new Error('Nothing can be added to it.');
  const names = request.names.flatMap((name) => door.read(name) ?? []).slice(0, door.most);
  if (keep === 'all' && !isPrivate) await keepAdded(domain, mechanism, names, { mayPush: true, since });
  if (!(await mayAsk(new URL(resolver.url).hostname, settings)))
    return { state: 'not-permitted', resolver: resolver.name };
  const extended = await extendKnown(domain, mechanism, names, { isPrivate, since });
  if (!extended) return { state: 'unchecked' };
  const { assessment, unanswered } = extended;
  const found = door.found(assessment, names);
  if (keep === 'found' && !isPrivate && found.length > 0)
    await keepAdded(domain, mechanism, found, { mayPush: false, since });
  // What was found may be what the badge speaks of; a tab that is closed changes nothing.
  if (found.length > 0) void showKnownEverywhere().catch(() => undefined);
  return { state: 'asked', unanswered };
}

/** Keeps a name no more. Does nothing for a text that is no domain. */
export async function answerRemoveName(
  { domain: text, mechanism, name }: RemoveRequest,
  since: Era = currentEra(),
): Promise<void> {
  const domain = parseDomainName(text);
  if (domain) await removeAdded(domain, mechanism, name, since);
}
