import { inCase, sentence, type MechanismStep, type SteppedWith } from '../../steps.ts';
import type { StoredTree } from './facts.ts';
import { LIMIT } from './guide-targets.ts';
import { inLine, ownRecord } from './guide-texts.ts';
import { ownLookUps, recordOf, termsOf } from './guide-words.ts';
import { meantByModifier } from './modifier-meant.ts';
import { isOddlyNamed } from './odd-name.ts';
import { letsStrangersIn } from './open-term.ts';
import { isDirective, type SpfTerm } from './term.ts';

/** Mechanisms that a sign of equality makes a modifier, which every receiver ignores (RFC 7208 §6). `ptr` is not to be used; a redirect may end in an error for everybody. */
const MEANT: ReadonlySet<SpfTerm['kind']> = new Set(['include', 'ip4', 'ip6', 'a', 'mx', 'exists']);

/**
 * Terms that were written with "=" instead of ":", so that whom they name does not pass; null where there is none that receivers would come to. Whoever sends by them gains, but what a name leads to
 * nobody has looked up so far: with an include of a name without a record, or with too many look-ups that find nothing, no mail would pass any more, so it is proposed for whoever
 * knows that. None is proposed by which strangers would pass.
 */
export function meantStep(text: string, { count }: StoredTree, context: SteppedWith): MechanismStep | null {
  const { say } = context;
  const terms = termsOf(text) ?? [];
  const end = terms.findIndex(({ kind }) => kind === 'all');
  // Behind an `all` it would be as idle as it is.
  const read = end === -1 ? terms : terms.slice(0, end);
  const meant = new Map(read.flatMap((term) => meantBy(term) ?? []));
  // What asks DNS goes behind the others: whoever passes by those does so, whatever becomes of it.
  const isLast = (term: SpfTerm) => 'domain' in (meant.get(term) ?? {});
  const kept = terms.flatMap((term) => (isLast(term) ? [] : (meant.get(term) ?? term)));
  const last = kept.findLastIndex((term) => isDirective(term) && term.kind !== 'all') + 1;
  const named = terms.flatMap((term) => (isLast(term) ? (meant.get(term) ?? []) : []));
  const words = [...kept.slice(0, last), ...named, ...kept.slice(last)];
  const value = recordOf(words.map(({ text: word }) => word));
  if (meant.size === 0 || value === null) return null;
  const put = Array.from(meant.values());
  const total = count + ownLookUps(put);
  const record = ownRecord(value, [text], context);
  const left = LIMIT - total;
  const isIncluding = named.some(({ kind }) => kind === 'include');
  const names = inLine(named.map(targetOf));
  return {
    name: 'spf-meant',
    phase: 'senders',
    state: 'needed',
    title: say('spf.guide.meant.title'),
    body: [
      sentence(say('spf.guide.meant.why', { terms: inLine(Array.from(meant.keys(), (term) => term.text)) })),
      left < 0
        ? sentence(say('spf.guide.meant.tooMany', { count: total }))
        : put.some((term) => letsStrangersIn(term) || isOddlyNamed(term))
          ? sentence(say('spf.guide.repair.open'))
          : isIncluding
            ? inCase(say('spf.guide.meant.case', { names, left }), record)
            : named.length > 0
              ? inCase(say('spf.guide.meant.hosts', { names }), record)
              : record,
    ],
  };
}

/** The term, and the one that was meant by it; null where that is open. */
function meantBy(term: SpfTerm): [[SpfTerm, SpfTerm]] | null {
  if (term.kind !== 'unknown') return null;
  const meant = meantByModifier(term.name, term.value, term.position.offset);
  return meant !== null && MEANT.has(meant.kind) ? [[term, meant]] : null;
}

function targetOf(term: SpfTerm): string {
  return term.text.slice(term.text.indexOf(':') + 1);
}
