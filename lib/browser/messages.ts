import { defineExtensionMessaging } from '@webext-core/messaging';

/** The one request that goes up: everything that comes down goes through storage. */
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

interface Protocol {
  /** Settles when the assessment is finished; the answer is in storage by then. */
  assess(request: AssessRequest): void;
}

export const messages = defineExtensionMessaging<Protocol>();
