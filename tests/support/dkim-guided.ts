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
import type { Answers, MechanismStep, StepRecord, StepText } from '../../lib/steps.ts';
import { registrableOf } from '../../lib/names/subject.ts';
import { PENDING } from '../../lib/outcome.ts';
import { isErrorBy } from '../../lib/problem.ts';
import { host, mxOf, name } from './assessments.ts';
import { factsIn } from './guided.ts';
import { NOW } from './time.ts';
import { bare, WORDS } from './words.ts';

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
  readonly spf?: string | null;
  readonly isSpfUnknown?: boolean;
  readonly answers?: Answers;
  /** The selectors that a person added. */
  readonly added?: readonly string[];
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
  isSpfUnknown = false,
  answers = {},
  added = [],
}: KeyQuestion) {
  let parts: DkimParts & MxParts = { dkim: PENDING, mx };
  const asking = {
    policyDomain: name(DOMAIN),
    lookUp: keyWorld(zone),
    parts: () => parts,
    publish: (change: Partial<DkimParts>) => {
      parts = { ...parts, ...change };
    },
    added,
    randomLabel: () => `nobody${(labels += 1)}`,
  } as unknown as Asking<DkimParts>;
  await gatherDkim(asking, Promise.resolve({ mx }));
  const known: SpfParts = isSpfUnknown
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

/** All that a step has, with what stands behind conditions, each with the condition. */
export function offersIn(step: MechanismStep): { condition: string | null; record: StepRecord }[] {
  const open = (
    body: readonly StepText[],
    condition: string | null,
  ): { condition: string | null; record: StepRecord }[] =>
    body.flatMap((each) =>
      each.kind === 'case'
        ? open(each.body, bare(each.condition))
        : each.kind === 'record'
          ? [{ condition, record: each.record }]
          : [],
    );
  return open(step.body, null);
}

/** The selector for which the guide prints the commands. */
function newSelector(steps: readonly MechanismStep[]): string | null {
  const commands = JSON.stringify(steps);
  return /sign with selector \u2068?([\w-]+)/.exec(commands)?.[1] ?? null;
}

export interface Sender {
  /** The name that it signs with, and the record of its key. */
  readonly selector: string;
  readonly text: string;
}

/** True where receivers still find the key of a sender that they found before. */
export async function isFound(now: KeyZone, { selector, text: own }: Sender): Promise<boolean> {
  const at = now[selector] as KeyEntry | undefined;
  const texts = Array.isArray(at) ? at : at === undefined ? ((now['*'] ?? []) as readonly string[]) : null;
  // Behind an alias nobody but the provider changes anything.
  if (texts === null) return true;
  return texts.some((each) => parseDkimKey(each).state === 'usable' && keyIn(each) === keyIn(own));
}

/** The key itself, in whatever spelling. */
function keyIn(text: string): string {
  const { data } = parseDkimKey(text);
  return JSON.stringify(data, (_, value) => (typeof value === 'bigint' ? String(value) : value));
}

/** The condition holds, as whoever runs the sender knows it. */
function holds(condition: string, record: StepRecord, sender: Sender | null): boolean {
  if (condition.includes('that contains'))
    return sender !== null && keyIn(sender.text) === keyIn(record.value);
  if (condition.startsWith('A receiver reports')) return true;
  const selector = record.ownerName.slice(0, -ABOVE.length - 1);
  return selector !== sender?.selector && sender !== null && selector !== '*';
}

/** How many records somebody published, and what is found in the end. */
export interface Followed {
  readonly zone: KeyZone;
  readonly sender: Sender | null;
  readonly records: readonly StepRecord[];
  readonly isNewKey: boolean;
}

/**
 * Follows the steps to the letter, as somebody who knows with which key the sender signs: records without a condition, those whose condition holds, and where the guide asks for a key
 * and has no record for it, `newKey` under the selector that it names. `seen` is told after each change.
 */
export async function followedKeys(
  question: KeyQuestion,
  signing: Sender | null,
  newKey: string,
  seen: (step: {
    before: KeyZone;
    after: KeyZone;
    record: StepRecord | null;
    sender: Sender | null;
  }) => Promise<void>,
): Promise<Followed> {
  let { zone } = question;
  let sender = signing;
  const records: StepRecord[] = [];
  for (let turn = 0; turn < MOST_TURNS; turn += 1) {
    const { steps } = await guidedKeys({ ...question, zone });
    const open = steps.filter(({ state }) => state === 'needed');
    const all = open.flatMap(offersIn);
    const next =
      all.find(({ condition }) => condition === null) ??
      all.find(({ condition, record }) => condition !== null && holds(condition, record, sender));
    const fresh = open.some((step) => step.name === 'dkim-key' || step.name === 'dkim-forged')
      ? newSelector(open)
      : null;
    if (!next && (fresh === null || sender?.text === newKey))
      return { zone, sender, records, isNewKey: sender?.text === newKey };
    const before = zone;
    if (next) {
      zone = publishedKey(zone, next.record);
      records.push(next.record);
      if (sender && next.record.replaces.includes(sender.text) && next.record.value !== 'v=DKIM1; p=')
        sender = { selector: sender.selector, text: next.record.value };
    } else if (fresh !== null) {
      if (fresh in zone) throw new Error(`${fresh} is taken.`);
      zone = Object.assign({}, zone, { [fresh]: [newKey] });
      sender = { selector: fresh, text: newKey };
    }
    await seen({ before, after: zone, record: next?.record ?? null, sender });
  }
  throw new Error('The steps come to no end.');
}

const MOST_TURNS = 14;
