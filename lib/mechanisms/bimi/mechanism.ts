import { bimiEvidence } from './evidence.ts';
import { BIMI_STORED, type BimiParts } from './facts.ts';
import { gatherBimi } from './gather.ts';
import { BIMI_HEADLINES, judgeBimi } from './judge.ts';
import { BIMI_PROBLEMS } from './problems.ts';
import { WRITTEN_BIMI } from './written-text.ts';
import { mechanism, type Knowledge } from '../../mechanism.ts';
import { PENDING } from '../../outcome.ts';
import type { DmarcParts } from '../dmarc/facts.ts';

const empty: BimiParts = { bimi: PENDING };

/** The logo that a domain wants receivers to show beside its mail (BIMI, draft -12). */
export const bimi = mechanism({
  name: 'bimi',
  needs: ['dmarc'],
  problems: BIMI_PROBLEMS,
  headlines: BIMI_HEADLINES,
  empty,
  stored: BIMI_STORED,
  gather: (asking, _: object, needed: Promise<DmarcParts>) => gatherBimi(asking, needed),
  kept: ({ bimi: facts }) => (isWhole({ bimi: facts }) ? { bimi: facts } : {}),
  judge: (parts, needed: DmarcParts, context) => judgeBimi(parts, needed, context),
  evidence: bimiEvidence,
  text: WRITTEN_BIMI,
  knowledge: knowledgeOf,
});

/** Nothing in it would be known better at another try. */
function isWhole({ bimi: facts }: BimiParts): boolean {
  if (facts.state === 'pending' || !facts.isAboveKnown) return false;
  return facts.places.every(({ record }) => record.state !== 'unavailable');
}

/** Nothing of it decides about mail in transit. */
function knowledgeOf(parts: BimiParts): Knowledge {
  const { bimi: facts } = parts;
  if (facts.state === 'pending') return { ttlSeconds: null, gap: null };
  const ttls = facts.places.flatMap(({ record }) => ('ttlSeconds' in record ? [record.ttlSeconds] : []));
  return { ttlSeconds: ttls.length > 0 ? Math.min(...ttls) : null, gap: isWhole(parts) ? null : 'detail' };
}
