import { isErrorBy, Problems } from '../../problem.ts';
import { removalOf, type TextEdit } from '../../text/txt-edits.ts';
import type { TxtEntry } from '../../text/txt-entries.ts';
import type { FoundProblem, TxtRecordReading } from '../../text/txt-record-kind.ts';
import { parseDkimKey, type DkimKey } from './key.ts';
import { DKIM_PROBLEMS, type DkimProblemCode } from './problems.ts';
import { DKIM_MENDED, dkimEdits, meantDkimKey } from './text-edits.ts';
import { keepsKeys } from './text-keeps.ts';
import { joinedEdits, splitKeysIn } from './text-lines.ts';

type Found = FoundProblem<DkimProblemCode>;

/** How the workshop reads DKIM keys: what a verifier finds, each at its place. */
export const DKIM_READING: TxtRecordReading<DkimProblemCode> = {
  collect: () => new Problems(DKIM_PROBLEMS),
  problemsOf: dkimProblemsOf,
  editsFor: dkimEdits,
  mended: DKIM_MENDED,
  meantBy: meantDkimKey,
  several: { code: 'dkim-several-records', edits: onceEdits },
  joined: { code: 'dkim-key-lines', edits: joinedEdits },
  // What is said of a key comes to light as soon as it can be read, and so does what is wrong with the key itself.
  isSaid: (code) => !DKIM_MENDED.includes(code) && (!isErrorBy(DKIM_PROBLEMS[code]) || OF_KEY.has(code)),
  keeps: keepsKeys,
};

/** What is wrong with a key and not with its text. */
const OF_KEY: ReadonlySet<DkimProblemCode> = new Set([
  'dkim-key-too-short',
  'dkim-key-exponent-broken',
  'dkim-key-exponent-huge',
  'dkim-key-even',
  'dkim-key-factored',
  'dkim-key-close-primes',
  'dkim-key-roca',
  'dkim-key-known-private',
  'dkim-service-not-mail',
]);

/** The key in an entry; where it has no name, it is called by none. Texts at other names are keys only where they say so. */
export function keyIn(entry: TxtEntry): DkimKey | null {
  const { value, owner } = entry;
  const key = owner === '' ? parseDkimKey(value) : parseDkimKey(value, owner);
  return isElsewhere(entry) && key.state === 'not-dkim' ? null : key;
}

function isElsewhere({ owner }: TxtEntry): boolean {
  return owner !== '' && !/(?:^|\.)_domainkey(?:\.|$)/.test(owner);
}

/** A label that was meant as `_domainkey`. */
const MEANT_LABEL = /(?:^|\.)_?domain[_-]?keys?(?:\.|$)/;

/** A key at a name where no receiver looks for one. A name that goes on with its zone may be in the right place, and so may a wildcard, which answers for names below it. */
function isMisplaced(entry: TxtEntry, { state, data }: DkimKey): boolean {
  const { owner, isWhole } = entry;
  const isKey = state === 'revoked' || data !== null;
  return isKey && isElsewhere(entry) && (isWhole || MEANT_LABEL.test(owner)) && !/^\*(?:\.|$)/.test(owner);
}

function dkimProblemsOf(written: readonly TxtEntry[]): readonly Found[] {
  const split = splitKeysIn(written).map(({ lines }) => lines);
  // By itself none of its lines says what receivers would find.
  const apart = new Set(split.flat());
  const entries = written.filter((entry) => !apart.has(entry));
  const name = '<selector>._domainkey';
  const overLines = split.map(([entry, ...more]): Found => ({
    code: 'dkim-key-lines',
    parameters: { name, count: more.length + 1 },
    entry,
  }));
  return [...overLines, ...wholeProblemsOf(entries)];
}

function wholeProblemsOf(entries: readonly TxtEntry[]): readonly Found[] {
  const all = entries.flatMap((entry) => {
    const key = keyIn(entry);
    return key ? [{ entry, key }] : [];
  });
  const keys = all.filter(({ key }) => key.state !== 'not-dkim');
  const own = all.flatMap(({ entry, key }) =>
    key.problems.map(({ code, parameters, position }): Found => ({
      code,
      parameters,
      entry,
      place: position,
    })),
  );
  const misplaced = all.flatMap(({ entry, key }): Found[] =>
    isMisplaced(entry, key) ? [{ code: 'dkim-wrong-place', parameters: { name: entry.owner }, entry }] : [],
  );
  const told = [...own, ...misplaced];
  // Lines without a name may be those of several names.
  const [first] = keys;
  const isOneName = first !== undefined && (first.entry.owner !== '' || isRepeated(keys));
  if (keys.length < 2 || !isOneName) return told;
  const name = first.entry.owner === '' ? '<selector>._domainkey' : first.entry.owner;
  const parameters = { name, count: keys.length };
  return [
    ...told,
    ...keys.slice(1).map(({ entry }): Found => ({ code: 'dkim-several-records', parameters, entry })),
  ];
}

function isRepeated(keys: readonly { readonly entry: TxtEntry }[]): boolean {
  return new Set(keys.map(({ entry }) => entry.value)).size < keys.length;
}

/** The same record twice is one; with which of different ones a sender signs, only the sender knows. */
function onceEdits(entries: readonly TxtEntry[], text: string): readonly TextEdit[] {
  const [first, ...others] = entries.filter((entry) => {
    const key = keyIn(entry);
    return key !== null && key.state !== 'not-dkim';
  });
  return others.every(({ value }) => value === first?.value)
    ? others.map((entry) => removalOf(entry, text))
    : [];
}
