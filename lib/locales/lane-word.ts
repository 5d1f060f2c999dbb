import type { Tone } from '../mechanism.ts';
import type { Digest, Row } from '../verdict/digest.ts';
import type { Lane } from '../verdict/weights.ts';
import { keyOf, say, type SentenceKey } from './say.ts';

/** What becomes of mail by one lane, in a word or two, and how that is coloured. */
export interface LaneWord {
  readonly word: string;
  readonly tone: Tone;
}

/**
 * The word of a lane: of mail to the domain the verdict, of mail in its name what the first of its rows comes to; "" while that is not known, and where a lane has
 * none. `rows` are those of the lane, what counts most first.
 */
export function laneWord(
  lane: Lane,
  [first]: readonly Row[],
  digest: Pick<Digest, 'standing' | 'headline' | 'tone'> | null,
): LaneWord {
  const from = lane === 'transit' ? digest : first;
  const state = lane === 'transit' ? digest && transitState(digest) : first?.headline;
  if (!from || state === 'checking' || lane === 'also') return { word: '', tone: 'idle' };
  // A repository test holds that each of them has its words.
  const key = lane === 'transit' ? `lane.word.${state}` : `mechanism.${first?.name}.lane.${state}`;
  return { word: say(keyOf(key) as SentenceKey), tone: from.tone };
}

/** Where MTA-STS is broken, senders that check DANE still deliver to nobody else. */
function transitState({ standing, headline }: Pick<Digest, 'standing' | 'headline'>): Digest['standing'] {
  return headline === 'broken-dane' ? 'fragile' : standing;
}
