import { say } from '../lib/locales/say.ts';
import { isError, isToRepair, isToSetUp } from '../lib/verdict/fault.ts';
import type { Digest } from '../lib/verdict/digest.ts';

/** The way into the guide: it stands out where there is something to do, and is quiet where there is not. */
export function GuideOffer({ digest, onGuide }: { digest: Digest; onGuide: () => void }) {
  const offer = offerFor(digest);
  return (
    <button type="button" class={offer === 'plans' ? 'plain' : 'main'} data-offer={offer} onClick={onGuide}>
      {say(`guide.offer.${offer}`)}
    </button>
  );
}

/** What the guide would be for this domain. Where nothing is known, or no mail is received, nothing is to be repaired. */
export function offerFor({
  standing,
  findings,
}: Pick<Digest, 'standing' | 'findings'>): 'set_up' | 'repair' | 'next' | 'plans' {
  // What does not work comes before what is missing; of what is not known, nobody can say that it does not.
  if (findings.some(isToSetUp) && (standing === 'unknown' || !findings.some(isError))) return 'set_up';
  if (['no-mail', 'unknown', 'checking'].includes(standing)) return 'plans';
  // “On trial” and “switched off” are choices of the owner, not faults; and a trial has an end.
  if (findings.some(isToRepair) && standing !== 'disabled') return 'repair';
  return standing === 'testing' ? 'next' : 'plans';
}
