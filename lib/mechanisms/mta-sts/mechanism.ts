import { wantsBeside } from '../../dns/beside.ts';
import { isSettled, mechanism, type Knowledge } from '../../mechanism.ts';
import { STS_PROBLEMS } from './problems.ts';
import { STS_HEADLINES, judgeSts } from './judge.ts';
import { PENDING } from '../../outcome.ts';
import { STS_STORED, type StsParts } from './facts.ts';
import { stsEvidence } from './evidence.ts';
import { gatherSts } from './gather.ts';
import { policyHostOf } from './policy-host.ts';
import { awaitsPermission } from './served-policy.ts';
import { wantsFile } from './unannounced-file.ts';

const empty: StsParts = {
  stsRecord: PENDING,
  policyHost: PENDING,
  policy: PENDING,
  remembered: null,
  policyFetch: null,
};

/** TLS that senders insist on (RFC 8461). */
export const mtaSts = mechanism({
  name: 'mta-sts',
  needs: ['mx'],
  isLongest: true,
  problems: STS_PROBLEMS,
  headlines: STS_HEADLINES,
  empty,
  stored: STS_STORED,
  gather: gatherSts,
  kept: ({ stsRecord, policyHost, policy, policyFile, policyFetch }) => ({
    // What was sent stays on the receipt, whatever came of it.
    policyFetch,
    ...(isSettled(stsRecord) && { stsRecord }),
    ...(isSettled(policy) && { policy, policyHost }),
    ...(policyFile && isSettled(policyFile) && { policyFile }),
  }),
  judge: judgeSts,
  evidence: stsEvidence,
  knowledge: knowledgeOf,
  hasLooked: (parts, look) => !wantsBeside(parts.stsRecord, look !== undefined) && !wantsFile(parts, look),
  awaitsHost: (parts, policyDomain) => (awaitsPermission(parts) ? policyHostOf(policyDomain) : null),
  names: ({ stsRecord, policyHost }, policyDomain) => [
    { name: `_mta-sts.${policyDomain}`, facts: stsRecord },
    { name: policyHostOf(policyDomain), facts: policyHost, announcedBy: stsRecord },
  ],
});

function knowledgeOf(parts: StsParts): Knowledge {
  const { stsRecord, policy } = parts;
  // A permission that was not given is known, and is not given by asking again.
  const isPolicyUnknown = policy.state === 'unavailable' && !awaitsPermission(parts);
  return {
    ttlSeconds: 'ttlSeconds' in stsRecord ? stsRecord.ttlSeconds : null,
    gap: stsRecord.state === 'unavailable' || isPolicyUnknown ? 'part' : null,
  };
}
