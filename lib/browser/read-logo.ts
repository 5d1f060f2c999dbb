import { asksWith } from '../check/look-up.ts';
import { fetchLogo, logoUrl, type LogoReply } from '../mechanisms/bimi/fetch-logo.ts';
import { parseDomainName } from '../names/domain-name.ts';
import { refusalOf } from '../names/subject.ts';
import { askingOf, mayAsk } from './asking.ts';
import { currentEra, isOver, type Era } from './era.ts';
import { mayRead } from './permissions.ts';
import { readSettings } from './settings.ts';

/**
 * Reads the logo at an address, for a page that asks in the era of `since`. Nothing of it is stored. Rejects for a text that is no address of a host that may be asked, and
 * where everything was forgotten since.
 */
export async function answerReadLogo(text: string, since: Era = currentEra()): Promise<LogoReply> {
  const settings = await readSettings();
  const { resolver } = settings;
  const url = logoUrl(text);
  const host = url && parseDomainName(url.hostname);
  if (!host || refusalOf(host, resolver.id === 'custom'))
    throw new Error('Not an address that may be asked.');
  const resolverHost = new URL(resolver.url).hostname;
  if (!(await mayAsk(resolverHost, settings))) return { state: 'not-permitted', host: resolverHost };
  if (!(await mayRead(host))) return { state: 'not-permitted', host };
  if (await isOver(since)) throw new Error('Forgotten meanwhile.');
  const asking = askingOf(settings, since);
  const { lookUpFor } = asksWith(asking, asking.now(), {
    record: () => undefined,
    onUnproven: () => undefined,
  });
  return fetchLogo(url, {
    fetch: asking.fetch,
    lookUp: lookUpFor('also'),
    deadline: asking.deadline,
    isPublicResolver: resolver.id !== 'custom',
  });
}
