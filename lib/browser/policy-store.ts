import * as v from 'valibot';
import { parseDomainName, type DomainName } from '../domain-name.ts';
import { validUntil } from '../mta-sts/max-age.ts';
import type { PolicyStore, RememberedPolicy } from '../mta-sts/remembered-policy.ts';
import { only, rememberedPolicySchema } from './assessment-schema.ts';
import { readItem, removeItem, writeItem } from './storage.ts';

/**
 * Valid policies on disk (`storage.local`), as a sender would hold them. Bounded: the one fetched longest ago goes first. What
 * does not have the shape of today counts as not there.
 */
const MAX_POLICIES = 200;
const INDEX = 'local:policies';
const STORE_SCHEMA = 1;

const keyFor = (domain: string) => `local:policy:${domain}` as const;
const indexSchema = v.object({ schema: only(STORE_SCHEMA), domains: v.array(v.string()) });

/** Changes of the index happen one after the other, or two of them would each forget the other's. */
let turn: Promise<void> = Promise.resolve();

export const policyStore: PolicyStore = {
  recall: async (domain) => {
    const policy = await read(domain);
    if (policy === null || isHeld(policy)) return policy;
    await removeItem(keyFor(domain));
    return null;
  },
  remember: async (policy) => {
    turn = turn.catch(() => undefined).then(() => write(policy));
    return turn;
  },
};

/** For private windows: what is known may be used, and nothing is written: to remove what has run out would put its name on disk once more. */
export const readOnlyPolicyStore: PolicyStore = {
  recall: async (domain) => {
    const policy = await read(domain);
    return policy && isHeld(policy) ? policy : null;
  },
  remember: async () => undefined,
};

async function read(domain: DomainName): Promise<RememberedPolicy | null> {
  const result = v.safeParse(rememberedPolicySchema, await readItem(keyFor(domain)));
  return result.success && result.output.policyDomain === domain ? result.output : null;
}

/** Whether a sender may still hold it, or what it replaced under the same id, which may live for longer. */
function isHeld(policy: RememberedPolicy): boolean {
  return [policy, policy.replaced].some((each) => each !== null && Date.now() < validUntil(each));
}

/** Every policy that is still valid, by domain. */
export async function readPolicies(): Promise<RememberedPolicy[]> {
  const domains = (await readIndex()).flatMap((text) => parseDomainName(text) ?? []);
  const policies = await Promise.all(domains.toSorted().map(policyStore.recall));
  return policies.filter((policy) => policy !== null);
}

async function write(policy: RememberedPolicy): Promise<void> {
  const others = (await readIndex()).filter((domain) => domain !== policy.policyDomain);
  const domains: string[] = [...others, policy.policyDomain];
  const leaving = domains.splice(0, Math.max(0, domains.length - MAX_POLICIES));
  // The index first: a worker that ends here leaves a name without a policy, never a policy that nobody can find.
  await writeItem(INDEX, { schema: STORE_SCHEMA, domains });
  await writeItem(keyFor(policy.policyDomain), policy);
  await removeItem(...leaving.map(keyFor));
}

async function readIndex(): Promise<string[]> {
  const result = v.safeParse(indexSchema, await readItem(INDEX));
  return result.success ? result.output.domains : [];
}
