import { say, sayPlainly } from '../lib/locales/say.ts';
import type { Gain } from '../lib/verdict/score-causes.ts';
import { rangeText } from '../lib/verdict/score.ts';

/** What a repair gains at most, and in which parts: “Up to 30 points to gain: …”; a range where not all of it is known. */
export function gainWords(gain: Gain): string {
  const parts = gain.parts.map((part) => say(`score.part.${part}.name`)).join(' · ');
  const isKnown = gain.low === gain.high;
  return sayPlainly(isKnown ? 'score.gain' : 'score.gainOpen', { points: rangeText(gain), parts });
}
