import * as v from 'valibot';
import type { DomainName } from '../names/domain-name.ts';
import { validUntil } from '../mechanisms/mta-sts/max-age.ts';
import type { PolicyStore, RememberedPolicy } from '../mechanisms/mta-sts/remembered-policy.ts';
import { rememberedPolicySchema } from '../mechanisms/mta-sts/stored-policy.ts';
import { currentEra, type Era } from './era.ts';
import { writeWithRoom } from './make-room.ts';
import { readArea, readItem, removeItem, writeItem, type StorageKey } from './storage.ts';
import { storedBytes } from './stored-bytes.ts';

/**
 * Valid policies on disk (`storage.local`), as a sender would hold them. Bounded in number and bytes: the one fetched longest ago goes first. What
 * does not have the shape of today counts as not there. There is no index beside them, which could say otherwise than the disk.
 */
const MAX_POLICIES = 200;
/** Of some ten million bytes that browsers give; the rest is for what a person chose. */
const MAX_BYTES = 4_000_000;

const PREFIX = 'policy:';
/** Where an earlier version kept an index. */
const EARLIER_INDEX = 'local:policies';
const keyFor = (domain: string): StorageKey => `local:${PREFIX}${domain}`;

/** Changes happen one after the other, or two of them would each make room for itself alone. */
let turn: Promise<void> = Promise.resolve();

/** The store of ordinary windows. What is remembered belongs to the era in which its check began. */
export const policyStore = {
  recall: async (domain: DomainName): Promise<RememberedPolicy | null> => {
    const policy = policyIn(await readItem(keyFor(domain)), domain);
    if (policy === null || isHeld(policy)) return policy;
    await removeItem(keyFor(domain));
    return null;
  },
  remember: async (policy: RememberedPolicy, since: Era = currentEra()): Promise<void> => {
    turn = turn.catch(() => undefined).then(() => write(policy, since));
    return turn;
  },
};

/** For private windows: what is known may be used, and nothing is written: to remove what has run out would put its name on disk once more. */
export const readOnlyPolicyStore: PolicyStore = {
  recall: async (domain) => {
    const policy = policyIn(await readItem(keyFor(domain)), domain);
    return policy && isHeld(policy) ? policy : null;
  },
  remember: async () => undefined,
};

/** Every policy on disk, by domain. What no sender holds any more, and what cannot be read, is removed instead. */
export async function readPolicies(): Promise<RememberedPolicy[]> {
  const stored = await readStored();
  await removeItem(...stored.flatMap(({ key, policy }) => (policy ? [] : key)));
  const policies = stored.flatMap(({ policy }) => policy ?? []);
  return policies.toSorted((a, b) => (a.policyDomain < b.policyDomain ? -1 : 1));
}

/** Removes what an earlier version left beyond the bounds of today. To be called after an update. */
export async function sweepPolicies(): Promise<void> {
  turn = turn
    .catch(() => undefined)
    .then(() => removeItem(EARLIER_INDEX))
    .then(() => makeRoom(null, 0));
  return turn;
}

function policyIn(stored: unknown, domain: string): RememberedPolicy | null {
  const result = v.safeParse(rememberedPolicySchema, stored);
  return result.success && result.output.policyDomain === domain ? result.output : null;
}

/** Whether a sender may still hold it, or what it replaced under the same id, which may live for longer. */
function isHeld(policy: RememberedPolicy): boolean {
  return [policy, policy.replaced].some((each) => each !== null && Date.now() < validUntil(each));
}

async function write(policy: RememberedPolicy, since: Era): Promise<void> {
  const key = keyFor(policy.policyDomain);
  await makeRoom(key, storedBytes(policy));
  await writeWithRoom(
    () => writeItem(key, policy, since),
    async () => (await readOthers(key)).map((other) => other.key),
  );
}

/** Lets leave what is of no use, and the oldest, until one more policy of so many bytes at `key` keeps within the bounds. */
async function makeRoom(key: StorageKey | null, bytes: number): Promise<void> {
  let room = MAX_BYTES - bytes;
  let places = MAX_POLICIES - 1;
  const leaving = (await readOthers(key)).toReversed().filter((other) => {
    if (other.policy === null) return true;
    room -= other.bytes;
    places -= 1;
    return room < 0 || places < 0;
  });
  await removeItem(...leaving.map((other) => other.key));
}

/** What lies beside `key`: first what is of no use, then the one fetched longest ago. */
async function readOthers(key: StorageKey | null): Promise<StoredPolicy[]> {
  const others = (await readStored()).filter((each) => each.key !== key);
  return others.toSorted((a, b) => (a.policy?.fetchedAt ?? -1) - (b.policy?.fetchedAt ?? -1));
}

interface StoredPolicy {
  readonly key: StorageKey;
  /** Null for what cannot be read, and what no sender holds any more. */
  readonly policy: RememberedPolicy | null;
  readonly bytes: number;
}

async function readStored(): Promise<StoredPolicy[]> {
  return Object.entries(await readArea('local')).flatMap(([name, stored]) => {
    if (!name.startsWith(PREFIX)) return [];
    const domain = name.slice(PREFIX.length);
    const policy = policyIn(stored, domain);
    return {
      key: keyFor(domain),
      policy: policy && isHeld(policy) ? policy : null,
      bytes: storedBytes(stored),
    };
  });
}
