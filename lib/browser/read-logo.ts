import { asksWith } from '../check/look-up.ts';
import { fetchCertificate, type CertificateReply } from '../mechanisms/bimi/fetch-certificate.ts';
import { fileUrl, type FetchDeps, type NotPermitted } from '../mechanisms/bimi/fetch-file.ts';
import { fetchLogo, type LogoReply } from '../mechanisms/bimi/fetch-logo.ts';
import { parseDomainName } from '../names/domain-name.ts';
import { refusalOf } from '../names/subject.ts';
import { askingOf, mayAsk } from './asking.ts';
import { currentEra, isOver, type Era } from './era.ts';
import type { CertificateQuestion } from './messages.ts';
import { mayRead } from './permissions.ts';
import { readSettings } from './settings.ts';

/**
 * Reads the logo at an address, for a page that asks in the era of `since`. Nothing of it is stored. Rejects for a text that is no address of a host that may be asked, and
 * where everything was forgotten since.
 */
export function answerReadLogo(text: string, since: Era = currentEra()): Promise<LogoReply> {
  return readFile(text, since, (url, deps) => fetchLogo(url, deps));
}

/** The same for the certificate of a logo, and how it fits those domains, the first of which is the domain itself. */
export async function answerReadCertificate(
  { url: text, domains }: CertificateQuestion,
  since: Era = currentEra(),
): Promise<CertificateReply> {
  const names = domains.slice(0, MOST_DOMAINS).map((each) => parseDomainName(each));
  if (names.length === 0 || names.includes(null)) throw new Error('Not a domain.');
  return readFile(text, since, (url, deps, now) =>
    fetchCertificate(url, { domains: names.filter((name) => name !== null), now }, deps),
  );
}

/** Its own and the one above. */
const MOST_DOMAINS = 3;

async function readFile<T>(
  text: string,
  since: Era,
  read: (url: URL, deps: FetchDeps, now: number) => Promise<T>,
): Promise<T | NotPermitted> {
  const settings = await readSettings();
  const { resolver } = settings;
  const url = fileUrl(text);
  const host = url && parseDomainName(url.hostname);
  if (!host || refusalOf(host, resolver.id === 'custom'))
    throw new Error('Not an address that may be asked.');
  const resolverHost = new URL(resolver.url).hostname;
  if (!(await mayAsk(resolverHost, settings))) return { state: 'not-permitted', host: resolverHost };
  if (!(await mayRead(host))) return { state: 'not-permitted', host };
  if (await isOver(since)) throw new Error('Forgotten meanwhile.');
  const asking = askingOf(settings, since);
  const now = asking.now();
  const { lookUpFor } = asksWith(asking, now, {
    record: () => undefined,
    onUnproven: () => undefined,
  });
  const deps = {
    fetch: asking.fetch,
    lookUp: lookUpFor('also'),
    deadline: asking.deadline,
    isPublicResolver: resolver.id !== 'custom',
  };
  return read(url, deps, now);
}
