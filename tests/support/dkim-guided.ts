import type { Lookup, LookUp } from '../../lib/dns/lookup.ts';
import type { DkimParts } from '../../lib/mechanisms/dkim/facts.ts';
import { gatherDkim } from '../../lib/mechanisms/dkim/gather.ts';
import { dkimSteps } from '../../lib/mechanisms/dkim/guide.ts';
import { judgeDkim } from '../../lib/mechanisms/dkim/judge.ts';
import { parseDkimKey } from '../../lib/mechanisms/dkim/key.ts';
import { DKIM_PROBLEMS } from '../../lib/mechanisms/dkim/problems.ts';
import type { MxParts } from '../../lib/mechanisms/mx/facts.ts';
import type { SpfParts } from '../../lib/mechanisms/spf/facts.ts';
import type { Asking } from '../../lib/mechanism.ts';
import type { Answers, StepRecord } from '../../lib/steps.ts';
import { registrableOf } from '../../lib/names/subject.ts';
import { PENDING } from '../../lib/outcome.ts';
import { isErrorBy } from '../../lib/problem.ts';
import { host, mxOf, name } from './assessments.ts';
import { factsIn } from './guided.ts';
import { NOW } from './time.ts';
import { WORDS } from './words.ts';

export const DOMAIN = 'example.com';
export const ABOVE = `_domainkey.${DOMAIN}`;

/** The texts at a name, where an alias leads, that nothing answers, or that the server denies what is there. */
export type KeyEntry = readonly string[] | { readonly alias: string } | 'servfail' | 'nxdomain';
/** By the whole name, or by the selector alone. A name may begin with `*`. */
export type KeyZone = Readonly<Record<string, KeyEntry>>;

export interface KeyQuestion {
  readonly zone: KeyZone;
  readonly mx?: MxParts['mx'];
  /** The SPF record of the domain; null for none. */
  readonly spf?: string | null | 'unknown';
  readonly answers?: Answers;
}

const KNOWN = { authentic: false, ttlSeconds: 300 };

/** DNS with these names: names above others exist without records, and a wildcard answers for names that do not (RFC 4592). */
export function keyWorld(zone: KeyZone): LookUp {
  const entries = new Map(
    Object.entries(zone).map(([at, entry]) => [
      (at.includes('.') ? at : `${at}.${ABOVE}`).toLowerCase(),
      entry,
    ]),
  );
  const exists = (at: string) => [...entries.keys()].some((each) => each === at || each.endsWith(`.${at}`));
  const entryAt = (at: string): KeyEntry | undefined => {
    if (exists(at)) return entries.get(at);
    // The closest name above it that exists: a wildcard right below that answers.
    let above = at;
    while (above !== '' && !exists(above)) above = above.slice(above.indexOf('.') + 1 || above.length);
    return entries.get(`*.${above}`);
  };
  const answer = (at: string, aliases: readonly string[]): Lookup<string> => {
    const entry = entryAt(at);
    if (entry === 'servfail') return { state: 'unavailable', reason: 'servfail', detail: null };
    if (entry === 'nxdomain') return { state: 'absent', reason: 'nxdomain', aliases, ...KNOWN };
    if (entry && 'alias' in entry) return answer(entry.alias.toLowerCase(), [...aliases, entry.alias]);
    if (entry && entry.length > 0) return { state: 'found', records: entry, aliases, ...KNOWN };
    const reason = exists(at) || entry ? 'nodata' : 'nxdomain';
    return { state: 'absent', reason, aliases, ...KNOWN };
  };
  return (async (at: string) => answer(at.toLowerCase(), [])) as LookUp;
}

let labels = 0;

/** The facts for it, the steps, and the codes of the errors that are left. */
export async function guidedKeys({
  zone,
  mx = mxOf(host('mail.example.com')),
  spf = null,
  answers = {},
}: KeyQuestion) {
  let parts: DkimParts & MxParts = { dkim: PENDING, mx };
  const asking = {
    policyDomain: name(DOMAIN),
    lookUp: keyWorld(zone),
    parts: () => parts,
    publish: (change: Partial<DkimParts>) => {
      parts = { ...parts, ...change };
    },
    randomLabel: () => `nobody${(labels += 1)}`,
  } as unknown as Asking<DkimParts>;
  await gatherDkim(asking, Promise.resolve({ mx }));
  const known: SpfParts =
    spf === 'unknown'
      ? { spf: { state: 'unavailable', reason: 'timeout', detail: null } }
      : await factsIn({ of: 'spf', domain: DOMAIN, zone: { [DOMAIN]: spf === null ? {} : spf } });
  const policyDomain = name(DOMAIN);
  const context = { policyDomain, registrableOf, now: NOW, say: WORDS.say, answers };
  const all = { ...parts, spf: known.spf };
  const steps = dkimSteps(all, context);
  const { headline, findings } = judgeDkim(parts, parts, { policyDomain, now: NOW });
  const errors = findings.flatMap(({ code }) => (isErrorBy(DKIM_PROBLEMS[code]) ? [code] : []));
  return { parts: all, steps, headline, findings: findings.map(({ code }) => code), errors };
}

/** The zone after somebody has published a record to the letter: what it replaces is deleted, the rest stays. */
export function publishedKey(zone: KeyZone, { ownerName, value, replaces }: StepRecord): KeyZone {
  const suffix = `.${ABOVE}`;
  const short = ownerName.endsWith(suffix) ? ownerName.slice(0, -suffix.length) : ownerName;
  const at = short in zone ? short : ownerName;
  const entry = zone[at];
  if (entry !== undefined && !Array.isArray(entry)) throw new Error(`Something else stands at ${ownerName}.`);
  const texts = (entry ?? []) as readonly string[];
  const missing = replaces.filter((text) => !texts.includes(text));
  if (missing.length > 0) throw new Error(`${ownerName} has no ${missing.join(' ')}`);
  return { ...zone, [at]: [...texts.filter((text) => !replaces.includes(text)), value] };
}

/** Selectors at which receivers find exactly one key that they can use. */
export async function usableSelectors(zone: KeyZone, selectors: readonly string[]): Promise<string[]> {
  const lookUp = keyWorld(zone);
  const all = await Promise.all(
    selectors.map(async (selector) => {
      const found = await lookUp(`${selector}.${ABOVE}`, 'TXT');
      const keys = found.state === 'found' ? found.records.map((text) => parseDkimKey(text)) : [];
      return keys.filter(({ state }) => state === 'usable').length > 0 ? [selector] : [];
    }),
  );
  return all.flat();
}
