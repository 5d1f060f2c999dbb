import { isSettled, mechanism, type Knowledge } from '../../mechanism.ts';
import { MX_PROBLEMS } from './problems.ts';
import { MX_HEADLINES, judgeMx } from './judge.ts';
import { PENDING } from '../../outcome.ts';
import { mxEvidence } from './evidence.ts';
import { gatherMx } from './gather.ts';
import { MX_STORED, type MxParts } from './facts.ts';

const empty: MxParts = { mx: PENDING };

/** Where mail to a domain goes (RFC 5321 §5.1, RFC 7505). */
export const mx = mechanism({
  name: 'mx',
  needs: [],
  problems: MX_PROBLEMS,
  headlines: MX_HEADLINES,
  empty,
  stored: MX_STORED,
  gather: gatherMx,
  kept: ({ mx: facts }) => {
    const isPart = facts.state === 'found' && facts.hosts.some(({ address }) => UNKNOWN.has(address));
    return isSettled(facts) && !isPart ? { mx: facts } : {};
  },
  judge: judgeMx,
  evidence: mxEvidence,
  parked: async () => (await import('./guide-parked.ts')).mxParked,
  knowledge: knowledgeOf,
});

const UNKNOWN: ReadonlySet<string> = new Set(['pending', 'unavailable']);

function knowledgeOf({ mx: facts }: MxParts): Knowledge {
  if (facts.state === 'unavailable') return { ttlSeconds: null, gap: 'part' };
  const isHostUnknown =
    facts.state === 'found' && facts.hosts.some(({ address }) => address === 'unavailable');
  return {
    ttlSeconds: 'ttlSeconds' in facts ? facts.ttlSeconds : null,
    gap: isHostUnknown ? 'detail' : null,
  };
}
