import { ASSESSMENT_SCHEMA, type Assessment, type Query, type RecordFacts, type Span } from './assessment.ts';
import { isCurrent, isHostUnknown } from './assessment-life.ts';
import { beforeDeadline } from './deadline.ts';
import { askDoh, unavailable } from './dns/doh.ts';
import { followAliases } from './dns/follow-aliases.ts';
import type { Lookup, LookUp } from './dns/lookup.ts';
import type { Resolver } from './dns/resolver.ts';
import { isIpAddress, isNeverAsked, MAX_NAME_LENGTH, type DomainName } from './domain-name.ts';
import { fetchPolicy, type FetchDeps } from './mta-sts/fetch-policy.ts';
import type { PolicyFacts } from './mta-sts/served-policy.ts';
import { policyHostOf } from './mta-sts/policy-host.ts';
import { policyFromMemory, toRemember, type PolicyStore } from './mta-sts/remembered-policy.ts';
import { selectStsRecord } from './mta-sts/record.ts';
import { assessMx, type MxFacts } from './mx/assess.ts';
import { PENDING, type Pending, type Selected } from './outcome.ts';
import { lookUpPolicyHost, obstacleInDns, reconcile } from './policy-host.ts';
import { selectTlsrptRecord } from './tlsrpt/record.ts';
import { isFromWildcard, isOfDoubtfulOrigin } from './wildcard.ts';

/** The effects that an assessment has, all of them. */
export interface Deps extends FetchDeps {
  readonly resolver: Resolver;
  /** Whether a host may be read: a fetch without permission fails like a bad certificate, and reaches the server all the same. */
  readonly mayRead: (host: string) => Promise<boolean>;
  readonly policies: PolicyStore;
  /** A DNS label that nobody has ever used, another one each time. */
  readonly randomLabel: () => string;
  /** Skips the remembered policy and every earlier fact. */
  readonly fresh?: boolean;
  /** An earlier assessment whose finished parts are taken over while they are young: after a grant, or a worker's end. */
  readonly known?: Assessment | null;
}

export const QUESTION_DEADLINE_MS = 5000;
/** A store on the same machine answers at once or not at all. */
const STORE_DEADLINE_MS = 1000;
/** How old the parts of an unfinished assessment may be to be taken over: as young as the shortest life of a finished one. */
const UNFINISHED_LIFE_MS = 30_000;

/**
 * Gathers the facts about one domain: MX, `_mta-sts` and `_smtp._tls` at the same time, the policy file the moment that
 * a valid record announces it and, with a public resolver, the address of its host is known to be a public one. Every finished part is published; the promise settles with the last, finished state.
 * Never rejects, and ends within 20 seconds whatever the servers do: each question within 5, the policy within 10.
 */
export async function assess(
  policyDomain: DomainName,
  deps: Deps,
  publish: (assessment: Assessment) => void,
): Promise<Assessment> {
  let current = startOf(policyDomain, deps);
  const update = (change: Partial<Assessment>) => {
    current = { ...current, ...change, revision: current.revision + 1 };
    publish(current);
  };
  publish(current);

  const host = policyHostOf(policyDomain);
  const mayRead = (name: string) => deps.mayRead(name).catch(() => false);
  const mayReadPolicy = mayRead(host);
  const remembered = beforeDeadline(
    deps.deadline(STORE_DEADLINE_MS),
    deps.policies.recall(policyDomain),
  ).catch(() => null);
  const mayAsk = await mayRead(new URL(deps.resolver.url).hostname);
  const lookUp: LookUp = mayAsk
    ? lookUpWith(
        deps,
        current.startedAt,
        (query) => (current = { ...current, queries: [...current.queries, query] }),
      )
    : async () => unavailable('not-permitted');

  const assessPolicy = async (): Promise<PolicyFacts> => {
    const { stsRecord } = current;
    if (stsRecord.state === 'unavailable')
      return {
        state: 'unavailable',
        problems: [{ code: 'sts-record-unavailable', parameters: { reason: stsRecord.reason } }],
      };
    if (stsRecord.state !== 'found') return { state: 'absent' };
    const earlier = await remembered;
    const fromMemory = deps.fresh ? null : policyFromMemory(earlier, stsRecord.value.id, deps.now());
    if (fromMemory) return fromMemory;
    const isPublicResolver = deps.resolver.id !== 'custom';
    const policyHost = lookUpPolicyHost(host, lookUp, isPublicResolver).then((found) => {
      update({ policyHost: found.facts });
      return found;
    });
    const isPermitted = await mayReadPolicy;
    // A company's own resolver may well lead to a private network, so there the fetch need not wait for an address.
    if (isPublicResolver || !isPermitted) {
      const found = await policyHost;
      const obstacle = obstacleInDns(host, found, isPublicResolver);
      if (obstacle) return obstacle;
      if (!isPermitted)
        return { state: 'unavailable', problems: [{ code: 'policy-not-permitted', parameters: { host } }] };
      if (found.facts.state === 'unavailable')
        return {
          state: 'unavailable',
          problems: [
            { code: 'policy-host-address-unavailable', parameters: { host, reason: found.facts.reason } },
          ],
        };
    }
    const fetchStartedAt = deps.now();
    const fetched = fetchPolicy(policyDomain, deps).then((facts) => {
      const policyFetch = spanOf(current.startedAt, fetchStartedAt, deps.now());
      current = { ...current, policyFetch };
      return facts;
    });
    const [facts, found] = await Promise.all([fetched, policyHost]);
    const policy = reconcile(facts, found.facts, host);
    const worthKeeping = toRemember(policyDomain, stsRecord.value.id, policy, earlier);
    // A store that fails or hangs loses the memory, never what was just read.
    if (worthKeeping) {
      const kept = deps.policies.remember(worthKeeping);
      await beforeDeadline(deps.deadline(STORE_DEADLINE_MS), kept).catch(() => undefined);
    }
    return policy;
  };

  const recordName = `_mta-sts.${policyDomain}`;
  const withOrigin = async <T extends Pending | RecordFacts<unknown>>(
    name: string,
    facts: T,
  ): Promise<T | null> => {
    if (!isOfDoubtfulOrigin(facts)) return null;
    const fromWildcard = await isFromWildcard(name, facts.texts, lookUp, deps.randomLabel());
    return fromWildcard === null ? null : { ...facts, fromWildcard };
  };

  // The longest way goes first: the policy waits for the record, and everything else for nothing.
  const parts = [
    async () => {
      if (current.stsRecord.state === 'pending') {
        const texts = await lookUp(recordName, 'TXT');
        update({ stsRecord: recordFacts(texts, selectStsRecord) });
      }
      if (current.policy.state === 'pending') update({ policy: await assessPolicy() });
      // The verdict is known by now; this is for whoever wants to change it.
      const stsRecord = await withOrigin(recordName, current.stsRecord);
      if (stsRecord) update({ stsRecord });
    },
    async () => {
      if (current.mx.state !== 'pending') return;
      update({ mx: await assessMx(policyDomain, lookUp, (mx: MxFacts) => update({ mx })) });
    },
    async () => {
      if (current.tlsrpt.state !== 'pending') return;
      const name = `_smtp._tls.${policyDomain}`;
      const texts = await lookUp(name, 'TXT');
      update({ tlsrpt: recordFacts(texts, selectTlsrptRecord) });
      const tlsrpt = await withOrigin(name, current.tlsrpt);
      if (tlsrpt) update({ tlsrpt });
    },
    async () => update({ remembered: await remembered }),
  ];
  await Promise.all(parts.map((part) => part()));
  if (current.policyHost.state === 'pending') current = { ...current, policyHost: { state: 'not-asked' } };
  update({ finishedAt: deps.now() });
  return current;
}

/** A new assessment, with the parts of a young earlier one that are known for good. */
function startOf(policyDomain: DomainName, deps: Deps): Assessment {
  const { id, name, url } = deps.resolver;
  const empty: Assessment = {
    schema: ASSESSMENT_SCHEMA,
    policyDomain,
    resolver: { id, name, url },
    startedAt: deps.now(),
    revision: 0,
    finishedAt: null,
    mx: PENDING,
    stsRecord: PENDING,
    policyHost: PENDING,
    policy: PENDING,
    remembered: null,
    tlsrpt: PENDING,
    queries: [],
    policyFetch: null,
  };
  const known = deps.fresh ? null : deps.known;
  if (!known || known.policyDomain !== policyDomain || known.resolver.url !== url) return empty;
  const now = deps.now();
  const isYoung = known.startedAt <= now && now < known.startedAt + UNFINISHED_LIFE_MS;
  if (!(known.finishedAt === null ? isYoung : isCurrent(known, now))) return empty;
  const isMxSettled =
    isSettled(known.mx) &&
    !isHostUnknown(known.mx) &&
    !(known.mx.state === 'found' && known.mx.hosts.some(({ address }) => address === 'pending'));
  return {
    ...empty,
    startedAt: known.startedAt,
    revision: known.revision + 1,
    // What was sent stays on the receipt, whatever came of it.
    queries: known.queries,
    policyFetch: known.policyFetch,
    ...(isMxSettled && { mx: known.mx }),
    ...(isSettled(known.stsRecord) && { stsRecord: known.stsRecord }),
    ...(isSettled(known.policy) && { policy: known.policy, policyHost: known.policyHost }),
    ...(isSettled(known.tlsrpt) && { tlsrpt: known.tlsrpt }),
  };
}

const NOTHING_THERE = {
  state: 'absent',
  reason: 'nxdomain',
  aliases: [],
  authentic: false,
  ttlSeconds: 3600,
} as const;

function isSettled(part: { readonly state: string }): boolean {
  return part.state !== 'pending' && part.state !== 'unavailable';
}

/** A span in the course of an assessment; the clock may have been set back in the middle of it. */
function spanOf(assessmentStartedAt: number, startedAt: number, endedAt: number): Span {
  return {
    startedAfterMs: Math.max(0, startedAt - assessmentStartedAt),
    tookMs: Math.max(0, endedAt - startedAt),
  };
}

function lookUpWith(deps: Deps, assessmentStartedAt: number, record: (query: Query) => void): LookUp {
  return async (name, type) => {
    // Longer names cannot exist (RFC 1035 §2.3.4), so nothing is published there.
    if (name.length > MAX_NAME_LENGTH) return NOTHING_THERE;
    const signal = deps.deadline(QUESTION_DEADLINE_MS);
    return followAliases(name, type, async (asked) => {
      // An alias or an MX record can lead anywhere; what is never asked is not asked for a stranger either.
      if (isNeverAsked(asked) || isIpAddress(asked)) return unavailable('never-asked', asked);
      const startedAt = deps.now();
      const answer = await askDoh(deps.fetch, deps.resolver, asked, type, signal);
      const isAnswered = answer.state === 'answered';
      record({
        name: asked,
        type,
        outcome: isAnswered ? answer.response.rcode : answer.reason,
        authentic: isAnswered && answer.response.authentic,
        ...spanOf(assessmentStartedAt, startedAt, deps.now()),
      });
      return answer;
    });
  };
}

function recordFacts<T>(
  lookup: Lookup<string>,
  select: (texts: readonly string[]) => Selected<T>,
): RecordFacts<T> {
  if (lookup.state === 'unavailable') return lookup;
  const { aliases, authentic, ttlSeconds } = lookup;
  const texts = lookup.state === 'found' ? lookup.records : [];
  return { ...select(texts), texts, aliases, authentic, ttlSeconds };
}
