import * as v from 'valibot';
import { ALL, type Added, type MechanismName } from '../mechanisms.ts';
import type { DomainName } from '../names/domain-name.ts';
import { moment, strings } from '../stored/shapes.ts';
import { currentEra, type Era } from './era.ts';
import { writeWithRoom } from './make-room.ts';
import { readArea, readItem, removeItem, watchItem, writeItem, type StorageKey } from './storage.ts';

/**
 * What a person added to the checks of a domain (`AddedNames` in lib/mechanism.ts), on disk (`storage.local`). Private windows never come here to write. Bounded in
 * number: the domain that was added to longest ago goes first. A name that its mechanism does not read counts as not there, and costs the others nothing.
 */
const MAX_DOMAINS = 200;
const PREFIX = 'added:';
const keyFor = (domain: string): StorageKey => `local:${PREFIX}${domain}`;
const schema = v.object({ at: moment, names: v.record(v.string(), v.unknown()) });

/** What is kept, from what was, and of how many. */
type Change = (kept: readonly string[], most: number) => readonly string[];

/** Changes happen one after the other, or two of them would each forget the other's. */
let turn: Promise<unknown> = Promise.resolve();

/** What is kept for a domain; nothing where nothing readable is stored. */
export async function readAdded(domain: DomainName): Promise<Added> {
  return addedIn(await readItem(keyFor(domain)));
}

/** Calls back with what is kept for a domain, now and whenever that changes; gives the function that ends it. */
export function watchAdded(domain: DomainName, onChange: (added: Added) => void): () => void {
  let isFollowed = true;
  const stop = watchItem(keyFor(domain), (value) => onChange(addedIn(value)));
  void readAdded(domain).then((added) => isFollowed && onChange(added));
  return () => {
    isFollowed = false;
    stop();
  };
}

/**
 * Keeps names for the checks of a domain, the latest last, in the era of `since`. Where there is no room, the oldest give way to what a person named; what was only found
 * (`mayPush` false) takes nobody's place.
 */
export function keepAdded(
  domain: DomainName,
  mechanism: MechanismName,
  names: readonly string[],
  { mayPush, since = currentEra() }: { readonly mayPush: boolean; readonly since?: Era },
): Promise<void> {
  return change(domain, mechanism, since, (kept, most) => {
    const all = [...kept, ...names.filter((name) => !isAmong(kept, name))];
    return mayPush ? all.slice(-most) : all.slice(0, most);
  });
}

/** Names in DNS know no case (RFC 4343). */
function isAmong(names: readonly string[], name: string): boolean {
  return names.some((each) => each.toLowerCase() === name.toLowerCase());
}

/** Keeps a name no more. */
export function removeAdded(
  domain: DomainName,
  mechanism: MechanismName,
  name: string,
  since: Era = currentEra(),
): Promise<void> {
  return change(domain, mechanism, since, (kept) => kept.filter((each) => each !== name));
}

function change(domain: DomainName, mechanism: MechanismName, since: Era, changed: Change): Promise<void> {
  const done = turn.catch(() => undefined).then(() => changeNow(domain, mechanism, since, changed));
  turn = done;
  return done;
}

async function changeNow(
  domain: DomainName,
  mechanism: MechanismName,
  since: Era,
  changed: Change,
): Promise<void> {
  const added = await readAdded(domain);
  const before = added[mechanism] ?? [];
  const after = changed(before, mostOf(mechanism));
  if (after.length === before.length && after.every((each, index) => each === before[index])) return;
  const names = { ...added, [mechanism]: after };
  if (Object.values(names).every((each) => each.length === 0)) await removeItem(keyFor(domain));
  else await write(keyFor(domain), { at: Date.now(), names }, since);
}

async function write(key: StorageKey, value: object, since: Era): Promise<void> {
  const others = await readOthers(key);
  await removeItem(...others.slice(0, Math.max(0, others.length - MAX_DOMAINS + 1)));
  await writeWithRoom(
    () => writeItem(key, value, since),
    () => readOthers(key),
  );
}

/** What is kept for other domains: first what cannot be read, then what was added to longest ago. */
async function readOthers(key: StorageKey): Promise<StorageKey[]> {
  const others = Object.entries(await readArea('local')).flatMap(([name, value]) => {
    const other: StorageKey = `local:${name}`;
    if (!name.startsWith(PREFIX) || other === key) return [];
    const stored = v.safeParse(schema, value);
    return [{ key: other, at: stored.success ? stored.output.at : -1 }];
  });
  return others.toSorted((a, b) => a.at - b.at).map((each) => each.key);
}

function addedIn(value: unknown): Added {
  const stored = v.safeParse(schema, value);
  if (!stored.success) return {};
  return Object.fromEntries(
    ALL.flatMap(({ name, added }) => {
      const names = v.safeParse(strings, stored.output.names[name]);
      if (!added || !names.success) return [];
      return [[name, names.output.filter((each) => added.read(each) === each).slice(-added.most)]];
    }),
  );
}

function mostOf(mechanism: MechanismName): number {
  return ALL.find(({ name }) => name === mechanism)?.added?.most ?? 0;
}
