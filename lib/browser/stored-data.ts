import type { RememberedPolicy } from '../mechanisms/mta-sts/remembered-policy.ts';
import { readPolicies } from './policy-store.ts';
import { saveAsFile } from './save.ts';
import { readArea } from './storage.ts';

/** What is stored, for the person whose it is. */
export interface StoredData {
  /** The policies on disk, by domain. */
  readonly policies: readonly RememberedPolicy[];
  /** How many results the memory of the browser holds until it closes. */
  readonly results: number;
}

export async function readStoredData(): Promise<StoredData> {
  const [policies, session] = await Promise.all([readPolicies(), readArea('session')]);
  const results = Object.keys(session).filter((key) => key.startsWith('assessment:')).length;
  return { policies, results };
}

/** Hands the person all that is stored, as it is stored, as one JSON file. */
export async function exportStoredData(): Promise<void> {
  const [synced, local, session] = await Promise.all([
    // A browser without sync has nothing there.
    readArea('sync').catch(() => ({})),
    readArea('local'),
    readArea('session'),
  ]);
  const exportedAt = new Date().toISOString();
  const data = { format: 'waxseal-stored-data', version: 1, exportedAt, synced, local, session };
  const name = `waxseal-stored-data-${exportedAt.slice(0, 10)}.json`;
  saveAsFile(name, 'application/json', JSON.stringify(data, null, 2));
}
