import { parseIpv4, parseIpv6 } from './address.ts';
import { readDomainSpec, readMacroText, type MacroFault, type MacroText } from './domain-spec.ts';
import { suggestionFor } from './misspelt.ts';
import type { SpfSyntaxCode } from './problems.ts';
import type { Qualifier, SpfTerm } from './term.ts';

/** What makes a word no term: the code, its parameters beside the term, and where in the word. */
export interface TermFault {
  readonly code: SpfSyntaxCode;
  readonly parameters?: Readonly<Record<string, string>>;
  readonly offset?: number;
  readonly length?: number;
}

export type ReadTerm = { readonly term: SpfTerm } | { readonly fault: TermFault };

type Body<T = SpfTerm> = T extends unknown ? Omit<T, 'text' | 'position' | 'qualifier'> : never;

const MODIFIER = /^([a-z][\w.-]*)=(.*)$/is;
const DIRECTIVE = /^([+?~-]?)([a-z][a-z\d]*)(.*)$/is;
/** Behind the name of `a` and `mx`, from the right: the lengths of prefixes, and before them the domain. */
const DUAL = /^(.*?)(?:\/(\d+))?(?:\/\/(\d+))?$/s;

/** Reads one word of a record as a term (RFC 7208 §12). `offset` is where it stands. Total. */
export function readTerm(word: string, offset: number): ReadTerm {
  const written = { text: word, position: { offset, length: word.length, line: 1 } };
  const read = readWord(word);
  if (read === null || 'code' in read) return { fault: whatIsMeant(word, read) };
  return { term: { ...read, ...written } as SpfTerm };
}

/** Null for what is neither a modifier nor a mechanism. */
function readWord(word: string): Body | TermFault | null {
  const [, name, value = ''] = MODIFIER.exec(word) ?? [];
  return name === undefined ? readDirective(word) : readModifier(name, value);
}

function readModifier(name: string, value: string): Body | TermFault {
  const kind = name.toLowerCase();
  const start = name.length + 1;
  if (kind !== 'redirect' && kind !== 'exp') {
    const read = readMacroText(value);
    return 'fault' in read ? faultOf(read.fault, start) : { kind: 'unknown', name, value };
  }
  if (value === '') return { code: 'spf-modifier-empty', parameters: { name: kind } };
  const domain = readName(value, start);
  return 'code' in domain ? domain : { kind, domain };
}

function readDirective(word: string): (Body & { qualifier: Qualifier }) | TermFault | null {
  const [, sign = '', name = '', rest = ''] = DIRECTIVE.exec(word) ?? [];
  const body = readMechanism(name.toLowerCase(), rest, sign.length + name.length);
  return body === null || 'code' in body ? body : { ...body, qualifier: (sign || '+') as Qualifier };
}

/** Null for what is no mechanism. */
function readMechanism(name: string, rest: string, start: number): Body | TermFault | null {
  if (name === 'all') return rest === '' ? { kind: 'all' } : { code: 'spf-all-value' };
  if (name === 'ip4' || name === 'ip6') return readNetwork(name, rest);
  if (name === 'include' || name === 'exists') {
    if (!/^:./s.test(rest))
      return rest === '' || rest === ':' ? MISSING : rest.startsWith('/') ? MISSING : null;
    const domain = readName(rest.slice(1), start + 1);
    return 'code' in domain ? domain : { kind: name, domain };
  }
  if (name !== 'a' && name !== 'mx' && name !== 'ptr') return null;
  const [, named = '', short, long] = name === 'ptr' ? ['', rest] : (DUAL.exec(rest) ?? []);
  if (named === ':') return MISSING;
  if (named !== '' && !named.startsWith(':')) return named.startsWith('/') ? { code: 'spf-cidr' } : null;
  const domain = named === '' ? null : readName(named.slice(1), start + 1);
  if (domain !== null && 'code' in domain) return domain;
  if (name === 'ptr') return { kind: name, domain };
  const [prefix4, prefix6] = [prefixOf(short, 32), prefixOf(long, 128)];
  return prefix4 === null || prefix6 === null
    ? { code: 'spf-cidr' }
    : { kind: name, domain, prefix4, prefix6 };
}

const MISSING: TermFault = { code: 'spf-term-value-missing' };

function readNetwork(kind: 'ip4' | 'ip6', rest: string): Body | TermFault | null {
  if (rest === '' || rest === ':') return MISSING;
  if (!rest.startsWith(':')) return rest.startsWith('/') ? MISSING : null;
  const slash = rest.indexOf('/');
  const network = rest.slice(1, slash === -1 ? rest.length : slash);
  const address = kind === 'ip4' ? parseIpv4(network) : parseIpv6(network);
  if (address === null) return { code: 'spf-ip-syntax' };
  const prefix = prefixOf(slash === -1 ? undefined : rest.slice(slash + 1), kind === 'ip4' ? 32 : 128);
  return prefix === null ? { code: 'spf-cidr' } : { kind, address, prefix };
}

/** The length of a prefix, in the form of the grammar; all bits where none is given. */
function prefixOf(digits: string | undefined, most: number): number | null {
  if (digits === undefined) return most;
  return /^(?:0|[1-9]\d{0,2})$/.test(digits) && Number(digits) <= most ? Number(digits) : null;
}

function readName(text: string, start: number): MacroText | TermFault {
  const read = readDomainSpec(text);
  return 'fault' in read ? faultOf(read.fault, start) : read.value;
}

function faultOf({ kind, offset, length }: MacroFault, start: number): TermFault {
  const place = { offset: start + offset, length };
  if (kind === 'exp-only') return { code: 'spf-macro-exp-only', ...place };
  if (kind === 'syntax') return { code: 'spf-macro-syntax', ...place };
  return { code: 'spf-domain-spec', ...place };
}

/** Before a space: `- all`. */
const SIGNS_ALONE = /^[+?~-]+$/;
const SIGNS_TWICE = /^[+?~-]{2,}[a-z]/i;
const BEFORE_MODIFIER = /^[+?~-]+[a-z][\w.-]*=/i;
const SIGN_IN_VALUE = /^[+?~-]?[a-z\d]+:[+?~-]/i;
/** One term behind another without a space: `mx-all`, `ip4:192.0.2.1~all`, `-allip4:…`, `ainclude:…`. */
const JOINED =
  /[^\s+?~-][+?~-]all$|all(?:include|ip4|ip6|a|mx|exists):|(?<!^[+?~-]?)(?:include|ip4|ip6|exists):/i;

/** The fault of a word that is no term, by what somebody will have meant by it. */
function whatIsMeant(word: string, fault: TermFault | null): TermFault {
  if (fault !== null && MODIFIER.test(word)) return fault;
  const separator = /[,;]/.exec(word);
  if (separator) return { code: 'spf-separator', parameters: { character: separator[0] } };
  if (
    SIGNS_ALONE.test(word) ||
    SIGNS_TWICE.test(word) ||
    BEFORE_MODIFIER.test(word) ||
    (fault && SIGN_IN_VALUE.test(word))
  )
    return { code: 'spf-qualifier-misplaced' };
  if (fault?.code !== 'spf-macro-syntax' && fault?.code !== 'spf-macro-exp-only' && JOINED.test(word))
    return { code: 'spf-space-missing' };
  if (fault) return fault;
  const suggestion = suggestionFor(word);
  // Nobody is sent from one fault to the next, or to what lets everybody in.
  const meant = suggestion === null || /^\+?all$/i.test(suggestion) ? null : readWord(suggestion);
  return suggestion === null || meant === null || 'code' in meant
    ? { code: 'spf-unknown-mechanism' }
    : { code: 'spf-misspelt-mechanism', parameters: { suggestion } };
}
