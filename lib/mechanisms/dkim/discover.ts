import { likelySelectors, providerOf, suggestedSelectors } from './providers.ts';
import { besideOf, nameBeside, originOf } from '../../dns/beside.ts';
import type { Beside } from '../../dns/record-facts.ts';
import type { DnsFailure, Lookup, LookUp } from '../../dns/lookup.ts';

/** What DNS says of the keys of a domain whose selectors nobody has told. */
export interface DkimDiscovery {
  /**
   * What stands at `_domainkey.<domain>`. `nxdomain`: nothing is below (RFC 8020), unless the name server answers wrongly; `nodata`: something is, a key or not; `texts`:
   * a record of DomainKeys, or a wildcard; `open`: an alias, or an answer that a wildcard can have made, which says nothing of names below.
   */
  readonly base: 'nxdomain' | 'nodata' | 'texts' | 'open' | 'unavailable';
  readonly reason: DnsFailure | null;
  /** A policy of DomainKeys (RFC 4870 §3.6) that stands there, cut to some length; left out where none does. */
  readonly oldPolicy?: string;
  /** What a selector answers that nobody can have made; null where it was not asked. */
  readonly beside: Beside | null;
  /** The selectors that were asked, in their order. That none of them answers is no proof of anything. */
  readonly asked: readonly string[];
  /** Those that answered, or that could not be known. */
  readonly selectors: readonly SelectorFacts[];
  /** How long all of it holds; null where nothing was answered. */
  readonly ttlSeconds: number | null;
}

export interface SelectorFacts {
  readonly selector: string;
  readonly name: string;
  /** `dangling`: an alias whose target has no TXT. */
  readonly state: 'found' | 'dangling' | 'unavailable';
  readonly texts: readonly string[];
  readonly aliases: readonly string[];
  /** By the last alias. */
  readonly provider: string | null;
  readonly reason: DnsFailure | null;
}

/** Beside the name itself and a random one, so many selectors are asked; three where the zone says that there is none. */
const MOST_SELECTORS = 8;
const MOST_AGAINST_NXDOMAIN = 3;
const LONGEST_POLICY = 300;
/** So much of what strangers publish is kept of all selectors that are asked for later. The keys of 200 selectors are less. */
const MOST_CHARACTERS = 200_000;

/**
 * Looks for keys with at most ten questions: the name above all selectors first, then those that the mail servers suggest, and where the zone does not say that there are
 * none a random one against wildcards and the most common ones. `servers` are the names of the mail servers. `added` are selectors that a person knows: they are asked before
 * all others, whatever the zone says, each for one question more. Never rejects as long as `lookUp` does not.
 */
export async function discoverDkim(
  domain: string,
  servers: Promise<readonly string[]>,
  lookUp: LookUp,
  randomLabel: string,
  added: readonly string[] = [],
): Promise<DkimDiscovery> {
  const above = `_domainkey.${domain}`;
  const [base, hosts] = await Promise.all([lookUp(above, 'TXT'), servers]);
  const isNone = isDenied(base);
  const likely = isNone
    ? suggestedSelectors(hosts).slice(0, MOST_AGAINST_NXDOMAIN)
    : likelySelectors(hosts, MOST_SELECTORS);
  const asked = withoutAny([...added, ...likely], []);
  const [random, ...answers] = await Promise.all([
    isNone ? null : lookUp(nameBeside(`x.${above}`, randomLabel), 'TXT'),
    ...asked.map((selector) => lookUp(`${selector}.${above}`, 'TXT')),
  ]);
  const selectors = answers.flatMap((answer, index) => selectorFacts(asked[index] ?? '', above, answer));
  const ttls = [base, ...answers].map(ttlOf).filter((each) => each !== null);
  return {
    base: baseOf(base, random),
    reason: base.state === 'unavailable' ? base.reason : null,
    ...oldPolicyIn(base),
    beside: random && besideOf(random),
    asked,
    selectors,
    ttlSeconds: ttls.length > 0 ? Math.min(...ttls) : null,
  };
}

/** It has `o=`, and one of the signs that DomainKeys knew. */
function oldPolicyIn(base: Lookup<string>): Pick<DkimDiscovery, 'oldPolicy'> {
  const texts = base.state === 'found' ? base.records : [];
  const found = texts.find((text) => /^(?:[a-z]=[^;]*;\s*)*o\s*=\s*[~.?!^-]\s*(?:;|$)/.test(text));
  return found === undefined ? {} : { oldPolicy: found.slice(0, LONGEST_POLICY) };
}

/**
 * Asks for more selectors of a domain whose keys were looked for before, one question each. One without an answer, or whose answer there is no room for, is as if it had not been
 * asked. Never rejects as long as `lookUp` does not.
 */
export async function discoverMore(
  domain: string,
  known: DkimDiscovery,
  selectors: readonly string[],
  lookUp: LookUp,
): Promise<DkimDiscovery> {
  const above = `_domainkey.${domain}`;
  const answers = await Promise.all(
    withoutAny(selectors, known.asked).map(
      async (selector) => [selector, await lookUp(`${selector}.${above}`, 'TXT')] as const,
    ),
  );
  let room = MOST_CHARACTERS - known.selectors.reduce((sum, each) => sum + charactersOf(each), 0);
  const kept = answers.flatMap(([selector, answer]) => {
    if (answer.state === 'unavailable') return [];
    // What a wildcard answers for any name is known once.
    const facts = selectorFacts(selector, above, answer).filter(
      (each) => originOf(each, known.beside ?? undefined) !== 'wildcard',
    );
    room -= facts.reduce((sum, each) => sum + charactersOf(each), 0);
    return room < 0 ? [] : [{ selector, facts, ttlSeconds: answer.ttlSeconds }];
  });
  const ttls = [known.ttlSeconds, ...kept.map((each) => each.ttlSeconds)].filter((each) => each !== null);
  return {
    ...known,
    asked: [...known.asked, ...kept.map(({ selector }) => selector)],
    selectors: [...known.selectors, ...kept.flatMap(({ facts }) => facts)],
    ttlSeconds: ttls.length > 0 ? Math.min(...ttls) : null,
  };
}

function charactersOf({ texts, aliases, name }: SelectorFacts): number {
  return [...texts, ...aliases, name].reduce((sum, text) => sum + text.length, 0);
}

/** Selectors without those of another list; names in DNS know no case (RFC 4343). Each once. Pure. */
export function withoutAny(selectors: readonly string[], others: readonly string[]): string[] {
  const seen = new Set(others.map((other) => other.toLowerCase()));
  return selectors.filter((selector) => {
    const lower = selector.toLowerCase();
    const isNew = !seen.has(lower);
    seen.add(lower);
    return isNew;
  });
}

function ttlOf(answer: Lookup<string>): number | null {
  return answer.state === 'unavailable' ? null : answer.ttlSeconds;
}

/** The name itself does not exist: behind an alias, that is said of the last name alone, and the one that was asked for exists (RFC 2308 §2.1). */
function isDenied(base: Lookup<string>): boolean {
  return base.state === 'absent' && base.reason === 'nxdomain' && base.aliases.length === 0;
}

function baseOf(base: Lookup<string>, random: Lookup<string> | null): DkimDiscovery['base'] {
  if (base.state === 'found') return 'texts';
  if (base.state === 'unavailable') return 'unavailable';
  if (isDenied(base)) return 'nxdomain';
  return base.aliases.length > 0 || isAlike(random) ? 'open' : 'nodata';
}

/** Whether a name that nobody can have made has no TXT either and yet exists, as far as is known: by a wildcard, or since the server denies no name at all (RFC 9824). */
function isAlike(random: Lookup<string> | null): boolean {
  if (random === null || random.state === 'unavailable') return true;
  return random.state === 'absent' && random.reason === 'nodata' && random.aliases.length === 0;
}

function selectorFacts(selector: string, above: string, answer: Lookup<string>): SelectorFacts[] {
  const common = { selector, name: `${selector}.${above}` };
  if (answer.state === 'unavailable')
    return [
      { ...common, state: 'unavailable', texts: [], aliases: [], provider: null, reason: answer.reason },
    ];
  const { aliases } = answer;
  const texts = answer.state === 'found' ? answer.records : [];
  if (texts.length === 0 && aliases.length === 0) return [];
  const state = texts.length > 0 ? 'found' : 'dangling';
  return [{ ...common, state, texts, aliases, provider: providerOf(aliases), reason: null }];
}

/**
 * True for the selector of Microsoft 365 that is not in use: of the two aliases that it wants, one leads to a key and the other to nothing until keys are rolled. That is no
 * fault as long as the other one answers. Pure.
 */
export function isSleeping({ state, provider }: SelectorFacts, all: readonly SelectorFacts[]): boolean {
  return (
    state === 'dangling' &&
    provider === 'Microsoft 365' &&
    all.some((other) => other.state === 'found' && other.provider === provider)
  );
}
