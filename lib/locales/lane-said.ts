import type { LaneState } from '../verdict/badge.ts';
import type { Digest } from '../verdict/digest.ts';
import { withFaults } from './headline-title.ts';
import { laneWord } from './lane-word.ts';
import { keyOf, sayPlainly, type SentenceKey } from './say.ts';

/** One lane by its name: "Spoofing: fakes are rejected, one fault." What is not known, or not yet, is said to be so. Plain text. */
export function laneSaid({ lane, state, hidden }: LaneState, digest: Digest): string {
  const { word } = laneWord(lane, rowsOf(digest, lane), digest);
  const open = sayPlainly(state === 'checking' ? 'sign.wait' : 'sign.ask');
  return sayPlainly('lane.said', {
    lane: sayPlainly(`lane.${lane}`),
    word: word === '' ? open : withFaults(word, hidden),
  });
}

/** What becomes of mail by that lane, as one sentence or two; "" while nothing was found out. Plain text, but for marks of code. */
export function laneConsequence({ lane, state }: LaneState, digest: Digest): string {
  if (lane === 'transit') return sayPlainly(`headline.${keyOf(digest.headline)}.text` as SentenceKey);
  const [first] = rowsOf(digest, lane);
  if (!first || first.headline === 'checking' || state === 'checking') return '';
  // A repository test holds that each of them has its sentence.
  return sayPlainly(`mechanism.${keyOf(first.name)}.consequence.${keyOf(first.headline)}` as SentenceKey);
}

function rowsOf({ rows }: Digest, lane: LaneState['lane']) {
  return rows.filter((row) => row.lane === lane);
}
