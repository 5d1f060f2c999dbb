import { ask } from '../../dns/ask.ts';
import type { DnsFailure, Lookup, LookUp } from '../../dns/lookup.ts';
import { asciiDomain } from '../../names/asked-name.ts';
import { applyWalk, type Application, type Applied } from './applied.ts';
import type { DmarcRecord } from './read-record.ts';
import { evaluateWalk, walkNames, walkUp, type Step } from './walk.ts';

export type { Applied } from './applied.ts';
export type { Step } from './walk.ts';

/** What DMARC says of a domain (RFC 9989 §4.10). */
export interface Discovery {
  readonly domain: string;
  /** Whether receivers apply a policy to mail from the domain itself. Of several records at one name it is invalid, unless another record applies. */
  readonly state: Application['state'];
  /** Null where it could not be known. */
  readonly organizationalDomain: string | null;
  /** The domain whose record applies to mail from the domain itself, valid or not; null where there is none, or we could not know. */
  readonly recordDomain: string | null;
  readonly record: DmarcRecord | null;
  /** As applied to the domain itself, to a name below it that exists, and to one that does not; null where there is none, or we could not know. */
  readonly applied: {
    readonly domain: Applied | null;
    readonly subdomain: Applied | null;
    readonly nonexistent: Applied | null;
  };
  /** Which of the two null stands for. */
  readonly states: {
    readonly domain: Application['state'];
    readonly subdomain: Application['state'];
    readonly nonexistent: Application['state'];
  };
  /** False where no such domain exists, so that np applies to it; null where that was not asked, since nothing depends on it, or could not be known. */
  readonly exists: boolean | null;
  /** Why there was no answer to that; null where there was one, or nothing was asked. */
  readonly existenceFailure: DnsFailure | null;
  /** Every name that was asked, from the longest to the shortest. */
  readonly steps: readonly Step[];
  /** How many of them count: a record with psd=y or psd=n ends the walk. */
  readonly read: number;
}

/**
 * Finds out what DMARC policy applies to a domain and below it. Asks at most eight times for TXT, all at once, and evaluates in order; and once, for MX, whether the domain exists, if its policy hangs
 * on that. Never rejects. `domain` may be in U-labels, in any case and with a final dot. About what is no name, such as `a..b`, nothing is asked, and all is unavailable.
 */
export async function discoverDmarc(domain: string, lookUp: LookUp): Promise<Discovery> {
  const name = asciiDomain(domain).toLowerCase();
  const steps = await walkUp(name, lookUp);
  const existence = await existenceOf(name, steps, lookUp);
  const exists = typeof existence === 'string' ? null : existence;
  const discovery = evaluateDiscovery(name, steps, exists);
  return typeof existence === 'string' ? { ...discovery, existenceFailure: existence } : discovery;
}

/** Whether the domain exists, where its policy hangs on that; a failure where that could not be known. */
async function existenceOf(
  domain: string,
  steps: readonly Step[],
  lookUp: LookUp,
): Promise<boolean | DnsFailure | null> {
  // If its record's name is there, or anything below that, so is the domain.
  if (steps[0] && existsBy(steps[0].answer)) return true;
  const [existing, missing] = [applyWalk(domain, steps, 'existing'), applyWalk(domain, steps, 'nonexistent')];
  if (existing.applied?.declared === missing.applied?.declared) return null;
  const answer = await ask(lookUp, domain, 'MX');
  return answer.state === 'unavailable' ? answer.reason : existsBy(answer);
}

/**
 * Only NXDOMAIN says that a name does not exist (RFC 9989 §3.2.13), and behind an alias it says so of the target alone (RFC 8020 §2, RFC 6604 §3). Null where there was no
 * answer.
 */
function existsBy(answer: Lookup<unknown>): boolean | null {
  if (answer.state === 'unavailable') return null;
  return answer.state === 'found' || answer.reason === 'nodata' || answer.aliases.length > 0;
}

/** What the answers come to. `steps` are those of `walkNames`, in order. Pure. */
export function evaluateDiscovery(domain: string, steps: readonly Step[], exists: boolean | null): Discovery {
  const walked = evaluateWalk(domain, steps);
  const own = applyOwn(domain, steps, exists);
  // A name below that nobody has published anything for; what its walk meets is what this one has met, but for a first name that is too deep.
  const below = `*.${domain}`;
  const above = new Set(walkNames(below));
  const metBelow = steps.filter((step) => above.has(step.domain));
  const subdomain = applyWalk(below, metBelow, 'existing');
  const nonexistent = applyWalk(below, metBelow, 'nonexistent');
  return {
    domain,
    state: own.state,
    organizationalDomain: walked.organizationalDomain,
    recordDomain: own.step?.reading ? own.step.domain : null,
    record: own.step?.reading?.isUsable ? own.step.reading.record : null,
    applied: { domain: own.applied, subdomain: subdomain.applied, nonexistent: nonexistent.applied },
    states: { domain: own.state, subdomain: subdomain.state, nonexistent: nonexistent.state },
    exists,
    existenceFailure: null,
    steps,
    read: walked.steps.length,
  };
}

/** Where it could not be known whether the domain exists, and the policy hangs on that, the policy is not known either. */
function applyOwn(domain: string, steps: readonly Step[], exists: boolean | null): Application {
  if (exists === false) return applyWalk(domain, steps, 'nonexistent');
  const own = applyWalk(domain, steps, 'existing');
  if (exists === true || own.state !== 'found') return own;
  const missing = applyWalk(domain, steps, 'nonexistent');
  if (missing.state !== 'found' || missing.applied.policy === own.applied.policy) return own;
  return { state: 'unavailable', applied: null, step: null };
}
