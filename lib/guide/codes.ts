import { REPORT_RECORDS, type ReportName } from '../mechanisms.ts';

/**
 * Every code of the guide, with the parameters of its sentences in their order. A code is stable; its sentences stand
 * in the locale file under `guide.<group>`, hyphens as underscores.
 */

type Codes = Readonly<Record<string, readonly string[]>>;

/** The records that the guide proposes, by the step that each has; their codes begin so. */
export type RecordKind = 'record' | ReportName;

/** The steps of the records that tell where reports go. */
export const REPORT_KINDS: readonly ReportName[] = REPORT_RECORDS.map(({ name }) => name);

/** The same codes for each kind of record. */
function ofEach<Kind extends string, const Of extends Codes>(
  kinds: readonly Kind[],
  codes: Of,
): { readonly [Code in `${Kind}-${keyof Of & string}`]: readonly string[] } {
  const all = kinds.flatMap((kind) =>
    Object.entries(codes).map(([code, parameters]) => [`${kind}-${code}`, parameters]),
  );
  return Object.fromEntries(all) as { [Code in `${Kind}-${keyof Of & string}`]: readonly string[] };
}

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

/** How each record is published without touching anything else at its name. */
export const RECORD_NOTES = {
  delegated: ['target'],
  'wildcard-alias': ['target'],
  'alias-unknown': ['target'],
  wildcard: [],
  'unknown-origin': [],
  replace: ['text'],
  remove: ['text'],
  'texts-stay': ['count'],
} as const satisfies Codes;

/** What only a record with targets is. */
export const REPORT_NOTES = {
  'name-too-long': [],
  large: ['octets', 'count'],
} as const satisfies Codes;

/** What the owner should know about a proposal that can be published. */
export const GUIDE_NOTES = {
  'policy-large': ['kilobytes'],
  'policy-large-wildcards-help': ['kilobytes'],
  'max-age-below-week': ['seconds'],
  'enforce-without-trial': [],
  'host-delegated': ['target'],
  'record-beside': ['count'],
  ...ofEach<RecordKind, typeof RECORD_NOTES>(['record', ...REPORT_KINDS], RECORD_NOTES),
  ...ofEach(REPORT_KINDS, REPORT_NOTES),
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
  ...ofEach(REPORT_KINDS, { absent: [], invalid: [], misread: [], other: [], unknown: [] }),
} as const satisfies Codes;

/** What must hold once everything is published. */
export const CHECKS = [
  'record-published',
  'record-alone',
  'policy-served',
  'policy-as-proposed',
  'servers-covered',
  'senders-accept',
  ...REPORT_KINDS.map((kind) => `${kind}-published` as const),
] as const;

/** What keeps an old state, and until when. */
export const CACHES = {
  'record-in-resolvers': [],
  'record-absence-in-resolvers': [],
  'mx-in-resolvers': [],
  'mx-absence-in-resolvers': [],
  ...ofEach(REPORT_KINDS, { 'in-resolvers': [], 'absence-in-resolvers': [] }),
  'policy-at-senders': [],
  'earlier-policy-at-senders': [],
} as const satisfies Codes;

function publishingOf<Kind extends string>(kinds: readonly Kind[]) {
  return Object.fromEntries(kinds.map((kind) => [`publish-${kind}`, []])) as unknown as {
    readonly [Code in `publish-${Kind}`]: readonly [];
  };
}

/** The events of the plans; each has a sentence for what to do and one for why then. */
export const PLAN_EVENTS = {
  ...publishingOf(REPORT_KINDS),
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
