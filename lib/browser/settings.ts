import { originOf } from '../dns/resolver-origin.ts';
import { settle, type Choices, type Managed, type OwnChoices, type SettledSettings } from '../settings.ts';
import { confirmResolver, isNoneConfirmed, readConfirmed } from './confirmed-resolvers.ts';
import { currentEra, type Era } from './era.ts';
import { browser } from './native.ts';
import { parseChoices, parseManaged, storedForm } from './settings-schema.ts';
import { readArea, readItem, removeItem, writeItem } from './storage.ts';

/** Synced where the browser offers it; what an earlier version stored on this device alone is read as well. */
const SYNCED = 'sync:settings';
const LOCAL = 'local:settings';

/** The settings in force: the administrator's before the person's own before the defaults. */
export async function readSettings(): Promise<SettledSettings> {
  const [managed, own] = await Promise.all([readManaged(), readOwn()]);
  return settle(managed, own);
}

/** What an administrator laid down; nothing where there is no administrator. */
export async function readManaged(): Promise<Managed> {
  // Firefox rejects where no native manifest is installed.
  return parseManaged(await readArea('managed').catch(() => ({})));
}

/** Changes some of the person's own choices; a resolver is thereby confirmed on this device. Rejects where nothing could be stored. */
export async function changeSettings(change: Choices, since: Era = currentEra()): Promise<void> {
  // First: a resolver that is chosen and not confirmed would look as if it were in use. So would one that leaves this device by this change.
  const resolver = change.resolver ?? parseChoices(await readItem(LOCAL)).resolver;
  if (resolver) await confirmResolver(resolver.url, false, since);
  const next = storedForm({ ...(await readChoices()), ...change });
  if ((await readSynced()) === null) {
    await writeItem(LOCAL, next, since);
    return;
  }
  await writeItem(SYNCED, next, since);
  await removeItem(LOCAL);
}

/** Calls back after any change of the settings, wherever it was made. To be called as the background starts. */
export function onSettingsChanged(callback: () => void): void {
  browser.storage.onChanged.addListener((changes, area) => {
    if (area === 'managed' || 'settings' in changes || 'confirmedResolvers' in changes) callback();
  });
}

/**
 * Confirms the resolver that was chosen before there were confirmations, where that can be told: leave for its host alone is asked for nothing but
 * choosing it here. To be called after an update.
 */
export async function confirmEarlierResolver(): Promise<void> {
  const since = currentEra();
  const { resolver } = await readChoices();
  if (!resolver || !(await isNoneConfirmed())) return;
  const { origins = [] } = await browser.permissions.getAll();
  const origin = originOf(resolver);
  // Leave for a policy host says nothing about a resolver of that name.
  if (origins.includes(origin) && !origin.startsWith('https://mta-sts.'))
    await confirmResolver(resolver.url, false, since);
}

async function readChoices(): Promise<Choices> {
  const [synced, local] = await Promise.all([readSynced(), readItem(LOCAL)]);
  return { ...parseChoices(local), ...synced };
}

/** What never left this device was chosen on it. */
async function readOwn(): Promise<OwnChoices> {
  const [choices, local, confirmed] = await Promise.all([readChoices(), readItem(LOCAL), readConfirmed()]);
  const here = [parseChoices(local).resolver?.url, ...confirmed];
  return { ...choices, isResolverConfirmed: here.includes(choices.resolver?.url) };
}

/** Null where the browser has no sync. */
async function readSynced(): Promise<Choices | null> {
  try {
    return parseChoices(await readItem(SYNCED));
  } catch {
    return null;
  }
}
