import type { Asking } from '../check/look-up.ts';
import { proofHabits } from '../dns/proof-habit.ts';
import { validationHabits } from '../dns/validation-habit.ts';
import type { SettledSettings } from '../settings.ts';
import type { Era } from './era.ts';
import { mayRead } from './permissions.ts';
import { letRest } from './resolver-rest.ts';
import { steadyClock } from './steady-clock.ts';

/** How each resolver says no, as far as this life of the background has learnt it. */
const habits = proofHabits();

/** Which resolvers validate, likewise. */
const validating = validationHabits();

export type AskedWith = Pick<SettledSettings, 'resolver' | 'isResolverConfirmed'>;

/** What it takes to ask the resolver in force, for what a person wanted in the era of `since`. */
export function askingOf({ resolver }: AskedWith, since: Era): Asking {
  return {
    fetch: globalThis.fetch.bind(globalThis),
    now: steadyClock(),
    deadline: (milliseconds) => AbortSignal.timeout(milliseconds),
    resolver,
    randomLabel: () => crypto.randomUUID(),
    proofHabits: habits,
    validationHabits: validating,
    onRateLimit: (seconds) => void letRest(resolver, seconds, since),
  };
}

/** Whether the browser lets this host be read; that of a resolver also wants to be confirmed on this device. */
export async function mayAsk(host: string, { resolver, isResolverConfirmed }: AskedWith): Promise<boolean> {
  return (isResolverConfirmed || host !== new URL(resolver.url).hostname) && mayRead(host);
}
