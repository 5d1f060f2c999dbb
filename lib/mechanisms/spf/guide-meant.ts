import { inCase, sentence, type MechanismStep, type SteppedWith } from '../../steps.ts';
import type { StoredTree } from './facts.ts';
import { LIMIT } from './guide-targets.ts';
import { inLine, ownRecord } from './guide-texts.ts';
import { ownLookUps, recordOf, termsOf } from './guide-words.ts';
import { readTerm } from './read-term.ts';
import type { SpfTerm } from './term.ts';

/** Mechanisms that a sign of equality makes a modifier, which every receiver ignores (RFC 7208 §6). `ptr` is not to be used. */
const MEANT: ReadonlySet<string> = new Set(['include', 'ip4', 'ip6', 'a', 'mx', 'exists']);

/**
 * Terms that were written with "=" instead of ":", so that whom they name does not pass; null where there is none. Whoever sends by them gains, but an include leads to a record that nobody has looked
 * up so far: without one, or with too many look-ups, no mail would pass any more, so it is proposed for whoever knows that.
 */
export function meantStep(text: string, { count }: StoredTree, context: SteppedWith): MechanismStep | null {
  const { say } = context;
  const terms = termsOf(text) ?? [];
  const meant = new Map(terms.flatMap((term) => meantBy(term) ?? []));
  const value = recordOf(terms.map((term) => meant.get(term)?.text ?? term.text));
  if (meant.size === 0 || value === null) return null;
  const put = Array.from(meant.values());
  const total = count + ownLookUps(put);
  const record = ownRecord(value, [text], context);
  const includes = put.filter(({ kind }) => kind === 'include');
  const left = LIMIT - total;
  return {
    name: 'spf-meant',
    phase: 'senders',
    state: 'needed',
    title: say('spf.guide.meant.title'),
    body: [
      sentence(say('spf.guide.meant.why', { terms: inLine(Array.from(meant.keys(), (term) => term.text)) })),
      left < 0
        ? sentence(say('spf.guide.meant.tooMany', { count: total }))
        : includes.length === 0
          ? record
          : inCase(say('spf.guide.meant.case', { names: inLine(includes.map(targetOf)), left }), record),
    ],
  };
}

/** The term, and the one that was meant by it; null where that is open. */
function meantBy(term: SpfTerm): [[SpfTerm, SpfTerm]] | null {
  if (term.kind !== 'unknown' || !MEANT.has(term.name.toLowerCase())) return null;
  const read = readTerm(`${term.name}:${term.value}`, term.position.offset);
  return 'term' in read ? [[term, read.term]] : null;
}

function targetOf(term: SpfTerm): string {
  return term.text.slice(term.text.indexOf(':') + 1);
}
