import { caaEvidence } from './evidence.ts';
import { CAA_STORED, type CaaParts } from './facts.ts';
import { gatherCaa } from './gather.ts';
import { CAA_HEADLINES, judgeCaa } from './judge.ts';
import { CAA_PROBLEMS } from './problems.ts';
import { mechanism } from '../../mechanism.ts';
import { PENDING } from '../../outcome.ts';
import type { StsParts } from '../mta-sts/facts.ts';

const empty: CaaParts = { caa: PENDING };

/** Which authorities may issue a certificate for the policy host (RFC 8659). */
export const caa = mechanism({
  name: 'caa',
  needs: ['mta-sts'],
  problems: CAA_PROBLEMS,
  headlines: CAA_HEADLINES,
  empty,
  stored: CAA_STORED,
  gather: (asking, _: object, needed: Promise<StsParts>) => gatherCaa(asking, needed),
  // Whether it is asked hangs on the record of MTA-STS, which may have changed.
  kept: ({ caa: facts }) => (facts.state === 'found' || facts.state === 'absent' ? { caa: facts } : {}),
  judge: (parts, needed: StsParts, context) => judgeCaa(parts, needed, context),
  evidence: caaEvidence,
  knowledge: ({ caa: facts }) => ({
    ttlSeconds: 'ttlSeconds' in facts ? facts.ttlSeconds : null,
    gap: facts.state === 'unavailable' ? 'detail' : null,
  }),
});
