import type { Unknown } from '../dns/lookup.ts';
import type { RecordFacts } from '../dns/record-facts.ts';
import type { Pending } from '../outcome.ts';
import { keyOf, valueOf } from '../text/sentence.ts';
import { paragraph, type Block, type Section, type Words } from './blocks.ts';

/** What DNS holds, as it was published: with these a mechanism describes its evidence. */

/** The texts of an answer, or that there is none, and whether DNSSEC vouches for it. */
export function answered(texts: readonly string[], authentic: boolean, { say }: Words): Block[] {
  return [
    texts.length > 0 ? { kind: 'raw', texts } : paragraph(say('evidence.noRecord')),
    paragraph(authentic ? say('evidence.authentic') : say('evidence.notAuthentic')),
  ];
}

/** Why there was no answer, in the resolver's own words too. */
export function unanswered({ reason, detail }: Unknown, { say }: Words): Block {
  const words = say('evidence.unavailable', { reason: say(`dns.${keyOf(reason)}`) });
  return paragraph(detail === null ? words : `${words} ${valueOf(detail)}`);
}

/** All TXT records at a name; nothing while they are looked up. */
export function recordSections(name: string, facts: Pending | RecordFacts<unknown>, words: Words): Section[] {
  if (facts.state === 'pending') return [];
  const heading = words.say('evidence.record', { name });
  if (facts.state === 'unavailable') return [{ heading, blocks: [unanswered(facts, words)] }];
  return [answeredSection(name, facts, words)];
}

/** The TXT records of an answer at a name. */
export function answeredSection(
  name: string,
  {
    aliases,
    texts,
    authentic,
  }: Pick<Extract<RecordFacts<unknown>, { texts: unknown }>, 'aliases' | 'texts' | 'authentic'>,
  words: Words,
): Section {
  const heading = words.say('evidence.record', { name });
  const names = aliases.join(' → ');
  const way = aliases.length > 0 ? [paragraph(words.say('evidence.aliases', { names }))] : [];
  return { heading, blocks: [...way, ...answered(texts, authentic, words)] };
}
