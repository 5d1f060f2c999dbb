import type { Assessment } from '../check/assessment.ts';
import type { DomainName } from '../names/domain-name.ts';
import { isDigestCurrent, type Digest } from '../verdict/digest.ts';
import { mayAsk, type AskedWith } from './asking.ts';

/** When the last check of each domain began that this life of the background finished. */
const finishedHere = new Map<DomainName, number>();

/** To be called when a check has come to its end. */
export function noteFinished({ policyDomain, startedAt }: Assessment): void {
  finishedHere.set(policyDomain, startedAt);
}

/**
 * True for what was found by the same resolver and may still be shown, unless it may be better now: a grant that it waited for has come, or
 * what failed may not fail again.
 */
export async function stillStands(known: Digest, settings: AskedWith): Promise<boolean> {
  if (
    known.resolver.url !== settings.resolver.url ||
    !isDigestCurrent(known, Date.now()) ||
    isDoubtful(known)
  )
    return false;
  return !(await isGrantedSince(known, settings));
}

/** True where a host could not be read for want of a permission, and now may be. */
export async function isGrantedSince(known: Digest, settings: AskedWith): Promise<boolean> {
  const missing = missingPermission(known);
  return missing !== null && (await mayAsk(missing, settings));
}

/** True where something failed in an earlier life of the background: it may have failed because that life was at its end. */
function isDoubtful(known: Digest): boolean {
  return known.isUnknownInPart && finishedHere.get(known.policyDomain) !== known.startedAt;
}

/** The host that could not be read for want of permission, or null. */
function missingPermission({ mx, resolver, awaitsHost }: Digest): string | null {
  const isResolver = mx.state === 'unavailable' && mx.reason === 'not-permitted';
  return isResolver ? new URL(resolver.url).hostname : awaitsHost;
}
