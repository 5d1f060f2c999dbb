import { isSleeping, type SelectorFacts } from './discover.ts';
import type { DkimFacts, DkimParts } from './facts.ts';
import { isForReports, type DkimKey } from './key.ts';
import { DKIM_PROBLEMS, type DkimProblemCode } from './problems.ts';
import { countedKeys, keyReader, wildcardOf, type ReadKeys } from './read-keys.ts';
import { originOf } from '../../dns/beside.ts';
import type { JudgedWith, Judgement } from '../../mechanism.ts';
import { Problems } from '../../problem.ts';
import type { MxParts } from '../mx/facts.ts';

/** Whether mail of the domain can be signed, in one word each. That no key was found says nothing of whether there is one. */
export const DKIM_HEADLINES = {
  signed: { tone: 'good' },
  testing: { tone: 'warn' },
  forgeable: { tone: 'bad' },
  unusable: { tone: 'bad' },
  revoked: { tone: 'idle' },
  none: { tone: 'idle' },
  'not-found': { tone: 'ask' },
  unknown: { tone: 'ask' },
  checking: { tone: 'idle' },
} as const;

export type DkimHeadline = keyof typeof DKIM_HEADLINES;

type Findings = Problems<DkimProblemCode>;

/** Everything worth saying about the keys of a domain. Pure. */
export function judgeDkim(
  { dkim }: DkimParts,
  { mx }: MxParts,
  { policyDomain }: JudgedWith,
): Judgement<DkimHeadline, DkimProblemCode> {
  if (dkim.state === 'pending') return { headline: 'checking', findings: [] };
  const findings: Findings = new Problems(DKIM_PROBLEMS);
  const above = `_domainkey.${policyDomain}`;
  const read = keyReader(dkim, policyDomain);
  const wildcard = wildcardKeys(dkim, wildcardOf(policyDomain), read, findings);
  // What a wildcard answers is that of no selector.
  const own = dkim.selectors.filter(
    (each) => each.state === 'unavailable' || originOf(each, dkim.beside ?? undefined) !== 'wildcard',
  );
  const found = own.map((each) => ({ each, keys: keysOf(each, own, read, findings) }));
  const keys = [...wildcard, ...found.flatMap((at) => at.keys)];
  const isTold =
    wildcard.some((key) => !isForReports(key)) ||
    found.some(({ each, keys: there }) => each.state === 'found' && !isOnlyForReports(there));
  if (dkim.base === 'nxdomain' && own.length > 0)
    findings.add('dkim-empty-nonterminal-broken', { name: above });
  // A domain without mail has no need of keys.
  else if (dkim.base === 'nxdomain' && mx.state !== 'absent') findings.add('dkim-none', { name: above });
  else if (dkim.base !== 'nxdomain' && !isTold) noteNothing(dkim, above, findings);
  if (dkim.oldPolicy !== undefined)
    findings.add('dkim-policy-record-old', { name: above, text: dkim.oldPolicy });
  const usable = keys.filter(({ state }) => state === 'usable');
  if (usable.length > 0 && usable.every(({ type }) => type === 'ed25519')) findings.add('dkim-ed25519-only');
  return { headline: headlineOf(dkim, keys, findings), findings: findings.list };
}

/** The keys that stand for every selector which has none of its own. */
function wildcardKeys({ beside }: DkimFacts, name: string, read: ReadKeys, findings: Findings): DkimKey[] {
  if (beside?.state !== 'answered') return [];
  const meant = countedKeys(read(beside.texts, name)).map(({ key }) => key);
  if (meant.some(({ state }) => state === 'usable')) findings.add('dkim-wildcard-key', { name });
  for (const key of meant) {
    if (key.state === 'revoked') findings.add('dkim-wildcard-revoked', { name });
    else noteAll(key, findings);
  }
  return meant;
}

/** There is a key, and none for mail. */
function isOnlyForReports(keys: readonly DkimKey[]): boolean {
  return keys.length > 0 && keys.every(isForReports);
}

/** No key was met: that is told as what it is, with how many names were asked. */
function noteNothing({ base, reason, asked, selectors }: DkimFacts, above: string, findings: Findings): void {
  if (base === 'unavailable' && !findings.has('dkim-unavailable'))
    findings.add('dkim-unavailable', { name: above, reason: reason ?? '' });
  // Those without an answer were not tried.
  const count = asked.length - selectors.filter(({ state }) => state === 'unavailable').length;
  if (count > 0) findings.add('dkim-not-found', { count });
  if (base === 'nodata') findings.add('dkim-names-below', { name: above });
}

function keysOf(
  facts: SelectorFacts,
  siblings: readonly SelectorFacts[],
  read: ReadKeys,
  findings: Findings,
): DkimKey[] {
  const { name, state, texts, aliases, reason } = facts;
  // What stops one question stops most of them: it is said once.
  if (state === 'unavailable' && !findings.has('dkim-unavailable'))
    findings.add('dkim-unavailable', { name, reason: reason ?? '' });
  if (state === 'dangling') {
    if (isSleeping(facts, siblings)) findings.add('dkim-sleeping', { name });
    else findings.add('dkim-cname-dangling', { name, target: aliases.at(-1) ?? '' });
  }
  const all = read(texts, name);
  const count = all.filter(({ key }) => key.state !== 'not-dkim').length;
  if (count > 1) findings.add('dkim-several-records', { name, count });
  // A text of something else beside keys is nobody's fault.
  const counted = countedKeys(all);
  for (const { key } of counted.length > 0 ? counted : all) noteAll(key, findings);
  return counted.map(({ key }) => key);
}

function noteAll({ problems }: DkimKey, findings: Findings): void {
  for (const { code, parameters, position } of problems) findings.add(code, parameters, position);
}

/** Whose private half anybody has, or can find. */
const FORGEABLE: readonly DkimProblemCode[] = [
  'dkim-key-known-private',
  'dkim-key-roca',
  'dkim-key-close-primes',
  'dkim-key-factored',
  'dkim-private-key-published',
];

/** True where anybody can sign with a key that has these problems. */
export function isForgeable(problems: DkimKey['problems']): boolean {
  return problems.some(({ code }) => FORGEABLE.includes(code));
}

function headlineOf(dkim: DkimFacts, keys: readonly DkimKey[], findings: Findings): DkimHeadline {
  if (FORGEABLE.some((code) => findings.has(code))) return 'forgeable';
  const usable = keys.filter(({ state }) => state === 'usable');
  if (usable.length > 0) return usable.every(({ flags }) => flags.includes('y')) ? 'testing' : 'signed';
  const others = keys.filter((key) => !isForReports(key));
  if (others.some(({ state }) => state !== 'revoked')) return 'unusable';
  if (others.length > 0) return 'revoked';
  if (dkim.base === 'nxdomain' && dkim.selectors.length === 0) return 'none';
  return dkim.base === 'unavailable' || findings.has('dkim-unavailable') ? 'unknown' : 'not-found';
}
