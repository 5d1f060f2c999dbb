import type { Lookup, LookUp } from '../../lib/dns/lookup.ts';
import type { Asking } from '../../lib/mechanism.ts';
import { EXAMPLE } from './assessments.ts';
import { NOW } from './time.ts';

type Answer = Lookup<unknown>;

/** An answer with these records, signed, for five minutes. */
export function foundOf(records: readonly unknown[], change: Partial<Answer> = {}): Answer {
  const answered = { aliases: [], authentic: true, ttlSeconds: 300 };
  return { state: 'found', records, ...answered, ...change } as Answer;
}

/** That there is none, signed, for five minutes. */
export function absentOf(change: Partial<Answer> = {}): Answer {
  return {
    state: 'absent',
    reason: 'nodata',
    aliases: [],
    authentic: true,
    ttlSeconds: 300,
    ...change,
  } as Answer;
}

/** That the network lost it. */
export const LOST: Answer = { state: 'unavailable', reason: 'timeout', detail: null };

/**
 * What a check of example.com gives a mechanism, with an answer for each question that is named (`'example.com MX'`); any other one is refused. What was
 * asked and published stands beside it, in order.
 */
export function askingOf<Parts extends object>(
  empty: Parts,
  answers: Readonly<Record<string, Answer>>,
  validates: boolean | null = true,
) {
  const asked: string[] = [];
  const published: Partial<Parts>[] = [];
  const lookUp = (async (name: string, type: string) => {
    const question = `${name} ${type}`;
    asked.push(question);
    const answer = answers[question];
    if (answer === undefined) throw new Error(`Not prepared: ${question}`);
    return answer;
  }) as LookUp;
  const parts = (): Parts => Object.assign({}, empty, ...published);
  const asking: Asking<Parts> = {
    policyDomain: EXAMPLE,
    lookUp,
    validates: async () => validates,
    resolverName: 'Quad9',
    startedAt: NOW,
    now: () => NOW,
    deadline: () => new AbortController().signal,
    isPublicResolver: true,
    mayRead: async () => true,
    fresh: false,
    look: undefined,
    added: [],
    randomLabel: () => 'random',
    parts,
    publish: (change) => published.push(change),
    note: (change) => published.push(change),
  };
  return { asking, asked, published, parts };
}
