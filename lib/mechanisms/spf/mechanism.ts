import { isSettled, mechanism } from '../../mechanism.ts';
import { PENDING } from '../../outcome.ts';
import type { MxParts } from '../mx/facts.ts';
import { spfEvidence } from './evidence.ts';
import { SPF_STORED, type SpfParts } from './facts.ts';
import { gatherSpf } from './gather.ts';
import { judgeSpf, SPF_HEADLINES } from './judge.ts';
import { spfPicture } from './picture.ts';
import { SPF_PROBLEMS } from './problems.ts';
import { scoreSpf } from './score.ts';
import { WRITTEN_SPF } from './written-text.ts';

const empty: SpfParts = { spf: PENDING };

/** Who may send mail in the name of a domain (RFC 7208). */
export const spf = mechanism({
  name: 'spf',
  needs: ['mx'],
  problems: SPF_PROBLEMS,
  headlines: SPF_HEADLINES,
  empty,
  stored: SPF_STORED,
  gather: gatherSpf,
  kept: ({ spf: facts }) => (isSettled(facts) && !hasGap(facts) ? { spf: facts } : {}),
  judge: (parts, needed: MxParts) => judgeSpf(parts, needed),
  score: (parts, _, context) => scoreSpf(parts, context),
  evidence: spfEvidence,
  picture: spfPicture,
  text: WRITTEN_SPF,
  steps: async () => (await import('./guide.ts')).spfSteps,
  parked: async () => (await import('./guide-parked.ts')).spfParked,
  knowledge: ({ spf: facts }) => ({
    ttlSeconds: 'ttlSeconds' in facts ? facts.ttlSeconds : null,
    gap: facts.state === 'unavailable' ? 'part' : hasGap(facts) ? 'detail' : null,
  }),
});

/** A record that it leads to, or a name in it, did not answer. */
function hasGap(facts: SpfParts['spf']): boolean {
  return 'tree' in facts && (facts.tree?.rows.some(({ state }) => state === 'unavailable') ?? false);
}
