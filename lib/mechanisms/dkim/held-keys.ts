import type { KeyData } from './key-data.ts';
import { isForElse } from './guide-keys.ts';
import { parseDkimKey, type DkimKey } from './key.ts';
import type { WrittenKey } from './read-keys.ts';
import { meantDkimKey } from './text-edits.ts';

/** One key for mail at a name, however many records hold it. */
export interface HeldKey {
  /** The records that hold it, as they are published. */
  readonly members: readonly WrittenKey[];
  /** The one to keep, or what it was meant to be; null where no text is known that receivers can use. */
  readonly best: WrittenKey | null;
  /** All of them allow the same, whatever else they write. */
  readonly isOneMeaning: boolean;
}

/** The keys for mail that records hold, each with its records, in their order. Those that were revoked are left out, and so is what no key can be read from. Pure. */
export function heldKeys(keys: readonly WrittenKey[]): HeldKey[] {
  const read = keys.flatMap((written) => {
    const sound = soundOf(written);
    const { data } = (sound ?? written).key;
    const isHeld = data !== null && written.key.state !== 'revoked' && !isForElse(written);
    return isHeld ? [{ written, sound, mark: markOf(data) }] : [];
  });
  return [...Map.groupBy(read, ({ mark }) => mark).values()].map((group) => ({
    members: group.map(({ written }) => written),
    best: bestOf(group.flatMap(({ sound }) => sound ?? [])),
    isOneMeaning: new Set(group.map(({ written, sound }) => meaningOf((sound ?? written).key))).size === 1,
  }));
}

/**
 * True for a record with which no receiver verifies anything, also none that forgives what the standard does not: its key is missing, or cut off. Where a key can still be read, some
 * verifiers use it although the record is invalid.
 */
export function isSurelyNoKey(written: WrittenKey): boolean {
  const { problems, data } = written.key;
  const isLost = problems.some(({ code }) => code === 'dkim-key-cut-off' || code === 'dkim-key-missing');
  return isLost && data === null && !isForElse(written) && soundOf(written) === null;
}

function soundOf(written: WrittenKey): WrittenKey | null {
  if (written.key.state === 'usable') return written;
  const text = meantDkimKey(written.text);
  if (text === null) return null;
  const key = parseDkimKey(text);
  return key.state === 'usable' ? { text, key } : null;
}

function markOf(data: KeyData): string {
  return data.type === 'rsa' ? `${data.exponent} ${data.modulus.join()}` : data.octets.join();
}

/** The one of which the least is said; then one that names its version, as the standard recommends; then the shortest. By their order nothing is decided, since DNS has none. */
function bestOf(sound: readonly WrittenKey[]): WrittenKey | null {
  const [best = null] = sound.toSorted((one, other) => {
    const [ranks, others] = [rankOf(one), rankOf(other)];
    const differing = ranks.findIndex((each, index) => each !== others[index]);
    if (differing === -1) return one.text < other.text ? -1 : 1;
    return (ranks[differing] ?? 0) - (others[differing] ?? 0);
  });
  return best;
}

function rankOf({ text, key }: WrittenKey): readonly number[] {
  return [key.problems.length, /^\s*v\s*=/.test(text) ? 0 : 1, text.length];
}

/** What a record allows, the same for a default that is written out and one that is not. */
function meaningOf({ hashes, services, flags }: DkimKey): string {
  const known = flags.filter((flag) => flag === 'y' || flag === 's');
  const served = services.includes('*') ? ['*'] : services;
  return [hashes ?? ['*'], served, known].map((names) => [...new Set(names)].toSorted().join(':')).join(';');
}
