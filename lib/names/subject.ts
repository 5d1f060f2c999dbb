import { parse } from 'tldts';
import {
  isIpAddress,
  isNeverAsked,
  labelsOf,
  parentOf,
  parseDomainName,
  withHyphens,
  type DomainName,
} from './domain-name.ts';

/** What a person pointed at, as the policy domain it stands for (RFC 8461 §2: the part of an address behind the @). */
export type Subject =
  | {
      readonly state: 'found';
      readonly policyDomain: DomainName;
      /** The exact host first, then every name between it and the registrable domain, which are policy domains of their own. */
      readonly alternatives: readonly DomainName[];
      /** What was typed, where it is no mail domain but a name that belongs to one. */
      readonly readFrom?: string;
    }
  | { readonly state: 'unsupported'; readonly reason: UnsupportedReason; readonly text: string };

export type UnsupportedReason =
  | 'empty'
  | 'browser-page'
  | 'file'
  | 'ip-address'
  | 'address-literal'
  | 'single-label'
  | 'special-use'
  | 'private-name'
  | 'not-a-name';

const MAX_TEXT = 2000;
const PSL = { allowPrivateDomains: true, extractHostname: false, validateHostname: false };

/**
 * The subject of a page or link. A host stands for its registrable domain by the public suffix list, a policy host (`mta-sts.<domain>`) for
 * the domain whose policy it serves; a `mailto:` for
 * exactly the domain of its address, since no policy is inherited (RFC 8461 §3.4).
 */
export function subjectOfUrl(url: string): Subject {
  let parsed: URL;
  try {
    parsed = new URL(url);
  } catch {
    return unsupported('not-a-name', url);
  }
  if (parsed.protocol === 'mailto:')
    return subjectOfAddress(decodeAddress(parsed.pathname) || (parsed.searchParams.get('to') ?? ''));
  if (parsed.protocol === 'file:') return unsupported('file', url);
  if (!['http:', 'https:', 'ftp:', 'ws:', 'wss:'].includes(parsed.protocol))
    return unsupported('browser-page', url);
  return subjectOfHost(parsed.hostname, 'registrable');
}

/** The subject of a text in the address of one of our own pages: a name stands there for exactly itself. */
export function subjectOfName(text: string): Subject {
  return parseDomainName(text) === null ? subjectOfText(text) : subjectOfHost(text, 'exact');
}

/**
 * The subject of what a person typed or selected: a domain, a URL or an e-mail address, in quotes or brackets, with
 * other words around it. A domain and an address stand for exactly themselves; a name that can only belong to a mail domain
 * (`_mta-sts.<domain>`, `mta-sts.<domain>`, `*.<domain>`) for that.
 */
export function subjectOfText(text: string): Subject {
  // A quoted local part may hold spaces, and is not what matters here.
  const words = text
    .slice(0, MAX_TEXT)
    .replace(/"[^"@]*"@/g, 'quoted@')
    .trim()
    .split(/\s+/)
    .filter(Boolean);
  if (words.length === 0) return unsupported('empty', '');
  if (mayBeOneName(words)) return unsupported('not-a-name', text.trim());
  const read = words.map((word) => ({ word, subject: subjectOfWord(word) }));
  const found = read.filter(({ subject }) => subject.state === 'found');
  // Of several names an address or URL says most, also one that is torn; then one with an ending that exists: "e.g." is a name by its form.
  const best =
    found.find(({ word }) => /@|:\/\//.test(word)) ??
    read.find(({ word }) => /[^@]@./.test(word)) ??
    found.find(
      ({ subject }) => subject.state === 'found' && refusalOf(subject.policyDomain, false) === null,
    ) ??
    found[0] ??
    read.find(({ word }) => word.includes('@')) ??
    (read.length === 1 ? read[0] : read.find(({ word }) => /[.:]/.test(word)));
  return best?.subject ?? unsupported('not-a-name', text.trim());
}

/**
 * True for one name that a space tore in two, "exam ple.com" or "a@example.co m": together they are a name that can exist, and they are
 * not two such names. What is left of it would be a stranger's domain.
 */
function mayBeOneName(words: readonly string[]): boolean {
  const [written = '', second = '', more] = words;
  // Of an address the domain is what matters.
  const first = written.replace(/^[^@]+@/, '');
  if (more !== undefined || !TORN.test(first) || !TORN.test(second)) return false;
  return isPublicName(first + second) && !(isPublicName(first) && isPublicName(second));
}

/** What stands between letters or digits in a name: what ends in a mark, such as "e.g.", is a word of a sentence. */
const TORN = /^[\p{L}\p{M}\p{N}](?:[\p{L}\p{M}\p{N}.-]*[\p{L}\p{M}\p{N}])?$/u;

function isPublicName(text: string): boolean {
  const name = parseDomainName(text);
  return name !== null && refusalOf(name, false) === null;
}

function subjectOfWord(word: string): Subject {
  const bare = word.replace(/^[<("'“‘«[{„]+|[>)"'”“’»}\],;:!?.…]+$/g, (edge, offset: number) =>
    // An address literal and an IPv6 host keep their brackets: they are named as what they are.
    edge.includes('[') || (edge.includes(']') && /[@/]\[|^\[/.test(word.slice(0, offset))) ? edge : '',
  );
  if (/^(?:[a-z][a-z0-9+.-]*:\/\/|mailto:|about:|javascript:|data:|file:|view-source:)/i.test(bare))
    return readFrom(subjectOfUrl(bare), bare);
  const [authority = ''] = bare.split(/[/?#]/, 1);
  if (authority.includes('@')) return subjectOfAddress(withHyphens(authority));
  const [literal] = /^\[[^\]]*:[^\]]*\]/.exec(authority) ?? [];
  if (literal !== undefined) return unsupported('ip-address', literal);
  // A typographic hyphen would become a part of another name.
  const host = withHyphens(authority).replace(/^\[?([^\]]*)\]?$/, '$1');
  // One colon comes before a port; several make an IPv6 address.
  return subjectOfTypedName(host.replace(/^([^:]*):\d{1,5}$/, '$1'));
}

/** A typed name: the pattern and the names of records and of the policy host are read as the domain that they belong to. */
function subjectOfTypedName(host: string): Subject {
  const bare = host.replace(/^\*\./, '');
  const labels = bare.split('.');
  // RFC 8552: labels that begin with an underscore name a record, and are no part of a host name.
  const service = labels.findLastIndex((label) => label.startsWith('_'));
  const name = parse(bare, PSL).domain?.includes('_') ? bare : labels.slice(service + 1).join('.');
  const subject = subjectOfHost(name, 'mail');
  // What is no name is shown as it was typed.
  if (subject.state !== 'found') return subjectOfHost(host, 'exact');
  return readFrom(subject, host);
}

/** Says where the domain was read from, where that is a pattern, the name of a record or a policy host. */
function readFrom(subject: Subject, text: string): Subject {
  if (subject.state !== 'found') return subject;
  const host = (/^[a-z]+:\/\/([^/?#:]*)/i.exec(text)?.[1] ?? text).replace(/\.$/, '');
  const isOfDomain =
    /^(?:\*\.|_)|\._/.test(host) || parseDomainName(host) === `mta-sts.${subject.policyDomain}`;
  return isOfDomain ? { ...subject, readFrom: host } : subject;
}

/**
 * Why a name may not be asked of a resolver, or null where it may. Reserved and unknown suffixes (`.test`, `.internal`)
 * are asked only of a custom resolver, which may serve a company's own zones.
 */
export function refusalOf(name: DomainName, isCustomResolver: boolean): UnsupportedReason | null {
  if (isNeverAsked(name))
    return labelsOf(name).length < 2 && name !== 'localhost' ? 'single-label' : 'special-use';
  const { isIcann, isPrivate } = publicSuffixOf(name);
  const isPublic = (isIcann || isPrivate) && !name.endsWith('.arpa');
  return isPublic || isCustomResolver ? null : 'private-name';
}

function subjectOfAddress(address: string): Subject {
  const domain = address.slice(address.lastIndexOf('@') + 1).replace(/[>,;)"'\s].*$/s, '');
  if (domain.startsWith('[')) return unsupported('address-literal', address);
  return subjectOfHost(domain, 'exact');
}

/**
 * `registrable`: of a page, its registrable domain; `exact`: the name itself; `mail`: the same, but for the name of a policy host. That
 * stands for the domain whose policy it serves in both, and stays among the alternatives: it can be a mail domain of its own.
 */
function subjectOfHost(host: string, wanted: 'registrable' | 'exact' | 'mail'): Subject {
  if (host === '') return unsupported('empty', host);
  if (isIpAddress(host) || host.startsWith('[')) return unsupported('ip-address', host);
  const name =
    parseDomainName(host) ?? (wanted === 'registrable' ? parseDomainName(withoutUnderscores(host)) : null);
  if (name === null) return unsupported('not-a-name', host);
  const refusal = refusalOf(name, true);
  if (refusal) return unsupported(refusal, name);
  const registrable = (publicSuffixOf(name).domain ?? name) as DomainName;
  const names = namesBetween(name, registrable);
  const parent = name !== registrable && name.startsWith('mta-sts.') ? parentOf(name) : null;
  const policyDomain = wanted === 'exact' ? name : (parent ?? (wanted === 'mail' ? name : registrable));
  return { state: 'found', policyDomain, alternatives: names.filter((n) => n !== policyDomain) };
}

/** A web host may have underscores, a mail domain may not: the part to the right of them can still be one. */
function withoutUnderscores(host: string): string {
  const labels = host.split('.');
  // Unless the registrable domain itself has one: what is to the right of it belongs to others.
  if (parse(host, PSL).domain?.includes('_')) return '';
  return labels.slice(labels.findLastIndex((label) => label.includes('_')) + 1).join('.');
}

/** The name, and every name from it up to the registrable one. */
function namesBetween(name: DomainName, registrable: DomainName): DomainName[] {
  const names: DomainName[] = [];
  for (let n: DomainName | null = name; n !== null && n !== registrable; n = parentOf(n)) names.push(n);
  return [...names, registrable];
}

/** The registered domain that a name belongs to, or null for a public suffix (public suffix list, private part too). */
export function registrableOf(name: DomainName): DomainName | null {
  return publicSuffixOf(name).domain as DomainName | null;
}

function publicSuffixOf(name: DomainName) {
  return parse(name, PSL);
}

/** The first address of a mailto URL (RFC 6068 §2): commas and semicolons within quotes separate nothing. */
function decodeAddress(path: string): string {
  const [first = ''] = /^(?:"(?:[^"\\]|\\.)*"|[^",;])*/.exec(decode(path)) ?? [];
  return first;
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function unsupported(reason: UnsupportedReason, text: string): Subject {
  return { state: 'unsupported', reason, text: text.slice(0, 200) };
}
