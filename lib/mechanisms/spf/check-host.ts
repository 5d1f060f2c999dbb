import { ask } from '../../dns/ask.ts';
import type { LookUp } from '../../dns/lookup.ts';
import { asciiDomain } from '../../names/asked-name.ts';
import { parseClient } from './address.ts';
import type { MacroText } from './domain-spec.ts';
import { Ended, Evaluation, type Identity, type PathStep } from './evaluation.ts';
import { explanationOf } from './explanation.ts';
import { matches } from './match.ts';
import { isSpfRecord, modifierOf, parseSpfRecord, type SpfRecord } from './record.ts';
import { isTarget } from './target-name.ts';
import { isDirective, type Directive, type SpfTerm } from './term.ts';

/** The result of a check (RFC 7208 §2.6). */
export type SpfResult = 'none' | 'neutral' | 'pass' | 'fail' | 'softfail' | 'temperror' | 'permerror';

export interface HostQuestion {
  /** The address of the SMTP client, IPv4 or IPv6. */
  readonly ip: string;
  /** The domain whose record is asked: that of the sender, or what the client called itself. */
  readonly domain: string;
  /**
   * The address behind MAIL FROM without angle brackets or a name beside it, or a domain alone; without a local part it is that of `postmaster`. The null sender,
   * `''` or `'<>'`, is `postmaster` at what the client called itself (RFC 7208 §2.4). Left out, it is `postmaster` at the domain.
   */
  readonly sender?: string;
  /** What the client called itself. */
  readonly helo?: string;
}

export interface HostAnswer {
  readonly result: SpfResult;
  /** The term that decided, as written in the last record of the path; null where none did. */
  readonly term: string | null;
  /** From the record of the domain to the one that decided, each with the term that led on. */
  readonly path: readonly PathStep[];
  /** The terms that needed DNS (RFC 7208 §4.6.4). The eleventh is counted, and not asked. */
  readonly lookUps: number;
  /** The terms for which DNS had nothing. */
  readonly voidLookUps: number;
  /** What the domain says about a fail, in words of its own; null where it says nothing. */
  readonly explanation: string | null;
}

const RESULTS = { '+': 'pass', '-': 'fail', '~': 'softfail', '?': 'neutral' } as const;

interface Outcome {
  readonly result: 'none' | 'neutral' | 'pass' | 'fail' | 'softfail';
  readonly path: readonly PathStep[];
  /** What explains a fail, and the domain in whose record it stands. */
  readonly explain: { readonly name: MacroText; readonly current: string } | null;
}

/**
 * check_host() of RFC 7208 §4: whether a client may send mail in the name of a domain. Asks with `lookUp`; `now` gives milliseconds since 1970 UTC, for the
 * limit of 20 seconds and the macro `%{t}`, which is 0 without it. An `ip` that is no address gives none. Never rejects.
 */
export async function checkHost(
  question: HostQuestion,
  lookUp: LookUp,
  now: () => number = () => 0,
): Promise<HostAnswer> {
  return evaluateHost(question, async (name, type) => ask(lookUp, name, type), now);
}

/** The same, but that a look-up which rejects ends it with temperror even for the names of the address, which else count as none (RFC 7208 §5.5). */
export async function evaluateHost(
  question: HostQuestion,
  lookUp: LookUp,
  now: () => number,
): Promise<HostAnswer> {
  const nothing = { term: null, path: [], lookUps: 0, voidLookUps: 0, explanation: null };
  const domain = asciiDomain(question.domain);
  const client = parseClient(question.ip);
  if (client === null || !isTarget(domain)) return { result: 'none', ...nothing };
  const helo = question.helo?.trim().replace(/\.$/, '') ?? '';
  const identity: Identity = {
    client,
    sender: senderOf(question.sender, helo, domain),
    helo: helo || 'unknown',
  };
  const evaluation = new Evaluation(identity, lookUp, now);
  const { outcome, explanation } = await evaluated(domain, evaluation);
  const { lookUps, voidLookUps } = evaluation;
  const { result, path } = outcome;
  return { result, term: path.at(-1)?.term ?? null, path, lookUps, voidLookUps, explanation };
}

async function evaluated(domain: string, evaluation: Evaluation) {
  try {
    const outcome = await checkDomain(domain, evaluation);
    const { explain } = outcome;
    const explanation = explain
      ? await explanationOf(explain.name, explain.current, evaluation).catch(() => null)
      : null;
    return { outcome, explanation };
  } catch (error) {
    const ended = error instanceof Ended ? error : new Ended('temperror');
    return { outcome: { result: ended.result, path: ended.path }, explanation: null };
  }
}

/** Without a local part it is postmaster's (RFC 7208 §4.3); the null sender is postmaster at the HELO identity (§2.4). */
function senderOf(sender: string | undefined, helo: string, domain: string): Identity['sender'] {
  if (sender === undefined) return { local: 'postmaster', domain };
  if (sender === '' || sender === '<>') return { local: 'postmaster', domain: asciiDomain(helo) || domain };
  const at = sender.lastIndexOf('@');
  const local = at === -1 ? '' : sender.slice(0, at);
  return { local: local || 'postmaster', domain: asciiDomain(sender.slice(at + 1)) || domain };
}

async function checkDomain(domain: string, evaluation: Evaluation): Promise<Outcome> {
  const step = (term: SpfTerm | null): PathStep => ({
    domain,
    term: term?.text ?? null,
    offset: term?.position.offset ?? null,
  });
  let at: SpfTerm | null = null;
  try {
    const answer = await evaluation.ask(domain, 'TXT');
    const texts = (answer.state === 'found' ? answer.records : []).filter(isSpfRecord);
    const [text, other] = texts;
    if (text === undefined) return { result: 'none', path: [step(null)], explain: null };
    const parsed = other === undefined ? parseSpfRecord(text) : null;
    if (parsed?.state !== 'valid') throw new Ended('permerror');
    for (const term of orderOf(parsed.value)) {
      at = term;
      evaluation.begin(term);
      const outcome = isDirective(term)
        ? await tryDirective(term, domain, parsed.value, evaluation)
        : await redirected(term.kind === 'redirect' ? term.domain : null, domain, evaluation);
      if (outcome) return { ...outcome, path: [step(term), ...outcome.path] };
    }
    return { result: 'neutral', path: [step(null)], explain: null };
  } catch (error) {
    const ended = error instanceof Ended ? error : new Ended('temperror');
    ended.path = [step(at), ...ended.path];
    throw ended;
  }
}

/** The terms in the order in which they are evaluated: the mechanisms up to `all`, and without that the redirect (RFC 7208 §5.1, §6.1). */
export function orderOf(record: SpfRecord): readonly SpfTerm[] {
  const directives = record.terms.filter(isDirective);
  const end = directives.findIndex(({ kind }) => kind === 'all');
  if (end !== -1) return directives.slice(0, end + 1);
  const redirect = modifierOf(record, 'redirect');
  return redirect ? [...directives, redirect] : directives;
}

async function tryDirective(
  term: Directive,
  domain: string,
  record: SpfRecord,
  evaluation: Evaluation,
): Promise<Outcome | null> {
  const path = await pathOfMatch(term, domain, evaluation);
  if (path === null) return null;
  const result = RESULTS[term.qualifier];
  const exp = result === 'fail' ? modifierOf(record, 'exp') : null;
  return { result, path, explain: exp && { name: exp.domain, current: domain } };
}

/** The way to what matched, below this record; null where nothing did. */
async function pathOfMatch(
  term: Directive,
  domain: string,
  evaluation: Evaluation,
): Promise<readonly PathStep[] | null> {
  if (term.kind === 'all') return [];
  if (term.kind !== 'include') return (await matches(term, domain, evaluation)) ? [] : null;
  const target = await evaluation.nameOf(term.domain, domain);
  // What a local part outside ASCII leads to matches nothing (RFC 8616 §4); any other name that is none has no record.
  if (target === null && !evaluation.isAsciiSender) return null;
  const { result, path } = await checkTarget(target, evaluation);
  return result === 'pass' ? path : null;
}

async function redirected(name: MacroText | null, domain: string, evaluation: Evaluation): Promise<Outcome> {
  return checkTarget(name && (await evaluation.nameOf(name, domain)), evaluation);
}

/** The check of the domain that an include or a redirect names; that it has no record is a permanent error (RFC 7208 §5.2, §6.1). */
async function checkTarget(target: string | null, evaluation: Evaluation): Promise<Outcome> {
  if (target === null || !isTarget(target)) throw new Ended('permerror');
  const outcome = await checkDomain(target, evaluation);
  if (outcome.result !== 'none') return outcome;
  const ended = new Ended('permerror');
  ended.path = outcome.path;
  throw ended;
}
