import type { ServerOutcome, ServerOutcomes } from '../mechanism.ts';
import type { Consequence } from '../mechanisms/mta-sts/consequence.ts';
import type { Treatment } from './blocks.ts';

/** Four kinds of sender, by what they check before they deliver. */
export const SENDER_KINDS = ['both', 'dane', 'mta-sts', 'neither'] as const;

export type SenderKind = (typeof SENDER_KINDS)[number];

/** How grave it is; a sign of its own beside every word. */
export const TREATMENT_TONES = {
  verified: 'good',
  dane: 'good',
  encrypted: 'warn',
  some: 'warn',
  tested: 'warn',
  reported: 'warn',
  refused: 'bad',
  disputed: 'bad',
  held: 'bad',
  unreachable: 'bad',
  unprotected: 'idle',
  unknown: 'ask',
} as const satisfies Readonly<Record<Treatment, string>>;

/**
 * What each kind of sender does with mail to a server, of which MTA-STS alone would have it do `consequence`. A passing MTA-STS policy rescues no
 * failing DANE (RFC 8461 §2). What is not known makes nothing better. Pure.
 */
export function treatmentsOf(
  consequence: Consequence,
  outcome: ServerOutcome,
): Readonly<Record<SenderKind, Treatment>> {
  if (consequence === 'unreachable')
    return { both: consequence, dane: consequence, 'mta-sts': consequence, neither: consequence };
  return {
    both: ofBoth(consequence, outcome),
    dane: BY_DANE[outcome],
    'mta-sts': consequence,
    neither: 'unprotected',
  };
}

const BY_DANE: Readonly<Record<ServerOutcome, Treatment>> = {
  protected: 'dane',
  encrypted: 'encrypted',
  held: 'held',
  some: 'some',
  none: 'unprotected',
  unknown: 'unknown',
};

function ofBoth(consequence: Consequence, outcome: ServerOutcome): Treatment {
  if (outcome === 'none') return consequence;
  if (outcome === 'held') return 'held';
  if (consequence === 'refused') return outcome === 'protected' ? 'disputed' : consequence;
  if (consequence === 'unknown') return consequence;
  // TLS to any key, or TLS at some senders, is less than the policy demands.
  if (consequence === 'verified' && (outcome === 'encrypted' || outcome === 'some')) return consequence;
  return BY_DANE[outcome];
}

/** The kinds that differ from each other: where no server has anything of DANE, whether a sender checks it makes no difference. Pure. */
export function kindsThatDiffer(
  hosts: readonly string[],
  outcomes: ServerOutcomes | null,
): readonly SenderKind[] {
  return hosts.some((host) => outcomeFor(host, outcomes) !== 'none') ? SENDER_KINDS : ['mta-sts', 'neither'];
}

/** What DANE does for this server; without any facts about DANE, nothing. Pure. */
export function outcomeFor(host: string, outcomes: ServerOutcomes | null): ServerOutcome {
  if (outcomes === null) return 'none';
  // A server can be called as what every object has.
  return (Object.hasOwn(outcomes, host) ? outcomes[host] : undefined) ?? 'unknown';
}
