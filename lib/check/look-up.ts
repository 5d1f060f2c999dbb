import { spanOf } from '../network/span.ts';
import type { Query } from './assessment.ts';
import { beforeDeadline } from '../network/deadline.ts';
import { askDoh, unavailable, type Unanswered } from '../dns/doh.ts';
import { followAliases } from '../dns/follow-aliases.ts';
import type { LookUp, RecordType } from '../dns/lookup.ts';
import { absentName, type ProofHabits } from '../dns/proof-habit.ts';
import type { Resolver } from '../dns/resolver.ts';
import { isIpAddress, isNeverAsked, MAX_NAME_LENGTH } from '../names/domain-name.ts';

/** What it takes to ask a resolver. */
export interface Asking {
  readonly fetch: typeof globalThis.fetch;
  readonly now: () => number;
  readonly deadline: (milliseconds: number) => AbortSignal;
  readonly resolver: Resolver;
  /** A DNS label that nobody has ever used, another one each time. */
  readonly randomLabel: () => string;
  /** What is known of how resolvers say no; left out, a no without proof is never believed. */
  readonly proofHabits?: ProofHabits;
  /** Told when the resolver wants no question for so many seconds. */
  readonly onRateLimit?: (seconds: number) => void;
}

/** What the questions of one check leave behind. */
export interface Witness {
  /** Told of every question that was sent, as its answer is there or given up. */
  readonly record: (query: Query) => void;
  /** Told when a no counts that has no proof, since this resolver never gives one. */
  readonly onUnproven: () => void;
}

export const QUESTION_DEADLINE_MS = 5000;
/** A connection that the server was closing fails a question within one round trip. */
const CLOSING_MS = 250;

const NOTHING_THERE = {
  state: 'absent',
  reason: 'nxdomain',
  aliases: [],
  authentic: false,
  ttlSeconds: 3600,
} as const;

/**
 * The way to ask in the course of one check that began at `startedAt` (milliseconds since 1970 UTC). Each look-up ends within five seconds, its
 * aliases and repetitions included. Once the resolver has asked to be left alone for a time, the check sends it nothing more.
 */
export function lookUpWith(asking: Asking, startedAt: number, { record, onUnproven }: Witness): LookUp {
  const { resolver, now, deadline } = asking;
  let restsUntil = 0;

  const send = async (name: string, type: RecordType, signal: AbortSignal) => {
    const sentAt = now();
    const answer = await askDoh(asking.fetch, resolver, name, type, signal, now);
    const span = spanOf(startedAt, sentAt, now());
    const isAnswered = answer.state === 'answered';
    record({
      name,
      type,
      outcome: isAnswered ? answer.response.rcode : answer.reason,
      authentic: isAnswered && answer.response.authentic,
      ...span,
    });
    return { answer, tookMs: span.tookMs };
  };

  const ask = async (name: string, type: RecordType, signal: AbortSignal) => {
    if (now() < restsUntil) return unavailable('rate-limited');
    let { answer, tookMs } = await send(name, type, signal);
    // The server was closing the connection (GOAWAY, RFC 9113 §6.8) and has not read the question; browsers do not always repeat it by themselves.
    if (isUnheard(answer) && tookMs < CLOSING_MS) ({ answer } = await send(name, type, signal));
    if (answer.state === 'answered') return answer;
    const { retryAfterSeconds = 0, isUnheard: _, ...unknown } = answer;
    if (retryAfterSeconds > 0) {
      restsUntil = now() + 1000 * retryAfterSeconds;
      asking.onRateLimit?.(retryAfterSeconds);
    }
    return unknown;
  };

  const neverProves = (): Promise<boolean> | undefined =>
    asking.proofHabits?.neverProves(resolver.url, now(), () =>
      ask(absentName(asking.randomLabel()), 'TXT', deadline(QUESTION_DEADLINE_MS)),
    );

  return async (name, type) => {
    // Longer names cannot exist (RFC 1035 §2.3.4), so nothing is published there.
    if (name.length > MAX_NAME_LENGTH) return NOTHING_THERE;
    const signal = deadline(QUESTION_DEADLINE_MS);
    const mayBelieve = async () => {
      const isBelieved = await beforeDeadline(signal, Promise.resolve(neverProves())).catch(() => false);
      if (isBelieved) onUnproven();
      return isBelieved === true;
    };
    const sendUnlessLocal = async (asked: string) =>
      // An alias or an MX record can lead anywhere; what is never asked is not asked for a stranger either.
      isNeverAsked(asked) || isIpAddress(asked)
        ? unavailable('never-asked', asked)
        : ask(asked, type, signal);
    return followAliases(name, type, sendUnlessLocal, mayBelieve);
  };
}

function isUnheard(answer: { readonly state: string } | Unanswered): boolean {
  return 'isUnheard' in answer;
}
