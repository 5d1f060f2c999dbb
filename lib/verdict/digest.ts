import type { Verdict } from './standing.ts';
import type { Snapshot } from '../check/snapshot.ts';
import type { DnsFailure } from '../dns/lookup.ts';
import type { Tone } from '../mechanism.ts';
import type { MechanismName } from '../mechanisms.ts';
import type { Finding } from './finding.ts';
import type { Lane } from './weights.ts';

/**
 * What popup and badge show of a domain, concluded from its facts by the background: they read this, and know neither the
 * facts nor how they are judged. JSON all through: it crosses storage.
 */
export interface Digest extends Snapshot, Omit<Verdict, 'findings'> {
  readonly schema: typeof DIGEST_SCHEMA;
  /** Until when it may be shown without asking again, in milliseconds since 1970 UTC; 0 while it is unfinished. */
  readonly expiresAt: number;
  /** What each mechanism concludes: lane by lane, and what counts most first. */
  readonly rows: readonly Row[];
  /** Worst first. */
  readonly findings: readonly OwnedFinding[];
  readonly mx: {
    readonly state: PartState;
    readonly reason: DnsFailure | null;
    readonly isImplicit: boolean;
  };
  /** Of the record that announces a policy: its id, where it is found. */
  readonly recordId: string | null;
  /** Where failures are reported. */
  readonly reports: {
    readonly state: PartState;
    readonly reason: DnsFailure | null;
    readonly targets: readonly { readonly uri: string; readonly isUsable: boolean }[];
  };
  /** The policy host that may not be read yet, or null. */
  readonly awaitsHost: string | null;
  /** The points of 100, "84–92" where not all is known; null where there are none, or none are wanted. */
  readonly score: string | null;
  /** Questions got nowhere, for which the device’s own network may be the reason. */
  readonly isNetworkFailure: boolean;
  /** Something could not be known, and asking again may bring it. */
  readonly isUnknownInPart: boolean;
  /** Which lanes were asked for; left out, all of them. */
  readonly lanes?: readonly Lane[];
}

/** A finding, and in whose row it stands. */
export interface OwnedFinding extends Finding {
  readonly mechanism: MechanismName;
}

/** The conclusion of one mechanism. */
export interface Row {
  readonly name: MechanismName;
  readonly lane: Lane;
  readonly headline: string;
  readonly tone: Tone;
}

export const PART_STATES = ['pending', 'found', 'absent', 'invalid', 'unavailable'] as const;

export type PartState = (typeof PART_STATES)[number];

/** True for a finished one that may be shown without asking again. One from the future is not: the clock was set back. Pure. */
export function isDigestCurrent({ startedAt, finishedAt, expiresAt }: Digest, now: number): boolean {
  return finishedAt !== null && startedAt <= now && finishedAt <= now && now < expiresAt;
}

/** Another shape gets another number; what is stored in an earlier one counts as not there. */
export const DIGEST_SCHEMA = 4;
