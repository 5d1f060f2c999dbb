import type { Asking } from '../mechanism.ts';
import { ALL, type AnyMechanism, type Effects, type MechanismName, type Parts } from '../mechanisms.ts';

/**
 * Lets the wanted mechanisms find their parts, at the same time; each asks with what `askingOf` gives it, and begins once `turnOf` has come. What a wanted one
 * needs is wanted as well. Tells the end of each by a promise, which never rejects.
 */
export function gatherAll(
  askingOf: (name: MechanismName) => Asking<Parts>,
  effects: Effects,
  isWanted: (name: MechanismName) => boolean,
  turnOf: (name: MechanismName) => Promise<void> | null = () => null,
): ReadonlyMap<MechanismName, Promise<void>> {
  const wanted = new Set<string>();
  for (const each of ALL.toReversed())
    if (wanted.has(each.name) || isWanted(each.name as MechanismName))
      for (const name of [each.name, ...each.needs]) wanted.add(name);
  const ends = new Map(ALL.map(({ name }) => [name, Promise.withResolvers<void>()]));
  const gather = async (each: AnyMechanism): Promise<void> => {
    const turn = turnOf(each.name as MechanismName);
    if (turn) await turn;
    const asking = askingOf(each.name as MechanismName);
    const needed = Promise.all(each.needs.map(async (name) => ends.get(name)?.promise));
    await each.gather(
      asking,
      effects,
      needed.then(() => asking.parts()),
    );
    ends.get(each.name)?.resolve();
  };
  const inTurn = ALL.filter(({ name }) => wanted.has(name)).toSorted(
    (a, b) => Number(b.isLongest ?? false) - Number(a.isLongest ?? false),
  );
  return new Map(inTurn.map((each) => [each.name as MechanismName, gather(each)]));
}
