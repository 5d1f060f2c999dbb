import { caaFor, type CaaAnswer } from './caa-for.ts';
import type { CaaFacts, CaaLimit, CaaParts } from './facts.ts';
import { limitsOf } from './issuer.ts';
import { policyHostOf } from './policy-host.ts';
import type { NamedIssuer } from './policy.ts';
import type { Asking } from '../../mechanism.ts';
import type { Problem } from '../../problem.ts';
import type { StsParts } from '../mta-sts/facts.ts';

/** A stranger decides how much there is, and not how much is kept. */
const MOST = 30;
const LONGEST = 300;
/** Nothing is known to change sooner. */
const LONGEST_LIFE_S = 3600;

/** Asks who may issue a certificate for the policy host, where there is one or a record announces it. Never rejects. */
export async function gatherCaa(asking: Asking<CaaParts>, needed: Promise<StsParts>): Promise<void> {
  const { policyDomain, lookUp, parts, publish } = asking;
  if (parts().caa.state !== 'pending') return;
  const { stsRecord, policyHost } = await needed;
  const isAnnounced = stsRecord.state === 'found' || stsRecord.state === 'invalid';
  if (!isAnnounced && policyHost.state !== 'found') publish({ caa: { state: 'not-asked' } });
  else publish({ caa: factsIn(await caaFor(policyHostOf(policyDomain), lookUp)) });
}

function factsIn(answer: CaaAnswer): CaaFacts {
  if (answer.state === 'unavailable') return answer;
  const { authentic } = answer;
  const ttlSeconds = Math.min(LONGEST_LIFE_S, answer.ttlSeconds);
  if (answer.state === 'absent') return { state: 'absent', authentic, ttlSeconds };
  const { at, aliases, records, policy, problems } = answer;
  return {
    state: 'found',
    at,
    aliases,
    records: records
      .slice(0, MOST)
      .map(({ flags, tag, value }) => ({ flags, tag: cut(tag), value: cut(value) })),
    issuers: namesOf(policy.issue),
    wildcardIssuers: namesOf(policy.issueWild),
    limits: limitsIn(policy.issue ?? []),
    mailIssuers: namesOf(policy.issueMail),
    refusedBy: policy.refusedBy && cut(policy.refusedBy),
    problems: problems.slice(0, MOST).map(bounded),
    authentic,
    ttlSeconds,
  };
}

function namesOf(issuers: readonly NamedIssuer[] | null): string[] | null {
  if (issuers === null) return null;
  return [...new Set(issuers.map(({ name }) => cut(name)))].slice(0, MOST);
}

/** One that asks for nothing stands for all that do not: with it nothing is limited, however many others there are. */
function limitsIn(issuers: readonly NamedIssuer[]): CaaLimit[] {
  const all = issuers.map(limitOf);
  const free = all.find(
    ({ methods, account, isUnsatisfiable }) => !methods && account === null && !isUnsatisfiable,
  );
  return free ? [free] : all.slice(0, MOST);
}

function limitOf(issuer: NamedIssuer): CaaLimit {
  const { methods, account, isUnsatisfiable } = limitsOf(issuer);
  return {
    issuer: cut(issuer.name),
    methods: methods?.slice(0, MOST).map(cut) ?? null,
    account: account === null ? null : cut(account),
    isUnsatisfiable,
  };
}

function bounded<P extends Problem>(problem: P): P {
  const parameters = Object.fromEntries(
    Object.entries(problem.parameters).map(([name, value]) => [
      name,
      typeof value === 'string' ? cut(value) : value,
    ]),
  );
  return { ...problem, parameters };
}

function cut(text: string): string {
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
}
