import { lookBeside, wantsBeside } from '../../dns/beside.ts';
import { recordFacts } from '../../dns/record-facts.ts';
import type { Asking } from '../../mechanism.ts';
import { beforeDeadline } from '../../network/deadline.ts';
import { spanOf } from '../../network/span.ts';
import type { StsParts } from './facts.ts';
import type { FetchDeps } from './fetch-policy.ts';
import { lookUpPolicyHost, obstacleInDns } from './host-address.ts';
import { policyHostOf } from './policy-host.ts';
import { readPolicyFile } from './read-policy-file.ts';
import { selectStsRecord } from './record.ts';
import { policyFromMemory, toRemember, type PolicyStore } from './remembered-policy.ts';
import type { PolicyFacts } from './served-policy.ts';
import { wantsFile } from './unannounced-file.ts';

/** The effects of this mechanism, beyond the questions to DNS. */
export interface StsEffects extends FetchDeps {
  readonly policies: PolicyStore;
}

/** A store on the same machine answers at once or not at all. */
const STORE_DEADLINE_MS = 1000;

/**
 * Asks for the record and, the moment that a valid one announces a policy and its host is known to be a public one, for the file (RFC 8461 §3).
 * Published part by part. Never rejects.
 */
export async function gatherSts(asking: Asking<StsParts>, effects: StsEffects): Promise<void> {
  const { policyDomain, lookUp, look, isPublicResolver, parts, publish, note } = asking;
  const name = `_mta-sts.${policyDomain}`;
  const host = policyHostOf(policyDomain);
  const isPermitted = asking.mayRead(host);
  const remembered = beforeDeadline(
    asking.deadline(STORE_DEADLINE_MS),
    effects.policies.recall(policyDomain),
  ).catch(() => null);
  const showRemembered = async () => publish({ remembered: await remembered });

  const readFile = () =>
    readPolicyFile(policyDomain, effects, {
      lookUp,
      isPublicResolver,
      isPermitted,
      onHost: (policyHost) => publish({ policyHost }),
      onFetched: (at) => note({ policyFetch: spanOf(asking.startedAt, at, asking.now()) }),
    });

  const policyOf = async (): Promise<PolicyFacts> => {
    const { stsRecord } = parts();
    if (stsRecord.state === 'unavailable')
      return {
        state: 'unavailable',
        problems: [{ code: 'sts-record-unavailable', parameters: { reason: stsRecord.reason } }],
      };
    if (stsRecord.state !== 'found') return { state: 'absent' };
    const earlier = await remembered;
    const fromMemory = asking.fresh ? null : policyFromMemory(earlier, stsRecord.value.id, asking.now());
    if (fromMemory) return fromMemory;
    const policy = await readFile();
    const worthKeeping = toRemember(policyDomain, stsRecord.value.id, policy, earlier);
    // A store that fails or hangs loses the memory, never what was just read.
    if (worthKeeping) {
      const kept = effects.policies.remember(worthKeeping);
      await beforeDeadline(asking.deadline(STORE_DEADLINE_MS), kept).catch(() => undefined);
    }
    return policy;
  };

  const askBeside = async () => {
    const { stsRecord } = parts();
    if (!wantsBeside(stsRecord, look !== undefined) || !('texts' in stsRecord)) return;
    const beside = await lookBeside(name, lookUp, asking.randomLabel());
    publish({ stsRecord: { ...stsRecord, beside } });
  };

  /** Without a record no sender reads the file: this one is for the guide alone, and nothing is concluded from it elsewhere. */
  const lookForFile = async () => {
    if (!wantsFile(parts(), look)) return;
    if (look === 'file') return publish({ policyFile: await readFile() });
    const found = await lookUpPolicyHost(host, lookUp, isPublicResolver);
    const policyFile = obstacleInDns(host, found, isPublicResolver);
    publish({ policyHost: found.facts, ...(policyFile && { policyFile }) });
  };

  const findPolicy = async () => {
    if (parts().stsRecord.state === 'pending')
      publish({ stsRecord: recordFacts(await lookUp(name, 'TXT'), selectStsRecord) });
    const beside = askBeside();
    const { stsRecord, policy } = parts();
    // A policy that was taken over stands beside a record that is found; without one nobody is asked for it.
    const isOver = stsRecord.state !== 'found' && policy.state !== 'absent';
    if (policy.state === 'pending' || isOver) publish({ policy: await policyOf() });
    await Promise.all([beside, lookForFile()]);
    if (parts().policyHost.state === 'pending') note({ policyHost: { state: 'not-asked' } });
  };
  await Promise.all([findPolicy(), showRemembered()]);
}
