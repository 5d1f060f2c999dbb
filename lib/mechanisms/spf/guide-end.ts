import { inCase, sentence, type MechanismStep, type SteppedWith, type StepText } from '../../steps.ts';
import type { StoredTree } from './facts.ts';
import { ownRecord } from './guide-texts.ts';
import { recordOf, termsOf } from './guide-words.ts';
import { isDirective, type SpfTerm } from './term.ts';

/** What DMARC does with mail that fails: with it a `~all` is as good as a `-all` (RFC 9989 §7.1). */
export type DmarcPolicy = 'none' | 'quarantine' | 'reject' | 'unknown';

/**
 * What the record says of everybody else. `-all` is fine, and `~all` is, under a DMARC policy that is enforced; a record that lets everybody in, or says nothing, is
 * not. Pure.
 */
export function endStep(
  text: string,
  tree: StoredTree,
  dmarc: DmarcPolicy,
  context: SteppedWith,
): MechanismStep {
  const { say } = context;
  const terms = termsOf(text) ?? [];
  const step = { name: 'spf-end', phase: 'tighten' as const, title: say('spf.guide.end.title') };
  const { end, endBy } = tree;
  const isOpen = end === 'pass' || end === 'others';
  if (end === 'unknown' || end === 'error')
    return { ...step, state: 'unknown', body: [sentence(say('spf.guide.end.unknown'))] };
  if (end === 'fail') return { ...step, state: 'done', body: [sentence(say('spf.guide.end.strict'))] };
  if (end === 'softfail') {
    const isEnforced = dmarc === 'quarantine' || dmarc === 'reject';
    return {
      ...step,
      state: isEnforced ? 'done' : dmarc === 'unknown' ? 'unknown' : 'needed',
      body: [
        sentence(say(isEnforced ? 'spf.guide.end.soft' : 'spf.guide.end.softAlone')),
        sentence(say('spf.guide.end.why')),
      ],
    };
  }
  const value = endingSoftly(terms);
  const isElsewhere =
    terms.some(({ kind }) => kind === 'redirect') && !terms.some(({ kind }) => kind === 'all');
  const body: StepText[] = [
    sentence(say(isOpen ? 'spf.guide.end.open' : 'spf.guide.end.neutral')),
    ...(isElsewhere ? [sentence(say('spf.guide.end.elsewhere'))] : []),
    ...(endBy !== null && !isElsewhere ? [sentence(say('spf.guide.end.decides', { term: endBy }))] : []),
    sentence(say('spf.guide.end.list')),
    ...(value === null || isElsewhere || endBy !== null
      ? []
      : [
          inCase(
            say('spf.guide.end.case'),
            sentence(
              say(
                dmarc === 'quarantine' || dmarc === 'reject'
                  ? 'spf.guide.end.underDmarc'
                  : 'spf.guide.end.then',
              ),
            ),
            ownRecord(value, [text], context),
          ),
        ]),
  ];
  return { ...step, state: 'needed', body };
}

/** The record with `~all` in the place of its own, or behind its mechanisms; null where something stands behind an `all`. */
function endingSoftly(terms: readonly SpfTerm[]): string | null {
  const directives = terms.filter(isDirective);
  const at = directives.findIndex(({ kind }) => kind === 'all');
  if (at !== -1 && at < directives.length - 1) return null;
  const last = directives.at(-1);
  const words = terms.map((term) => (term.kind === 'all' ? '~all' : term.text));
  if (at !== -1) return recordOf(words);
  const place = last === undefined ? 0 : terms.indexOf(last) + 1;
  return recordOf([...words.slice(0, place), '~all', ...words.slice(place)]);
}
