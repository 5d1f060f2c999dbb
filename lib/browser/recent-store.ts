import * as v from 'valibot';
import { parseDomainName, type DomainName } from '../names/domain-name.ts';
import { withRecent } from '../recent.ts';
import { currentEra, type Era } from './era.ts';
import { readItem, removeItem, writeItem } from './storage.ts';

/** The domains that a person checked last, on disk (`storage.local`). Private windows never come here to write. */
const KEY = 'local:recent';
const recentSchema = v.array(v.string());

/** Changes happen one after the other, or two of them would each forget the other's. */
let turn: Promise<unknown> = Promise.resolve();

/** The newest first; empty where nothing readable is stored. */
export async function readRecent(): Promise<DomainName[]> {
  const result = v.safeParse(recentSchema, await readItem(KEY));
  if (!result.success) return [];
  return result.output.map(parseDomainName).filter((domain) => domain !== null);
}

/** Puts a domain in front, and gives the list as it is then. The person asked about it in the era of `since`. */
export async function rememberRecent(domain: DomainName, since: Era = currentEra()): Promise<DomainName[]> {
  const done = turn
    .catch(() => undefined)
    .then(async () => {
      const recent = withRecent(await readRecent(), domain);
      await writeItem(KEY, recent, since);
      return recent;
    });
  turn = done;
  return done;
}

/** Forgets the recent checks alone. */
export async function clearRecent(): Promise<void> {
  const done = turn.catch(() => undefined).then(() => removeItem(KEY));
  turn = done;
  await done;
}
