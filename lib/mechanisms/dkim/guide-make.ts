import { copied, inCase, sentence, type StepEvent, type SteppedWith, type StepText } from '../../steps.ts';
import { withoutAny } from './discover.ts';
import type { DkimFacts } from './facts.ts';
import { newEd25519Key, newRsaKey } from './guide-commands.ts';
import { aliasesOf, DELEGATIONS, type Delegation } from './guide-providers.ts';
import type { GuidedName } from './guide-keys.ts';
import { inLine, unmarked } from './guide-texts.ts';

/** Names for a new key that the check asks for by itself, so that it is found; the ones that mean least to providers first. */
const FREE_NAMES = ['default', 'dkim', 's1', 's2', 'mail', 'k1'];

/** A selector that nothing stands at, another one for each place. One that was ever used is not used again. Pure. */
export function freeSelector({ base, asked, selectors }: DkimFacts, now: number, place = 0): string {
  const taken = new Set(selectors.map(({ selector }) => selector.toLowerCase()));
  const isAsked = (name: string) => base === 'nxdomain' || wasAsked(asked, name);
  const free = FREE_NAMES.filter((name) => !taken.has(name) && isAsked(name));
  const month = new Date(now).toISOString().slice(0, 7).replace('-', '');
  return free[place] ?? `k${month}${'ab'[place] ?? ''}`;
}

/** A person may have written it in another case, which names in DNS do not know (RFC 4343). */
function wasAsked(asked: readonly string[], selector: string): boolean {
  return withoutAny([selector], asked).length === 0;
}

/** How a key is made and published, by whoever sends: first the providers that mail servers and SPF name, and all others behind a fold. */
export function makeTexts(
  senders: readonly Delegation[],
  dkim: DkimFacts,
  names: readonly GuidedName[],
  selector: string,
  context: SteppedWith,
): readonly StepText[] {
  const { say } = context;
  const providerCase = (each: Delegation) => caseOf(each, dkim, names, context);
  const others = DELEGATIONS.filter((each) => !senders.includes(each));
  return [
    ...senders.map(providerCase),
    inCase(say('dkim.guide.make.ownCase'), ...ownTexts(selector, context)),
    inCase(
      say('dkim.guide.make.otherCase'),
      sentence(say('dkim.guide.make.other')),
      ...others.map(providerCase),
    ),
  ];
}

function ownTexts(selector: string, { say, policyDomain }: SteppedWith): readonly StepText[] {
  return [
    sentence(say('dkim.guide.make.own')),
    copied(say('dkim.guide.make.ownCommand'), newRsaKey(selector, policyDomain)),
    sentence(say('dkim.guide.make.ownPanel')),
    sentence(say('dkim.guide.make.ownSign', { selector })),
  ];
}

/** Ed25519 is made only beside RSA (RFC 8463 §6). */
export function ed25519Case(selector: string, { say, policyDomain }: SteppedWith): StepText {
  return inCase(
    say('dkim.guide.roll.ed25519Case'),
    sentence(say('dkim.guide.roll.ed25519')),
    copied(say('dkim.guide.roll.ed25519Command'), newEd25519Key(selector, policyDomain)),
  );
}

/** What a provider wants to have published, but for selectors at which something stands already: nothing that is in use is written over. */
function caseOf(
  delegation: Delegation,
  { base, asked }: DkimFacts,
  names: readonly GuidedName[],
  { say, policyDomain }: SteppedWith,
): StepText {
  const { name: provider, made } = delegation;
  const { type = null, selectors = [] } = made ?? {};
  const gap = `<${unmarked(say('dkim.guide.make.gap', { provider }))}>`;
  const wanted = [
    ...aliasesOf(delegation, policyDomain).map(
      ([selector, target]) => [selector, `CNAME ${target}.`] as const,
    ),
    ...selectors.map((selector) => [selector, type === null ? gap : `${type} ${gap}`] as const),
  ];
  const at = (selector: string) =>
    names.find((each) => each.selector.toLowerCase() === selector.toLowerCase());
  const free = wanted.filter(([selector]) => at(selector) === undefined);
  const there = wanted.flatMap(([selector]) => at(selector) ?? []);
  const inUse = there.filter(({ state, aliases }) => state !== 'unavailable' && aliases.length === 0);
  const lines = free.map(([selector, data]) => `${selector}._domainkey.${policyDomain}. IN ${data}`);
  // What was not asked, or gave no answer, may be there; and nothing can stand beside an alias (RFC 1034 §3.6.2).
  const isAnyUnknown =
    there.some(({ state }) => state === 'unavailable') ||
    (base !== 'nxdomain' && free.some(([selector]) => !wasAsked(asked, selector)));
  const isThere = wanted.length > 0 && free.length + inUse.length === 0 && !isAnyUnknown;
  return inCase(
    say('dkim.guide.make.provider', { provider }),
    sentence(
      say(isThere ? 'dkim.guide.make.there' : made ? 'dkim.guide.make.made' : 'dkim.guide.make.aliases', {
        provider,
      }),
    ),
    ...(inUse.length > 0
      ? [sentence(say('dkim.guide.make.taken', { names: inLine(inUse.map(({ name }) => name)), provider }))]
      : []),
    ...(isAnyUnknown ? [sentence(say('dkim.guide.make.unknown', { provider }))] : []),
    ...(lines.length > 0 ? [copied(say('dkim.guide.make.aliasesWhat', { provider }), lines.join('\n'))] : []),
    ...(made && type !== 'CNAME' ? [sentence(say('dkim.guide.make.bits', { provider }))] : []),
  );
}

const DAY_MS = 24 * 3600 * 1000;
/** Mail waits in queues for four to five days at least (RFC 5321 §4.5.4.1), and at lists and forwarders longer. */
const IN_TRANSIT_DAYS = 7;

/** When to do what: a key is published a day before it is used, since resolvers may remember that there is none, and goes when mail that was signed with it has arrived. Pure. */
export function rollDates(selector: string, { say, policyDomain, now }: SteppedWith): StepText {
  const start = Math.ceil(now / 60_000) * 60_000;
  const event = (code: 'publish' | 'sign' | 'revoke', days: number): StepEvent => ({
    code,
    at: start + days * DAY_MS,
    what: unmarked(say(`dkim.guide.plan.${code}.what`, { selector })),
    why: say(`dkim.guide.plan.${code}.why`),
  });
  return {
    kind: 'dates',
    dates: {
      kind: 'dkim-roll',
      title: say('dkim.guide.plan.title', { domain: policyDomain }),
      events: [event('publish', 0), event('sign', 1), event('revoke', 1 + IN_TRANSIT_DAYS)],
    },
  };
}
