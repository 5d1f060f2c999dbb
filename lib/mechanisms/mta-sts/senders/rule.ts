import type { SenderFacts } from './facts.ts';

/**
 * The senders whose sources were read: postfix-tlspol, mox, chasquid, postfix-mta-sts-resolver, go-mtasts (maddy),
 * Stalwart, KumoMTA, mailauth (zone-mta). In the order in which they are shown.
 */
export const SENDERS = [
  'postfix-tlspol',
  'mox',
  'chasquid',
  'postfix-mta-sts-resolver',
  'go-mtasts',
  'stalwart',
  'kumomta',
  'mailauth',
] as const;

export type Sender = (typeof SENDERS)[number];

/** What a peculiarity does where it applies. */
export type Effect = 'ignores' | 'differs' | 'unknown';

/** Every reason has its sentence in the locale file under `senders.reason`. */
export const SENDER_REASONS = [
  // The record.
  'several-records',
  'several-records-one-taken',
  'several-records-unknown',
  'texts-joined',
  'text-beside',
  'text-beside-unknown',
  'near-miss-unknown',
  'space-after-version',
  'space-after-version-unknown',
  'record-version',
  'record-version-any-case',
  'record-version-any-order',
  'record-version-unknown',
  'id-syntax',
  'id-syntax-unchecked',
  'id-missing',
  'id-unused',
  'record-syntax-unknown',
  // The fetch.
  'no-file',
  'redirect',
  'status',
  'status-any-2xx',
  'status-unchecked',
  'too-large',
  'too-large-unknown',
  'large-cut',
  'media-type',
  'slower-than-2-s',
  'slower-than-4-s',
  'deadline-of-caller',
  'deadline-unknown',
  'not-ascii',
  'encoding-unknown',
  // The policy as a text.
  'blank-line',
  'indented-key',
  'line-without-colon',
  'line-skipped',
  'line-swallows-next',
  'comment-unknown',
  'space-before-colon-unknown',
  'colon-in-extension',
  'repeated-field',
  'repeated-last',
  'repeated-must-parse',
  'repeated-last-invalid',
  'repeated-last-unknown',
  'version-required',
  'version-optional',
  'mode-required',
  'mode-none-assumed',
  'mode-invalid',
  'mode-any-case',
  'max-age-required',
  'max-age-assumed',
  'max-age-lenient',
  'max-age-zero',
  'max-age-replaced',
  'max-age-too-large',
  'max-age-capped',
  'none-without-mx',
  'wildcard-any-depth',
  'wildcard-of-postfix',
  'ip-in-mx',
  'malformed',
  // Where nothing more can be said.
  'not-stated',
  'not-read',
] as const;

export type SenderReason = (typeof SENDER_REASONS)[number];

/** One peculiarity: which senders have it, when it applies, and what it does to the policy. */
export interface SenderRule {
  readonly reason: SenderReason;
  readonly effect: Effect;
  readonly senders: readonly Sender[];
  readonly when: (facts: SenderFacts) => boolean;
}

/** All but those named. */
export function allBut(...senders: readonly Sender[]): Sender[] {
  return SENDERS.filter((sender) => !senders.includes(sender));
}

const rule =
  (effect: Effect) =>
  (reason: SenderReason, senders: readonly Sender[], when: SenderRule['when']): SenderRule => ({
    reason,
    effect,
    senders,
    when,
  });

/** Makes a rule: the reason, whom it concerns, when it applies. */
export const ignores = rule('ignores');
export const differs = rule('differs');
export const unknown = rule('unknown');
