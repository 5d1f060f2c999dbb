import type { Tone } from '../mechanism.ts';
import type { Digest, Row } from '../verdict/digest.ts';
import type { Lane } from '../verdict/weights.ts';
import { keyOf, say, type SentenceKey } from './say.ts';

/** What becomes of mail by one lane, in a word or two, and how that is coloured. */
export interface LaneWord {
  readonly word: string;
  readonly tone: Tone;
}

const NOTHING: LaneWord = { word: '', tone: 'idle' };

/**
 * The word of a lane: of mail to the domain the verdict, of mail in its name what the first of its rows comes to; "" while that is not known, and where a lane has
 * none. `rows` are those of the lane, what counts most first.
 */
export function laneWord(
  lane: Lane,
  rows: readonly Row[],
  digest: Pick<Digest, 'standing' | 'tone'> | null,
): LaneWord {
  const [first] = rows;
  if (digest === null || lane === 'also' || first === undefined) return NOTHING;
  if (lane === 'transit')
    return digest.standing === 'checking'
      ? NOTHING
      : { word: say(`lane.word.${keyOf(digest.standing)}` as SentenceKey), tone: digest.tone };
  // A repository test holds that each headline of it has its words.
  return first.headline === 'checking'
    ? NOTHING
    : {
        word: say(`mechanism.${keyOf(first.name)}.lane.${keyOf(first.headline)}` as SentenceKey),
        tone: first.tone,
      };
}
