import { mechanism } from '../../mechanism.ts';
import { PENDING } from '../../outcome.ts';
import type { StsParts } from '../mta-sts/facts.ts';
import type { MxParts } from '../mx/facts.ts';
import { dnssecEvidence } from './evidence.ts';
import { DNSSEC_STORED, type DnssecParts } from './facts.ts';
import { gatherDnssec } from './gather.ts';
import { DNSSEC_HEADLINES, judgeDnssec } from './judge.ts';
import { DNSSEC_PROBLEMS } from './problems.ts';
import { scoreDnssec } from './score.ts';

const empty: DnssecParts = { dnssec: PENDING };

/** Whether the answers of DNS about a domain are signed, and hold (RFC 4033, RFC 4035). */
export const dnssec = mechanism({
  name: 'dnssec',
  needs: ['mx', 'mta-sts'],
  problems: DNSSEC_PROBLEMS,
  headlines: DNSSEC_HEADLINES,
  empty,
  stored: DNSSEC_STORED,
  gather: (asking, _: object, needed: Promise<MxParts & StsParts>) => gatherDnssec(asking, needed),
  kept: ({ dnssec: facts }) => (isWhole({ dnssec: facts }) ? { dnssec: facts } : {}),
  judge: (parts, needed: MxParts & StsParts, context) => judgeDnssec(parts, needed, context),
  score: scoreDnssec,
  evidence: dnssecEvidence,
  knowledge: ({ dnssec: facts }) => ({
    ttlSeconds: facts.state === 'found' ? facts.ttlSeconds : null,
    gap: facts.state === 'pending' || isWhole({ dnssec: facts }) ? null : 'detail',
  }),
});

/** Nothing in it would be known better at another try. */
function isWhole({ dnssec: facts }: DnssecParts): boolean {
  if (facts.state === 'pending') return false;
  const all = [facts.domain, facts.mx, facts.policyHost, ...facts.hosts.map(({ security }) => security)];
  return all.every((security) => security?.state !== 'unavailable');
}
