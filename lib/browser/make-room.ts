import { removeItem, type StorageKey } from './storage.ts';

/**
 * Writes, and where that is refused, writes again after others have left, in their order, until it has room. Rejects where even all of
 * them leave too little.
 */
export async function writeWithRoom(
  write: () => Promise<void>,
  readLeaving: () => Promise<readonly StorageKey[]>,
): Promise<void> {
  await write().catch(async () => {
    const leaving = await readLeaving();
    // A tenth at a time: not one after the other, which each writes, and not all.
    const step = Math.max(1, Math.ceil(leaving.length / 10));
    const goOn = async (from: number): Promise<void> => {
      if (from >= leaving.length) return write();
      await removeItem(...leaving.slice(from, from + step));
      return write().catch(() => goOn(from + step));
    };
    await goOn(0);
  });
}
