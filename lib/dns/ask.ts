import type { LookUp, Lookup, RecordData, RecordType } from './lookup.ts';

/** Asks one question. A look-up of ours never rejects; one that comes from outside may, and then nothing is known. */
export async function ask<T extends RecordType>(
  lookUp: LookUp,
  name: string,
  type: T,
): Promise<Lookup<RecordData[T]>> {
  try {
    return await lookUp(name, type);
  } catch {
    return { state: 'unavailable', reason: 'network', detail: null };
  }
}
