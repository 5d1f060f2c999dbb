import { inCase, sentence, type MechanismStep, type SteppedWith, type StepText } from '../../steps.ts';
import type { StoredTree, TreeRow } from './facts.ts';
import { inLine, newEndOf, shorterRecord } from './guide-texts.ts';
import { termsOf, without } from './guide-words.ts';
import { isOddlyNamed } from './odd-name.ts';
import { letsStrangersIn } from './open-term.ts';
import type { SpfTerm } from './term.ts';

/** The term of the record that a row of the tree stands for, or null: rows are kept by their offset. */
export function termOfRow(terms: readonly SpfTerm[], row: TreeRow): SpfTerm | null {
  return row.depth === 0 ? (terms.find(({ position }) => position.offset === row.offset) ?? null) : null;
}

/** Names that anybody can buy: whoever does may send in the name of the domain. Gone at once, which loses nothing, since nobody sends by them (RFC 7208 §11.5.3). */
export function danglingStep(text: string, tree: StoredTree, context: SteppedWith): MechanismStep | null {
  const { say } = context;
  if (tree.dangling.length === 0) return null;
  const terms = termsOf(text) ?? [];
  const targets = new Set(tree.dangling.map(({ target }) => target));
  const rows = tree.rows.filter(({ target }) => target !== null && targets.has(target));
  const own = rows.flatMap((row) => termOfRow(terms, row) ?? []);
  // Two terms that have run together: one of them may be of use.
  const gone = new Set(own.filter((term) => !isOddlyNamed(term)));
  const others = rows.filter(({ depth }) => depth > 0);
  const value = without(text, gone, terms);
  return {
    name: 'spf-dangling',
    phase: 'senders',
    state: 'needed',
    title: say('spf.guide.dangling.title'),
    body: [
      sentence(
        say('spf.guide.dangling.why', {
          domains: inLine(tree.dangling.map(({ registrable }) => registrable)),
        }),
      ),
      ...(gone.size > 0 && value !== null
        ? [
            sentence(say('spf.guide.dangling.remove')),
            ...shorterRecord(
              value,
              text,
              newEndOf(neverEnds(gone, tree), false),
              context,
              opensWithout(gone, terms, tree),
            ),
          ]
        : []),
      ...others.map(({ name, term }) => sentence(say('spf.guide.dangling.other', { name, term }))),
      ...(own.length > gone.size ? [sentence(say('spf.guide.repair.open'))] : []),
      ...(rows.length === 0 ? [sentence(say('spf.guide.dangling.behind'))] : []),
    ],
  };
}

/** True where strangers pass by what is left: as long as an error ends every evaluation, they do not. */
export function opensWithout(
  gone: ReadonlySet<SpfTerm>,
  terms: readonly SpfTerm[],
  tree: StoredTree,
): boolean {
  const left = new Set(terms.filter((term) => !gone.has(term)));
  return (
    tree.enormous.length > 0 ||
    terms.some((term) => left.has(term) && term.kind !== 'all' && letsStrangersIn(term)) ||
    tree.rows.some((row) => {
      const own = termOfRow(terms, row);
      return row.letsAllIn && (own === null || left.has(own));
    })
  );
}

/** More look-ups, and more that find nothing, are an error (RFC 7208 §4.6.4). */
export const LIMIT = 10;
export const VOID_LIMIT = 2;

/** True where receivers come to no end of the record now: over a limit, or with one of these terms an include of a name without a record (RFC 7208 §5.2). */
export function neverEnds(dangling: Iterable<SpfTerm>, { count, rows }: StoredTree): boolean {
  const voids = rows.filter(({ state }) => state === 'void').length;
  return count > LIMIT || voids > VOID_LIMIT || [...dangling].some(({ kind }) => kind === 'include');
}

const BROKEN: ReadonlySet<TreeRow['state']> = new Set(['none', 'several', 'invalid', 'loop', 'too-many']);

/** Records of others that end every evaluation in an error, or that let strangers in. What to do is for whoever runs them, or for the owner to give up. */
export function brokenStep(text: string, tree: StoredTree, context: SteppedWith): MechanismStep | null {
  const { say } = context;
  const dangling = new Set(tree.dangling.map(({ target }) => target));
  const rows = tree.rows.filter(
    ({ state, letsAllIn, target }) => (BROKEN.has(state) || letsAllIn) && !dangling.has(target ?? ''),
  );
  if (rows.length === 0 && tree.enormous.length === 0) return null;
  const terms = termsOf(text) ?? [];
  return {
    name: 'spf-targets',
    phase: 'senders',
    state: 'needed',
    title: say('spf.guide.targets.title'),
    body: [
      sentence(say('spf.guide.targets.why')),
      ...rows.flatMap((row) => aboutRow(row, text, terms, tree, context)),
      ...tree.enormous.map(({ name, term }) => sentence(say('spf.guide.targets.wide', { name, term }))),
    ],
  };
}

function aboutRow(
  row: TreeRow,
  text: string,
  terms: readonly SpfTerm[],
  tree: StoredTree,
  context: SteppedWith,
): StepText[] {
  const { say } = context;
  const { depth, name, term, target } = row;
  const said = sentence(say(keyOf(row), { term, target: target ?? term }));
  if (depth > 0) return [said, sentence(say('spf.guide.targets.other', { name }))];
  const own = termOfRow(terms, row);
  if (own !== null && isOddlyNamed(own)) return [said, sentence(say('spf.guide.repair.open'))];
  const gone = new Set(own === null ? [] : [own]);
  const value = own === null ? null : without(text, gone, terms);
  if (value === null) return [said];
  return [
    said,
    inCase(
      say('spf.guide.targets.case', { target: target ?? term }),
      sentence(say('spf.guide.targets.remove')),
      ...shorterRecord(
        value,
        text,
        newEndOf(BROKEN.has(row.state), row.letsAllIn),
        context,
        opensWithout(gone, terms, tree),
      ),
    ),
  ];
}

function keyOf({ kind, state, letsAllIn }: TreeRow) {
  if (letsAllIn && state === 'open') return 'spf.guide.targets.theirs';
  if (letsAllIn) return kind === 'exists' ? 'spf.guide.targets.always' : 'spf.guide.targets.open';
  if (state === 'loop') return 'spf.guide.targets.loop';
  if (state === 'too-many') return 'spf.guide.targets.hosts';
  return state === 'none' ? 'spf.guide.targets.none' : 'spf.guide.targets.broken';
}
