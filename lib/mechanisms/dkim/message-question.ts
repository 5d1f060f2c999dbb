import type { Lookup } from '../../dns/lookup.ts';
import type { MessageAlignment } from '../dmarc/alignment.ts';

/** What a page asks about a message that it verifies itself: names alone. Nothing else of the message leaves the page. */
export interface MessageQuestion {
  /** Where the keys are, `<selector>._domainkey.<domain>`; checked again where they arrive. */
  readonly keyNames: readonly string[];
  /** The domain of the author, or null where there is not one. */
  readonly from: string | null;
  /** The domains of the signatures and of the envelope. */
  readonly others: readonly string[];
}

/** What comes of it. JSON: it crosses messages. Nothing of it is stored. */
export type MessageAnswer =
  /** The resolver may not be asked. */
  | { readonly state: 'not-permitted'; readonly resolver: string }
  | {
      readonly state: 'answered';
      readonly resolver: string;
      readonly keys: readonly { readonly name: string; readonly answer: Lookup<string> }[];
      /** Null where there is no author to be aligned with. */
      readonly alignment: MessageAlignment | null;
    };

/** The domain that a name of a key belongs to, or null where it is no such name. Pure. */
export function domainOfKeyName(name: string): string | null {
  return name.length > 253 ? null : (/^[a-z\d_.-]+\._domainkey\.([a-z\d.-]+)$/i.exec(name)?.[1] ?? null);
}
