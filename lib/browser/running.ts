import type { Look } from '../mechanism.ts';
import type { DomainName } from '../names/domain-name.ts';
import type { Digest } from '../verdict/digest.ts';
import type { Lane } from '../verdict/weights.ts';

/** Work on the facts of a domain that is under way. Two requests for one domain share it, or come one after the other. */
export interface Running {
  /** What the facts come to; null where there was nothing that could be worked on. */
  readonly promise: Promise<Digest | null>;
  readonly tabs: Set<number>;
  readonly fresh: boolean;
  readonly look: Look | undefined;
  readonly lanes: readonly Lane[] | undefined;
}

export const running = new Map<DomainName, Running>();
