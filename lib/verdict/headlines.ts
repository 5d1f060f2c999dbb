import type { Tone } from '../mechanism.ts';

/**
 * The verdict in one sentence, each with the word that it comes under and how it is coloured. The sentences stand in the locale under `headline`.
 */
export const HEADLINES = {
  enforced: { standing: 'enforced', tone: 'good' },
  'enforced-ignored': { standing: 'enforced', tone: 'good' },
  dane: { standing: 'dane', tone: 'good' },
  'dane-faulty': { standing: 'dane', tone: 'warn' },
  'held-all': { standing: 'held', tone: 'bad' },
  'held-some': { standing: 'held', tone: 'warn' },
  testing: { standing: 'testing', tone: 'warn' },
  'testing-ignored': { standing: 'testing', tone: 'warn' },
  'uncovered-all': { standing: 'uncovered', tone: 'bad' },
  'uncovered-some': { standing: 'uncovered', tone: 'bad' },
  // In testing nothing is refused.
  'uncovered-testing': { standing: 'uncovered', tone: 'warn' },
  'broken-record': { standing: 'broken', tone: 'bad' },
  'broken-fetch': { standing: 'broken', tone: 'bad' },
  'broken-policy': { standing: 'broken', tone: 'bad' },
  // DANE protects all the same.
  'broken-dane': { standing: 'broken', tone: 'warn' },
  'fragile-enforce': { standing: 'fragile', tone: 'warn' },
  'fragile-testing': { standing: 'fragile', tone: 'warn' },
  disabled: { standing: 'disabled', tone: 'idle' },
  absent: { standing: 'absent', tone: 'idle' },
  'no-mail-null': { standing: 'no-mail', tone: 'idle' },
  'no-mail-nxdomain': { standing: 'no-mail', tone: 'idle' },
  'no-mail-no-address': { standing: 'no-mail', tone: 'idle' },
  // That no server has an address is a fault, which a null MX is not.
  'no-mail-unreachable': { standing: 'no-mail', tone: 'bad' },
  'unknown-resolver': { standing: 'unknown', tone: 'ask' },
  'unknown-permission': { standing: 'unknown', tone: 'ask' },
  'unknown-dns': { standing: 'unknown', tone: 'ask' },
  'unknown-policy': { standing: 'unknown', tone: 'ask' },
  'unknown-mx': { standing: 'unknown', tone: 'ask' },
  'unknown-dane': { standing: 'unknown', tone: 'ask' },
  // MTA-STS is known to protect nothing; whether DANE does is not known.
  'dane-unknown': { standing: 'unknown', tone: 'ask' },
  checking: { standing: 'checking', tone: 'idle' },
} as const satisfies Readonly<Record<string, { readonly standing: string; readonly tone: Tone }>>;

export type Headline = keyof typeof HEADLINES;

/** The verdict on a domain in one word. */
export type Standing = (typeof HEADLINES)[Headline]['standing'];
