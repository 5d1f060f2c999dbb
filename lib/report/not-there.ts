import type { SentenceKey } from '../locales/say.ts';
import { keyOf } from '../text/sentence.ts';
import type { Digest } from '../verdict/digest.ts';
import { paragraph, type SmallBlock, type Words } from './blocks.ts';

/** What of a digest may be there or not; `undefined` before anything is known. */
export type MaybeThere = Pick<Digest['mx'], 'state' | 'reason'> | undefined;

/** Why something is not there; so many pixels wide while it is looked up. */
export function notThere(
  part: MaybeThere,
  width: number,
  says: Readonly<Record<'absent' | 'invalid' | 'unavailable', SentenceKey>>,
  { say }: Words,
): SmallBlock {
  const { state, reason } = part ?? { state: 'pending', reason: null };
  if (state === 'pending' || state === 'found') return { kind: 'pending', width };
  const words = say(says[state], reason ? { reason: say(`dns.${keyOf(reason)}`) } : {});
  return paragraph(words, state === 'invalid' ? 'no' : 'quiet');
}

export function noServers(mx: MaybeThere, width: number, words: Words): SmallBlock {
  const none = 'servers.none';
  return notThere(mx, width, { absent: none, invalid: none, unavailable: 'servers.unavailable' }, words);
}
