import { say } from '../lib/locales/say.ts';
import type { Digest } from '../lib/verdict/digest.ts';
import { isFault } from '../lib/verdict/fault.ts';
import { Skeleton } from './Facts.tsx';
import { GuideOffer, offerFor } from './GuideOffer.tsx';

export interface NextStepProps {
  readonly digest: Digest | null;
  readonly onGuide: () => void;
  readonly onAgain: () => void;
}

/** What to do next, with one button. Its place is kept until that is known. */
export function NextStep({ digest, onGuide, onAgain }: NextStepProps) {
  if (!digest?.finishedAt)
    return (
      <section class="next" aria-hidden="true">
        <Skeleton width={180} />
      </section>
    );
  const step = stepFor(digest);
  if (step === null) return null;
  const isCalm = step === 'plans' && !digest.findings.some(isFault);
  return (
    <section class="next" aria-labelledby="next">
      <div>
        <h2 id="next">{isCalm ? say('findings.none') : say(`next.${step}.title`)}</h2>
        <p>{say(`next.${step}.text`)}</p>
      </div>
      {step === 'retry' ? (
        <button type="button" onClick={onAgain}>
          {say('popup.tryAgain')}
        </button>
      ) : (
        <GuideOffer digest={digest} onGuide={onGuide} />
      )}
    </section>
  );
}

/**
 * Null where there is none: a domain that receives no mail has nothing to set up, a permission is asked for above, and what is to be repaired has
 * its button beside the repair.
 */
function stepFor(digest: Digest): 'set_up' | 'next' | 'plans' | 'retry' | null {
  const { standing, headline } = digest;
  if (standing === 'no-mail' || headline === 'unknown-permission' || headline === 'unknown-resolver')
    return null;
  const offer = offerFor(digest);
  // That MTA-STS is missing is known, and to be mended, whatever comes of DANE.
  if (standing === 'unknown' && offer === 'plans') return 'retry';
  return offer === 'repair' ? null : offer;
}
