import type { Look } from '../mechanism.ts';
import type { Added, Effects, Parts } from '../mechanisms.ts';
import type { Lane } from '../verdict/weights.ts';
import type { Assessment } from './assessment.ts';
import type { Asking } from './look-up.ts';

/** The effects that an assessment has, all of them. */
export interface Deps extends Effects, Asking {
  /** Whether a host may be read: a fetch without permission fails like a bad certificate, and reaches the server all the same. */
  readonly mayRead: (host: string) => Promise<boolean>;
  /** Skips everything remembered and every earlier fact. */
  readonly fresh?: boolean;
  /** An earlier assessment whose finished parts are taken over while they are young: after a grant, or a worker's end. */
  readonly known?: Assessment | null;
  /** Parts of it that are not asked for again, however old it is: whoever was asked is left in peace. */
  readonly resting?: Partial<Parts> | null;
  /** What the guide wants to know beyond the verdict. */
  readonly look?: Look;
  /** What a person added to what mechanisms ask. */
  readonly added?: Added;
  /** Asks for these lanes alone, which is all that the automatic badge shows; left out, for everything. Mail to the domain is among them. */
  readonly lanes?: readonly Lane[];
  /** Resolves once what is due at the moment is done; left out, nothing is waited for. */
  readonly pause?: () => Promise<void>;
}
