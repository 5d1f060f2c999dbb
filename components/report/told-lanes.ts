import { laneConsequence } from '../../lib/locales/lane-said.ts';
import { laneWord } from '../../lib/locales/lane-word.ts';
import { language, sayPlainly } from '../../lib/locales/say.ts';
import type { ToldLanes } from '../../lib/report/json.ts';
import { isSpoofingTold, spoofingState, transitState } from '../../lib/verdict/badge.ts';
import type { Digest } from '../../lib/verdict/digest.ts';
import { plain } from '../plain-words.ts';

/** The lanes of a digest in codes and words, for the report as JSON. */
export function toldLanes(digest: Digest): ToldLanes {
  const lanes = [transitState(digest), spoofingState(digest)].map((told) => {
    const { lane, tone } = told;
    const rows = digest.rows.filter((row) => row.lane === lane);
    const { word } = laneWord(lane, rows, digest);
    return {
      lane,
      state: lane === 'transit' ? digest.standing : codeOf(digest, rows[0]?.headline),
      tone,
      word: word || sayPlainly(told.state === 'checking' ? 'sign.wait' : 'sign.ask'),
      text: plain(laneConsequence(told, digest)),
    };
  });
  return { language: language(), lanes };
}

/** Of a check that ended, what was not asked about is not under way. */
function codeOf(digest: Digest, headline = 'not-asked'): string {
  return isSpoofingTold(digest) || digest.finishedAt === null ? headline : 'not-asked';
}
