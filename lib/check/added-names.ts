import type { MechanismName } from '../mechanisms.ts';

/** What a person adds to what a mechanism asks about a domain (`AddedNames` in lib/mechanism.ts). JSON: it crosses messages. */
export interface AddRequest {
  /** Text, checked again where it arrives, as are the names. */
  readonly domain: string;
  readonly mechanism: MechanismName;
  readonly names: readonly string[];
  /** Which of them are kept for later checks: those that the person named, or, of a look at many, those where something was found. None of a private window. */
  readonly keep: 'all' | 'found';
  readonly isPrivate: boolean;
}

/** What became of them. `unchecked`: there is no finished check with this resolver that they could be added to; the next one asks for those that are kept. */
export type AddAnswer =
  | { readonly state: 'asked'; readonly unanswered: number }
  | { readonly state: 'unchecked' }
  | { readonly state: 'not-permitted'; readonly resolver: string };

/** A name that is to be kept no more. */
export type RemoveRequest = Pick<AddRequest, 'domain' | 'mechanism'> & { readonly name: string };
