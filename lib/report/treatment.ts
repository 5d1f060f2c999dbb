import type { Consequence } from '../mechanisms/mta-sts/consequence.ts';

/** Four kinds of sender, by what they check before they deliver. */
export const SENDER_KINDS = ['both', 'dane', 'mta-sts', 'neither'] as const;

export type SenderKind = (typeof SENDER_KINDS)[number];

/**
 * What DANE does for one server: senders that check it deliver over the TLS that it demands; must hold mail back; find nothing that counts; or we
 * could not know.
 */
export type DaneOutcome = 'protected' | 'held' | 'none' | 'unknown';

/** The outcome for each server, by its name. One that is missing is not known. */
export type DaneOutcomes = Readonly<Record<string, DaneOutcome>>;

/** What a sender does with mail to one server: what MTA-STS has it do, or what DANE has it do. */
export type Treatment = Consequence | 'dane' | 'held';

/** How grave it is; a sign of its own beside every word. */
export const TREATMENT_TONES = {
  verified: 'good',
  dane: 'good',
  tested: 'warn',
  reported: 'warn',
  refused: 'bad',
  held: 'bad',
  unreachable: 'bad',
  unprotected: 'idle',
  unknown: 'ask',
} as const satisfies Readonly<Record<Treatment, string>>;

/**
 * What each kind of sender does with mail to a server, of which MTA-STS alone would have it do `consequence`. A passing MTA-STS policy rescues no
 * failing DANE (RFC 8461 §2), and DANE brings in no server that an enforced policy leaves out. What is not known makes nothing better. Pure.
 */
export function treatmentsOf(
  consequence: Consequence,
  dane: DaneOutcome,
): Readonly<Record<SenderKind, Treatment>> {
  if (consequence === 'unreachable')
    return { both: consequence, dane: consequence, 'mta-sts': consequence, neither: consequence };
  return {
    both: ofBoth(consequence, dane),
    dane: BY_DANE[dane],
    'mta-sts': consequence,
    neither: 'unprotected',
  };
}

const BY_DANE = { protected: 'dane', held: 'held', none: 'unprotected', unknown: 'unknown' } as const;

function ofBoth(consequence: Consequence, dane: DaneOutcome): Treatment {
  if (dane === 'none') return consequence;
  if (dane === 'held') return 'held';
  if (consequence === 'refused' || consequence === 'unknown') return consequence;
  return BY_DANE[dane];
}

/** The kinds that differ from each other: where no server has anything of DANE, whether a sender checks it makes no difference. Pure. */
export function kindsThatDiffer(
  hosts: readonly string[],
  dane: DaneOutcomes | undefined,
): readonly SenderKind[] {
  const differs = dane !== undefined && hosts.some((host) => outcomeFor(host, dane) !== 'none');
  return differs ? SENDER_KINDS : ['mta-sts', 'neither'];
}

/** What DANE does for this server; without any facts about DANE, nothing. Pure. */
export function outcomeFor(host: string, dane: DaneOutcomes | undefined): DaneOutcome {
  return dane === undefined ? 'none' : (dane[host] ?? 'unknown');
}
