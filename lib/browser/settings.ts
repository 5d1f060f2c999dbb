import type { Resolver } from '../dns/resolver.ts';
import { settle, type Choices, type Managed, type SettledSettings } from '../settings.ts';
import { browser } from './native.ts';
import { parseChoices, parseManaged, storedForm } from './settings-schema.ts';
import { readArea, readItem, removeItem, writeItem } from './storage.ts';

/** Synced where the browser offers it; what an earlier version stored on this device alone is read as well. */
const SYNCED = 'sync:settings';
const LOCAL = 'local:settings';

/** The settings in force: the administrator's before the person's own before the defaults. */
export async function readSettings(): Promise<SettledSettings> {
  const [managed, own] = await Promise.all([readManaged(), readChoices()]);
  return settle(managed, own);
}

/** The resolver in force. */
export async function readResolver(): Promise<Resolver> {
  return (await readSettings()).resolver;
}

/** What an administrator laid down; nothing where there is no administrator. */
export async function readManaged(): Promise<Managed> {
  // Firefox rejects where no native manifest is installed.
  return parseManaged(await readArea('managed').catch(() => ({})));
}

/** Changes some of the person's own choices. Rejects where nothing could be stored. */
export async function changeSettings(change: Choices): Promise<void> {
  const next = storedForm({ ...(await readChoices()), ...change });
  if ((await readSynced()) === null) {
    await writeItem(LOCAL, next);
    return;
  }
  await writeItem(SYNCED, next);
  await removeItem(LOCAL);
}

/** Calls back after any change of the settings, wherever it was made. To be called as the background starts. */
export function onSettingsChanged(callback: () => void): void {
  browser.storage.onChanged.addListener((changes, area) => {
    if (area === 'managed' || 'settings' in changes) callback();
  });
}

async function readChoices(): Promise<Choices> {
  const [synced, local] = await Promise.all([readSynced(), readItem(LOCAL)]);
  return { ...parseChoices(local), ...synced };
}

/** Null where the browser has no sync. */
async function readSynced(): Promise<Choices | null> {
  try {
    return parseChoices(await readItem(SYNCED));
  } catch {
    return null;
  }
}
