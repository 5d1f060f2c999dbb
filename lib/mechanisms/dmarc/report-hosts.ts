import { ask } from '../../dns/ask.ts';
import type { DnsFailure, LookUp } from '../../dns/lookup.ts';
import { asciiDomain, isAskable } from '../../names/asked-name.ts';
import { MAX_NAME_LENGTH, parseDomainName } from '../../names/domain-name.ts';
import { domainOfReportUri } from '../../text/report-uri.ts';
import { splitTags, versionLength } from './tags.ts';
import { isUriByGrammar, SIZE_LIMIT, splitUris } from './uris.ts';
import { evaluateWalk, walkUp } from './walk.ts';

/** Whether reports may go to the host of a URI (RFC 9990 §4; RFC 9991 §4 asks the same of failure reports). */
export type Authorisation =
  /** `same`: the host belongs to the organization of the record, and no permission is needed. */
  | {
      readonly state: 'same' | 'authorised';
      readonly host: string;
      readonly name: string;
      readonly redirect: Redirect | null;
    }
  /** Receivers MUST ignore the URI. `no-record`: nothing there permits it; `redirect`: what is there names another host; `too-long`: no such name can exist. */
  | {
      readonly state: 'unauthorised';
      readonly reason: RefusedFor;
      readonly host: string;
      readonly name: string;
      readonly redirect: Redirect | null;
    }
  /** We could not know. */
  | {
      readonly state: 'unavailable';
      readonly reason: DnsFailure;
      readonly host: string;
      readonly name: string;
      readonly redirect: null;
    }
  /** The URI names no host that reports could go to. */
  | { readonly state: 'invalid'; readonly host: null; readonly name: null; readonly redirect: null };

/** Which reports are meant. */
export type ReportTag = 'rua' | 'ruf';

type RefusedFor = 'no-record' | 'redirect' | 'too-long';

/** The same tag in the permitting record takes the place of the address (RFC 9990 §4; RFC 9991 §4 puts ruf for rua). */
export interface Redirect {
  readonly uris: readonly string[];
  readonly isSameHost: boolean;
}

/**
 * Finds out whether the host of a report URI accepts reports about the domain at which a record was found. `recordName` is that domain, in A-labels or U-labels, or the name of its record with
 * `_dmarc`; about what is no name nothing is asked, and the answer is unavailable. Asks TXT at
 * `<domain>._report._dmarc.<host>`, and, where both may be of one organization, the tree walk of both first. Never rejects; what could not be asked is unavailable, and never authorised.
 */
export async function reportAuthorisation(
  recordName: string,
  uri: string,
  lookUp: LookUp,
  tag: ReportTag = 'rua',
): Promise<Authorisation> {
  const host = hostOfReportUri(uri);
  if (host === null) return { state: 'invalid', host: null, name: null, redirect: null };
  const permits = await hostPermission(recordName, host, lookUp);
  return permits(tag);
}

type OfHost = Exclude<Authorisation, { state: 'invalid' }>;

/** Whatever kind of report it is. */
function always(found: OfHost): () => OfHost {
  return () => found;
}

/** The same of the host itself, in A-labels, asked once: what it permits of each kind of report. */
export async function hostPermission(
  recordName: string,
  host: string,
  lookUp: LookUp,
): Promise<(tag: ReportTag) => OfHost> {
  const domain = asciiDomain(recordName.replace(/^_dmarc\./i, '')).toLowerCase();
  const name = authorisationName(domain, host);
  const unknown = (reason: DnsFailure): OfHost => ({
    state: 'unavailable',
    reason,
    host,
    name,
    redirect: null,
  });
  if (!isAskable(domain)) return always(unknown('never-asked'));
  const isSame = await isSameOrganization(domain, host, lookUp);
  if (isSame === true) return always({ state: 'same', host, name, redirect: null });
  // Where both may be of one organization, no permission may be needed, whatever stands there.
  const refused = (reason: RefusedFor, redirect: Redirect | null = null): OfHost =>
    isSame === false ? { state: 'unauthorised', reason, host, name, redirect } : unknown(isSame);
  if (name.length > MAX_NAME_LENGTH) return always(refused('too-long'));
  const answer = await ask(lookUp, name, 'TXT');
  if (answer.state === 'unavailable') return always(unknown(answer.reason));
  const texts = answer.state === 'found' ? answer.records.filter((text) => versionLength(text) !== null) : [];
  if (texts.length === 0) return always(refused('no-record'));
  return (tag) => {
    const redirect = redirectIn(texts, tag, host);
    return redirect && !redirect.isSameHost
      ? refused('redirect', redirect)
      : { state: 'authorised', host, name, redirect };
  };
}

/**
 * The host that reports to a URI go to, in A-labels; null where it is none. An obsolete size limit behind it is no part of it (RFC 9989 §4.8). An underscore is no letter of host names, and DNS
 * answers about such a name all the same.
 */
export function hostOfReportUri(uriOrLimited: string): string | null {
  const written = domainOfReportUri(uriOrLimited.replace(SIZE_LIMIT, ''));
  if (written === null) return null;
  if (!written.includes('_')) return parseDomainName(written);
  return parseDomainName(written.replaceAll('_', 'x')) === null ? null : asciiDomain(written).toLowerCase();
}

/** Where a host says that it takes reports about the domain. */
export function authorisationName(domain: string, host: string): string {
  return `${domain}._report._dmarc.${host}`;
}

/**
 * Whether both names are of one organization; a failure where that could not be known. Such names are all at or below its domain, so that names without a last label in common
 * cost no question.
 */
async function isSameOrganization(
  domain: string,
  host: string,
  lookUp: LookUp,
): Promise<boolean | DnsFailure> {
  if (domain === host) return true;
  if (domain.split('.').at(-1) !== host.split('.').at(-1)) return false;
  const own = await organizationOf(domain, lookUp);
  if (own.domain === null) return own.reason;
  if (host !== own.domain && !host.endsWith(`.${own.domain}`)) return false;
  const other = await organizationOf(host, lookUp);
  return other.domain === null ? other.reason : other.domain === own.domain;
}

async function organizationOf(domain: string, lookUp: LookUp) {
  const { organizationalDomain, steps } = evaluateWalk(domain, await walkUp(domain, lookUp));
  const failed = steps.find(({ answer }) => answer.state === 'unavailable')?.answer;
  return {
    domain: organizationalDomain,
    reason: failed?.state === 'unavailable' ? failed.reason : 'network',
  } as const;
}

/** The addresses of all permitting records, or null where none has one for such reports. */
function redirectIn(texts: readonly string[], tag: ReportTag, host: string): Redirect | null {
  const uris = texts.flatMap((text) => {
    const written = splitTags(text, 0).tags.find(({ name }) => name === tag);
    const listed = written ? splitUris(written.value) : [];
    return listed.filter(isUriByGrammar).map(({ uri }) => uri);
  });
  if (uris.length === 0) return null;
  return { uris, isSameHost: uris.every((uri) => hostOfReportUri(uri) === host) };
}

/** Whether a host takes mail (RFC 5321 §5.1, RFC 7505): `unavailable` where we could not know, `unasked` of a host on the web. */
export type TakesMail = 'yes' | 'null-mx' | 'no' | 'unavailable' | 'unasked';

/** Asks whether a host takes mail, by one question and, without MX, for its address. Never rejects. */
export async function takesMail(host: string, lookUp: LookUp): Promise<TakesMail> {
  const mx = await ask(lookUp, host, 'MX');
  if (mx.state === 'unavailable') return 'unavailable';
  if (mx.state === 'found') return mx.records.every(({ exchange }) => exchange === '') ? 'null-mx' : 'yes';
  if (mx.reason === 'nxdomain') return 'no';
  // IPv4 first, which nearly every host has.
  const v4 = await ask(lookUp, host, 'A');
  const isOpen = v4.state === 'absent' && v4.reason === 'nodata';
  const { state } = isOpen ? await ask(lookUp, host, 'AAAA') : v4;
  return ({ found: 'yes', absent: 'no', unavailable: 'unavailable' } as const)[state];
}
