import * as v from 'valibot';
import { currentEra, type Era } from './era.ts';
import { readItem, writeItem, type StorageKey } from './storage.ts';

/**
 * Which resolver addresses a person confirmed on this device: by choosing or allowing them here. Settings travel by the browser's sync, and a resolver
 * that arrives that way is not asked before somebody here has said so.
 */
const ON_DISK = 'local:confirmedResolvers';
/** Of a private window nothing goes to disk. */
const IN_MEMORY = 'session:confirmedResolvers';
const MAX_CONFIRMED = 20;
const schema = v.array(v.string());

/** Changes happen one after the other, or two of them would each forget the other's. */
let turn: Promise<void> = Promise.resolve();

/** The addresses; none where nothing readable is stored. */
export async function readConfirmed(): Promise<readonly string[]> {
  const lists = await Promise.all([readList(ON_DISK), readList(IN_MEMORY)]);
  return lists.flat();
}

/** Notes that the person confirmed the resolver at `url`. Rejects where that could not be stored. */
export async function confirmResolver(
  url: string,
  isPrivate: boolean,
  since: Era = currentEra(),
): Promise<void> {
  turn = turn.catch(() => undefined).then(() => add(url, isPrivate ? IN_MEMORY : ON_DISK, since));
  return turn;
}

async function add(url: string, key: StorageKey, since: Era): Promise<void> {
  const others = (await readList(key)).filter((other) => other !== url);
  await writeItem(key, [...others, url].slice(-MAX_CONFIRMED), since);
}

/** True where nothing was ever confirmed on this device, as before there were confirmations. */
export async function isNoneConfirmed(): Promise<boolean> {
  return (await readItem(ON_DISK)) === null;
}

async function readList(key: StorageKey): Promise<readonly string[]> {
  const result = v.safeParse(schema, await readItem(key));
  return result.success ? result.output : [];
}
