import type { Tone } from '../mechanism.ts';
import type { Sign } from './blocks.ts';

const SIGNS: Record<Tone, Sign> = { good: 'yes', warn: 'differs', bad: 'no', idle: 'open', ask: 'unsure' };

/** The sign of a tone, so that colour is never all that says it. */
export function signOf(tone: Tone): Sign {
  return SIGNS[tone];
}
