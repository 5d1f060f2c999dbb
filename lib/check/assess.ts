import { recordFacts } from '../dns/record-facts.ts';
import { ASSESSMENT_SCHEMA, spanOf, type Assessment } from './assessment.ts';
import { isCurrent, isHostUnknown } from './life.ts';
import { lookBeside } from './beside.ts';
import { beforeDeadline } from '../network/deadline.ts';
import { unavailable } from '../dns/doh.ts';
import type { LookUp } from '../dns/lookup.ts';
import type { DomainName } from '../names/domain-name.ts';
import { wantsBeside, wantsFile, type Look } from './look.ts';
import { lookUpWith, type Asking } from './look-up.ts';
import type { FetchDeps } from '../mechanisms/mta-sts/fetch-policy.ts';
import type { PolicyFacts } from '../mechanisms/mta-sts/served-policy.ts';
import { policyHostOf } from '../mechanisms/mta-sts/policy-host.ts';
import { policyFromMemory, toRemember, type PolicyStore } from '../mechanisms/mta-sts/remembered-policy.ts';
import { selectStsRecord } from '../mechanisms/mta-sts/record.ts';
import { assessMx, type MxFacts } from '../mechanisms/mx/assess.ts';
import { PENDING } from '../outcome.ts';
import { lookUpPolicyHost, obstacleInDns } from '../mechanisms/mta-sts/host-address.ts';
import { readPolicyFile } from '../mechanisms/mta-sts/read-policy-file.ts';
import { selectTlsrptRecord } from '../mechanisms/tlsrpt/record.ts';

/** The effects that an assessment has, all of them. */
export interface Deps extends FetchDeps, Asking {
  /** Whether a host may be read: a fetch without permission fails like a bad certificate, and reaches the server all the same. */
  readonly mayRead: (host: string) => Promise<boolean>;
  readonly policies: PolicyStore;
  /** Skips the remembered policy and every earlier fact. */
  readonly fresh?: boolean;
  /** An earlier assessment whose finished parts are taken over while they are young: after a grant, or a worker's end. */
  readonly known?: Assessment | null;
  /** What the guide wants to know beyond the verdict. */
  readonly look?: Look;
}

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
    ? lookUpWith(deps, current.startedAt, {
        record: (query) => (current = { ...current, queries: [...current.queries, query] }),
        onUnproven: () => (current = { ...current, unprovenNoes: true }),
      })
    : async () => unavailable('not-permitted');

  const isPublicResolver = deps.resolver.id !== 'custom';
  const readFile = () =>
    readPolicyFile(policyDomain, deps, {
      lookUp,
      isPublicResolver,
      isPermitted: mayReadPolicy,
      onHost: (policyHost) => update({ policyHost }),
      onFetched: (fetchStartedAt) => {
        const policyFetch = spanOf(current.startedAt, fetchStartedAt, deps.now());
        current = { ...current, policyFetch };
      },
    });
  /** Without a record no sender reads the file: this one is for the guide alone, and nothing is concluded from it elsewhere. */
  const lookForFile = async () => {
    if (!wantsFile(current, deps.look)) return;
    if (deps.look === 'file') return update({ policyFile: await readFile() });
    const found = await lookUpPolicyHost(host, lookUp, isPublicResolver);
    const policyFile = obstacleInDns(host, found, isPublicResolver);
    update({ policyHost: found.facts, ...(policyFile && { policyFile }) });
  };
  const askBeside = async (part: 'stsRecord' | 'tlsrpt', name: string) => {
    const facts = current[part];
    if (!wantsBeside(facts, deps.look)) return;
    const beside = await lookBeside(name, lookUp, deps.randomLabel());
    update({ [part]: { ...facts, beside } });
  };

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
    const policy = await readFile();
    const worthKeeping = toRemember(policyDomain, stsRecord.value.id, policy, earlier);
    // A store that fails or hangs loses the memory, never what was just read.
    if (worthKeeping) {
      const kept = deps.policies.remember(worthKeeping);
      await beforeDeadline(deps.deadline(STORE_DEADLINE_MS), kept).catch(() => undefined);
    }
    return policy;
  };

  // The longest way goes first: the policy waits for the record, and everything else for nothing.
  const parts = [
    async () => {
      if (current.stsRecord.state === 'pending') {
        const texts = await lookUp(`_mta-sts.${policyDomain}`, 'TXT');
        update({ stsRecord: recordFacts(texts, selectStsRecord) });
      }
      const beside = askBeside('stsRecord', `_mta-sts.${policyDomain}`);
      if (current.policy.state === 'pending') update({ policy: await assessPolicy() });
      await Promise.all([beside, lookForFile()]);
    },
    async () => {
      if (current.mx.state !== 'pending') return;
      update({ mx: await assessMx(policyDomain, lookUp, (mx: MxFacts) => update({ mx })) });
    },
    async () => {
      const name = `_smtp._tls.${policyDomain}`;
      if (current.tlsrpt.state === 'pending')
        update({ tlsrpt: recordFacts(await lookUp(name, 'TXT'), selectTlsrptRecord) });
      await askBeside('tlsrpt', name);
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
    ...(known.unprovenNoes && { unprovenNoes: known.unprovenNoes }),
    ...(isMxSettled && { mx: known.mx }),
    ...(isSettled(known.stsRecord) && { stsRecord: known.stsRecord }),
    ...(isSettled(known.policy) && { policy: known.policy, policyHost: known.policyHost }),
    ...(known.policyFile && isSettled(known.policyFile) && { policyFile: known.policyFile }),
    ...(isSettled(known.tlsrpt) && { tlsrpt: known.tlsrpt }),
  };
}

function isSettled(part: { readonly state: string }): boolean {
  return part.state !== 'pending' && part.state !== 'unavailable';
}
