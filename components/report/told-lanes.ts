import { laneConsequence } from '../../lib/locales/lane-said.ts';
import { laneWord } from '../../lib/locales/lane-word.ts';
import { language, sayPlainly } from '../../lib/locales/say.ts';
import type { ToldLanes } from '../../lib/report/json.ts';
import { spoofingState, transitState } from '../../lib/verdict/badge.ts';
import type { Digest } from '../../lib/verdict/digest.ts';
import { plain } from '../plain-words.ts';

/** The lanes of a digest in codes and words, for the report as JSON. */
export function toldLanes(digest: Digest): ToldLanes {
  const lanes = [transitState(digest), spoofingState(digest)].map((state) => {
    const { lane, tone } = state;
    const rows = digest.rows.filter((row) => row.lane === lane);
    const code = lane === 'transit' ? digest.standing : rows[0]?.headline;
    const { word } = laneWord(lane, rows, digest);
    return {
      lane,
      state: code ?? 'unknown',
      tone,
      word: word || sayPlainly(state.state === 'checking' ? 'sign.wait' : 'sign.ask'),
      text: plain(laneConsequence(state, digest)),
    };
  });
  return { language: language(), lanes };
}
