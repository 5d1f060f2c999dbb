/**
 * Every code of the guide, with the parameters of its sentences in their order. A code is stable; its sentences stand
 * in the locale file under `guide.<group>`, hyphens as underscores.
 */

type Codes = Readonly<Record<string, readonly string[]>>;

/** Why nothing can be proposed for a domain, and what to do instead. */
export const IMPOSSIBLE_REASONS = {
  'null-mx': [],
  'no-such-domain': [],
  'no-mail-server': [],
  'mx-unknown': ['reason'],
  'mx-pending': [],
  'mx-unreachable': [],
  'mx-not-a-host-name': ['host'],
  'mx-underscore': ['host'],
  'mx-u-label': ['host', 'aLabels'],
  'mx-ip-address': ['host'],
  'name-too-long': ['host'],
  'policy-too-large': ['count', 'kilobytes'],
  'max-age-out-of-range': ['seconds'],
} as const satisfies Codes;

/** What the owner should know about a proposal that can be published. */
export const GUIDE_NOTES = {
  'policy-large': ['kilobytes'],
  'policy-large-wildcards-help': ['kilobytes'],
  'max-age-below-week': ['seconds'],
  'enforce-without-trial': [],
  'host-delegated': ['target'],
  'record-delegated': ['target'],
  'record-wildcard-alias': ['target'],
  'record-alias-unknown': ['target'],
  'record-wildcard': [],
  'record-unknown-origin': [],
  'record-replace': ['text'],
  'record-remove': ['text'],
  'record-texts-stay': ['count'],
  'record-beside': ['count'],
  'tlsrpt-delegated': ['target'],
  'tlsrpt-wildcard-alias': ['target'],
  'tlsrpt-alias-unknown': ['target'],
  'tlsrpt-wildcard': [],
  'tlsrpt-unknown-origin': [],
  'tlsrpt-replace': ['text'],
  'tlsrpt-remove': ['text'],
  'tlsrpt-texts-stay': ['count'],
  'tlsrpt-name-too-long': [],
  'tlsrpt-large': ['octets', 'count'],
} as const satisfies Codes;

/** What is wrong with a report target as it was typed. */
export const RUA_TARGET_FAULTS = {
  empty: [],
  'too-long': ['limit'],
  several: [],
  scheme: ['scheme'],
  'plain-http': [],
  space: [],
  password: [],
  'size-limit': ['limit'],
  'not-ascii': ['character'],
  address: [],
  'local-part-too-long': ['limit'],
  host: ['host'],
  unreachable: ['host'],
  'control-character': ['escape'],
  syntax: [],
} as const satisfies Codes;

/** Why a step is needed, or why it is not known whether it is. */
export const STEP_REASONS = {
  'policy-not-announced': [],
  'policy-no-usable-record': [],
  'policy-record-unknown': [],
  'policy-absent': [],
  'policy-invalid': [],
  'policy-misread': [],
  'policy-uncovered': ['host'],
  'policy-other': [],
  'policy-differently-read': ['sender'],
  'policy-unread': [],
  'policy-not-permitted': [],
  'file-unseen': [],
  'file-fault': [],
  'file-unread': [],
  'record-absent': [],
  'record-invalid': [],
  'record-misread': [],
  'record-new-id': [],
  'record-new-id-if-published': [],
  'record-unknown': [],
  'tlsrpt-absent': [],
  'tlsrpt-invalid': [],
  'tlsrpt-misread': [],
  'tlsrpt-other': [],
  'tlsrpt-unknown': [],
} as const satisfies Codes;

/** What must hold once everything is published. */
export const CHECKS = [
  'record-published',
  'record-alone',
  'policy-served',
  'policy-as-proposed',
  'servers-covered',
  'senders-accept',
  'tlsrpt-published',
] as const;

/** What keeps an old state, and until when. */
export const CACHES = {
  'record-in-resolvers': [],
  'record-absence-in-resolvers': [],
  'mx-in-resolvers': [],
  'mx-absence-in-resolvers': [],
  'tlsrpt-in-resolvers': [],
  'tlsrpt-absence-in-resolvers': [],
  'policy-at-senders': [],
  'earlier-policy-at-senders': [],
} as const satisfies Codes;

/** The events of the plans; each has a sentence for what to do and one for why then. */
export const PLAN_EVENTS = {
  'publish-tlsrpt': [],
  'publish-testing': [],
  'step-back': [],
  'publish-repair': [],
  'publish-repair-testing': [],
  'repair-record': [],
  'publish-record': [],
  'first-reports': [],
  'publish-enforce': [],
  'lengthen-max-age': ['seconds'],
  'add-pattern': ['pattern'],
  'change-id': [],
  'add-mx': ['host'],
  'replace-mx': ['host', 'old'],
  'remove-pattern': ['pattern'],
  'publish-none': ['seconds'],
  'restore-record': [],
  'replace-record': [],
  'remove-record': ['seconds'],
  'remove-record-assumed': ['seconds'],
  'remove-wildcard-text': [],
  'remove-file': [],
} as const satisfies Codes;

/** Why a plan cannot be made. */
export const NO_PLAN_REASONS = {
  'nothing-to-do': [],
  'nothing-published': [],
  'not-known': [],
  'policy-unread': [],
  'policy-unseen': [],
  'no-policy-in-force': [],
  'policy-broken': [],
  'no-mail': [],
  'host-not-a-name': ['host'],
  'host-not-live': ['host'],
} as const satisfies Codes;

export type ImpossibleReason = keyof typeof IMPOSSIBLE_REASONS;
export type GuideNoteCode = keyof typeof GUIDE_NOTES;
export type RuaTargetFault = keyof typeof RUA_TARGET_FAULTS;
export type StepReason = keyof typeof STEP_REASONS;
export type Check = (typeof CHECKS)[number];
export type CacheCode = keyof typeof CACHES;
export type PlanEventCode = keyof typeof PLAN_EVENTS;
export type NoPlanReason = keyof typeof NO_PLAN_REASONS;

/** What the sentence of a code is filled with. */
export type Parameters = Readonly<Record<string, string | number>>;
