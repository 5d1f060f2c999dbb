import { mechanism, type Knowledge } from '../../mechanism.ts';
import { PENDING } from '../../outcome.ts';
import type { DkimParts } from '../dkim/facts.ts';
import type { MxParts } from '../mx/facts.ts';
import type { SpfParts } from '../spf/facts.ts';
import { dmarcEvidence } from './evidence.ts';
import { DMARC_STORED, type DmarcParts } from './facts.ts';
import { gatherDmarc, type DmarcEffects } from './gather.ts';
import { DMARC_HEADLINES, judgeDmarc } from './judge.ts';
import { dmarcPicture } from './picture.ts';
import { DMARC_PROBLEMS } from './problems.ts';
import { scoreDmarc } from './score.ts';
import { dmarcNameOf } from './walk.ts';
import { WRITTEN_DMARC } from './written-text.ts';

const empty: DmarcParts = { dmarc: PENDING, dmarcReports: PENDING };

/** What becomes of mail that claims to come from this domain (RFC 9989, RFC 9990). */
export const dmarc = mechanism({
  name: 'dmarc',
  needs: ['mx', 'spf', 'dkim'],
  problems: DMARC_PROBLEMS,
  headlines: DMARC_HEADLINES,
  empty,
  stored: DMARC_STORED,
  gather: (asking, effects: DmarcEffects) => gatherDmarc(asking, effects),
  kept: keptOf,
  judge: (parts, needed: MxParts & SpfParts & DkimParts, context) => judgeDmarc(parts, needed, context),
  score: (parts, needed: MxParts & SpfParts, context) => scoreDmarc(parts, needed, context),
  evidence: dmarcEvidence,
  picture: dmarcPicture,
  text: WRITTEN_DMARC,
  steps: async () => (await import('./guide.ts')).dmarcSteps,
  parked: async () => (await import('./guide-silent.ts')).dmarcParked,
  knowledge: knowledgeOf,
  names: ({ dmarc: facts }, policyDomain) => {
    const name = dmarcNameOf(policyDomain);
    const own = facts.state === 'pending' ? undefined : facts.steps[0];
    if (!own) return [{ name, facts: { state: 'pending' } }];
    const state = own.state === 'none' ? 'absent' : own.state === 'several' ? 'invalid' : own.state;
    return [{ name, facts: { state, aliases: own.aliases } }];
  },
});

function isWhole({ dmarc: facts }: DmarcParts): boolean {
  if (facts.state === 'pending') return false;
  const isAnswered = facts.steps.every(({ state, isRead }) => !isRead || state !== 'unavailable');
  return isAnswered && facts.state !== 'unavailable' && facts.apex.state === 'answered';
}

function areReportsWhole({ dmarcReports: facts }: DmarcParts): boolean {
  return (
    facts.state !== 'pending' &&
    facts.hosts.every(({ state, mail }) => state !== 'unavailable' && mail !== 'unavailable')
  );
}

/** Reports are those of a record: without it they are asked for again. */
function keptOf(parts: DmarcParts): Partial<DmarcParts> {
  if (!isWhole(parts)) return {};
  const { dmarc: facts, dmarcReports } = parts;
  return { dmarc: facts, ...(areReportsWhole(parts) && { dmarcReports }) };
}

/** Nothing of it decides about mail in transit. */
function knowledgeOf(parts: DmarcParts): Knowledge {
  const known = [parts.dmarc, parts.dmarcReports].flatMap((part) => (part.state === 'pending' ? [] : [part]));
  const isUnknown =
    known.length > 0 &&
    !(isWhole(parts) && (parts.dmarcReports.state === 'pending' || areReportsWhole(parts)));
  return {
    ttlSeconds: known.length > 0 ? Math.min(...known.map(({ ttlSeconds }) => ttlSeconds)) : null,
    gap: isUnknown ? 'detail' : null,
  };
}
