import type { Resolver } from '../dns/resolver.ts';
import type { DomainName } from '../names/domain-name.ts';

/** What every state of knowledge about a domain says of the check behind it. */
export interface Snapshot {
  readonly policyDomain: DomainName;
  readonly resolver: Pick<Resolver, 'id' | 'name' | 'url'>;
  /** Milliseconds since 1970 UTC. */
  readonly startedAt: number;
  /** Counts the snapshots of one assessment: news can arrive out of order. */
  readonly revision: number;
  /** When all was known that decides about mail to the domain, in milliseconds since 1970 UTC; null before. */
  readonly transitAt: number | null;
  /** Null while something is still pending. */
  readonly finishedAt: number | null;
}

/** True where a snapshot is not an older one of the same assessment. */
export function isAsNew(snapshot: Snapshot, other: Snapshot): boolean {
  // Another start is another assessment, and the clock may have been set back between the two.
  return snapshot.startedAt !== other.startedAt || snapshot.revision >= other.revision;
}
