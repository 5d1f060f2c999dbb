import { ADDED_SELECTORS } from './added.ts';
import { dkimEvidence } from './evidence.ts';
import { DKIM_STORED, type DkimParts } from './facts.ts';
import { gatherDkim } from './gather.ts';
import { DKIM_HEADLINES, judgeDkim } from './judge.ts';
import { DKIM_PROBLEMS } from './problems.ts';
import { scoreDkim } from './score.ts';
import { WRITTEN_DKIM } from './written-text.ts';
import { mechanism } from '../../mechanism.ts';
import { PENDING } from '../../outcome.ts';
import type { MxParts } from '../mx/facts.ts';

const empty: DkimParts = { dkim: PENDING };

/** The keys that mail of a domain is signed with, as far as they are found without a message (RFC 6376). */
export const dkim = mechanism({
  name: 'dkim',
  needs: ['mx'],
  problems: DKIM_PROBLEMS,
  headlines: DKIM_HEADLINES,
  empty,
  stored: DKIM_STORED,
  gather: (asking, _: object, needed: Promise<MxParts>) => gatherDkim(asking, needed),
  kept: ({ dkim: facts }) => (isWhole({ dkim: facts }) ? { dkim: facts } : {}),
  judge: (parts, needed: MxParts, context) => judgeDkim(parts, needed, context),
  score: (parts, needed: MxParts, context) => scoreDkim(parts, needed, context),
  evidence: dkimEvidence,
  added: ADDED_SELECTORS,
  text: WRITTEN_DKIM,
  steps: async () => (await import('./guide.ts')).dkimSteps,
  parked: async () => (await import('./guide-parked.ts')).dkimParked,
  knowledge: ({ dkim: facts }) => ({
    ttlSeconds: facts.state === 'found' ? facts.ttlSeconds : null,
    gap: facts.state === 'pending' || isWhole({ dkim: facts }) ? null : 'detail',
  }),
});

/** Nothing in it would be known better at another try. */
function isWhole({ dkim: facts }: DkimParts): boolean {
  if (facts.state === 'pending') return false;
  const isAnswered = facts.selectors.every(({ state }) => state !== 'unavailable');
  return facts.base !== 'unavailable' && facts.beside?.state !== 'unavailable' && isAnswered;
}
