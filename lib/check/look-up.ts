import { spanOf } from '../network/span.ts';
import type { Query } from './assessment.ts';
import { beforeDeadline } from '../network/deadline.ts';
import { askDoh, unavailable, type DohAnswer, type Unanswered } from '../dns/doh.ts';
import { followAliases } from '../dns/follow-aliases.ts';
import type { LookUp, RecordType, Unknown } from '../dns/lookup.ts';
import { absentName, type ProofHabits } from '../dns/proof-habit.ts';
import type { Resolver } from '../dns/resolver.ts';
import { SIGNED_NAME, type ValidationHabits } from '../dns/validation-habit.ts';
import { isIpAddress, isNeverAsked, MAX_NAME_LENGTH } from '../names/domain-name.ts';
import type { Lane } from '../verdict/weights.ts';

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
  /** What is known of which resolvers validate; left out, only an answer with AD tells. */
  readonly validationHabits?: ValidationHabits;
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

/** The way to ask in the course of one check. */
export interface Asked {
  /** Asks for a mechanism of this lane, which pays for the questions that it is the first to send. */
  readonly lookUpFor: (lane: Lane) => LookUp;
  /** Whether the resolver validates by DNSSEC; null where that is not known. Asks for it only where no answer so far has shown it. Never rejects. */
  readonly validates: () => Promise<boolean | null>;
}

export const QUESTION_DEADLINE_MS = 5000;
/** All questions of a check end within so many milliseconds of its beginning. */
const CHECK_DEADLINE_MS = 20_000;
/**
 * So many questions are sent in one check for each lane, whatever records lead to: what one lane leads to takes nothing from another. Of mail in the name of the
 * domain SPF leads to 60 at most, DMARC to 50, and DKIM to the rest.
 */
export const MOST_QUESTIONS: Readonly<Record<Lane, number>> = { transit: 60, spoofing: 130, also: 60 };
/** A connection that the server was closing fails a question within one round trip, and one that was just made within a few. */
const CLOSING_MS = 1000;

const NOTHING_THERE = {
  state: 'absent',
  reason: 'nxdomain',
  aliases: [],
  authentic: false,
  ttlSeconds: 3600,
} as const;

/**
 * The way to ask in the course of one check that began at `startedAt` (milliseconds since 1970 UTC). Each look-up ends within five seconds, its
 * aliases and repetitions included, and all of them within twenty. Each question is sent once, however many want its answer: whoever comes later
 * shares it, with the deadline under which it was sent. Once the resolver has asked to be left alone for a time, the check sends it nothing more.
 */
export function asksWith(asking: Asking, startedAt: number, { record, onUnproven }: Witness): Asked {
  const { resolver, now } = asking;
  const beganAt = now();
  let restsUntil = 0;
  const sent: Partial<Record<Lane, number>> = {};
  const hasLeft = (lane: Lane) => (sent[lane] ?? 0) < MOST_QUESTIONS[lane];
  let isValidating = false;
  const answers = new Map<string, Promise<DohAnswer | Unknown>>();

  const deadline = () =>
    asking.deadline(
      Math.max(0, Math.min(QUESTION_DEADLINE_MS, CHECK_DEADLINE_MS - Math.abs(now() - beganAt))),
    );

  const send = async ({ name, type, isUnchecked, lane }: Question, signal: AbortSignal) => {
    const sentAt = now();
    sent[lane] = (sent[lane] ?? 0) + 1;
    const answer = await askDoh(asking.fetch, resolver, name, type, signal, now, isUnchecked);
    const span = spanOf(startedAt, sentAt, now());
    const isAnswered = answer.state === 'answered';
    record({
      name,
      type,
      outcome: isAnswered ? answer.response.rcode : answer.reason,
      authentic: isAnswered && answer.response.authentic,
      ...(isUnchecked && { isUnchecked }),
      ...span,
    });
    // Only a resolver that validates says AD (RFC 6840 §5.8), or that validation failed.
    isValidating ||= isAnswered ? answer.response.authentic : answer.reason === 'dnssec-bogus';
    return { answer, tookMs: span.tookMs };
  };

  const ask = async (question: Question, signal: AbortSignal) => {
    let { answer, tookMs } = await send(question, signal);
    // The server was closing the connection (GOAWAY, RFC 9113 §6.8) and has not read the question; browsers do not always repeat it by themselves.
    if (isUnheard(answer) && tookMs < CLOSING_MS && hasLeft(question.lane))
      ({ answer } = await send(question, signal));
    if (answer.state === 'answered') return answer;
    const { retryAfterSeconds = 0, isUnheard: _, ...unknown } = answer;
    if (retryAfterSeconds > 0) {
      restsUntil = now() + 1000 * retryAfterSeconds;
      asking.onRateLimit?.(retryAfterSeconds);
    }
    return unknown;
  };

  const askOnce = (question: Question, signal: AbortSignal): Promise<DohAnswer | Unknown> => {
    const key = `${question.type} ${question.name} ${question.isUnchecked}`;
    const known = answers.get(key);
    if (known) return known;
    if (now() < restsUntil) return Promise.resolve(unavailable('rate-limited'));
    if (!hasLeft(question.lane)) return Promise.resolve(unavailable('budget'));
    const answer = ask(question, signal);
    answers.set(key, answer);
    return answer;
  };

  // What the resolver itself is like is nobody's question in particular.
  const probe = (name: string, type: RecordType) =>
    askOnce({ name, type, isUnchecked: false, lane: 'also' }, deadline());

  const neverProves = (): Promise<boolean> | undefined =>
    asking.proofHabits?.neverProves(resolver.url, now(), () =>
      probe(absentName(asking.randomLabel()), 'TXT'),
    );

  const validates = async () => {
    if (isValidating) return true;
    const habit = asking.validationHabits?.validates(resolver.url, now(), () => probe(SIGNED_NAME, 'SOA'));
    return (await habit) ?? null;
  };

  const lookUpFor =
    (lane: Lane): LookUp =>
    async (name, type, how) => {
      // Longer names cannot exist (RFC 1035 §2.3.4), so nothing is published there.
      if (name.length > MAX_NAME_LENGTH) return NOTHING_THERE;
      const signal = deadline();
      const mayBelieve = async () => {
        const isBelieved = await beforeDeadline(signal, Promise.resolve(neverProves())).catch(() => false);
        if (isBelieved) onUnproven();
        return isBelieved === true;
      };
      const sendUnlessLocal = async (asked: string) =>
        // An alias or an MX record can lead anywhere; what is never asked is not asked for a stranger either.
        isNeverAsked(asked) || isIpAddress(asked)
          ? unavailable('never-asked', asked)
          : askOnce({ name: asked, type, isUnchecked: how === 'unchecked', lane }, signal);
      return followAliases(name, type, sendUnlessLocal, mayBelieve);
    };
  return { lookUpFor, validates };
}

interface Question {
  readonly name: string;
  readonly type: RecordType;
  /** With CD: not validated. */
  readonly isUnchecked: boolean;
  readonly lane: Lane;
}

function isUnheard(answer: { readonly state: string } | Unanswered): boolean {
  return 'isUnheard' in answer;
}
