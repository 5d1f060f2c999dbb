import type { Assessment } from './check/assessment.ts';
import type { Digest } from './verdict/digest.ts';
import type { DomainName } from './names/domain-name.ts';
import type { Subject } from './names/subject.ts';

/** All that popup, report or workshop shows, as one value. */
export interface View {
  /** Null until the tab is known. */
  readonly subject: Subject | null;
  /** Whether the subject is the page's, or one that was typed, selected or linked. */
  readonly source: 'page' | 'asked';
  /** The domain in view: the subject's policy domain, or one of its alternatives. */
  readonly domain: DomainName | null;
  /** What the popup knows of the domain in view. */
  readonly digest: Digest | null;
  /** What report and workshop know of it. */
  readonly assessment: Assessment | null;
  /** When this view came about, in milliseconds since 1970 UTC. */
  readonly now: number;
  /** The background ended twice without an answer. */
  readonly isInterrupted: boolean;
  /** Nobody clicked yet: what is shown was known before, and nothing is asked until a click. */
  readonly awaitsClick: boolean;
  /** The person just said no to a permission. */
  readonly isDenied: boolean;
  readonly isPrivate: boolean;
  /** What the browser knows of the device’s network. */
  readonly isOnline: boolean;
  /** Opened by “Copy summary”. */
  readonly isCopyAsked: boolean;
  /** The domains that were checked last, the newest first. */
  readonly recent: readonly DomainName[];
}

export const NO_VIEW: View = {
  subject: null,
  source: 'page',
  domain: null,
  digest: null,
  assessment: null,
  now: 0,
  isInterrupted: false,
  awaitsClick: false,
  isDenied: false,
  isPrivate: false,
  isOnline: true,
  isCopyAsked: false,
  recent: [],
};
