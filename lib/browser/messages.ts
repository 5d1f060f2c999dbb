import { defineExtensionMessaging } from '@webext-core/messaging';
import type { DomainName } from '../domain-name.ts';
import type { Subject } from '../subject.ts';
import { browser } from './native.ts';

/** The request for a check: what comes of it goes through storage. */
export interface AssessRequest {
  /** Text, checked again where it arrives. */
  domain: string;
  /** Skips all caches. */
  fresh: boolean;
  /** The tab whose badge follows, where the domain is the tab's own; null otherwise. */
  tabId: number | null;
  /** Asked from a private window: nothing may be written to disk. */
  isPrivate: boolean;
}

/** What a person pointed at: the address of a page or link, or a text that they typed or selected. */
export interface Pointed {
  readonly kind: 'url' | 'text';
  readonly value: string;
}

interface Protocol {
  /** Which policy domain it stands for; only the background carries the public suffix list. */
  subject(pointed: Pointed): Subject;
  /** The registered domain of each name in order, null for a public suffix; for the guide. */
  registrable(names: readonly DomainName[]): readonly (DomainName | null)[];
  /** Settles when the assessment is finished; the answer is in storage by then. */
  assess(request: AssessRequest): void;
  /** Settles when nothing is stored any more. */
  forget(): void;
}

export const messages = defineExtensionMessaging<Protocol>();

/** Throws unless the message comes from a page of this extension. */
export function refuseStrangers({ id, url }: { id?: string | undefined; url?: string | undefined }): void {
  if (id !== browser.runtime.id || url?.startsWith(browser.runtime.getURL('')) !== true)
    throw new Error('Only pages of Waxseal may ask.');
}
